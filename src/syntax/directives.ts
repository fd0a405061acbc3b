import type { TSESTree } from "@typescript-eslint/types";
import { oncePer } from "./once-per.ts";
import type { Source } from "./source.ts";

/** What a directive is asked about: the text between two offsets, and the rule whose finding would be edited there. */
export interface Edited {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
}

/**
 * The comment that forbids an edit of some lines: one that disables a rule there, or that expects a type error of the line.
 * `null` where there is none.
 */
export function findDirective({ ast, text }: Pick<Source, "ast" | "text">, edited: Edited): string | null {
  const comments = toCandidates(ast.comments ?? []);
  if (comments.length === 0) return null;
  const lines = toLines(text, edited);
  for (const comment of comments) {
    const directive = parseDirective(comment, edited.rule);
    if (!directive || !reaches(directive, comment, { text, ...lines })) continue;
    if (directive.reach !== "rest" || !isEnabledAgain(comments, comment, { ...edited, ...lines }))
      return directive.text;
  }
  return null;
}

/** The comments of a file that may be directives: a few, or none at all, of hundreds. */
const toCandidates = oncePer((comments: readonly TSESTree.Comment[]): readonly TSESTree.Comment[] =>
  comments.filter(({ value }) => /eslint|oxlint|@ts-/.test(value)),
);

/** `next-line`: the line below. `next-code`: the first line below that is neither empty nor a comment. */
type Reach = "next-line" | "next-code" | "line" | "rest" | "file";

interface Directive {
  readonly reach: Reach;
  readonly text: string;
}

function parseDirective(comment: TSESTree.Comment, rule: string): Directive | null {
  const expected = parseExpectation(comment);
  if (expected !== null) return { reach: "next-code", text: expected };
  const { value, type } = comment;
  if (type === "Block" && isSwitchedOff(value, rule)) return { reach: "file", text: "an eslint comment" };
  const [, host = "", reach = "", list = ""] =
    /^\s*(eslint|oxlint)-disable(-next-line|-line)?(?![\w-])([^]*)$/.exec(value) ?? [];
  if (host === "" || (reach === "" && type !== "Block" && host === "eslint")) return null;
  if (!isListed(list, rule)) return null;
  return {
    reach: reach === "-next-line" ? "next-line" : reach === "-line" ? "line" : "rest",
    text: `${host}-disable${reach}`,
  };
}

/** `// @ts-expect-error`, or a block comment whose last line begins so. */
function parseExpectation({ value, type }: TSESTree.Comment): string | null {
  const last = type === "Block" ? (value.split("\n").at(-1) ?? "") : value;
  return /^[\s*/]*(@ts-(?:ignore|expect-error))\b/.exec(last)?.[1] ?? null;
}

/** Whether a list of rules, with a description behind dashes, names this one; an empty one names all. */
function isListed(list: string, rule: string): boolean {
  const [names = ""] = list.split(/\s-{2,}\s/);
  const rules = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return rules.length === 0 || rules.some((name) => isRule(name, rule));
}

/** A configuration may give the plugin another name. */
function isRule(name: string, rule: string): boolean {
  return name === rule || name.endsWith(`/${rule}`);
}

/** `eslint error-contract/no-bare-rethrow: "off"` in a block comment. */
function isSwitchedOff(value: string, rule: string): boolean {
  const [, settings = ""] = /^\s*eslint\s([^]*)$/.exec(value) ?? [];
  const severities = settings.matchAll(/(?<![\w@/-])([\w@/-]+)["']?\s*:\s*(?:\[\s*)?["']?(off|0)\b/g);
  return [...severities].some(([, name = ""]) => isRule(name, rule));
}

interface Lines {
  readonly lineStart: number;
  readonly lineEnd: number;
}

function toLines(text: string, { from, to }: Edited): Lines {
  return { lineStart: text.lastIndexOf("\n", from - 1) + 1, lineEnd: toLineEnd(text, to) };
}

function reaches(
  { reach }: Directive,
  { range: [start, end] }: TSESTree.Comment,
  { text, lineStart, lineEnd }: Lines & { readonly text: string },
): boolean {
  switch (reach) {
    case "file":
      return true;
    case "rest":
      return end <= lineEnd;
    case "line":
      return start >= lineStart && start <= lineEnd;
    case "next-line":
    case "next-code": {
      const next = reach === "next-line" ? toLineEnd(text, end) + 1 : toNextCode(text, toLineEnd(text, end) + 1);
      return next >= lineStart && next <= lineEnd;
    }
  }
}

/** The start of the first line from an offset on that is neither empty nor a line comment: what TypeScript looks for. */
function toNextCode(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /^\s*(?:\/\/|$)/.test(text.slice(at, toLineEnd(text, at)))) at = toLineEnd(text, at) + 1;
  return at;
}

/** Whether a rule that was disabled from a comment on is enabled again before the edited lines. */
function isEnabledAgain(
  comments: readonly TSESTree.Comment[],
  disabled: TSESTree.Comment,
  { rule, lineStart }: Edited & Lines,
): boolean {
  return comments.some(({ value, range }) => {
    const isBetween = range[0] >= disabled.range[1] && range[1] <= lineStart;
    const list = isBetween ? /^\s*(?:eslint|oxlint)-enable(?![\w-])([^]*)$/.exec(value)?.[1] : undefined;
    return list !== undefined && isListed(list, rule);
  });
}

function toLineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
