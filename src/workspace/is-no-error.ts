import type { TSESTree } from "@typescript-eslint/types";
import { isGlobal } from "../analysis/match.ts";
import { isLeaving } from "../syntax/is-leaving.ts";
import { isFunction, unwrap } from "../syntax/unwrap.ts";
import type { ReadFile } from "./to-reference.ts";

/** Whether a name stands where a test has told that it holds no error: `err instanceof Error ? err.stack : err`. */
export function isNoError(node: TSESTree.Node, file: ReadFile): boolean {
  if (node.type !== "Identifier") return false;
  let child: TSESTree.Node = node;
  for (let at = node.parent as TSESTree.Node | undefined; at && !isFunction(at); child = at, at = at.parent) {
    if (at.type === "ConditionalExpression" || at.type === "IfStatement") {
      if (at.alternate === child && isErrorTest(at.test, node, file)) return true;
    } else if (at.type === "BlockStatement") {
      const before = at.body.slice(0, at.body.indexOf(child as TSESTree.Statement));
      if (before.some((each) => isErrorExit(each, node, file))) return true;
    }
  }
  return false;
}

/** `if (err instanceof Error) return err.stack;` */
function isErrorExit(statement: TSESTree.Statement, name: TSESTree.Identifier, file: ReadFile): boolean {
  return statement.type === "IfStatement" && isErrorTest(statement.test, name, file) && isLeaving(statement.consequent);
}

function isErrorTest(test: TSESTree.Expression, name: TSESTree.Identifier, { facts: { bindings } }: ReadFile): boolean {
  const inner = unwrap(test);
  if (inner.type !== "BinaryExpression" || inner.operator !== "instanceof") return false;
  const tested = bindings.variableOf(unwrap(inner.left));
  return tested !== null && tested === bindings.variableOf(name) && isGlobal(bindings.originOf(inner.right), "Error");
}
