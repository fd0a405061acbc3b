// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

/** Every code of the contract. */
export type ErrorCode =
  /** What the request would create is there already. */
  | "ALREADY_EXISTS"
  /** The sender has given up waiting. */
  | "CANCELLED"
  /** The request contradicts the present state of what it would change. */
  | "CONFLICT"
  /** The request is sound, but something must be done before it. */
  | "FAILED_PRECONDITION"
  /** What the request names existed once, and will not come back. */
  | "GONE"
  /** Something failed that should not have, and that no other code describes. */
  | "INTERNAL_ERROR"
  /** The request says something that cannot be accepted. `violations` lists it: [{ field, rule, message }]. */
  | "INVALID_INPUT"
  /** No item has the given number. */
  | "ITEM_NOT_FOUND"
  /** The resource exists and does not take this method. */
  | "METHOD_NOT_ALLOWED"
  /** The resource cannot be had in any form that the request accepts. */
  | "NOT_ACCEPTABLE"
  /** What the request names does not exist, or the sender may not know that it does. */
  | "NOT_FOUND"
  /** The request is larger than is accepted. */
  | "PAYLOAD_TOO_LARGE"
  /** The sender is known, and may not do this. */
  | "PERMISSION_DENIED"
  /** The sender has asked too often, and may ask again later. */
  | "RATE_LIMITED"
  /** The stock of a warehouse cannot be read. */
  | "STOCK_UNAVAILABLE"
  /** Something that the service depends on did not answer in time. */
  | "TIMEOUT"
  /** The request does not say who sends it, or what it says does not hold. */
  | "UNAUTHENTICATED"
  /** The operation does not exist here, or not yet. */
  | "UNIMPLEMENTED"
  /** The request is well formed, and what it asks for makes no sense. */
  | "UNPROCESSABLE"
  /** Something that the service depends on cannot be reached. */
  | "UNREACHABLE"
  /** The request is written in a form that is not accepted. */
  | "UNSUPPORTED_MEDIA_TYPE";

/** Who has to act: the sender of the request, or us. */
export type Fault = "client" | "server";
export type Severity = "debug" | "info" | "warning" | "error" | "critical";

/** Structured facts for triage, beside the message. Never secrets. */
export interface Context {
  readonly [key: string]: unknown;
}

interface CodeFacts {
  readonly fault: Fault;
  readonly severity: Severity;
  readonly retryable: boolean;
  readonly expected: boolean;
  readonly status: number;
  readonly message: string;
  readonly public: readonly string[];
}

const FALLBACK: ErrorCode = "INTERNAL_ERROR";
const CLIENT_FALLBACK: ErrorCode = "INVALID_INPUT";
const FALLBACK_FACTS: CodeFacts = { fault: "server", severity: "error", retryable: false, expected: false, status: 500, message: "internal error", public: [] };

const CODES: ReadonlyMap<string, CodeFacts> = new Map<string, CodeFacts>([
  ["ALREADY_EXISTS", { fault: "client", severity: "info", retryable: false, expected: false, status: 409, message: "already exists", public: [] }],
  ["CANCELLED", { fault: "client", severity: "info", retryable: false, expected: false, status: 499, message: "request cancelled", public: [] }],
  ["CONFLICT", { fault: "client", severity: "info", retryable: false, expected: false, status: 409, message: "conflict with the present state", public: [] }],
  ["FAILED_PRECONDITION", { fault: "client", severity: "info", retryable: false, expected: false, status: 400, message: "precondition failed", public: [] }],
  ["GONE", { fault: "client", severity: "info", retryable: false, expected: false, status: 410, message: "gone", public: [] }],
  ["INTERNAL_ERROR", { fault: "server", severity: "error", retryable: false, expected: false, status: 500, message: "internal error", public: [] }],
  ["INVALID_INPUT", { fault: "client", severity: "info", retryable: false, expected: false, status: 400, message: "invalid input", public: ["violations"] }],
  ["ITEM_NOT_FOUND", { fault: "client", severity: "info", retryable: false, expected: false, status: 404, message: "item not found", public: ["item"] }],
  ["METHOD_NOT_ALLOWED", { fault: "client", severity: "info", retryable: false, expected: false, status: 405, message: "method not allowed", public: [] }],
  ["NOT_ACCEPTABLE", { fault: "client", severity: "info", retryable: false, expected: false, status: 406, message: "not acceptable", public: [] }],
  ["NOT_FOUND", { fault: "client", severity: "info", retryable: false, expected: false, status: 404, message: "not found", public: [] }],
  ["PAYLOAD_TOO_LARGE", { fault: "client", severity: "info", retryable: false, expected: false, status: 413, message: "payload too large", public: [] }],
  ["PERMISSION_DENIED", { fault: "client", severity: "info", retryable: false, expected: false, status: 403, message: "permission denied", public: [] }],
  ["RATE_LIMITED", { fault: "client", severity: "info", retryable: true, expected: false, status: 429, message: "too many requests", public: [] }],
  ["STOCK_UNAVAILABLE", { fault: "server", severity: "error", retryable: true, expected: false, status: 503, message: "stock cannot be read for now", public: [] }],
  ["TIMEOUT", { fault: "server", severity: "error", retryable: true, expected: false, status: 504, message: "timed out", public: [] }],
  ["UNAUTHENTICATED", { fault: "client", severity: "info", retryable: false, expected: false, status: 401, message: "authentication required", public: [] }],
  ["UNIMPLEMENTED", { fault: "server", severity: "error", retryable: false, expected: false, status: 501, message: "not implemented", public: [] }],
  ["UNPROCESSABLE", { fault: "client", severity: "info", retryable: false, expected: false, status: 422, message: "unprocessable request", public: [] }],
  ["UNREACHABLE", { fault: "server", severity: "error", retryable: true, expected: false, status: 503, message: "service unavailable", public: [] }],
  ["UNSUPPORTED_MEDIA_TYPE", { fault: "client", severity: "info", retryable: false, expected: false, status: 415, message: "unsupported media type", public: [] }],
]);

