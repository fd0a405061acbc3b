/** Line and column of an offset, both counted from 1. */
export function toPosition(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split(/\r\n|[\n\r\u2028\u2029]/).length;
  return { line, column: offset - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) };
}

/** The offset of a line and a column, both from 1. */
export function toOffset(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let start = 0;
  let current = 1;
  for (const lineBreak of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    if (current++ === line) break;
    start = lineBreak.index + lineBreak[0].length;
  }
  return start + column - 1;
}
