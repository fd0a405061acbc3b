import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isLog } from "../analysis/is-log.ts";
import { someNode } from "../syntax/traverse.ts";
import { parentOutsideCasts, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { isOfOtherClass } from "./is-known-coded.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * Whether a boundary looks at no status or code of an error but those of other classes, and asks nobody else about it: what it
 * answers to a coded error is what it answers to any.
 */
export function isBlind(boundary: FunctionNode, error: TSESTree.Node | null, file: ReadFile): boolean {
  const declared = file.facts.bindings.declaredBy(boundary);
  const variable = declared.find(({ identifiers }) => identifiers.some((each) => each === error)) ?? null;
  const isSeeing = (node: TSESTree.Node): boolean =>
    (isRead(node, file) || isAsked(node, variable, file)) && !isOfOtherClass(node, file);
  return !someNode(boundary.body, isSeeing);
}

/** `err.status`, `{ statusCode }`; `res.status(…)` sets one. */
function isRead(node: TSESTree.Node, { facts }: ReadFile): boolean {
  const { code = "code", status = null } = facts.known.canonical?.instance ?? {};
  const isPart = node.type === "MemberExpression" || (node.type === "Property" && node.parent.type === "ObjectPattern");
  const name = isPart ? propertyName(node) : null;
  if (name === null || ![code, status, "status", "statusCode"].includes(name)) return false;
  const parent = parentOutsideCasts(node);
  const isSet = parent?.type === "AssignmentExpression" && unwrap(parent.left) === node;
  return !isSet && !(parent?.type === "CallExpression" && unwrap(parent.callee) === node);
}

/** `toAnswer(err)`, `isAppError(err)`; what tells the error, or sends it, asks nothing. */
function isAsked(node: TSESTree.Node, error: Variable | null, { facts, roles }: ReadFile): boolean {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  const isGiven = node.arguments.some((each) => error !== null && facts.bindings.variableOf(unwrap(each)) === error);
  if (!isGiven || facts.bindings.originOf(node.callee)?.root.kind === "global") return false;
  const meaning = facts.known.meaningOf(node, roles)?.kind;
  const isTold = node.type === "CallExpression" && isLog(node, facts.bindings);
  return !isTold && meaning !== "sink" && meaning !== "notification";
}
