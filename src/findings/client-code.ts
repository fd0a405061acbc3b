import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { isClientPath } from "../contract/scope.ts";
import { enclosingFunction, functionName } from "../syntax/unwrap.ts";

/** Whether a file runs at the client's: as the contract or the file itself says. */
export const isClientCode = oncePerFile(({ setting, source: { ast, path } }: Facts): boolean => {
  return saysClient(ast) || isClientPath(setting.contract, path);
});

/** Directives come first: nothing behind them is looked at. */
function saysClient({ body }: TSESTree.Program): boolean {
  for (const statement of body) {
    if (statement.type !== ("ExpressionStatement" as TSESTree.AST_NODE_TYPES) || !("directive" in statement))
      return false;
    if (statement.directive === "use client") return true;
  }
  return false;
}

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
