/** What tells a misspelling from another word. */
export interface Spelling {
  readonly codes: Iterable<string>;
  /** The text of the file: who uses a word elsewhere in it did not mistype it. */
  readonly text: string;
}

/**
 * The one code of which `code` is certainly a misspelling: one slip in one of its words, or in its underscores. `null` where
 * there is none or several. Nearness alone is not enough: `USER_NOT_FOUND` is near to `ORDER_NOT_FOUND`, and means something else.
 */
export function findMisspelt(code: string, { codes, text }: Spelling): string | null {
  const known = [...codes];
  const words = new Set(known.flatMap((each) => each.split(SEPARATOR)));
  const isWord = (word: string): boolean => words.has(word) || isWrittenElsewhere(word, code, text);
  const [first, ...others] = known.filter((each) => isMisspelling(code, each, isWord));
  return first !== undefined && others.length === 0 ? first : null;
}

const SEPARATOR = /[^\p{L}\p{N}]+/u;

function isMisspelling(code: string, of: string, isWord: (word: string) => boolean): boolean {
  if (code === of) return false;
  const [written, meant] = [code.split(SEPARATOR), of.split(SEPARATOR)];
  if (written.join("") === meant.join("")) return true;
  if (written.length !== meant.length) return false;
  const [slip, ...others] = written.flatMap((word, index) =>
    word === meant[index] ? [] : [[word, meant[index] ?? ""]],
  );
  const [word = "", right = ""] = slip ?? [];
  return others.length === 0 && isSlip(word, right) && !isWord(word);
}

/** One letter too many, too few, wrong or swapped with the next, in a word of five letters or more, and not in its first. */
function isSlip(word: string, right: string): boolean {
  if (Math.max(word.length, right.length) < 5 || word[0] !== right[0]) return false;
  const start = commonLength(word, right, (text, index) => text[index]);
  const [wordRest, rightRest] = [word.slice(start), right.slice(start)];
  const end = commonLength(wordRest, rightRest, (text, index) => text[text.length - 1 - index]);
  const [one, other] = [wordRest.slice(0, wordRest.length - end), rightRest.slice(0, rightRest.length - end)];
  if (!/^\p{L}*$/u.test(one + other) || isOtherSpelling(word, one, other)) return false;
  return Math.max(one.length, other.length) === 1 || (one.length === 2 && one === [...other].reverse().join(""));
}

/** `CANCELED` and `CANCELLED`, `AUTHORISED` and `AUTHORIZED` are both right, somewhere. */
function isOtherSpelling(word: string, one: string, other: string): boolean {
  return /^cancell?/i.test(word) ? /^l?$/i.test(one + other) : /^(?:sz|zs)$/i.test(one + other);
}

function commonLength(one: string, other: string, at: (text: string, index: number) => string | undefined): number {
  const shorter = Math.min(one.length, other.length);
  let length = 0;
  while (length < shorter && at(one, length) === at(other, length)) length++;
  return length;
}

/** Whether the file says the word, or its plural, anywhere but in the code itself: in a name, a comment or another code. */
function isWrittenElsewhere(word: string, code: string, text: string): boolean {
  const written = text.replaceAll(code, "").match(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? [];
  const forms = new Set([word.toLowerCase(), `${word.toLowerCase()}s`]);
  return written.some((each) => forms.has(each.toLowerCase()));
}
