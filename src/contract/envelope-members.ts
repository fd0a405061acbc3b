/** What every envelope has, as the conventions say. */
export const envelopeMembers = [
  "error_code",
  "message",
  "severity",
  "timestamp",
  "request_id",
  "correlation_id",
  "context",
] as const;
