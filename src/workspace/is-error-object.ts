import type { TSESTree } from "@typescript-eslint/types";
import { lastName, unwrap } from "../syntax/unwrap.ts";
import { isErrorName } from "./is-error-name.ts";
import type { ReadFile } from "./to-reference.ts";

/** Whether a test expects an error with all that it has, no class and no text: `toThrow(new StoreError("gone"))`, `toEqual(failure)`. */
export function isErrorObject(node: TSESTree.Node, file: ReadFile): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case "NewExpression":
      return lastName(inner.callee) !== "RegExp";
    case "CallExpression":
      return file.facts.known.meaningOf(inner, file.roles)?.kind === "construction";
    case "Identifier": {
      const declarator = file.facts.bindings.variableOf(inner)?.defs[0]?.node;
      const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
      return init ? isErrorObject(init, file) : isErrorVariable(inner.name);
    }
    case "MemberExpression":
      return isErrorVariable(lastName(inner) ?? "");
    default:
      return false;
  }
}

/** What a test is given elsewhere goes by its name: a class is written with a capital. */
function isErrorVariable(name: string): boolean {
  return /^[a-z_]/.test(name) && isErrorName(name);
}
