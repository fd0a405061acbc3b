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

/** The status that a member of an enum of statuses stands for, whosever that is: `StatusCodes.BAD_REQUEST`, `HTTP_STATUS_NOT_FOUND`. */
export function statusOfName(name: string): number | null {
  const spelt = name.replace(/^HTTP_?(?:STATUS_?)?(?:[45]\d\d_?)?(?=[A-Z])/, "");
  return namedStatuses.get(spelt.toUpperCase().replaceAll("_", "")) ?? null;
}

/** Nest's `HttpStatus`, http-status-codes' `StatusCodes`, and enums that are called alike. */
const namedStatuses: ReadonlyMap<string, number> = new Map([
  ["BADREQUEST", 400],
  ["UNAUTHORIZED", 401],
  ["FORBIDDEN", 403],
  ["NOTFOUND", 404],
  ["METHODNOTALLOWED", 405],
  ["NOTACCEPTABLE", 406],
  ["CONFLICT", 409],
  ["GONE", 410],
  ["PAYLOADTOOLARGE", 413],
  ["UNSUPPORTEDMEDIATYPE", 415],
  ["UNPROCESSABLEENTITY", 422],
  ["TOOMANYREQUESTS", 429],
  ["INTERNALSERVERERROR", 500],
  ["NOTIMPLEMENTED", 501],
  ["BADGATEWAY", 502],
  ["SERVICEUNAVAILABLE", 503],
  ["GATEWAYTIMEOUT", 504],
]);
