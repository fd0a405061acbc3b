import type { TSESTree } from "@typescript-eslint/types";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { isClassOfWraps, isCodedClass } from "./is-class-of-wraps.ts";
import type { ReadFile } from "./to-reference.ts";

/** Whether a test around a node leaves no raw error there: behind `err instanceof AppError` nobody sees one. */
export function isKnownCoded(node: TSESTree.Node, file: ReadFile): boolean {
  return isBehind(node, (test) => isCodedTest(test, file));
}

/** Whether nobody comes to a node with a plain error, nor with what that becomes: `err instanceof HttpError && …`. */
export function isOfOtherClass(node: TSESTree.Node, file: ReadFile): boolean {
  return isBehind(node, (test) => isOtherTest(test, file));
}

/**
 * Whether what becomes of a node hangs on a cause of a class that is neither `Error` nor the contract's, which is none where an
 * error has none: `err.cause instanceof ZodError ? err.cause.flatten() : null`.
 */
export function isOfOtherCause(node: TSESTree.Node, file: ReadFile): boolean {
  let whole = node;
  for (let at = node.parent; at && isConjoined(at, whole); at = at.parent) whole = at;
  return isOtherCause(whole, file) || isBehind(node, (test) => isOtherCause(test, file));
}

function isConjoined(parent: TSESTree.Node, node: TSESTree.Node): boolean {
  if (parent.type === "BinaryExpression") return parent.left === node;
  return parent.type === "LogicalExpression" && parent.operator === "&&";
}

function isOtherCause(node: TSESTree.Node, file: ReadFile): boolean {
  const inner = unwrap(node);
  if (inner.type === "LogicalExpression")
    return inner.operator === "&&" && [inner.left, inner.right].some((each) => isOtherCause(each, file));
  const asked = inner.type === "BinaryExpression" ? unwrap(inner.left) : null;
  return asked?.type === "MemberExpression" && propertyName(asked) === "cause" && isOtherTest(inner, file);
}

function isOtherTest(node: TSESTree.Node, file: ReadFile): boolean {
  const inner = unwrap(node);
  if (inner.type === "LogicalExpression")
    return inner.operator === "&&" && [inner.left, inner.right].some((each) => isOtherTest(each, file));
  return inner.type === "BinaryExpression" && inner.operator === "instanceof" && !isClassOfWraps(inner.right, file);
}

function isBehind(node: TSESTree.Node, isMet: (test: TSESTree.Node) => boolean): boolean {
  let child = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (at.type === "LogicalExpression" && at.operator === "&&" && child === at.right && isMet(at.left)) return true;
    if (at.type !== "IfStatement" && at.type !== "ConditionalExpression") continue;
    if (child === at.consequent && isMet(at.test)) return true;
  }
  return false;
}

function isCodedTest(node: TSESTree.Node, file: ReadFile): boolean {
  const inner = unwrap(node);
  if (inner.type === "LogicalExpression")
    return inner.operator === "&&" && [inner.left, inner.right].some((each) => isCodedTest(each, file));
  if (inner.type === "BinaryExpression") return inner.operator === "instanceof" && isCodedClass(inner.right, file);
  return inner.type === "CallExpression" && file.facts.known.meaningOf(inner, file.roles)?.kind === "guard";
}
