import type { TSESTree } from "@typescript-eslint/types";
import type { Source } from "./source.ts";

/**
 * The comment that forbids an edit of some lines: one that disables a rule there, or that expects a type error of the line.
 * `from` and `to` are offsets. `null` where there is none.
 */
export function findDirective(
  { ast, text }: Source,
  { from, to, rule }: { from: number; to: number; rule: string },
): string | null {
  const comments = ast.comments ?? [];
  if (comments.length === 0) return null;
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = toLineEnd(text, to);
  for (const comment of comments) {
    const directive = parseDirective(comment, rule);
    if (
      directive &&
      reaches(directive, comment, { text, lineStart, lineEnd }) &&
      !isEnabledAgain(comments, { comment, directive, before: lineStart, rule })
    )
      return directive.text;
  }
  return null;
}

type Reach = "next-line" | "line" | "rest";

interface Directive {
  readonly reach: Reach;
  readonly text: string;
}

function parseDirective({ value, type }: TSESTree.Comment, rule: string): Directive | null {
  const expected = /^[\s*/]*(@ts-(?:ignore|expect-error))/.exec(value)?.[1];
  if (expected) return { reach: "next-line", text: expected };
  const [, host = "", reach = "", list = ""] =
    /^\s*(eslint|oxlint)-disable(-next-line|-line)?(?![\w-])([^]*)$/.exec(value) ?? [];
  if (host === "" || (reach === "" && type !== "Block")) return null;
  const rules =
    list
      .split(/\s--\s/)[0]
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "") ?? [];
  if (rules.length > 0 && !rules.includes(`error-contract/${rule}`)) return null;
  return {
    reach: reach === "-next-line" ? "next-line" : reach === "-line" ? "line" : "rest",
    text: `${host}-disable${reach}`,
  };
}

interface Lines {
  readonly text: string;
  readonly lineStart: number;
  readonly lineEnd: number;
}

function reaches({ reach }: Directive, { range }: TSESTree.Comment, { text, lineStart, lineEnd }: Lines): boolean {
  const [start, end] = range;
  if (reach === "rest") return end <= lineStart;
  if (reach === "line") return start >= lineStart && start <= lineEnd;
  const next = toLineEnd(text, end) + 1;
  return next >= lineStart && next <= lineEnd;
}

function isEnabledAgain(
  comments: readonly TSESTree.Comment[],
  {
    comment,
    directive,
    before,
    rule,
  }: { comment: TSESTree.Comment; directive: Directive; before: number; rule: string },
): boolean {
  if (directive.reach !== "rest") return false;
  return comments.some(({ value, range }) => {
    if (range[0] < comment.range[1] || range[1] > before || !/^\s*(?:eslint|oxlint)-enable(?![\w-])/.test(value))
      return false;
    const list = value.replace(/^\s*\w+-enable/, "").trim();
    return list === "" || list.includes(`error-contract/${rule}`);
  });
}

function toLineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
