import type { TextEdit } from "../../../src/syntax/edits.ts";

/** Two names of one module come by one import. */
export function joinImports(edits: readonly TextEdit[]): TextEdit[] {
  const pattern = /^(\s*import \{ )(.+)( \} from [^{]+)$/;
  const joined = new Map<string, TextEdit>();
  for (const edit of edits) {
    const [, head = "", names = "", tail = ""] = pattern.exec(edit.text) ?? [];
    const key =
      names === "" ? `${String(edit.start)}:${String(edit.end)}:${edit.text}` : `${String(edit.start)}${tail}`;
    const others = pattern.exec(joined.get(key)?.text ?? "")?.[2];
    const text = others === undefined ? edit.text : `${head}${[others, names].sort().join(", ")}${tail}`;
    joined.set(key, { ...edit, text });
  }
  return [...joined.values()];
}
