/** Words that a change of case stands in. */
const UNDIVIDED =
  "OAuth|GraphQL|MySQL|PostgreSQL|SQLite|MongoDB|DynamoDB|GitHub|GitLab|PayPal|WebSocket|WebP|JavaScript|TypeScript|IBMi|[CG]?UIs|[AU][PR]Is|CLIs";
const WORD = new RegExp(
  // eslint-disable-next-line regexp/no-super-linear-move -- the letters that are no word of one kind are one of the next
  `(?:${UNDIVIDED})(?!\\p{Ll})\\d*|\\p{Lu}{2,}v\\d+|\\p{Lu}{2,}(?<![AI])s(?!\\p{Ll})|\\p{Lu}\\d\\p{Lu}(?!\\p{Ll})|\\p{Lu}+(?!\\p{Ll})\\d*|\\p{Lu}?\\p{Ll}+\\d*|\\d+`,
  "gu",
);
const IS_UNDIVIDED = new RegExp(`^(?:${UNDIVIDED})\\d*$`);

/** How many words of more than one letter a text has. */
export function countWords(text: string): number {
  return (text.match(/\p{L}{2,}/gu) ?? []).length;
}

/** The words of a camelCase or snake_case name, in lower case; acronyms stay as they are, and `Async` at the end is none. */
export function toWords(name: string | null): string[] {
  const words =
    name
      ?.replace(/^[#_$]+/, "")
      .replace(/(?<=.)(?:Async|Sync|Promise|Promised)$/, "")
      .match(WORD) ?? [];
  return words.map((word) =>
    /^(?:\p{Lu}{2,}(?:s|v(?=\d))?\d*|\p{Lu}\d+\p{Lu}?)$/u.test(word) || IS_UNDIVIDED.test(word)
      ? word
      : word.toLowerCase(),
  );
}
