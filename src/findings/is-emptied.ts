import type { TSESTree } from "@typescript-eslint/types";
import { isGlobal } from "../analysis/match.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { someNode } from "../syntax/traverse.ts";
import { unwrap } from "../syntax/unwrap.ts";

/** Whether all that a call is given of an error is its `JSON.stringify`, which is `{}`: neither its text nor its stack is a property that counts. */
export function isEmptied({ arguments: given }: TSESTree.CallExpression, bindings: Bindings): boolean {
  const pieces = given.flatMap(toPieces);
  const emptied = pieces.filter((piece) => isStringified(piece, bindings));
  const variables = emptied.map((call) => bindings.variableOf(call.arguments[0]));
  const names = (node: TSESTree.Node): boolean =>
    node.type === "Identifier" && variables.includes(bindings.variableOf(node));
  return emptied.length > 0 && pieces.every((piece) => isStringified(piece, bindings) || !someNode(piece, names));
}

/** What a text is put together from. */
function toPieces(node: TSESTree.Node): readonly TSESTree.Node[] {
  const inner = unwrap(node);
  if (inner.type === "TemplateLiteral") return inner.expressions.flatMap(toPieces);
  return inner.type === "BinaryExpression" ? [inner.left, inner.right].flatMap(toPieces) : [inner];
}

type Stringified = TSESTree.CallExpression & { readonly arguments: readonly [TSESTree.Identifier] };

function isStringified(node: TSESTree.Node, bindings: Bindings): node is Stringified {
  if (node.type !== "CallExpression" || node.arguments[0]?.type !== "Identifier") return false;
  return isGlobal(bindings.originOf(node.callee), "JSON.stringify");
}
