/** Whose names codes are: the contract's own, or those of a wire or a library. */
export type Vocabulary = "own" | "grpc" | "twirp" | "trpc" | "graphql";

/** What the codes of libraries without a wire of their own answer with over HTTP. */
export const statusesByName: Readonly<Record<"trpc" | "graphql", ReadonlyMap<string, number>>> = {
  trpc: new Map([
    ["PARSE_ERROR", 400],
    ["BAD_REQUEST", 400],
    ["UNAUTHORIZED", 401],
    ["PAYMENT_REQUIRED", 402],
    ["FORBIDDEN", 403],
    ["NOT_FOUND", 404],
    ["METHOD_NOT_SUPPORTED", 405],
    ["TIMEOUT", 408],
    ["CONFLICT", 409],
    ["PRECONDITION_FAILED", 412],
    ["PAYLOAD_TOO_LARGE", 413],
    ["UNSUPPORTED_MEDIA_TYPE", 415],
    ["UNPROCESSABLE_CONTENT", 422],
    ["PRECONDITION_REQUIRED", 428],
    ["TOO_MANY_REQUESTS", 429],
    ["CLIENT_CLOSED_REQUEST", 499],
    ["INTERNAL_SERVER_ERROR", 500],
    ["NOT_IMPLEMENTED", 501],
    ["BAD_GATEWAY", 502],
    ["SERVICE_UNAVAILABLE", 503],
    ["GATEWAY_TIMEOUT", 504],
  ]),
  graphql: new Map([
    ["BAD_USER_INPUT", 400],
    ["BAD_REQUEST", 400],
    ["UNAUTHENTICATED", 401],
    ["FORBIDDEN", 403],
    ["NOT_FOUND", 404],
    ["CONFLICT", 409],
    ["INTERNAL_SERVER_ERROR", 500],
  ]),
};
