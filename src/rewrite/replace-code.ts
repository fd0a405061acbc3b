import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../syntax/edits.ts";

/** Writes another code where one is written out: a literal, or the name of a property or member; `null` where it cannot stand there. */
export function replaceCode({ type, range: [start, end] }: TSESTree.Node, code: string): TextEdit | null {
  const isName = type === "Identifier";
  if (!(isName ? /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u : /^[^'"`\\$\r\n]*$/).test(code)) return null;
  return isName ? { start, end, text: code } : { start: start + 1, end: end - 1, text: code };
}
