import { statusesByName } from "../../knowledge/foreign-codes.ts";
import {
  type AppFramework,
  type MountedFramework,
  mountedFrameworks,
  type OptionFramework,
} from "../../knowledge/mounted-framework.ts";
import type { Modules } from "./modules.ts";

/** The frameworks that a boundary can be generated for. */
export const boundaryFrameworks = Object.keys(mountedFrameworks) as readonly MountedFramework[];

/** The one place of a framework that answers for what its handlers throw. */
export function toBoundaryModule(framework: MountedFramework, modules: Modules): string {
  const { from, meaning } = modules;
  if (framework === "trpc")
    return `${toRpcHead(modules)}import { fromIssues, toViolations } from ${from("issues")};\n${rpcBodies.trpc}`;
  if (framework === "apollo") return toRpcHead(modules) + rpcBodies.apollo;
  return `import { findCause, isSignal, toMeaning } from ${meaning};
import { toPublicEnvelope } from ${from("envelope")};
import { notify } from ${from("notify")};
import { report } from ${from("report")};
import type { Notify } from ${from("report")};
import { runInRequest } from ${from("request-context")};
import { occurrenceOf } from ${from("request-id")};
${framework === "hono" ? `import type { Occurrence } from ${from("envelope")};\n` : `import type { Headers } from ${from("request-id")};\n`}${bodies[framework]}`;
}

const bodyHeaders = `
/** What a handler may have said of the body that it did not send, and of how long that may be kept. */
const BODY_HEADERS = [
${[
  ["Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition"],
  ["Content-Range", "Content-MD5", "Content-Digest", "Repr-Digest", "Transfer-Encoding", "ETag", "Last-Modified"],
  ["Expires", "Cache-Control", "CDN-Cache-Control", "Surrogate-Control"],
]
  .map((names) => `  ${names.map((name) => JSON.stringify(name)).join(", ")},\n`)
  .join("")}];
`;

const statusHeaders = `
/** What belongs to a status; whatever else an error says of headers may be what another service answered. */
const STATUS_HEADERS = ["WWW-Authenticate", "Proxy-Authenticate", "Retry-After", "Allow", "Upgrade"];
const RANGE_HEADERS = ["Accept-Ranges", "Content-Range"];

interface Answerable {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly expose?: unknown;
  readonly isBoom?: unknown;
  readonly output?: Answerable;
}

/** Whether http-errors or Boom have made an error to be answered with this status. */
function answerOf(cause: unknown): Answerable | undefined {
  const err = cause as Answerable;
  return err.isBoom === true ? err.output : typeof err.expose === "boolean" ? err : undefined;
}

/** What an error of http-errors or Boom has its answer say beside the body, where it is answered as it wants. */
function statusHeadersOf(err: unknown, status: number): [string, string][] {
  const headers: [string, string][] = [];
  try {
    const cause = findCause(err, (each: unknown) => answerOf(each)?.statusCode === status);
    const wanted = status === 416 ? [...STATUS_HEADERS, ...RANGE_HEADERS] : STATUS_HEADERS;
    for (const [key, value] of Object.entries(Object(cause && answerOf(cause)?.headers))) {
      const name = wanted.find((each) => each.toLowerCase() === key.toLowerCase());
      if (name !== undefined && /^[\\t -~]+$/.test(String(value))) headers.push([name, String(value)]);
    }
  } catch {
    return []; // the answer matters more than its headers
  }
  return headers;
}
`;

