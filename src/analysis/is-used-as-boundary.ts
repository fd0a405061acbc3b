import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { type FunctionNode, propertyName } from "../syntax/unwrap.ts";
import { parametersOf } from "./find-roles.ts";
import { isCalled } from "./find-typed-signature.ts";
import { findResponseUse } from "./response-use.ts";

/**
 * `(err, req, res, next) => { res.status(500).json({ error: err.message }); }`: Express's error middleware, which another file mounts. Its
 * first parameter is used as only an error is, and its third as only a response.
 */
export function isUsedAsBoundary(node: FunctionNode, bindings: Bindings): boolean {
  if (node.params.length < 4) return false;
  const parameters = parametersOf(node);
  if (parameters.length !== 4 || parameters.some(({ type }) => type !== "Identifier")) return false;
  const declared = bindings.declaredBy(node);
  const [error, , response] = parameters.map((each) =>
    declared.find(({ identifiers }) => identifiers.some((name) => name === each)),
  );
  if (!error || !response || findResponseUse(response) !== "express") return false;
  return error.references.some(({ identifier }) => isOfError(identifier)) && !isCalled(node, bindings);
}

/** `err.message`, `err instanceof AppError` */
function isOfError(node: Variable["references"][number]["identifier"]): boolean {
  const parent: TSESTree.Node | undefined = node.parent;
  if (parent?.type === "BinaryExpression") return parent.operator === "instanceof" && parent.left === node;
  if (parent?.type !== "MemberExpression" || parent.object !== node) return false;
  return /^(?:message|stack|status|statusCode)$/.test(propertyName(parent) ?? "");
}
