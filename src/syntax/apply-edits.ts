import type { TextEdit } from "./edits.ts";

/**
 * The text with all edits made; edits may come in any order, and insertions at one place stay in theirs.
 * Throws a `RangeError` where edits overlap or lie outside of the text: neither has a right answer.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.start < position) throw new RangeError("Edits overlap.");
    if (edit.end < edit.start || edit.end > text.length) throw new RangeError("An edit lies outside of the text.");
    parts.push(text.slice(position, edit.start), edit.text);
    position = edit.end;
  }
  parts.push(text.slice(position));
  return parts.join("");
}

/** By position; an insertion comes before a replacement that starts where it is made. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort(byPosition);
}

function byPosition(a: TextEdit, b: TextEdit): number {
  return a.start - b.start || a.end - b.end;
}

/** Whether two edits claim the same character, or an insertion lies inside of what another replaces. */
export function hasOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some((edit, index) => edit.start < (sorted[index - 1]?.end ?? 0));
}

/** Where an offset of the edited text lay before; what an edit inserted lay at the edit's start. */
export function toOffsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const edit of sortEdits(edits)) {
    const start = edit.start + shift;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.start;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset - shift;
}
