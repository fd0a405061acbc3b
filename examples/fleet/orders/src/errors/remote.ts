// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

import { AppError, codeOfStatus, faultOf, findCode, hideFromStack, toMeaning } from "./app-error.ts";
import type { Context, ErrorCode } from "./app-error.ts";
import { countDecodeFailure } from "./hooks.ts";

/** Another service's envelope as it came, with fields that this service does not know. */
export interface RemoteEnvelope {
  readonly error_code: string;
  readonly message: string;
  readonly severity?: string;
  readonly timestamp?: string;
  readonly request_id?: string;
  readonly correlation_id?: string;
  readonly context?: Context;
  readonly [field: string]: unknown;
}

/** What failed at another service. It has no code here: whose fault it is depends on who asked. */
export class RemoteError extends Error {
  readonly envelope: RemoteEnvelope | undefined;
  /** The HTTP status of the answer, where there was one. */
  readonly answered: number | undefined;
  /** The beginning of an answer that is no envelope. */
  readonly body: string | undefined;

  constructor(message: string, facts: { readonly envelope?: RemoteEnvelope | undefined; readonly answered?: number | undefined; readonly body?: string | undefined }) {
    super(message);
    this.envelope = facts.envelope;
    this.answered = facts.answered;
    this.body = facts.body;
  }
}

Object.defineProperty(RemoteError.prototype, "name", { value: "RemoteError", writable: true, configurable: true });

export interface RemoteOptions {
  /** Client faults there that are client faults here, too: what they name was named by our own client. */
  readonly passOn?: readonly ErrorCode[] | undefined;
  readonly context?: Context | undefined;
}

/** The part of a `Response` that is needed. */
export interface RemoteResponse {
  readonly status: number;
  text(): Promise<string>;
}

/**
 * What to throw for an answer that tells of a failure:
 * `if (!res.ok) throw await fromResponse(res, "could not load order", { passOn: ["NOT_FOUND"] })`.
 */
export async function fromResponse(response: RemoteResponse, message: string, options: RemoteOptions = {}): Promise<AppError> {
  const body = await response.text().catch(() => "");
  const value = parseJson(body);
  const envelope = parseEnvelope(value);
  if (envelope !== undefined) return hide(toAppError(envelope, message, { ...options, answered: response.status }), fromResponse);
  countDecodeFailure({ reason: value === undefined ? "not JSON" : "not an envelope", status: response.status });
  const cause = new RemoteError("another service answered without an envelope", { answered: response.status, body: body.slice(0, 1000) });
  return hide(make(toServerFault(codeOfStatus(response.status)), message, { cause, context: { ...options.context } }), fromResponse);
}

/** What to throw for an envelope that came some other way. Anything else is told as what it is: no envelope. */
export function fromEnvelope(value: unknown, message: string, options: RemoteOptions = {}): AppError {
  const envelope = parseEnvelope(value);
  if (envelope !== undefined) return hide(toAppError(envelope, message, options), fromEnvelope);
  countDecodeFailure({ reason: "not an envelope" });
  const cause = new RemoteError("another service answered without an envelope", {});
  return hide(make(toServerFault(undefined), message, { cause, context: { ...options.context } }), fromEnvelope);
}

/** Takes the maker out of the stacks of an error and its cause, which would all be one group by it. */
function hide(error: AppError, maker: unknown): AppError {
  const { cause } = error as { readonly cause?: unknown };
  for (const each of [error, cause]) if (each instanceof Error) hideFromStack(each, maker);
  return error;
}

/** An envelope, also as RFC 9457 has it, with the message in `detail`; `undefined` for anything else. Its fields stay as they are. */
export function parseEnvelope(value: unknown): RemoteEnvelope | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = value as { readonly [field: string]: unknown };
  const message = fields["message"] ?? fields["detail"];
  if (typeof fields["error_code"] !== "string" || typeof message !== "string") return undefined;
  return { ...fields, error_code: fields["error_code"], message };
}

function toAppError(envelope: RemoteEnvelope, message: string, options: RemoteOptions & { readonly answered?: number }): AppError {
  const cause = new RemoteError(envelope.message, { envelope, answered: options.answered });
  const context = { ...options.context, ...toContext(envelope.context) };
  const known = findCode(envelope.error_code);
  if (known === undefined) countDecodeFailure({ reason: "unknown code", status: options.answered, code: envelope.error_code });
  if (known === undefined || options.passOn?.includes(known) !== true) return make(toServerFault(known), message, { cause, context });
  return make(known, message, { cause, context, ...(faultOf(known) === "client" ? { publicMessage: envelope.message } : {}) });
}

/** Another service's server fault is one here; its client fault is our mistake. */
function toServerFault(code: ErrorCode | undefined): ErrorCode {
  return code !== undefined && faultOf(code) === "server" ? code : toMeaning(undefined).code;
}

function make(code: ErrorCode, message: string, options: { readonly cause: RemoteError; readonly context: Context; readonly publicMessage?: string }): AppError {
  const { publicMessage, ...given } = options;
  const error = new AppError<ErrorCode>(code, message, given);
  return publicMessage === undefined ? error : Object.assign(error, { publicMessage });
}

function toContext(value: unknown): Context {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Context) : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
