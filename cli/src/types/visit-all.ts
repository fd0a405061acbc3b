import type { ts } from "ts-morph";

/** Visits a node and everything in it, whichever compiler made it. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => visitAll(child, visit));
}
