import type { TSESTree } from "@typescript-eslint/types";
import { parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { nameOf } from "./to-short-text.ts";

/** Whether a value goes where it outlives the place: `results.push({ error })`, `return { error }`, `this.last = { error }`. */
export function isKept(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  switch (parent?.type) {
    case "Property":
      return isKept(parent.parent);
    case "ArrayExpression":
      return isKept(parent);
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return true;
    case "AssignmentExpression":
      return unwrap(parent.right) === node && unwrap(parent.left).type === "MemberExpression";
    case "CallExpression":
      return unwrap(parent.callee) !== node && /\.(?:push|unshift|add|set)$/.test(nameOf(parent.callee));
    default:
      return false;
  }
}

/** Whether a value decides something, and goes nowhere: `if (err)`, `err && …`, `typeof err`. */
export function isDecided(parent: TSESTree.Node, node: TSESTree.Node): boolean {
  if (parent.type === "ConditionalExpression" || parent.type === "IfStatement") return unwrap(parent.test) === node;
  if (parent.type === "LogicalExpression") return parent.operator === "&&" && unwrap(parent.left) === node;
  return parent.type === "UnaryExpression" || parent.type === "ExpressionStatement";
}

/** Whether a list becomes a text: `["failed", err].join(": ")`. */
export function isJoined(array: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(array);
  return parent?.type === "MemberExpression" && propertyName(parent) === "join";
}

/** Hands the error on, and gives nothing of it back. */
const sending = /(?:^|\.)(?:send|json|end|write|render|emit|push|destroy|abort|next|reject|done|cb|callback)$/;

/** Whether what comes back from a call that is given an error is thrown, tested or kept. */
export function isUsed(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const isAlone = parentOutsideCasts(call)?.type === "ExpressionStatement";
  return !sending.test(nameOf(call.callee)) && !isAlone && !isAwaitedAlone(call);
}

function isAwaitedAlone(call: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(call);
  return parent?.type === "AwaitExpression" && parentOutsideCasts(parent)?.type === "ExpressionStatement";
}
