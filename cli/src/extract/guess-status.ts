import { statusesByName } from "../../../src/knowledge/foreign-codes.ts";
import { statusOfName } from "../../../src/knowledge/status-codes.ts";

/** What standards and the starter call a status, beside the names of HTTP. */
const namesOfStatuses: ReadonlyMap<string, number> = new Map([
  ...statusesByName.trpc,
  ...statusesByName.graphql,
  ["INVALID_INPUT", 400],
  ["INVALID_REQUEST", 400],
  ["INVALID_ARGUMENT", 400],
  ["VALIDATION", 400],
  ["VALIDATION_FAILED", 400],
  ["UNAUTHORISED", 401],
  ["NOT_AUTHENTICATED", 401],
  ["PERMISSION_DENIED", 403],
  ["ACCESS_DENIED", 403],
  ["ALREADY_EXISTS", 409],
  ["RATE_LIMITED", 429],
  ["RATE_LIMIT_EXCEEDED", 429],
  ["UNIMPLEMENTED", 501],
  ["UNAVAILABLE", 503],
  ["UNREACHABLE", 503],
  ["TIMEOUT", 504],
  ["DEADLINE_EXCEEDED", 504],
]);

/** The HTTP status that a code is named after, such as `NOT_FOUND` and `ERR_FORBIDDEN`; `null` where its name is of anything else. */
export function statusNamed(code: string): number | null {
  const name = toConstantName(code)
    .replace(/^(?:(?:API|COMMON|ERR|ERROR|GENERAL|GENERIC|HTTP)_)+/, "")
    .replace(/_(?:ERROR|EXCEPTION)$/, "");
  return namesOfStatuses.get(name) ?? statusOfName(name);
}

/** What words in names of codes are often answered with; the first that fits. */
const statusesByWord: readonly (readonly [RegExp, number])[] = [
  [/NOT_FOUND|MISSING_RESOURCE|DOES_NOT_EXIST|NO_SUCH/, 404],
  [
    /UNAUTHENTICATED|UNAUTHORI[SZ]ED|NOT_LOGGED_IN|INVALID_CREDENTIALS|(?:SESSION|TOKEN).*EXPIRED|(?:INVALID|MISSING)_TOKEN/,
    401,
  ],
  [/FORBIDDEN|PERMISSION|ACCESS_DENIED|NOT_ALLOWED/, 403],
  [/CONFLICT|ALREADY_|DUPLICATE|NOT_UNIQUE/, 409],
  [/TOO_MANY|RATE_LIMIT|LIMIT_EXCEEDED|QUOTA/, 429],
  [/^INVALID_(?!CONFIG|ENV|RESPONSE)|(?<!CONFIG|ENV|RESPONSE)_INVALID$|MALFORMED|UNSUPPORTED_/, 400],
];

/** The status of a client's fault that a code may mean by the words of its name; `null` where they say nothing. */
export function suggestStatus(code: string): number | null {
  const name = toConstantName(code);
  return statusesByWord.find(([word]) => word.test(name))?.[1] ?? null;
}

/** `OrderNotFound` and `order/not-found` as `ORDER_NOT_FOUND`. */
function toConstantName(code: string): string {
  return code
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z\d]+/g, "_")
    .toUpperCase();
}
