import type { TSESTree } from "@typescript-eslint/types";
import { someNode } from "../syntax/traverse.ts";
import { literalString, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ReadFile } from "./to-reference.ts";

/** Whether a question is one of a cause: `err.cause`, `{ cause }` of a pattern, `"cause" in err`. One that is given is none, unless a test expects it. */
export function hasCauseRead(question: TSESTree.Node, { isTest }: Pick<ReadFile, "isTest">): boolean {
  return someNode(question, (node) => isRead(node) || (isTest && isExpected(node)));
}

function isRead(node: TSESTree.Node): boolean {
  switch (node.type) {
    case "MemberExpression":
      return propertyName(node) === "cause" && !isHandedOn(node);
    case "Property":
      return node.parent.type === "ObjectPattern" && propertyName(node) === "cause";
    case "BinaryExpression":
      return node.operator === "in" && literalString(node.left) === "cause";
    default:
      return false;
  }
}

/** It becomes the cause of another error: `{ cause: err.cause }`, `err.cause ? { cause: err.cause } : undefined`. */
function isHandedOn(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  switch (parent?.type) {
    case "Property":
      return parent.parent.type === "ObjectExpression" && propertyName(parent) === "cause";
    case "ConditionalExpression":
      return unwrap(parent.test) === node && isCauseAlone(parent.consequent);
    case "LogicalExpression":
      return parent.operator === "&&" && unwrap(parent.left) === node && isCauseAlone(parent.right);
    default:
      return false;
  }
}

function isCauseAlone(node: TSESTree.Node): boolean {
  const object = unwrap(node);
  return (
    object.type === "ObjectExpression" &&
    object.properties.every((each) => each.type === "Property" && propertyName(each) === "cause")
  );
}

/** `toMatchObject({ cause: failure })`, `toHaveProperty("cause")` */
function isExpected(node: TSESTree.Node): boolean {
  return node.type === "Property" ? propertyName(node) === "cause" : literalString(node) === "cause";
}
