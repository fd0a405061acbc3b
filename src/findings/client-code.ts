import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isClientPath } from "../contract/scope.ts";

/** Whether a file runs at the client's: as the contract or the file itself says. */
export function isClientCode({ setting, source }: Facts): boolean {
  const says = (statement: TSESTree.Node): boolean => "directive" in statement && statement.directive === "use client";
  if (isClientPath(setting.contract, source.path)) return true;
  return source.text.includes("use client") && source.ast.body.some(says);
}
