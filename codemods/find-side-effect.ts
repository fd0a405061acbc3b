import type { TSESTree } from "@typescript-eslint/types";
import { sortEdits } from "../src/syntax/apply-edits.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import { toPosition } from "../src/syntax/position.ts";
import type { Source } from "../src/syntax/source.ts";
import { traverse } from "../src/syntax/traverse.ts";

/**
 * Finds what edits changed beside what they replaced: a node or comment that none of them touches and that is another one
 * now, a directive that is none any more, a script that became a module, a line ending of the other kind.
 * Says what is wrong, or returns `null`.
 */
export function findSideEffect(before: Source, edits: readonly TextEdit[], after: Source): string | null {
  if (before.ast.sourceType !== after.ast.sourceType) return "an edit turns a script into a module, or the reverse";
  if (isCrlf(before.text) && !isCrlf(after.text)) return "an edit mixes line endings";
  const kept = new Set(partsOf(after).map((part) => toKey(part, 0)));
  const toShift = toShifts(edits);
  for (const part of partsOf(before)) {
    const shift = toShift(part);
    if (shift === null || kept.has(toKey(part, shift))) continue;
    const { line, column } = toPosition(before.text, part.range[0]);
    return `an edit changes the meaning of what it does not touch at ${line}:${column}`;
  }
  return null;
}

type Part = TSESTree.Node | TSESTree.Comment;

function partsOf(source: Source): readonly Part[] {
  const parts: Part[] = [...(source.ast.comments ?? [])];
  traverse(source.ast, (node) => {
    if (node !== source.ast) parts.push(node); // the range of a program depends on the parser
  });
  return parts;
}

function toKey(part: Part, shift: number): string {
  const directive = "directive" in part && part.directive ? "!" : "";
  return `${part.type}${directive}:${part.range[0] + shift}:${part.range[1] + shift}`;
}

/** How far the edits move a part; `null` where one touches it, be it at its border: `await ` before an expression makes it another. */
function toShifts(edits: readonly TextEdit[]): (part: Part) => number | null {
  const sorted = sortEdits(edits);
  const shifts = [0];
  for (const edit of sorted) shifts.push((shifts.at(-1) ?? 0) + edit.text.length - (edit.end - edit.start));
  return ({ range: [start, end] }) => {
    const next = findIndex(sorted, (edit) => edit.end >= start);
    const isTouched = (sorted[next]?.start ?? Infinity) <= end;
    return isTouched ? null : (shifts[next] ?? 0);
  };
}

/** The first index for which `predicate` holds, where it holds for all after it. */
function findIndex<T>(items: readonly T[], predicate: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (predicate(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(?<!\r)\n/.test(text);
}
