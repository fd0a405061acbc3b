import type { TSESTree } from "@typescript-eslint/types";

/** A directive among the statements of a file or a function, which stand before all others: `"use client"`. */
export function findPrologueDirective(body: readonly TSESTree.Node[], directive: string): TSESTree.Node | null {
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement" || typeof statement.directive !== "string") return null;
    if (statement.directive === directive) return statement;
  }
  return null;
}
