import type { Code, Contract } from "../../contract/contract.ts";
import { statusesByName } from "../../knowledge/foreign-codes.ts";
import { nextDigests, signals } from "../../knowledge/signals.ts";
import { toCodeTable } from "../code-table.ts";
import { toComment, toLiteral } from "./literal.ts";

/** What says more than that something failed. */
const rpcStatuses = [...statusesByName.trpc].filter(([, status]) => status !== 500);

/** What errors mean, whosever class they are of, in one file without imports. */
export function toCodedErrorModule(contract: Contract): string {
  return `${toCodesText(contract)}
${meaningText}
${toCauseText(foundByCode, byCode)}`;
}

const foundByCode = "export function findCause(err: unknown, code: ErrorCode): Error | undefined;";
const byCode = `  if (typeof wanted === "string") return (cause) => meaningOfCoded(cause)?.code === wanted;`;

/** The contract's codes, as types and as tables. */
export function toCodesText(contract: Contract): string {
  const { codes, fallback, clientFallback, byStatus } = toCodeTable(contract);
  return `/** Every code of the contract. */
export type ErrorCode =
${codes.map((code) => `  /** ${toComment(code.description)} */\n  | ${toLiteral(code.name)}`).join("\n")};

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

const FALLBACK: ErrorCode = ${toLiteral(fallback.name)};
const CLIENT_FALLBACK: ErrorCode = ${toLiteral(clientFallback.name)};
const FALLBACK_FACTS: CodeFacts = ${toFacts(fallback)};

const CODES: ReadonlyMap<string, CodeFacts> = new Map<string, CodeFacts>([
${codes.map((code) => `  [${toLiteral(code.name)}, ${toFacts(code)}],`).join("\n")}
]);

/** The code that says no more than an HTTP status does. */
const BY_STATUS: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
${byStatus.map(([status, code]) => `  [${String(status)}, ${toLiteral(code)}],`).join("\n")}
]);

/** What tRPC and Connect call their statuses, where these say more than that something failed. */
const RPC_STATUSES: ReadonlyMap<unknown, number> = new Map<unknown, number>([
${rpcStatuses.map(([name, status]) => `  [${toLiteral(name)}, ${String(status)}],`).join("\n")}
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
const SIGNAL_NAMES: ReadonlySet<string> = new Set<string>(${toLiteral(toSignalNames(contract))});

/** What Next's redirects and not-founds carry as \`digest\`, up to the first semicolon. */
const SIGNAL_DIGESTS: ReadonlySet<string> = new Set<string>(${toLiteral(nextDigests)});
`;
}

function toFacts(code: Code): string {
  const facts = [
    `fault: ${toLiteral(code.fault)}`,
    `severity: ${toLiteral(code.severity)}`,
    `retryable: ${toLiteral(code.retryable)}`,
    `expected: ${toLiteral(code.expected)}`,
    `status: ${toLiteral(code.http)}`,
    `message: ${toLiteral(code.message)}`,
    `public: ${toLiteral(code.public)}`,
  ];
  return `{ ${facts.join(", ")} }`;
}

/** Libraries' and the contract's own signals that are thrown objects with a name; calls that raise one cannot be told by name. */
function toSignalNames(contract: Contract): string[] {
  const known = signals
    .filter((signal) => !signal.call && signal.member !== "RateLimitError")
    .flatMap((signal) => signal.member.split(".", 1));
  const own = contract.signals.flatMap(({ call, name }) =>
    call || name === null ? [] : [name.slice(name.lastIndexOf(".") + 1)],
  );
  return [...new Set([...known.filter((name) => /(?:Error|Failure|AsNew)$/.test(name)), ...own])].sort();
}

/** What any thrown value means. */
export const meaningText = `const BRAND: unique symbol = Symbol.for("error-contract");

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

/** What an error means that has a code of its own; \`undefined\` for any other. */
export function meaningOfCoded(err: unknown): Meaning | undefined {
  if (!isObject(err)) return undefined;
  if (BRAND in err) return err as unknown as Meaning;
  for (const read of readers) {
    const meaning = read(err);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** Tells what the errors of some other class mean; \`undefined\` for all others. */
export type Reader = (err: Thrown) => Meaning | undefined;

const readers: Reader[] = [];

/** Has the errors of another class understood as well. */
export function readWith(reader: Reader): void {
  readers.push(reader);
}

/** What a wrap and its cause were about; the cause knows better, where it knows: a member that is \`undefined\` says nothing. */
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

/** Somebody gave up waiting: what an aborted \`AbortSignal\` makes others throw. */
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
`;

/** What looks through causes: how its result is typed where a code is sought, and how that is told. */
export function toCauseText(foundByCode: string, byCode: string): string {
  return `type Found<P> = P extends (cause: unknown) => cause is infer T ? T : Thrown;

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
 * the errors of an \`AggregateError\` too.
 */
${foundByCode}
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
${byCode}
  if (isClass(wanted)) return (cause) => cause instanceof wanted;
  return wanted as (cause: Thrown) => boolean;
}

function isClass(value: unknown): value is abstract new () => object {
  if (typeof value !== "function") return false;
  const prototype: unknown = value.prototype;
  return prototype === Error.prototype || prototype instanceof Error || /^class\\b/.test(Function.prototype.toString.call(value));
}

/** An \`Error\`, also of another realm. */
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
`;
}
