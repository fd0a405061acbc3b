import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isClientPath } from "../contract/scope.ts";
import { enclosingFunction, functionName } from "../syntax/unwrap.ts";

/** Whether a file runs at the client's: as the contract or the file itself says. */
export function isClientCode({ setting, source }: Facts): boolean {
  const says = (statement: TSESTree.Node): boolean => "directive" in statement && statement.directive === "use client";
  if (isClientPath(setting.contract, source.path)) return true;
  return source.text.includes("use client") && source.ast.body.some(says);
}

/** Whether a node is part of a component or of a hook, by their names in a file of JSX: `OrderList`, `useOrders`. */
export function isInComponent(node: TSESTree.Node, { source: { path } }: Facts): boolean {
  if (!/\.[jt]sx$/.test(path)) return false;
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    if (/^(?:use)?\p{Lu}/u.test(functionName(at) ?? "")) return true;
  }
  return false;
}
