import type { TSESTree } from "@typescript-eslint/types";
import { statusOfName } from "../knowledge/status-codes.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { resolveConstant } from "../syntax/constants.ts";
import { literalNumber, propertyName, propertyValue } from "../syntax/unwrap.ts";

/** An HTTP status that is written out, or `null`. */
export function literalStatus(node: TSESTree.Node | undefined): number | null {
  const value = literalNumber(node);
  return value !== null && Number.isInteger(value) && value >= 100 && value <= 599 ? value : null;
}

/**
 * The HTTP status that an expression is: `400`, a constant of the file or of a table in it, or one of another module by the name that
 * the standard has for it, as `StatusCodes.BAD_REQUEST` and `NOT_FOUND`; `null` where nobody can tell.
 */
export function findStatus(node: TSESTree.Node | undefined, bindings: Bindings): number | null {
  const status = literalStatus(node);
  if (status !== null || !node) return status;
  const inner = resolveConstant(node, bindings);
  const name = inner.type === "MemberExpression" ? propertyName(inner) : null;
  if (inner.type !== "MemberExpression" || name === null) return findNamed(inner, bindings) ?? literalStatus(inner);
  const object = resolveConstant(inner.object, bindings);
  const own = object.type === "ObjectExpression" ? propertyValue(object, name) : null;
  if (own !== null) return own === "unknown" ? null : literalStatus(own);
  return isTable(inner.object, bindings) ? statusOfName(name) : null;
}

/** What another module exports, or an `enum`. */
function isTable(node: TSESTree.Node, bindings: Bindings): boolean {
  const origin = bindings.originOf(node);
  if (origin?.root.kind === "import") return true;
  const variable = node.type === "Identifier" ? bindings.variableOf(node) : null;
  return variable?.defs[0]?.node.type === "TSEnumDeclaration";
}

/** `import { NOT_FOUND } from "./statuses"` */
function findNamed(node: TSESTree.Node, bindings: Bindings): number | null {
  if (node.type !== "Identifier" || !/^[A-Z][A-Z\d_]+$/.test(node.name)) return null;
  return bindings.originOf(node)?.root.kind === "import" ? statusOfName(node.name) : null;
}
