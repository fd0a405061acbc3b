import type { TSESTree } from "@typescript-eslint/types";
import { findRegisteredName, isGivenAway, isMediaType } from "../syntax/registration.ts";
import { enclosingFunction, functionName, isFunction, literalString, parentOutsideCasts } from "../syntax/unwrap.ts";

/**
 * The function that a node stands in (or is), for a sentence: by its name, what it is registered under, or the name of the
 * nearest one around it that gets to know what becomes of it. "`loadOrder`", "`orders:save`", "this function", "this module".
 */
export function toPlace(node: TSESTree.Node): string {
  const name = findName(node);
  if (name !== null) return `\`${name}\``;
  return isFunction(node) || enclosingFunction(node) ? "this function" : "this module";
}

function findName(node: TSESTree.Node): string | null {
  for (let at = isFunction(node) ? node : enclosingFunction(node); at; at = enclosingFunction(at)) {
    const name = functionName(at) ?? findRegisteredName(at);
    if (name !== null) return name;
    if (isGivenAway(at) && (at.async || isParser(at))) return null;
  }
  return null;
}

/** `addContentTypeParser("application/json", (request, body, done) => …)` */
function isParser(node: TSESTree.Node): boolean {
  const call = parentOutsideCasts(node);
  return call?.type === "CallExpression" && isMediaType(literalString(call.arguments[0]) ?? "");
}
