import { posix, sep } from "node:path";

/**
 * Globs over paths with forward slashes: `**` (whole segments), `*`, `?`, `[abc]`, `[!a-z]`, `{a,b}` and `\` before what
 * is meant literally. A `*` matches dots, too. Matching takes at most length of path times length of pattern: there is
 * no pattern that makes it slow.
 */
export interface Glob {
  matches(path: string): boolean;
}

const mostAlternatives = 256;
const mostCompiled = 1000;
const compiled = new Map<string, Glob | null>();

/** The glob in a text, or `null` where it is none: a bracket or brace left open, or too many alternatives. */
export function parseGlob(text: string): Glob | null {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (compiled.size >= mostCompiled) compiled.clear();
  const glob = compile(text);
  compiled.set(text, glob);
  return glob;
}

/** Whether a path is one of those that a glob means. A text that is no glob means none. */
export function isGlobMatch(glob: string, path: string): boolean {
  return parseGlob(glob)?.matches(toForwardSlashes(path)) ?? false;
}

/** Whether a text has anything in it that only a glob would have. */
export function isGlob(text: string): boolean {
  return /[*?{[]/.test(text);
}

/** A glob that a file in `directory` wrote, as one over absolute paths. A slash at its end means all that is below. */
export function toAbsoluteGlob(directory: string, glob: string): string {
  const whole = glob.endsWith("/") ? `${glob}**` : glob;
  if (isAbsolutePath(whole)) return whole;
  return posix.join(toEscapedPath(toForwardSlashes(directory)), whole);
}

/** Whether a path with forward slashes is absolute, be it on another system. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:\//i.test(path);
}

/** A path with forward slashes, on every system. */
export function toForwardSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** A path as a glob that means it literally. */
export function toEscapedPath(path: string): string {
  return path.replaceAll(/[*?{}[\]\\,!]/g, String.raw`\$&`);
}

function compile(text: string): Glob | null {
  const alternatives = toAlternatives(text);
  const patterns = alternatives?.map(toPattern) ?? [null];
  if (!patterns.every((pattern) => pattern !== null)) return null;
  const literals = alternatives?.map(toLiteral) ?? [];
  return {
    matches(path) {
      let segments: readonly string[] | null = null;
      return patterns.some(
        (pattern, index) =>
          path.includes(literals[index] ?? "") && isMatch(pattern, (segments ??= path.split("/")), isSegmentMatch),
      );
    },
  };
}

/** The longest text that is in every path that matches: most paths are told by it alone to be none. */
function toLiteral(text: string): string {
  if (/[[\\]/.test(text)) return "";
  return text.split(/[*?/]/).reduce((longest, each) => (each.length > longest.length ? each : longest), "");
}

/** Without its braces: `{a,b}/c` is `a/c` and `b/c`. `null` where one is left open, or there are too many. */
function toAlternatives(text: string): string[] | null {
  const done: string[] = [];
  const open = [text];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = findBraces(next);
    if (braces === "unbalanced" || done.length + open.length > mostAlternatives) return null;
    if (braces === null) done.push(next);
    else for (const choice of braces.choices) open.push(next.slice(0, braces.start) + choice + next.slice(braces.end));
  }
  return done;
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly choices: readonly string[];
}

/** The first pair of braces on the outermost level. */
function findBraces(text: string): Braces | "unbalanced" | null {
  let start = -1;
  let depth = 0;
  const commas: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === "\\") index++;
    else if (letter === "{" && depth++ === 0) start = index;
    else if (letter === "," && depth === 1) commas.push(index);
    else if (letter === "}" && depth > 0 && --depth === 0) return toBraces(text, [start, ...commas, index]);
  }
  return depth === 0 ? null : "unbalanced";
}

function toBraces(text: string, marks: readonly number[]): Braces {
  const [start = 0, end = 0] = [marks[0], marks.at(-1)];
  const choices = marks.slice(1).map((mark, index) => text.slice((marks[index] ?? 0) + 1, mark));
  return { start, end: end + 1, choices };
}

/** Matches one element, or (`"any"`) any number of them. */
type Token<Element> = "any" | ((element: Element) => boolean);

type Segment = readonly Token<string>[];
type Pattern = readonly (Segment | "any")[];

function toPattern(text: string): Pattern | null {
  const segments = text.split("/").map((segment) => (segment === "**" ? "any" : toSegment(segment)));
  return segments.every((segment) => segment !== null) ? segments : null;
}

function toSegment(text: string): Segment | null {
  const tokens: Token<string>[] = [];
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] ?? "";
    if (letter === "*") tokens.push("any");
    else if (letter === "?") tokens.push(() => true);
    else if (letter === "[") {
      const end = text.indexOf("]", index + 2);
      if (end < 0) return null;
      tokens.push(toLetters(text.slice(index + 1, end)));
      index = end;
    } else tokens.push(toLetter(letter === "\\" ? (text[++index] ?? letter) : letter));
  }
  return tokens;
}

function toLetter(letter: string): Token<string> {
  return (element) => element === letter;
}

/** `abc`, `a-z`, `!abc`. */
function toLetters(text: string): Token<string> {
  const negated = /^[!^]/.test(text);
  const ranges = [...(negated ? text.slice(1) : text).matchAll(/([^])-([^])|([^])/g)].map(([, low, high, one = ""]) => [
    low ?? one,
    high ?? one,
  ]);
  return (element) => ranges.some(([low = "", high = ""]) => element >= low && element <= high) !== negated;
}

function isSegmentMatch(segment: Segment, text: string): boolean {
  return isMatch(segment, text, (token: (letter: string) => boolean, letter) => token(letter));
}

/**
 * The usual greedy walk: on a mismatch only the last "any" takes one element more, since an earlier one could not do
 * better. That is what keeps it from backtracking.
 */
function isMatch<Matcher, Element>(
  tokens: readonly (Matcher | "any")[],
  elements: ArrayLike<Element>,
  isOne: (matcher: Matcher, element: Element) => boolean,
): boolean {
  let [token, element, lastAny, takenByAny] = [0, 0, -1, 0];
  while (element < elements.length) {
    const current = tokens[token];
    if (current === "any") {
      [lastAny, takenByAny] = [token++, element];
    } else if (current !== undefined && isOne(current as Matcher, elements[element] as Element)) {
      token++;
      element++;
    } else if (lastAny >= 0) {
      token = lastAny + 1;
      element = ++takenByAny;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === "any");
}

/** Whether a file is written in TypeScript, by its name. */
export function isTypescript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}
