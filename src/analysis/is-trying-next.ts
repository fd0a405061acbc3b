import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import { parametersOf } from "./find-roles.ts";

/** `async (ctx, next) => { try { await next(); } catch (err) { … } }` */
export function isTryingNext(node: FunctionNode): boolean {
  const next = parametersOf(node)[1];
  let isTrying = false;
  traverse(node.body, (each) => {
    if (each.type === "TryStatement" && each.handler !== null && next?.type === "Identifier")
      isTrying ||= isCalled(next.name, each.block);
    return !isTrying;
  });
  return isTrying;
}

function isCalled(name: string, within: TSESTree.Node): boolean {
  let isFound = false;
  traverse(within, (each) => {
    isFound ||= each.type === "CallExpression" && each.callee.type === "Identifier" && each.callee.name === name;
    return !isFound;
  });
  return isFound;
}
