/** Brackets nested deeper than this are not parsed: a native parser would end the process at some thousands. */
export const deepestNesting = 1000;

const round = 40;
const square = 91;
const curly = 123;

/**
 * Where brackets are nested deeper than can be parsed, as an offset; `null` where they are not. Those in strings and comments
 * count, too: they come in pairs but for a few.
 */
export function findDeepNesting(text: string): number | null {
  if (text.length < deepestNesting) return null;
  if (last?.text !== text) last = { text, offset: search(text) };
  return last.offset;
}

/** Whether to read a file is asked right before it is parsed. */
let last: { readonly text: string; readonly offset: number | null } | null = null;

function search(text: string): number | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === round || code === square || code === curly) {
      if (++depth > deepestNesting) return at;
    } else if (depth > 0 && (code === round + 1 || code === square + 2 || code === curly + 2)) depth--;
  }
  return null;
}
