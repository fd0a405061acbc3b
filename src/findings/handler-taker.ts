import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import { type FunctionNode, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";

/**
 * The function that is handed a handler which is known by a type alone: `withAuth(handle)`, `serve(req, res, { GET: handle })`.
 * It stands between the handler and its framework, and may answer what is thrown. `null` where none is seen.
 */
export function findTaker({ evidence, function: node }: Handler, facts: Facts): TSESTree.Identifier | null {
  if (!evidence.type.startsWith("TS")) return null;
  for (const use of [node, ...findUses(node, facts)]) {
    const taker = findTakerOf(use);
    if (taker) return taker;
  }
  return null;
}

function findUses(node: FunctionNode, { bindings }: Facts): TSESTree.Node[] {
  const parent = parentOutsideCasts(node);
  const declaration = parent?.type === "VariableDeclarator" ? parent : node;
  const name = declaration.type === "ArrowFunctionExpression" ? null : declaration.id;
  const variable = bindings
    .declaredBy(declaration)
    .find(({ identifiers }) => identifiers.some((each) => each === name));
  return variable?.references.filter((each) => each.isRead()).map(({ identifier }) => identifier) ?? [];
}

/** Whom a value is an argument of, or a part of one. */
function findTakerOf(value: TSESTree.Node): TSESTree.Identifier | null {
  const parent = parentOutsideCasts(value);
  if (parent?.type === "Property") return findTakerOf(parent.parent);
  if (parent?.type === "ArrayExpression") return findTakerOf(parent);
  if (parent?.type !== "CallExpression") return null;
  const callee = unwrap(parent.callee);
  return callee.type === "Identifier" && callee !== value ? callee : null;
}
