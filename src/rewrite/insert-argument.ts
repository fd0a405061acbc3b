import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { TextEdit } from "../syntax/edits.ts";

/** An argument at a position: replaced, or appended behind the others. */
export function insertArgument(
  node: Construction["node"],
  index: number,
  { value, text }: { value: string; text: string },
): TextEdit {
  const present = node.arguments[index];
  if (present) return { start: present.range[0], end: present.range[1], text: value };
  const missing = Array.from({ length: index - node.arguments.length }, () => "undefined");
  const added = [...missing, value];
  const last = node.arguments.at(-1);
  if (!last) return intoEmptyCall(node, added.join(", "), text);
  const at = endOfArgument(last, node, text);
  const separation = toSeparation(last, text);
  return { start: at, end: at, text: added.map((each) => `,${separation}${each}`).join("") };
}

/** What stands before a member of a list that has a line for each: a line of its own for the next, else a space. */
export function toSeparation({ range: [start] }: TSESTree.Node, text: string): string {
  const line = text.lastIndexOf("\n", start - 1);
  const from = text[line - 1] === "\r" ? line - 1 : line;
  return line >= 0 && /^\n[ \t]*$/.test(text.slice(line, start)) ? text.slice(from, start) : " ";
}

/** `new Error()`, `new Error` */
function intoEmptyCall({ range: [, end] }: Construction["node"], added: string, text: string): TextEdit {
  const hasParentheses = text[end - 1] === ")";
  const at = hasParentheses ? end - 1 : end;
  return { start: at, end: at, text: hasParentheses ? added : `(${added})` };
}

/** Where the last argument ends, with the parentheses around it. */
function endOfArgument(last: TSESTree.Node, { range: [, end] }: Construction["node"], text: string): number {
  const behind = text
    .slice(last.range[1], end - 1)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (comment) => " ".repeat(comment.length));
  return last.range[1] + behind.lastIndexOf(")") + 1;
}
