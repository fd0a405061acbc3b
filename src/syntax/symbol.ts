import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction } from "./unwrap.ts";

/** The named functions and classes around a node, outermost first: `OrderService.load`; empty where there are none. */
export function findSymbol(node: TSESTree.Node): string {
  const names: string[] = [];
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    const name = nameOf(at);
    if (name !== null) names.unshift(name);
  }
  return names.join(".");
}

function nameOf(node: TSESTree.Node): string | null {
  if (isFunction(node)) return functionName(node);
  return node.type === "ClassDeclaration" || node.type === "ClassExpression" ? (node.id?.name ?? null) : null;
}
