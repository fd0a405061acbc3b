import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { isClientPath } from "../contract/scope.ts";
import { findPrologueDirective } from "../syntax/find-prologue-directive.ts";
import { enclosingFunction, functionName } from "../syntax/unwrap.ts";

/** Whether a file runs at the client's: as the contract or the file itself says. */
export const isClientCode = oncePerFile(({ setting, source: { ast, path } }: Facts): boolean => {
  return findPrologueDirective(ast.body, "use client") !== null || isClientPath(setting.contract, path);
});

/** Whether a node is part of a component or of a hook, by their names in a file of JSX, or of React's: `OrderList`, `useOrders`. */
export function isInComponent(node: TSESTree.Node, { source: { path }, imports }: Facts): boolean {
  const isDrawn = /\.[jt]sx$/.test(path);
  if (!isDrawn && !imports.has("react")) return false;
  const name = isDrawn ? /^(?:use)?\p{Lu}/u : /^use\p{Lu}/u;
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    if (name.test(functionName(at) ?? "")) return true;
  }
  return false;
}
