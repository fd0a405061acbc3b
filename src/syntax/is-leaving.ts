import type { TSESTree } from "@typescript-eslint/types";

/** Whether nothing behind a statement is come to from it: it, or the last of its block, leaves. */
export function isLeaving(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type);
}
