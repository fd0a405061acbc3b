import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../syntax/edits.ts";
import type { Source } from "../syntax/source.ts";
import { traverse } from "../syntax/traverse.ts";

/** What else goes with a statement. */
export interface RemovalTaste {
  /** Which comments right above the statement are about it alone. */
  readonly isAbout: (comment: string) => boolean;
}

/**
 * Takes a statement out, with the comment behind it, those right above that are about it, and the lines that it had to
 * itself; an `if` that did nothing else goes as well. The reason, as a clause, where that would leave something odd.
 */
export function removeStatement(
  statement: TSESTree.Node,
  source: Source,
  { isAbout }: RemovalTaste,
): TextEdit | string {
  const target = findWhole(statement);
  if (target === null) return "nothing would be left of the block around it";
  const directive = findDirective(target, source);
  if (directive !== null) return `the line is under ${directive}`;
  if (target.kind === "else") return { start: target.start, end: target.end, text: "" };
  const range = widen(target, source, isAbout);
  return runsOn(range, source) ? "the line below would run on from the one above" : { ...range, text: "" };
}

/** What ESLint or the compiler was told about the first line of a range, or in the last. */
function findDirective({ start, end }: Range, { text, ast }: Source): string | null {
  const from = text.lastIndexOf("\n", text.lastIndexOf("\n", start - 1) - 1) + 1;
  const to = endOfLine(text, end);
  const near = ast.comments?.filter(({ range }) => range[0] >= from && range[1] <= to) ?? [];
  const directive = /^[\s*]*((?:eslint|oxlint)-disable-(?:next-)?line|@ts-ignore|@ts-expect-error)/;
  return near.map(({ value }) => directive.exec(value)?.[1]).find((each) => each !== undefined) ?? null;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Target extends Range {
  readonly kind: "statement" | "else";
}

/** What has to go so that the statement is gone: itself, an `if` around it, an `else` with nothing else in it; `null` if more. */
function findWhole(statement: TSESTree.Node): Target | null {
  const { parent } = statement;
  const [start, end] = statement.range;
  if (!parent || parent.type === "Program" || parent.type === "SwitchCase") return { kind: "statement", start, end };
  if (parent.type === "BlockStatement") {
    if (parent.body.length > 1) return { kind: "statement", start, end };
    return parent.parent.type === "IfStatement" ? findWholeIf(parent, parent.parent) : null;
  }
  return parent.type === "IfStatement" ? findWholeIf(statement, parent) : null;
}

function findWholeIf(branch: TSESTree.Node, node: TSESTree.IfStatement): Target | null {
  if (node.alternate === branch) return { kind: "else", start: node.consequent.range[1], end: branch.range[1] };
  return node.alternate === null && isQuiet(node.test) ? findWhole(node) : null;
}

const acting = /^(?:Call|New|Await|Yield|Assignment|Update|TaggedTemplate|Import)Expression$/;

/** Whether evaluating an expression does nothing but give a value. */
function isQuiet(test: TSESTree.Node): boolean {
  let quiet = true;
  traverse(test, ({ type }) => {
    quiet &&= !acting.test(type);
  });
  return quiet;
}

/** The range with what belongs to it: whole lines where it stands alone in them. */
function widen({ start, end }: Range, source: Source, isAbout: RemovalTaste["isAbout"]): Range {
  const { text } = source;
  const lineStart = startOfLine(text, start);
  const after = skipTrailingComment(end, source);
  const lineEnd = endOfLine(text, after);
  const isFirst = text.slice(lineStart, start).trim() === "";
  const isLast = text.slice(after, lineEnd).trim() === "";
  if (isFirst && isLast)
    return closeGap(skipCommentsAbove(lineStart, source, isAbout), afterNewline(text, lineEnd), text);
  if (!isLast) return { start, end: end + spaces(text.slice(end)) };
  return { start: text.slice(0, start).trimEnd().length, end: after };
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset of the line break that ends a line. */
function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/\r?\n/);
  return found < 0 ? text.length : offset + found;
}

function afterNewline(text: string, offset: number): number {
  return offset + (/^\r?\n/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0);
}

function spaces(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

/** Behind a comment that is the last thing on the line. */
function skipTrailingComment(end: number, { text, ast }: Source): number {
  const lineEnd = endOfLine(text, end);
  const comment = ast.comments?.find(({ range }) => range[0] >= end && range[1] <= lineEnd);
  const isNext = comment !== undefined && text.slice(end, comment.range[0]).trim() === "";
  return isNext && text.slice(comment.range[1], lineEnd).trim() === "" ? comment.range[1] : end;
}

/** The start of the line of the first comment of the block right above, if that block is about what is removed. */
function skipCommentsAbove(lineStart: number, { text, ast }: Source, isAbout: RemovalTaste["isAbout"]): number {
  let start = lineStart;
  let said = "";
  for (const { range, value } of [...(ast.comments ?? [])].reverse()) {
    if (range[1] > start) continue;
    const first = startOfLine(text, range[0]);
    const isAbove = /^[ \t]*\r?\n$/.test(text.slice(range[1], start)) && text.slice(first, range[0]).trim() === "";
    if (!isAbove) break;
    said += ` ${value}`;
    start = first;
  }
  return said !== "" && isAbout(said) ? start : lineStart;
}

/** The removal of whole lines, widened so that it leaves no blank line at the start or the end of a block, and no two in a row. */
export function closeGap(start: number, end: number, text: string): Range {
  const before = text.slice(0, start);
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0] ?? "";
  const blankBefore = /\n([ \t]*\r?\n)$/.exec(before)?.[1] ?? "";
  const opens = before.trim() === "" || /[{:]\s*$/.test(before);
  if (blankAfter !== "" && (opens || blankBefore !== "")) return { start, end: end + blankAfter.length };
  const closes = /^\s*(?:\}|$)/.test(text.slice(end));
  return closes ? { start: start - blankBefore.length, end } : { start, end };
}

/** Whether what follows would be read as a part of what comes before, in a file that ends its lines without semicolons. */
function runsOn({ start, end }: Range, { text }: Source): boolean {
  const next = /\S/.exec(text.slice(end))?.[0] ?? "";
  const previous = text.slice(0, start).trimEnd().at(-1) ?? ";";
  return /[([`+\-/*.,]/.test(next) && !text.slice(end).trimStart().startsWith("//") && !/[;{}:]/.test(previous);
}
