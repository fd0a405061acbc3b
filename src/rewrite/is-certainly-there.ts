import type { TSESTree } from "@typescript-eslint/types";
import { unwrap } from "../syntax/unwrap.ts";

/** Whether a place is reached only behind a test which says that the error of this name is there, inside of `within`. */
export function isCertainlyThere(name: string, place: TSESTree.Node, within: TSESTree.Node): boolean {
  for (let at = place; at !== within && at.parent; at = at.parent) {
    if (isBehindTest(name, at, at.parent)) return true;
  }
  return false;
}

function isBehindTest(name: string, node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return node !== parent.test && isImplied(name, parent.test, node === parent.consequent);
    case "LogicalExpression":
      return (
        node === parent.right && parent.operator !== "??" && isImplied(name, parent.left, parent.operator === "&&")
      );
    case "BlockStatement":
      return parent.body.some((each) => each.range[1] <= node.range[0] && isEarlyExit(name, each));
    default:
      return false;
  }
}

/** `if (!err) return …;` */
function isEarlyExit(name: string, node: TSESTree.Node): boolean {
  return node.type === "IfStatement" && isLeft(node.consequent) && isImplied(name, node.test, false);
}

function isLeft(node: TSESTree.Node): boolean {
  if (node.type === "BlockStatement") return node.body.some(isLeft);
  return node.type === "ReturnStatement" || node.type === "ThrowStatement";
}

/** Whether this outcome of a test means that the error is there. */
function isImplied(name: string, test: TSESTree.Node, outcome: boolean): boolean {
  const node = unwrap(test);
  if (node.type === "Identifier") return outcome && node.name === name;
  if (node.type === "UnaryExpression") return node.operator === "!" && isImplied(name, node.argument, !outcome);
  if (node.type === "LogicalExpression" && node.operator !== "??") {
    const sides = [node.left, node.right];
    return (node.operator === "&&") === outcome
      ? sides.some((side) => isImplied(name, side, outcome))
      : sides.every((side) => isImplied(name, side, outcome));
  }
  return node.type === "BinaryExpression" && isImpliedByComparison(name, node, outcome);
}

/** `err != null`, `err == null`, `err instanceof X`. A strict comparison says of null nothing about undefined. */
function isImpliedByComparison(
  name: string,
  { left, operator, right }: TSESTree.BinaryExpression,
  outcome: boolean,
): boolean {
  const isNothing = (node: TSESTree.Node): boolean =>
    (node.type === "Literal" && node.value === null) || (node.type === "Identifier" && node.name === "undefined");
  const isError = (node: TSESTree.Node): boolean => {
    const inner = unwrap(node);
    return inner.type === "Identifier" && inner.name === name;
  };
  if (operator === "instanceof") return outcome && isError(left);
  const isCompared = (isError(left) && isNothing(right)) || (isError(right) && isNothing(left));
  return isCompared && (operator === "!=" ? outcome : operator === "==" && !outcome);
}
