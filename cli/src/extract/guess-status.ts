/** What names of codes say about their status, where nothing else does; the first that fits. */
const statusesByWord: readonly (readonly [RegExp, number])[] = [
  [/NOT_FOUND|MISSING_RESOURCE|DOES_NOT_EXIST|NO_SUCH/, 404],
  [
    /UNAUTHENTICATED|UNAUTHORI[SZ]ED|NOT_LOGGED_IN|INVALID_CREDENTIALS|(?:SESSION|TOKEN).*EXPIRED|(?:INVALID|MISSING)_TOKEN/,
    401,
  ],
  [/FORBIDDEN|PERMISSION|ACCESS_DENIED|NOT_ALLOWED/, 403],
  [/CONFLICT|ALREADY_|DUPLICATE|NOT_UNIQUE/, 409],
  [/TOO_MANY|RATE_LIMIT|LIMIT_EXCEEDED|QUOTA/, 429],
  [/NOT_IMPLEMENTED|UNIMPLEMENTED/, 501],
  [/TIMEOUT|TIMED_OUT|DEADLINE/, 504],
  [/UNAVAILABLE|UNREACHABLE|OVERLOADED/, 503],
  [/INVALID_(?:CONFIG|ENV|RESPONSE)/, 500],
  [/^(?:BAD_REQUEST|VALIDATION\w*)$|^INVALID_|_INVALID$|MALFORMED|UNSUPPORTED_/, 400],
];

/** The HTTP status that a code's name stands for; `null` where it says nothing. */
export function guessStatus(code: string): number | null {
  const name = code
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z\d]+/g, "_")
    .toUpperCase();
  return statusesByWord.find(([word]) => word.test(name))?.[1] ?? null;
}
