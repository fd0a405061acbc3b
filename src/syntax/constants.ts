import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, type Bindings } from "./bindings.ts";
import { unwrap, withCasts } from "./unwrap.ts";

/** What a constant of this file was given; `null` for a variable that changes, or that is a part of a pattern. */
export function initOf(variable: Variable | null): TSESTree.Node | null {
  const definition = variable?.defs[0];
  if (
    !variable ||
    variable.defs.length > 1 ||
    definition?.node.type !== "VariableDeclarator" ||
    !isUnreassigned(variable)
  )
    return null;
  return definition.node.id === definition.name ? definition.node.init : null;
}

/** What an expression is, through casts and a constant of the file. */
export function resolveConstant(node: TSESTree.Node, bindings: Bindings): TSESTree.Node {
  const inner = unwrap(node);
  const init = inner.type === "Identifier" ? initOf(bindings.variableOf(inner)) : null;
  return init ? unwrap(init) : inner;
}

/** Where a variable is read. */
export function readsOf(variable: Variable): TSESTree.Node[] {
  return variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
}

/** Where a value stands: itself, and wherever the constant that holds it is read. */
export function placesOf(node: TSESTree.Node, bindings: Bindings): TSESTree.Node[] {
  const { parent } = node;
  if (parent?.type !== "VariableDeclarator" || parent.init !== node || parent.id.type !== "Identifier") return [node];
  const variable = bindings.declaredBy(parent)[0];
  return variable && isUnreassigned(variable) ? readsOf(variable).map(withCasts) : [];
}
