import type { TSESTree } from "@typescript-eslint/types";
import { literalString, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ReadFile } from "./to-reference.ts";

const textTests = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "match",
  "matchAll",
  "search",
  "indexOf",
  "toLowerCase",
  "toUpperCase",
  "localeCompare",
]);
/** Of a text, they give a text. */
const textual = new Set([
  "toString",
  "trim",
  "trimStart",
  "trimEnd",
  "slice",
  "substring",
  "replace",
  "replaceAll",
  "normalize",
]);
const testing = new Set(["test", "exec", "includes", "has", "indexOf"]);
const comparisons = /^(?:[!=]==?|[<>]=?|in)$/;

/** Whether a value is compared, searched, switched on, or looked up. In a test every read is for that. */
export function isTested(node: TSESTree.Node, file: ReadFile): boolean {
  const parent = parentOutsideCasts(node);
  if (!parent) return false;
  if (parent.type === "SwitchStatement" || file.isTest) return true;
  if (parent.type === "BinaryExpression") return comparisons.test(parent.operator);
  if (parent.type === "MemberExpression") {
    if (unwrap(parent.object) !== node) return true;
    const [method, call] = [propertyName(parent) ?? "", parentOutsideCasts(parent)];
    if (textTests.has(method)) return true;
    return textual.has(method) && call?.type === "CallExpression" && isTested(call, file);
  }
  const callee = parent.type === "CallExpression" ? unwrap(parent.callee) : null;
  return callee?.type === "MemberExpression" && testing.has(propertyName(callee) ?? "");
}

/** Whether something is compared with more than nothing: `err === failure`, but not `err !== undefined`. */
export function isComparison({ operator, left, right }: TSESTree.BinaryExpression): boolean {
  return comparisons.test(operator) && ![left, right].some(isNothing);
}

function isNothing(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name === "undefined";
  return (
    (inner.type === "Literal" && (inner.value === null || typeof inner.value === "boolean")) ||
    literalString(inner) === "undefined"
  );
}
