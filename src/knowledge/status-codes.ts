/** Only exact pairs: a code that answers with another status would change what the client sees. */
const codesByStatus: ReadonlyMap<number, string> = new Map([
  [400, "INVALID_INPUT"],
  [401, "UNAUTHENTICATED"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [409, "CONFLICT"],
  [429, "RATE_LIMITED"],
  [499, "CANCELLED"],
  [500, "INTERNAL_ERROR"],
  [501, "UNIMPLEMENTED"],
  [503, "UNREACHABLE"],
  [504, "TIMEOUT"],
]);

/** The starter contract's code that answers with exactly this HTTP status, or `null` where none does (408, 422, 502). */
export function codeOfStatus(status: number): string | null {
  return codesByStatus.get(status) ?? null;
}

/** Whether an HTTP status says that the request is at fault: 400 to 499. */
export function isClientStatus(status: number): boolean {
  return status >= 400 && status < 500;
}
