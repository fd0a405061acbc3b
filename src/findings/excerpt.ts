import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";

/** Code for a message: its first line, without the semicolon, and not too much of it. */
export function toExcerpt({ range }: Pick<TSESTree.Node, "range">, { source: { text } }: Facts): string {
  const code = text.slice(...range).replace(/;$/, "");
  const line = code.split(/\r?\n/, 1)[0] ?? "";
  return line.length < code.length || line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}
