import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";

type Visit = (node: TSESTree.Node, parent: TSESTree.Node | null) => boolean | void;

/** Calls `visit` for every node of a tree in source order, parents first; a `false` from it skips the node's children. */
export function traverse(root: TSESTree.Node, visit: Visit): void {
  enter(root, null, visit);
}

/** No list of children is made: there are thousands of nodes in a file, and most of them are leaves. */
function enter(node: TSESTree.Node, parent: TSESTree.Node | null, visit: Visit): void {
  if (visit(node, parent) === false) return;
  const keys = visitorKeys[node.type];
  if (keys === undefined) return;
  const record = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of keys) {
    const value = record[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) enter(item, node, visit);
    } else if (isNode(value)) enter(value, node, visit);
  }
}

/** Whether a node, or anything in it, is what is looked for. */
export function someNode(root: TSESTree.Node, accepts: (node: TSESTree.Node) => boolean): boolean {
  let isFound = false;
  traverse(root, (node) => {
    isFound ||= accepts(node);
    return !isFound;
  });
  return isFound;
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
