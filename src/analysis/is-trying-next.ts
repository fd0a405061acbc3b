import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import { parametersOf } from "./find-roles.ts";

/** `async (ctx, next) => { try { await next(); } catch (err) { … } }` */
export function isTryingNext(node: FunctionNode, bindings: Bindings): boolean {
  const parameter = parametersOf(node)[1];
  const next = bindings.declaredBy(node).find(({ identifiers }) => identifiers.some((each) => each === parameter));
  return next?.references.some(({ identifier }) => isCallee(identifier) && isTried(identifier, node)) ?? false;
}

function isCallee(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}

/** Whether a `try` of a function takes what a node throws. */
function isTried(node: TSESTree.Node, target: FunctionNode): boolean {
  for (let at = node; at.parent && at !== target; at = at.parent)
    if (at.parent.type === "TryStatement" && at.parent.block === at && at.parent.handler) return true;
  return false;
}
