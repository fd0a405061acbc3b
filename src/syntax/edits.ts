/** Replaces the characters from `start` up to `end` of a text; an insertion has `start === end`. Offsets are UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts another expression in the place of one; minifiers leave no space in `throw"boom"`. */
export function replaceExpression([start, end]: readonly [number, number], text: string, source: string): TextEdit {
  const isGlued = /[\w$]/.test(source[start - 1] ?? "") && /^[\w$]/.test(text);
  return { start, end, text: isGlued ? ` ${text}` : text };
}
