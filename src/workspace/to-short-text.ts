import type { TSESTree } from "@typescript-eslint/types";
import { propertyName } from "../syntax/unwrap.ts";
import { toCalled, type ReadFile } from "./to-reference.ts";

/** One line that is short enough for a reason. */
export function toShortText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** How a callee is written, without its arguments: `queue.consume`. */
export function nameOf(callee: TSESTree.Node): string {
  const inner = toCalled(callee);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type === "ThisExpression") return "this";
  if (inner.type !== "MemberExpression") return inner.type === "Super" ? "super" : "…";
  return `${nameOf(inner.object)}.${propertyName(inner) ?? "…"}`;
}

/** The line of a node, counted from 1. */
export function lineOf(node: TSESTree.Node, { lineAt }: ReadFile): number {
  return lineAt(node.range[0]);
}
