import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";

/** Calls `visit` for every node of a tree in source order, parents first; a `false` from it skips the node's children. */
export function traverse(
  root: TSESTree.Node,
  visit: (node: TSESTree.Node, parent: TSESTree.Node | null) => boolean | void,
): void {
  const enter = (node: TSESTree.Node, parent: TSESTree.Node | null): void => {
    if (visit(node, parent) === false) return;
    for (const child of childrenOf(node)) enter(child, node);
  };
  enter(root, null);
}

/** The direct child nodes, in the order of the visitor keys. */
export function childrenOf(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = record[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
