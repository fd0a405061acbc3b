import type { Contract } from "../../contract/contract.ts";
import { grpcNumbers } from "../../contract/statuses.ts";
import { toCodeTable } from "../code-table.ts";
import { toLiteral } from "./literal.ts";
import type { Modules } from "./modules.ts";

/** How an error crosses each wire. */
export function toWireModule(contract: Contract, { from, meaning }: Modules): string {
  const { codes, fallback } = toCodeTable(contract);
  const facts = codes.map(
    ({ name, grpc, twirp }) => `  [${toLiteral(name)}, { grpc: ${toLiteral(grpc)}, twirp: ${toLiteral(twirp)} }],`,
  );
  const numbers = [...grpcNumbers].map(([name, number]) => `  ${name}: ${String(number)},`);
  return `import { publicMessageOf, toMeaning } from ${meaning};
import type { ErrorCode } from ${meaning};
import { toPublicEnvelope } from ${from("envelope")};
import type { Envelope, Occurrence } from ${from("envelope")};

/** gRPC's statuses, by number. */
const GRPC = {
${numbers.join("\n")}
} as const;

export type GrpcStatusName = keyof typeof GRPC;

interface WireFacts {
  readonly grpc: GrpcStatusName;
  readonly twirp: string;
}

const WIRES: ReadonlyMap<ErrorCode, WireFacts> = new Map<ErrorCode, WireFacts>([
${facts.join("\n")}
]);

const FALLBACK: WireFacts = { grpc: ${toLiteral(fallback.grpc)}, twirp: ${toLiteral(fallback.twirp)} };

${wireBody}`;
}

const wireBody = `function wireOf(err: unknown): WireFacts {
  return WIRES.get(toMeaning(err).code) ?? FALLBACK;
}

/** The HTTP status to answer with. */
export function toHttpStatus(err: unknown): number {
  return toMeaning(err).status;
}

/** The status of a gRPC call, as grpc-js takes it: \`callback(toGrpcStatus(err))\`. */
export interface GrpcStatus {
  readonly code: number;
  readonly details: string;
}

export function toGrpcStatus(err: unknown): GrpcStatus {
  return { code: GRPC[wireOf(err).grpc], details: publicMessageOf(err) };
}

/** The body of a Twirp error; the rest of the envelope is in \`meta\`, whose values are text. */
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

/** What \`new ConnectError(message, code, metadata)\` takes. */
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

/** The body of an answer of the type \`application/problem+json\` (RFC 9457): the envelope's fields extend it. */
export interface Problem extends Omit<Envelope, "message"> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** \`types\` is the address below which the codes are documented; without it, the type is \`about:blank\`. */
export function toProblem(err: unknown, occurrence: Occurrence, types?: string): Problem {
  const { message, ...envelope } = toPublicEnvelope(err, occurrence);
  const type = types === undefined ? "about:blank" : types + encodeURIComponent(envelope.error_code);
  return { type, title: envelope.error_code, status: toMeaning(err).status, detail: message, ...envelope };
}
`;