/** The code that says no more than an HTTP status does. */
const BY_STATUS: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [400, "INVALID_INPUT"],
  [401, "UNAUTHENTICATED"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [405, "METHOD_NOT_ALLOWED"],
  [406, "NOT_ACCEPTABLE"],
  [409, "CONFLICT"],
  [410, "GONE"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
  [422, "UNPROCESSABLE"],
  [429, "RATE_LIMITED"],
  [499, "CANCELLED"],
  [500, "INTERNAL_ERROR"],
  [501, "UNIMPLEMENTED"],
  [503, "UNREACHABLE"],
  [504, "TIMEOUT"],
]);

/** What tRPC and Connect call their statuses, where these say more than that something failed. */
const RPC_STATUSES: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ["PARSE_ERROR", 400],
  ["BAD_REQUEST", 400],
  ["UNAUTHORIZED", 401],
  ["PAYMENT_REQUIRED", 402],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["METHOD_NOT_SUPPORTED", 405],
  ["TIMEOUT", 408],
  ["CONFLICT", 409],
  ["PRECONDITION_FAILED", 412],
  ["PAYLOAD_TOO_LARGE", 413],
  ["UNSUPPORTED_MEDIA_TYPE", 415],
  ["UNPROCESSABLE_CONTENT", 422],
  ["PRECONDITION_REQUIRED", 428],
  ["TOO_MANY_REQUESTS", 429],
  ["CLIENT_CLOSED_REQUEST", 499],
  ["NOT_IMPLEMENTED", 501],
  ["BAD_GATEWAY", 502],
  ["SERVICE_UNAVAILABLE", 503],
  ["GATEWAY_TIMEOUT", 504],
  [1, 499],
  [3, 400],
  [4, 504],
  [5, 404],
  [6, 409],
  [7, 403],
  [8, 429],
  [9, 400],
  [10, 409],
  [11, 400],
  [12, 501],
  [14, 503],
  [16, 401],
]);

/** Names of thrown values that tell a queue or workflow engine what to do next. */
const SIGNAL_NAMES: ReadonlySet<string> = new Set<string>(["AbortTaskRunError","ApplicationFailure","CancelledFailure","CompleteAsyncError","ContinueAsNew","DelayedError","KafkaJSNonRetriableError","NonRetriableError","NonRetryableError","RetryAfterError","StepError","UnrecoverableError","WaitingChildrenError","WaitingError"]);

/** What Next's redirects and not-founds carry as `digest`, up to the first semicolon. */
const SIGNAL_DIGESTS: ReadonlySet<string> = new Set<string>(["NEXT_REDIRECT","NEXT_NOT_FOUND","NEXT_HTTP_ERROR_FALLBACK","BAILOUT_TO_CLIENT_SIDE_RENDERING","DYNAMIC_SERVER_USAGE","HANGING_PROMISE_REJECTION"]);

