import type { Fault } from "./contract.ts";

/** How a code crosses each wire. */
export interface Statuses {
  readonly http: number;
  readonly grpc: string;
  readonly twirp: string;
}

/** What a file says of it; the rest follows. */
export type SaidStatuses = { readonly [K in keyof Statuses]: Statuses[K] | null };

interface Status {
  readonly http: number;
  readonly twirp: string;
}

/** gRPC's statuses in order of their numbers, from 1, with the HTTP status and the Twirp code that mean the same. */
const byGrpc: ReadonlyMap<string, Status> = new Map([
  ["CANCELLED", { http: 499, twirp: "canceled" }],
  ["UNKNOWN", { http: 500, twirp: "unknown" }],
  ["INVALID_ARGUMENT", { http: 400, twirp: "invalid_argument" }],
  ["DEADLINE_EXCEEDED", { http: 504, twirp: "deadline_exceeded" }],
  ["NOT_FOUND", { http: 404, twirp: "not_found" }],
  ["ALREADY_EXISTS", { http: 409, twirp: "already_exists" }],
  ["PERMISSION_DENIED", { http: 403, twirp: "permission_denied" }],
  ["RESOURCE_EXHAUSTED", { http: 429, twirp: "resource_exhausted" }],
  ["FAILED_PRECONDITION", { http: 400, twirp: "failed_precondition" }],
  ["ABORTED", { http: 409, twirp: "aborted" }],
  ["OUT_OF_RANGE", { http: 400, twirp: "out_of_range" }],
  ["UNIMPLEMENTED", { http: 501, twirp: "unimplemented" }],
  ["INTERNAL", { http: 500, twirp: "internal" }],
  ["UNAVAILABLE", { http: 503, twirp: "unavailable" }],
  ["DATA_LOSS", { http: 500, twirp: "data_loss" }],
  ["UNAUTHENTICATED", { http: 401, twirp: "unauthenticated" }],
]);

/** gRPC's statuses by their numbers; there is none for success. */
export const grpcNumbers: ReadonlyMap<string, number> = new Map(
  [...byGrpc.keys()].map((name, index) => [name, index + 1] as const),
);

/** Twirp codes that gRPC has no status of its own for. */
const onlyTwirp: ReadonlyMap<string, { readonly http: number; readonly grpc: string }> = new Map([
  ["malformed", { http: 400, grpc: "INVALID_ARGUMENT" }],
  ["bad_route", { http: 404, grpc: "UNIMPLEMENTED" }],
]);

/** HTTP statuses that several gRPC ones share, or none has, and the nearest in meaning. */
const grpcByHttp: ReadonlyMap<number, string> = new Map([
  [400, "INVALID_ARGUMENT"],
  [401, "UNAUTHENTICATED"],
  [402, "FAILED_PRECONDITION"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [405, "UNIMPLEMENTED"],
  [408, "DEADLINE_EXCEEDED"],
  [409, "ABORTED"],
  [410, "NOT_FOUND"],
  [412, "FAILED_PRECONDITION"],
  [413, "RESOURCE_EXHAUSTED"],
  [416, "OUT_OF_RANGE"],
  [423, "ABORTED"],
  [424, "FAILED_PRECONDITION"],
  [428, "FAILED_PRECONDITION"],
  [429, "RESOURCE_EXHAUSTED"],
  [499, "CANCELLED"],
  [501, "UNIMPLEMENTED"],
  [502, "UNAVAILABLE"],
  [503, "UNAVAILABLE"],
  [504, "DEADLINE_EXCEEDED"],
]);

/** The statuses of a code, each that is not said following the others: gRPC from Twirp, else HTTP, else the fault. */
export function toStatuses(fault: Fault, said: SaidStatuses): Statuses {
  const grpc = said.grpc ?? toGrpc(fault, said);
  const status = byGrpc.get(grpc);
  const own = said.twirp === null ? undefined : onlyTwirp.get(said.twirp);
  return {
    http: said.http ?? own?.http ?? status?.http ?? 500,
    grpc,
    twirp: said.twirp ?? status?.twirp ?? "unknown",
  };
}

function toGrpc(fault: Fault, { http, twirp }: SaidStatuses): string {
  if (twirp !== null) return onlyTwirp.get(twirp)?.grpc ?? toGrpcOfTwirp(twirp);
  const byFault = fault === "client" ? "INVALID_ARGUMENT" : "INTERNAL";
  if (http === null) return byFault;
  return grpcByHttp.get(http) ?? (http < 500 ? "INVALID_ARGUMENT" : "INTERNAL");
}

function toGrpcOfTwirp(twirp: string): string {
  for (const [grpc, status] of byGrpc) if (status.twirp === twirp) return grpc;
  return "UNKNOWN";
}

/** The HTTP status that means the same as a gRPC status; `null` for a name that is none. */
export function toHttpOfGrpc(name: string): number | null {
  return byGrpc.get(name)?.http ?? null;
}

/** The HTTP status that means the same as a Twirp code; `null` for a name that is none. */
export function toHttpOfTwirp(name: string): number | null {
  const own = onlyTwirp.get(name);
  return own?.http ?? [...byGrpc.values()].find(({ twirp }) => twirp === name)?.http ?? null;
}

/** The name of a gRPC status by its number; Connect numbers them in the same way. `null` where there is none. */
export function toGrpcName(number: number): string | null {
  return [...byGrpc.keys()][number - 1] ?? null;
}