const bodies: Readonly<Record<AppFramework, string>> = {
  express: `
interface Request {
  readonly headers: Headers;
}

interface Response {
  readonly headersSent: boolean;
  status(status: number): { json(body: unknown): unknown };
  setHeader(name: string, value: string): unknown;
  removeHeader(name: string): unknown;
}

type Next = (err?: unknown) => void;
${bodyHeaders}${statusHeaders}
/** Gives every request its ids. The first middleware of an app. */
export function requestId(req: Request, res: Response, next: Next): void {
  const occurrence = occurrenceOf(req.headers);
  res.setHeader("X-Request-Id", occurrence.requestId);
  runInRequest(occurrence, next);
}

/** A boundary that tells another notifier. Express knows it by its four parameters. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: unknown, req: Request, res: Response, next: Next) => void {
  return (err, req, res, next) => {
    if (isSignal(err)) return next(err);
    const occurrence = occurrenceOf(req.headers);
    report(err, occurrence, options.notify);
    if (res.headersSent) return next(err);
    for (const name of BODY_HEADERS) res.removeHeader(name);
    res.setHeader("Cache-Control", "no-store");
    const { status } = toMeaning(err);
    for (const [name, value] of statusHeadersOf(err, status)) res.setHeader(name, value);
    res.status(status).json(toPublicEnvelope(err, occurrence));
  };
}

/** Answers for what the handlers of an app throw, and reports it once. The last middleware of an app. */
export const errorBoundary = createErrorBoundary({ notify });
`,
  fastify: `
interface Request {
  readonly headers: Headers;
}

interface Reply {
  readonly sent: boolean;
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  removeHeader(name: string): unknown;
  type(contentType: string): Reply;
  send(body: unknown): unknown;
}
${bodyHeaders}${statusHeaders}
/** Gives every request its ids: an \`onRequest\` hook. */
export function requestId(request: Request, reply: Reply, done: () => void): void {
  const occurrence = occurrenceOf(request.headers);
  reply.header("x-request-id", occurrence.requestId);
  runInRequest(occurrence, done);
}

/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: unknown, request: Request, reply: Reply) => void {
  return (err, request, reply) => {
    if (isSignal(err)) throw err;
    const occurrence = occurrenceOf(request.headers);
    report(err, occurrence, options.notify);
    if (reply.sent) return;
    for (const name of BODY_HEADERS) reply.removeHeader(name);
    reply.header("cache-control", "no-store");
    const { status } = toMeaning(err);
    for (const [name, value] of statusHeadersOf(err, status)) reply.header(name, value);
    reply.code(status).type("application/json; charset=utf-8").send(toPublicEnvelope(err, occurrence));
  };
}

/** Answers for what the handlers of an app throw, and reports it once: its error handler. */
export const errorBoundary = createErrorBoundary({ notify });
`,
  koa: `
interface Context {
  readonly headers: Headers;
  readonly headerSent: boolean;
  status: number;
  body: unknown;
  set(name: string, value: string): unknown;
  remove(name: string): unknown;
}
${bodyHeaders}${statusHeaders}
/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (context: Context, next: () => Promise<unknown>) => Promise<void> {
  return async (context, next) => {
    const occurrence = occurrenceOf(context.headers);
    context.set("X-Request-Id", occurrence.requestId);
    try {
      await runInRequest(occurrence, next);
    } catch (err) {
      if (isSignal(err)) throw err;
      report(err, occurrence, options.notify);
      if (context.headerSent) return;
      for (const name of BODY_HEADERS) context.remove(name);
      context.set("Cache-Control", "no-store");
      const { status } = toMeaning(err);
      for (const [name, value] of statusHeadersOf(err, status)) context.set(name, value);
      context.status = status;
      context.body = toPublicEnvelope(err, occurrence);
    }
  };
}

/** Answers for what the handlers of an app throw, reports it once, and gives every request its ids. The first middleware of an app. */
export const errorBoundary = createErrorBoundary({ notify });
`,
  hono: `
interface Context {
  readonly req: { readonly raw: { readonly headers: { get(name: string): string | null } } };
  header(name: string, value?: string, options?: { append?: boolean }): unknown;
  body(data: string, status: number): Response;
}
${bodyHeaders}${statusHeaders}
const occurrences = new WeakMap<object, Occurrence>();

/** The ids of a request: it cannot be changed, so that they are kept beside it. */
function occurrenceOfContext({ req: { raw } }: Context): Occurrence {
  const headerOf = (name: string): string | undefined => raw.headers.get(name) ?? undefined;
  const headers = { "x-request-id": headerOf("x-request-id"), "x-correlation-id": headerOf("x-correlation-id") };
  const occurrence = occurrences.get(raw) ?? occurrenceOf(headers);
  occurrences.set(raw, occurrence);
  return occurrence;
}

/** Gives every request its ids. The first middleware of an app. */
export async function requestId(context: Context, next: () => Promise<void>): Promise<void> {
  const occurrence = occurrenceOfContext(context);
  context.header("x-request-id", occurrence.requestId);
  await runInRequest(occurrence, next);
}

interface Answer {
  readonly status: number;
  readonly headers: { forEach(take: (value: string, name: string) => void): void };
}

function isAnswering(cause: unknown): cause is { getResponse(): Answer } {
  return typeof (cause as { readonly getResponse?: unknown }).getResponse === "function";
}

/** What an \`HTTPException\` has its answer say beside the body, such as \`WWW-Authenticate\`, where it is answered as it wants. */
function headersOf(err: unknown, status: number): [string, string][] {
  const headers: [string, string][] = [];
  try {
    const answer = findCause(err, isAnswering)?.getResponse();
    if (answer?.status === status) answer.headers.forEach((value, name) => headers.push([name, value]));
  } catch {
    return []; // the answer matters more than its headers
  }
  return headers;
}

/** What was said for every answer stays, such as that of CORS; what speaks of a body does not. */
function setHeaders(context: Context, err: unknown, { requestId }: Occurrence): void {
  const { status } = toMeaning(err);
  const said = headersOf(err, status);
  for (const [name, value] of said) context.header(name, value, { append: name === "set-cookie" });
  for (const name of BODY_HEADERS) context.header(name);
  const ranges = said.filter(([name]) => status === 416 && name === "content-range");
  for (const [name, value] of [...ranges, ...statusHeadersOf(err, status)]) context.header(name, value);
  context.header("content-type", "application/json");
  context.header("cache-control", "no-store");
  context.header("x-request-id", requestId);
}

/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: Error, context: Context) => Response {
  return (err, context) => {
    if (isSignal(err)) throw err;
    const occurrence = occurrenceOfContext(context);
    report(err, occurrence, options.notify);
    setHeaders(context, err, occurrence);
    return context.body(JSON.stringify(toPublicEnvelope(err, occurrence)), toMeaning(err).status);
  };
}

/** Answers for what the handlers of an app throw, and reports it once: its \`onError\`. */
export const errorBoundary = createErrorBoundary({ notify });
`,
  nest: `
interface Request {
  readonly headers: Headers;
}

/** Of Express, or of Fastify with what it is built on. */
interface Response {
  readonly headersSent?: boolean;
  readonly sent?: boolean;
  status(status: number): { send(body: unknown): unknown };
  setHeader?(name: string, value: string): unknown;
  header?(name: string, value: string): unknown;
  removeHeader(name: string): unknown;
}

interface ArgumentsHost {
  getType(): string;
  switchToHttp(): { getRequest<T>(): T; getResponse<T>(): T };
}
${bodyHeaders}${statusHeaders}
/** Gives every request its ids: \`app.use(requestId)\`, before everything else. */
export function requestId(req: Request, res: { setHeader(name: string, value: string): unknown }, next: () => void): void {
  const occurrence = occurrenceOf(req.headers);
  res.setHeader("X-Request-Id", occurrence.requestId);
  runInRequest(occurrence, next);
}

/**
 * Answers for what the handlers of an app throw, and reports it once: \`app.useGlobalFilters(new ErrorBoundary())\`. It has
 * no decorator, and so catches everything. What is thrown elsewhere than in HTTP is reported and thrown on.
 */
export class ErrorBoundary {
  readonly #notify: Notify;

  constructor(options: { readonly notify: Notify } = { notify }) {
    this.#notify = options.notify;
  }

  catch(err: unknown, host: ArgumentsHost): void {
    if (isSignal(err)) throw err;
    if (host.getType() !== "http") {
      report(err, { requestId: "-" }, this.#notify);
      throw err;
    }
    const http = host.switchToHttp();
    const occurrence = occurrenceOf(http.getRequest<Request>().headers);
    const res = http.getResponse<Response>();
    report(err, occurrence, this.#notify);
    if (res.headersSent === true || res.sent === true) return;
    for (const name of BODY_HEADERS) res.removeHeader(name);
    const set = (res.setHeader ?? res.header)?.bind(res);
    set?.("Content-Type", "application/json; charset=utf-8");
    set?.("Cache-Control", "no-store");
    set?.("X-Request-Id", occurrence.requestId);
    const { status } = toMeaning(err);
    for (const [name, value] of statusHeadersOf(err, status)) set?.(name, value);
    res.status(status).send(toPublicEnvelope(err, occurrence));
  }
}
`,
};

