import { applyEdits, modify, type JSONPath, type ModificationOptions } from "jsonc-parser";

/** Writes a value at a path and gives the whole text back; comments, order and formatting of the rest stay. */
export type JsonWriter = (text: string, path: JSONPath, value: unknown, more?: ModificationOptions) => string;

/** Writes values indented as the text is. */
export function toJsonWriter(text: string): JsonWriter {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return (before, path, value, more) => applyEdits(before, modify(before, path, value, { formattingOptions, ...more }));
}
