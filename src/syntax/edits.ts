/** Replaces the characters from `start` up to `end` of a text; an insertion has `start === end`. Offsets are UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