function toRpcHead({ from, meaning }: Modules): string {
  return `import { isSignal, toMeaning } from ${meaning};
import { toPublicEnvelope } from ${from("envelope")};
import type { Envelope, Occurrence } from ${from("envelope")};
import { notify } from ${from("notify")};
import { report } from ${from("report")};
import { currentOccurrence } from ${from("request-context")};
import { occurrenceOf } from ${from("request-id")};
`;
}

const occurrenceOfError = `
const occurrences = new WeakMap<object, Occurrence>();

/** The ids of the request in which an error came up: the same for whoever asks. */
function occurrenceOfError(error: object): Occurrence {
  const occurrence = currentOccurrence() ?? occurrences.get(error) ?? occurrenceOf({});
  occurrences.set(error, occurrence);
  return occurrence;
}
`;

/** What a client's faults are called; what is no JSON is called by the status, as any other bad request. */
const trpcCodes = [...statusesByName.trpc]
  .filter(([name, status]) => status < 500 && name !== "PARSE_ERROR")
  .map(([name, status]) => `  ${String(status)}: "${name}",`)
  .join("\n");

const rpcBodies: Readonly<Record<OptionFramework, string>> = {
  trpc: `
interface Failed {
  readonly error: Error & { readonly code?: string };
}

interface Formatted<Shape> extends Failed {
  readonly shape: Shape;
}
${occurrenceOfError}
type Plain<Members> = { [Name in keyof Members]: Members[Name] };

type Shown<Shape extends { readonly data: object }> = Omit<Shape, "message" | "data"> & {
  message: string;
  data: Plain<Omit<Shape["data"], "stack"> & Envelope & { httpStatus: number }>;
};

/** What tRPC's clients call these statuses. */
const CODES: { readonly [status: number]: string } = {
${trpcCodes}
};

/** tRPC knows the code of its own errors alone, and calls all others INTERNAL_SERVER_ERROR. */
function toCode({ error }: Failed, status: number): { readonly name: string; readonly number: number } | undefined {
  const name = error.code === "INTERNAL_SERVER_ERROR" ? CODES[status] : undefined;
  return name === undefined ? undefined : { name, number: status === 400 ? -32600 : -31600 - status };
}

/** tRPC puts what a procedure threw into an error of its own. */
function isSignalWithin(error: Error): boolean {
  return isSignal((error as { readonly cause?: unknown }).cause);
}

/** What an input's parser found is told to the client that sent it. */
function toTold({ error }: Failed): unknown {
  const { cause } = error as { readonly cause?: unknown };
  return error.code === "BAD_REQUEST" && toViolations(cause).length > 0 ? fromIssues(cause) : error;
}

/**
 * \`initTRPC.create({ errorFormatter })\`: what a client sees is the public envelope, beside tRPC's code and path. A
 * signal stays as tRPC has it.
 */
export function errorFormatter<Shape extends { readonly data: object }>({ shape, error }: Formatted<Shape>): Shown<Shape> {
  if (isSignalWithin(error)) return shape as unknown as Shown<Shape>;
  const told = toTold({ error });
  const envelope = toPublicEnvelope(told, occurrenceOfError(error));
  const { stack: _, ...data } = shape.data as { readonly stack?: unknown };
  const { status } = toMeaning(told);
  const code = toCode({ error }, status);
  const shown = { ...data, ...(code && { code: code.name }), ...envelope, httpStatus: status };
  const { message } = envelope;
  return { ...shape, ...(code && { code: code.number }), message, data: shown as unknown as Shown<Shape>["data"] };
}

/** The option \`onError\` of an adapter: reports what the procedures threw, once. */
export function onError({ error }: Failed): void {
  if (!isSignalWithin(error)) report(error, occurrenceOfError(error), notify);
}

/** What the formatter has said, which is all that tRPC 10 hands on of an error. */
interface Told {
  readonly data?: { readonly httpStatus?: number };
}

/** The option \`responseMeta\` of an adapter: the status of the answer is that of the first error. */
export function responseMeta({ errors }: { readonly errors: readonly (Error & Told)[] }): { status?: number } {
  const [error] = errors;
  if (error === undefined || isSignalWithin(error)) return {};
  return { status: error.data?.httpStatus ?? toMeaning(error).status };
}
`,
  apollo: `
interface FormattedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly [key: string]: unknown };
}
${occurrenceOfError}
/** Errors that GraphQL itself makes of a request that it cannot read: written for its sender, and at no place of an answer. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_SUPPORTED", "OPERATION_RESOLUTION_FAILURE", "BAD_REQUEST"]);

/** The error that a resolver threw, out of what GraphQL made of it. */
function toThrown(error: unknown): unknown {
  return (error as { readonly originalError?: unknown } | null)?.originalError ?? error;
}

/**
 * \`new ApolloServer({ formatError })\`: answers for what resolvers throw, and reports it once. A client sees the public
 * envelope, as the error's \`extensions\`. A signal stays as GraphQL has it.
 */
export function formatError(formatted: FormattedError, error: unknown): FormattedError & { readonly extensions?: Partial<Envelope> } {
  if (formatted.path === undefined && REQUEST_ERRORS.has(formatted.extensions?.["code"])) return formatted;
  const thrown = toThrown(error);
  if (isSignal(thrown)) return formatted;
  const occurrence = occurrenceOfError(typeof thrown === "object" && thrown !== null ? thrown : formatted);
  report(thrown, occurrence, notify);
  const { message, ...envelope } = toPublicEnvelope(thrown, occurrence);
  return { ...formatted, message, extensions: { code: toMeaning(thrown).code, ...envelope } };
}
`,
};
