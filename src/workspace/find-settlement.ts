import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, unwrap } from "../syntax/unwrap.ts";
import type { Site } from "./file-contribution.ts";

/** Who waits for the promise of a call, if anybody does. */
export function findSettlement(call: TSESTree.Node): Site["settled"] {
  let child: TSESTree.Node = call;
  for (let at = call.parent as TSESTree.Node | undefined; at; child = at, at = at.parent) {
    if (at.type === "AwaitExpression" || at.type === "YieldExpression") return "awaited";
    if (at.type === "ReturnStatement") return "returned";
    if (isFunction(at)) return at.body === child ? "returned" : "kept";
    if (at.type === "ExpressionStatement") return "dropped";
    if (at.type.endsWith("Statement") || at.type === "VariableDeclarator") return "kept";
  }
  return "kept";
}

/** Where a call's value goes that the function around it does not look at: `return await load();`, `isReady && save();` */
export function findUnreadValue(call: TSESTree.Node): Site["value"] | null {
  let child: TSESTree.Node = call;
  for (let at = call.parent as TSESTree.Node | undefined; at; child = at, at = at.parent) {
    if (at.type === "ReturnStatement") return "returned";
    if (at.type === "ExpressionStatement") return "dropped";
    if (isFunction(at)) return at.body === child ? "returned" : null;
    const isPassed = at.type === "AwaitExpression" || at.type === "ConditionalExpression" || unwrap(at) !== at;
    const isTested = at.type === "ConditionalExpression" && at.test === child;
    const isRightSide = at.type === "LogicalExpression" && at.right === child;
    if (isTested || !(isPassed || isRightSide)) return null;
  }
  return null;
}
