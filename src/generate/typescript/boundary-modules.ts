import { toLiteral } from "./literal.ts";

/** The frameworks that a boundary can be generated for. */
export type BoundaryFramework = "express" | "fastify" | "koa" | "hono";

/** The one place of a framework that answers for what its handlers throw. */
export function toBoundaryModule(framework: BoundaryFramework, extension: string): string {
  const from = (name: string) => toLiteral(`./${name}${extension}`);
  return `import { isSignal, toMeaning } from ${from("app-error")};
import { toPublicEnvelope } from ${from("envelope")};
import { notify } from ${from("notify")};
import { report } from ${from("report")};
import type { Notify } from ${from("report")};
import { occurrenceOf } from ${from("request-id")};
${framework === "hono" ? "" : `import type { Headers } from ${from("request-id")};\n`}${bodies[framework]}`;
}

const nodeResponseHeaders = `
/** What a handler may have said of the body that it did not send. */
const BODY_HEADERS = ["Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition", "Content-Range", "Cache-Control", "ETag", "Last-Modified"];
`;

const bodies: Readonly<Record<BoundaryFramework, string>> = {
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
${nodeResponseHeaders}
/** Gives every request its ids. The first middleware of an app. */
export function requestId(req: Request, res: Response, next: Next): void {
  res.setHeader("X-Request-Id", occurrenceOf(req.headers).requestId);
  next();
}

/** A boundary that tells another notifier. Express knows it by its four parameters. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: unknown, req: Request, res: Response, next: Next) => void {
  return (err, req, res, next) => {
    if (isSignal(err)) return next(err);
    const occurrence = occurrenceOf(req.headers);
    report(err, occurrence, options.notify);
    if (res.headersSent) return next(err);
    for (const name of BODY_HEADERS) res.removeHeader(name);
    res.status(toMeaning(err).status).json(toPublicEnvelope(err, occurrence));
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
${nodeResponseHeaders}
/** Gives every request its ids: an \`onRequest\` hook. */
export function requestId(request: Request, reply: Reply, done: () => void): void {
  reply.header("x-request-id", occurrenceOf(request.headers).requestId);
  done();
}

/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: unknown, request: Request, reply: Reply) => void {
  return (err, request, reply) => {
    if (isSignal(err)) throw err;
    const occurrence = occurrenceOf(request.headers);
    report(err, occurrence, options.notify);
    if (reply.sent) return;
    for (const name of BODY_HEADERS) reply.removeHeader(name);
    reply.code(toMeaning(err).status).type("application/json; charset=utf-8").send(toPublicEnvelope(err, occurrence));
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
${nodeResponseHeaders}
/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (context: Context, next: () => Promise<unknown>) => Promise<void> {
  return async (context, next) => {
    const occurrence = occurrenceOf(context.headers);
    context.set("X-Request-Id", occurrence.requestId);
    try {
      await next();
    } catch (err) {
      if (isSignal(err)) throw err;
      report(err, occurrence, options.notify);
      if (context.headerSent) return;
      for (const name of BODY_HEADERS) context.remove(name);
      context.status = toMeaning(err).status;
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
}

/** A boundary that tells another notifier. */
export function createErrorBoundary(options: { readonly notify: Notify }): (err: Error, context: Context) => Response {
  return (err, context) => {
    if (isSignal(err)) throw err;
    const { headers } = context.req.raw;
    const occurrence = occurrenceOf({ "x-request-id": headers.get("x-request-id") ?? undefined, "x-correlation-id": headers.get("x-correlation-id") ?? undefined });
    report(err, occurrence, options.notify);
    return Response.json(toPublicEnvelope(err, occurrence), { status: toMeaning(err).status, headers: { "x-request-id": occurrence.requestId } });
  };
}

/** Answers for what the handlers of an app throw, and reports it once: its \`onError\`. */
export const errorBoundary = createErrorBoundary({ notify });
`,
};