/** The keys that the contract names for a code. Every other key is welcome too. */
interface DeclaredContext {
  "INVALID_INPUT": { readonly "violations"?: unknown };
  "ITEM_NOT_FOUND": { readonly "item"?: unknown; readonly "warehouse"?: unknown };
  "STOCK_UNAVAILABLE": { readonly "item"?: unknown; readonly "warehouse"?: unknown };
}

/** The context of a code. */
export type ContextOf<C extends ErrorCode> = C extends keyof DeclaredContext ? DeclaredContext[C] & Context : Context;

const BRAND: unique symbol = Symbol.for("error-contract");

export interface WrapOptions {
  /** The code for a cause that has none of its own. */
  readonly code?: ErrorCode | undefined;
  readonly context?: Context | undefined;
  readonly expected?: boolean | undefined;
}

/** What an error means to whoever answers for it. */
export interface Meaning {
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly severity: Severity;
  readonly retryable: boolean;
  readonly expected: boolean;
  readonly status: number;
  readonly context: Context;
  /** The message that a client may see. */
  readonly publicMessage: string;
}

type CaptureStackTrace = { captureStackTrace?: (target: object, above: unknown) => void };

/** Takes the maker of an error out of its stack, so that the first frame is where it was needed. */
export function hideFromStack(error: Error, maker: unknown): void {
  (Error as unknown as CaptureStackTrace).captureStackTrace?.(error, maker);
}

function factsOf(code: string): CodeFacts {
  return CODES.get(code) ?? FALLBACK_FACTS;
}

/** The code of that name, if the contract has it: another service may be ahead of this one. */
export function findCode(name: unknown): ErrorCode | undefined {
  return typeof name === "string" && CODES.has(name) ? (name as ErrorCode) : undefined;
}

/** Who has to act on a code. */
export function faultOf(code: ErrorCode): Fault {
  return factsOf(code).fault;
}

/** The code that says no more than an HTTP status does. */
export function codeOfStatus(status: number): ErrorCode {
  return BY_STATUS.get(status) ?? (status < 500 ? CLIENT_FALLBACK : FALLBACK);
}

/** The message that a client may see. */
export function publicMessageOf(err: unknown): string {
  return toMeaning(err).publicMessage;
}

/** The context keys of a code that a client may see. */
export function publicKeysOf(code: string): readonly string[] {
  return factsOf(code).public;
}

/** What any thrown value means: that of the coded error in it, else of the status that a library gave it, else a server fault. */
export function toMeaning(err: unknown, code: ErrorCode = FALLBACK): Meaning {
  try {
    return findMeaning(err) ?? toMeaningOfCode(code);
  } catch {
    return toMeaningOfCode(code); // a getter that fails: nothing more can be told of it
  }
}

function findMeaning(err: unknown): Meaning | undefined {
  const own = meaningOfCoded(err);
  if (own !== undefined) return own;
  const status = foreignStatusOf(err);
  return status === undefined ? findCoded(err) : toMeaningOfStatus(status);
}

