// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

import { isErrorLike, meaningOfCoded, toMeaning } from "./app-error.ts";
import type { Fault } from "./app-error.ts";
import { toInternalEnvelope } from "./envelope.ts";
import type { Envelope, Occurrence } from "./envelope.ts";
import { currentOccurrence } from "./request-context.ts";

/** What a log says of an error: the internal envelope, and what only the log needs. */
export interface LogRecord extends Omit<Envelope, "request_id" | "correlation_id"> {
  /** Absent where no request is at hand. */
  readonly request_id?: string;
  readonly correlation_id?: string;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly stack?: string;
  /** From the outermost inward. */
  readonly causes: readonly LoggedCause[];
}

export interface LoggedCause {
  readonly name: string;
  readonly message: string;
  readonly error_code?: string;
  readonly stack?: string;
}

/** An error as a structured logger takes it: `logger.error(toLog(err))`. */
export function toLog(err: unknown, occurrence: Occurrence | undefined = currentOccurrence()): LogRecord {
  const { request_id, correlation_id, ...envelope } = toInternalEnvelope(err, occurrence ?? { requestId: "" });
  const { fault, retryable } = toMeaning(err);
  return {
    ...envelope,
    ...(occurrence === undefined ? {} : { request_id, correlation_id }),
    fault,
    retryable,
    ...stackOf(err),
    causes: causesOf(err).map(toLoggedCause),
  };
}

function causesOf(err: unknown): Error[] {
  const causes: Error[] = [];
  const seen = new Set<unknown>([err]);
  for (let at = nextOf(err); isErrorLike(at) && !seen.has(at); at = nextOf(at)) {
    seen.add(at);
    causes.push(at);
  }
  return causes;
}

function nextOf(err: unknown): unknown {
  return isErrorLike(err) ? (err as { readonly cause?: unknown }).cause : undefined;
}

function toLoggedCause(cause: Error): LoggedCause {
  const meaning = meaningOfCoded(cause);
  const coded = meaning === undefined ? {} : { error_code: meaning.code };
  return { name: cause.name, message: cause.message, ...coded, ...stackOf(cause) };
}

function stackOf(err: unknown): { readonly stack?: string } {
  return isErrorLike(err) && typeof err.stack === "string" ? { stack: err.stack } : {};
}
