import type { TSESTree } from "@typescript-eslint/types";
import { lastName, literalString, unwrap } from "../syntax/unwrap.ts";
import { hasCauseRead } from "./has-cause-read.ts";
import { isErrorName } from "./is-error-name.ts";
import type { ReadFile } from "./to-reference.ts";

/** An error that is expected with all that it has; `said`: its message, where that is written out and the error has no cause. */
export interface ErrorObject {
  readonly said?: string;
}

/**
 * The error that a test expects with all that it has, and not by a class or a text: `toThrow(new StoreError("gone"))`,
 * `toEqual(failure)`; `null` where it does not.
 */
export function findErrorObject(node: TSESTree.Node, file: ReadFile): ErrorObject | null {
  const inner = unwrap(node);
  switch (inner.type) {
    case "NewExpression":
      return lastName(inner.callee) === "RegExp" ? null : toErrorObject(inner, file);
    case "CallExpression":
      return file.facts.known.meaningOf(inner, file.roles)?.kind === "construction" ? toErrorObject(inner, file) : null;
    case "Identifier": {
      const declarator = file.facts.bindings.variableOf(inner)?.defs[0]?.node;
      const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
      return init ? findErrorObject(init, file) : toErrorVariable(inner.name);
    }
    case "MemberExpression":
      return toErrorVariable(lastName(inner) ?? "");
    default:
      return null;
  }
}

function toErrorObject(node: TSESTree.NewExpression | TSESTree.CallExpression, file: ReadFile): ErrorObject {
  const meaning = file.facts.known.meaningOf(node, file.roles);
  const said = meaning?.kind === "construction" ? literalString(meaning.construction.message) : null;
  return said === null || hasCauseRead(node, file) ? {} : { said };
}

/** What a test is given elsewhere goes by its name: a class is written with a capital. */
function toErrorVariable(name: string): ErrorObject | null {
  return /^[a-z_]/.test(name) && isErrorName(name) ? {} : null;
}
