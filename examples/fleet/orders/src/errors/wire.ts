// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

import { publicMessageOf, toMeaning } from "./app-error.ts";
import type { ErrorCode } from "./app-error.ts";
import { toPublicEnvelope } from "./envelope.ts";
import type { Envelope, Occurrence } from "./envelope.ts";

/** gRPC's statuses, by number. */
const GRPC = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcStatusName = keyof typeof GRPC;

interface WireFacts {
  readonly grpc: GrpcStatusName;
  readonly twirp: string;
}

const WIRES: ReadonlyMap<ErrorCode, WireFacts> = new Map<ErrorCode, WireFacts>([
  ["ALREADY_EXISTS", { grpc: "ALREADY_EXISTS", twirp: "already_exists" }],
  ["CANCELLED", { grpc: "CANCELLED", twirp: "canceled" }],
  ["CONFLICT", { grpc: "ABORTED", twirp: "aborted" }],
  ["FAILED_PRECONDITION", { grpc: "FAILED_PRECONDITION", twirp: "failed_precondition" }],
  ["GONE", { grpc: "NOT_FOUND", twirp: "not_found" }],
  ["INTERNAL_ERROR", { grpc: "INTERNAL", twirp: "internal" }],
  ["INVALID_INPUT", { grpc: "INVALID_ARGUMENT", twirp: "invalid_argument" }],
  ["ITEM_NOT_FOUND", { grpc: "NOT_FOUND", twirp: "not_found" }],
  ["METHOD_NOT_ALLOWED", { grpc: "UNIMPLEMENTED", twirp: "unimplemented" }],
  ["NOT_ACCEPTABLE", { grpc: "INVALID_ARGUMENT", twirp: "invalid_argument" }],
  ["NOT_FOUND", { grpc: "NOT_FOUND", twirp: "not_found" }],
  ["PAYLOAD_TOO_LARGE", { grpc: "RESOURCE_EXHAUSTED", twirp: "resource_exhausted" }],
  ["PERMISSION_DENIED", { grpc: "PERMISSION_DENIED", twirp: "permission_denied" }],
  ["RATE_LIMITED", { grpc: "RESOURCE_EXHAUSTED", twirp: "resource_exhausted" }],
  ["STOCK_UNAVAILABLE", { grpc: "UNAVAILABLE", twirp: "unavailable" }],
  ["TIMEOUT", { grpc: "DEADLINE_EXCEEDED", twirp: "deadline_exceeded" }],
  ["UNAUTHENTICATED", { grpc: "UNAUTHENTICATED", twirp: "unauthenticated" }],
  ["UNIMPLEMENTED", { grpc: "UNIMPLEMENTED", twirp: "unimplemented" }],
  ["UNPROCESSABLE", { grpc: "INVALID_ARGUMENT", twirp: "invalid_argument" }],
  ["UNREACHABLE", { grpc: "UNAVAILABLE", twirp: "unavailable" }],
  ["UNSUPPORTED_MEDIA_TYPE", { grpc: "INVALID_ARGUMENT", twirp: "invalid_argument" }],
]);

const FALLBACK: WireFacts = { grpc: "INTERNAL", twirp: "internal" };

function wireOf(err: unknown): WireFacts {
  return WIRES.get(toMeaning(err).code) ?? FALLBACK;
}

/** The HTTP status to answer with. */
export function toHttpStatus(err: unknown): number {
  return toMeaning(err).status;
}

/** The status of a gRPC call, as grpc-js takes it: `callback(toGrpcStatus(err))`. */
export interface GrpcStatus {
  readonly code: number;
  readonly details: string;
}

export function toGrpcStatus(err: unknown): GrpcStatus {
  return { code: GRPC[wireOf(err).grpc], details: publicMessageOf(err) };
}

/** The body of a Twirp error; the rest of the envelope is in `meta`, whose values are text. */
export interface TwirpError {
  readonly code: string;
  readonly msg: string;
  readonly meta: { readonly [key: string]: string };
}

export function toTwirp(err: unknown, occurrence: Occurrence): TwirpError {
  const { message, context, ...envelope } = toPublicEnvelope(err, occurrence);
  const meta: { [key: string]: string } = {};
  for (const [key, value] of Object.entries({ ...envelope, context: JSON.stringify(context) })) {
    Object.defineProperty(meta, key, { value: String(value), enumerable: true, configurable: true, writable: true });
  }
  return { code: wireOf(err).twirp, msg: message, meta };
}

/** What `new ConnectError(message, code, metadata)` takes. */
export interface ConnectArguments {
  readonly message: string;
  /** Connect's codes have gRPC's numbers. */
  readonly code: number;
  readonly metadata: { readonly [header: string]: string };
}

export function toConnect(err: unknown, occurrence: Occurrence): ConnectArguments {
  const { error_code, message, request_id, correlation_id } = toPublicEnvelope(err, occurrence);
  const metadata = { "error-code": error_code, "x-request-id": request_id, "x-correlation-id": correlation_id };
  return { message, code: GRPC[wireOf(err).grpc], metadata };
}

/** The body of an answer of the type `application/problem+json` (RFC 9457): the envelope's fields extend it. */
export interface Problem extends Omit<Envelope, "message"> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** `types` is the address below which the codes are documented; without it, the type is `about:blank`. */
export function toProblem(err: unknown, occurrence: Occurrence, types?: string): Problem {
  const { message, ...envelope } = toPublicEnvelope(err, occurrence);
  const type = types === undefined ? "about:blank" : types + encodeURIComponent(envelope.error_code);
  return { type, title: envelope.error_code, status: toMeaning(err).status, detail: message, ...envelope };
}
