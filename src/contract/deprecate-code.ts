import { applyEdits, modify, type JSONPath, type ModificationOptions } from "jsonc-parser";

/** A code that another one takes over from, and the version of the contract that says so first. */
export interface Replacement {
  readonly old: string;
  readonly new: string;
  readonly since: string;
  /** What is written for the new code, where it is not there yet. */
  readonly added: object | null;
}

/** The text of a contract in which a code is deprecated in favour of another one. Order and formatting stay. */
export function deprecateCode(text: string, replacement: Replacement): string {
  const write = toWriter(text);
  const path = ["codes", replacement.old];
  const since = write(text, [...path, "deprecated"], { since: replacement.since, use: replacement.new });
  if (replacement.added === null) return since;
  return write(since, ["codes", replacement.new], replacement.added, (names) => names.indexOf(replacement.old) + 1);
}

/** The text of a contract in which a deprecated code names another replacement. */
export function redirectDeprecation(text: string, old: string, use: string): string {
  return toWriter(text)(text, ["codes", old, "deprecated", "use"], use);
}

type Write = (text: string, path: JSONPath, value: unknown, toIndex?: (names: string[]) => number) => string;

/** Writes values indented as the text is. */
function toWriter(text: string): Write {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return (before, path, value, getInsertionIndex) => {
    const options: ModificationOptions = { formattingOptions, ...(getInsertionIndex && { getInsertionIndex }) };
    return applyEdits(before, modify(before, path, value, options));
  };
}
