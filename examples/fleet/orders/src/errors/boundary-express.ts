// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

import { findCause, isSignal, toMeaning } from "./app-error.ts";
import { toPublicEnvelope } from "./envelope.ts";
import { notify } from "./notify.ts";
import { report } from "./report.ts";
import type { Notify } from "./report.ts";
import { runInRequest } from "./request-context.ts";
import { occurrenceOf } from "./request-id.ts";
import type { Headers } from "./request-id.ts";

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

/** What a handler may have said of the body that it did not send, and of how long that may be kept. */
const BODY_HEADERS = [
  "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition",
  "Content-Range", "Content-MD5", "Content-Digest", "Repr-Digest", "Transfer-Encoding", "ETag", "Last-Modified",
  "Expires", "Cache-Control", "CDN-Cache-Control", "Surrogate-Control",
];

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
      if (name !== undefined && /^[\t -~]+$/.test(String(value))) headers.push([name, String(value)]);
    }
  } catch {
    return []; // the answer matters more than its headers
  }
  return headers;
}

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
