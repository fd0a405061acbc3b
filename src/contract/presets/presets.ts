import { presetCodes } from "./preset-codes.ts";

const starter = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "NOT_ACCEPTABLE",
  "CONFLICT",
  "ALREADY_EXISTS",
  "GONE",
  "FAILED_PRECONDITION",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "UNPROCESSABLE",
  "RATE_LIMITED",
  "CANCELLED",
  "INTERNAL_ERROR",
  "UNIMPLEMENTED",
  "UNREACHABLE",
  "TIMEOUT",
];

const sharedByWires = [
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "UNAUTHENTICATED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
];

/** The built-in presets, each a choice from one table: two of them can never contradict each other. */
const presets: ReadonlyMap<string, readonly string[]> = new Map([
  ["error-contract:starter", starter],
  ["error-contract:grpc", sharedByWires],
  ["error-contract:twirp", ["MALFORMED", "BAD_ROUTE", ...sharedByWires]],
]);

export const presetNames: readonly string[] = [...presets.keys()];

/** The content of a preset, as a file would have it; `null` where there is none of that name. */
export function findPreset(name: string): object | null {
  const codes = presets.get(name);
  if (codes === undefined) return null;
  return { format: 1, codes: Object.fromEntries(codes.map((code) => [code, presetCodes[code]])) };
}