/** What an error means that has a code of its own; `undefined` for any other. */
export function meaningOfCoded(err: unknown): Meaning | undefined {
  if (!isObject(err)) return undefined;
  if (BRAND in err) return err as unknown as Meaning;
  for (const read of readers) {
    const meaning = read(err);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** Tells what the errors of some other class mean; `undefined` for all others. */
export type Reader = (err: Thrown) => Meaning | undefined;

const readers: Reader[] = [];

/** Has the errors of another class understood as well. */
export function readWith(reader: Reader): void {
  readers.push(reader);
}

/** What a wrap and its cause were about; the cause knows better, where it knows: a member that is `undefined` says nothing. */
export function joinContexts(outer: Context | undefined, inner: Context): Context {
  return { ...toKnown(outer), ...toKnown(inner) };
}

function toKnown(context: Context | undefined): Context {
  const known = { ...context };
  for (const key of Object.keys(known)) if (known[key] === undefined) delete known[key];
  return known;
}

/** What a code means by itself, whatever happened. */
export function toMeaningOfCode(code: ErrorCode = FALLBACK): Meaning {
  const { fault, severity, retryable, expected, status, message } = factsOf(code);
  return { code, fault, severity, retryable, expected, status, context: {}, publicMessage: message };
}

/** The code that fits a status best. The status itself is kept, and who is at fault follows it. */
function toMeaningOfStatus(status: number): Meaning {
  return { ...toMeaningOfCode(codeOfStatus(status)), status, fault: status < 500 ? "client" : "server" };
}

function findCoded(err: unknown): Meaning | undefined {
  const seen = new Set<unknown>();
  for (let at = err; isObject(at) && !seen.has(at); at = at["cause"]) {
    const meaning = meaningOfCoded(at);
    if (meaning !== undefined) return meaning;
    seen.add(at);
  }
  return undefined;
}

/** The HTTP status that a library gave an error for its host to read: http-errors, body-parser, Boom, Nest, Fastify, Hono and others. */
function foreignStatusOf(err: unknown): number | undefined {
  if (!isObject(err)) return undefined;
  if (err["isBoom"] === true) return isObject(err["output"]) ? toErrorStatus(err["output"]["statusCode"]) : undefined;
  if (typeof err["getStatus"] === "function") return toErrorStatus((err as { getStatus(): unknown }).getStatus());
  if (err["type"] === "FeathersError") return toErrorStatus(err["code"]);
  if (err["name"] === "TRPCError" || err["name"] === "ConnectError") return rpcStatusOf(err);
  if (typeof err["expose"] !== "boolean" && isFromAnotherService(err)) return undefined;
  return toErrorStatus(err["statusCode"]) ?? toErrorStatus(err["status"]);
}

/** Of what a procedure of our own threw. What a Connect client throws has the headers of the answer. */
function rpcStatusOf(err: Thrown): number | undefined {
  const metadata = err["metadata"];
  const isAnswered = isObject(metadata) && typeof metadata["has"] === "function" && (metadata as unknown as ReadonlyMap<string, unknown>).has("content-type");
  return isAnswered ? undefined : RPC_STATUSES.get(err.code);
}

/** What a client of another service throws carries that service's answer. Its status speaks of our request there, not of ours here. */
function isFromAnotherService(err: Thrown): boolean {
  const answered = ["response", "request", "config", "$metadata", "isAxiosError", "requestID", "request_id"];
  const type = err["type"];
  return answered.some((key) => err[key] !== undefined) || (typeof type === "string" && type.startsWith("Stripe")) || isAnswer(err["meta"]);
}

function isAnswer(meta: unknown): boolean {
  return isObject(meta) && typeof meta["statusCode"] === "number";
}

/** A status of a failure. */
export function toErrorStatus(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 599 ? value : undefined;
}

/** A thrown value that is no error but tells a host what to do: it has to get there untouched. */
export function isSignal(err: unknown): boolean {
  try {
    return isObject(err) && isForHost(err);
  } catch {
    return false; // a getter that fails: it tells a host nothing either
  }
}

function isForHost(err: Thrown): boolean {
  if (typeof err["then"] === "function") return true;
  if (Object.prototype.toString.call(err) === "[object Response]" || err["type"] === "DataWithResponseInit") return true;
  if (err["$$typeof"] === Symbol.for("react.postpone")) return true;
  if (typeof err["digest"] === "string" && SIGNAL_DIGESTS.has(err["digest"].split(";", 1)[0] ?? "")) return true;
  return hasSignalName(err) || (!isErrorLike(err) && isRedirect(err));
}

function hasSignalName(err: Thrown): boolean {
  const name = err["name"];
  if (name === "RateLimitError") return typeof err["message"] === "string" && err["message"].startsWith("bullmq:");
  return typeof name === "string" && SIGNAL_NAMES.has(name);
}

function isRedirect(err: Thrown): boolean {
  return typeof err["status"] === "number" && err["status"] >= 300 && err["status"] < 400 && typeof err["location"] === "string";
}

/** Somebody gave up waiting: what an aborted `AbortSignal` makes others throw. */
export function isCancellation(err: unknown): boolean {
  return isObject(err) && err["name"] === "AbortError";
}

/** Any thrown value, as far as one may look at it without knowing what it is. */
export interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly cause?: unknown;
  readonly [property: string]: unknown;
}

export interface AppErrorOptions<C extends ErrorCode = ErrorCode> {
  readonly cause?: unknown;
  readonly context?: ContextOf<C> | undefined;
  /** A failure that nobody need be notified of, this time. */
  readonly expected?: boolean | undefined;
}

export interface AppError<C extends ErrorCode = ErrorCode> {
  readonly cause?: unknown;
}

/**
 * A coded error: what failed, by the contract's code, in a stable message; what it failed on, in the context; and why, in
 * the cause.
 */
export class AppError<C extends ErrorCode = ErrorCode> extends Error implements Meaning {
  readonly code: C;
  readonly fault: Fault;
  readonly severity: Severity;
  readonly retryable: boolean;
  readonly expected: boolean;
  readonly status: number;
  readonly context: ContextOf<C>;
  readonly publicMessage: string;

  constructor(code: C, message: string, options: AppErrorOptions<C> = {}) {
    super(message);
    const facts = factsOf(code);
    this.code = code;
    this.fault = facts.fault;
    this.severity = facts.severity;
    this.retryable = facts.retryable;
    this.expected = options.expected ?? facts.expected;
    this.status = facts.status;
    this.context = (options.context ?? {}) as ContextOf<C>;
    this.publicMessage = facts.fault === "client" ? message : facts.message;
    Object.defineProperty(this, "publicMessage", { enumerable: false });
    if ("cause" in options) Object.defineProperty(this, "cause", { value: options.cause, writable: true, configurable: true });
  }

  /**
   * What to throw in place of a caught error: an error that says what was being done, around the caught one. It keeps the
   * meaning of a cause that has one; a wrap adds to it and changes nothing. A signal comes back as it is.
   */
  static wrap(cause: unknown, message: string, options: WrapOptions = {}): AppError {
    if (isSignal(cause) || isCancellation(cause)) return cause as AppError;
    const meaning = toMeaning(cause, options.code);
    const context = joinContexts(options.context, meaning.context);
    const wrapped = new AppError<ErrorCode>(meaning.code, message, { cause, context });
    const { fault, severity, retryable, status, publicMessage } = meaning;
    Object.assign(wrapped, { fault, severity, retryable, status, publicMessage, expected: meaning.expected || options.expected === true });
    markAsWrap(wrapped);
    hideFromStack(wrapped, AppError.wrap);
    return wrapped;
  }
}

Object.defineProperty(AppError.prototype, "name", { value: "AppError", writable: true, configurable: true });
Object.defineProperty(AppError.prototype, BRAND, { value: true });

/** A coded error, also of another copy of this class. */
export function isAppError(err: unknown): err is AppError {
  return isObject(err) && BRAND in err;
}

type Found<P> = P extends (cause: unknown) => cause is infer T ? T : Thrown;

const WRAP: unique symbol = Symbol.for("error-contract.wrap");

/** Has an error known as a wrap: all that it adds to its cause is what was being done. */
export function markAsWrap(error: object): void {
  Object.defineProperty(error, WRAP, { value: true });
}

/** What was thrown, without the wraps around it: for whoever reads what only a library or a class of one's own gives its errors. */
export function unwrap<T>(err: T): T {
  const seen = new Set<unknown>();
  let at: unknown = err;
  for (; isObject(at) && WRAP in at && !seen.has(at); at = at["cause"]) seen.add(at);
  return at as T;
}

/**
 * The outermost error, among a caught one and its causes, that has a code, is of a class, or fits a predicate. Looks into
 * the errors of an `AggregateError` too.
 */
export function findCause<C extends ErrorCode>(err: unknown, code: C): AppError<C> | undefined;
export function findCause<P extends (cause: Thrown) => boolean>(err: unknown, predicate: P): Found<P> | undefined;
export function findCause<T>(err: unknown, type: abstract new (...args: never[]) => T): T | undefined;
export function findCause(err: unknown, wanted: unknown): unknown {
  const isWanted = toPredicate(wanted);
  const seen = new Set<unknown>();
  const waiting: unknown[] = [err];
  while (waiting.length > 0) {
    const at = waiting.pop();
    if (at === undefined || at === null || seen.has(at)) continue;
    seen.add(at);
    if (isWanted(at as Thrown)) return at;
    if (!isObject(at)) continue;
    const inner = Array.isArray(at["errors"]) ? (at["errors"] as unknown[]).filter(isErrorLike) : [];
    waiting.push(...inner.reverse(), at["cause"]);
  }
  return undefined;
}

function toPredicate(wanted: unknown): (cause: Thrown) => boolean {
  if (typeof wanted === "string") return (cause) => isAppError(cause) && cause.code === wanted;
  if (wanted === AppError) return isAppError;
  if (isClass(wanted)) return (cause) => cause instanceof wanted;
  return wanted as (cause: Thrown) => boolean;
}

function isClass(value: unknown): value is abstract new () => object {
  if (typeof value !== "function") return false;
  const prototype: unknown = value.prototype;
  return prototype === Error.prototype || prototype instanceof Error || /^class\b/.test(Function.prototype.toString.call(value));
}

/** An `Error`, also of another realm. */
export function isErrorLike(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
  } catch {
    return false; // a proxy, or a tag, that fails
  }
}

/** Anything that may have properties of an error. */
export function isObject(value: unknown): value is Thrown {
  return typeof value === "object" && value !== null;
}
