/** A value as TypeScript source. Everything that comes from a contract passes here, so that no name or message can break out. */
export function toLiteral(value: string | number | boolean | readonly string[]): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (separator) =>
    separator === "\u2028" ? "\\u2028" : "\\u2029",
  );
}

/** Text for a doc comment: on one line, and unable to close it. */
export function toComment(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("*/", "* /").trim();
}
