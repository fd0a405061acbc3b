import type { TSESTree } from "@typescript-eslint/types";
import { isInTry } from "../analysis/find-fate.ts";
import { findRegisteredName, findRegisteredRoute, isGivenAway, isMediaType } from "../syntax/registration.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  lastName,
  literalString,
  parentOutsideCasts,
} from "../syntax/unwrap.ts";

/**
 * The function that a node stands in (or is), for a sentence: by its name, what it is registered under, or the name of the
 * nearest one around it that gets to know what becomes of it. "`loadOrder`", "`GET /orders/:id`", "`orders:save`", "this function", "this module".
 */
export function toPlace(node: TSESTree.Node): string {
  const name = findName(node);
  if (name !== null) return `\`${name}\``;
  return isFunction(node) || enclosingFunction(node) ? "this function" : "this module";
}

function findName(node: TSESTree.Node): string | null {
  for (let at = isFunction(node) ? node : enclosingFunction(node); at; at = enclosingFunction(at)) {
    const name = isExported(at) ? null : (functionName(at) ?? findRegistered(at));
    if (name !== null) return name;
    if (isGivenAway(at) && (at.async || isParser(at))) return null;
    if (isTakenOver(at) || isInTry(at)) return null; // what it throws does not come out of the one around it
  }
  return null;
}

/** `GET /orders/:id`, `orders:save` */
function findRegistered(node: FunctionNode): string | null {
  const name = findRegisteredName(node);
  const call = parentOutsideCasts(node);
  return (name !== null && call?.type === "CallExpression" ? findRegisteredRoute(call) : null) ?? name;
}

/** `module.exports = async () => …`, which gives it no name */
function isExported(node: FunctionNode): boolean {
  return functionName(node) === "exports" && parentOutsideCasts(node)?.type === "AssignmentExpression";
}

/** `const strategy = new Strategy(options, async (token, done) => …);`: whoever was made calls it. */
function isTakenOver(node: TSESTree.Node): boolean {
  const made = parentOutsideCasts(node);
  return made?.type === "NewExpression" && lastName(made.callee) !== "Promise";
}

/** `addContentTypeParser("application/json", (request, body, done) => …)` */
function isParser(node: TSESTree.Node): boolean {
  const call = parentOutsideCasts(node);
  return call?.type === "CallExpression" && isMediaType(literalString(call.arguments[0]) ?? "");
}
