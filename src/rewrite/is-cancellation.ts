import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";

/** `err.name === "AbortError"`, `isAbortError(err)`, `signal.aborted` */
const asking =
  /(?:(?<![!=])===?\s*["'`](?:AbortError|ABORT_ERR)|\bis(?:Abort|Aborted|AbortError|Cancel)\(|\baborted\b(?!\s*!==?))/;

/** Whether what is caught is known, where a node stands, to be a cancellation: a wrap would hand that on as it is. */
export function isCancellationAt(node: TSESTree.Node, { source: { text } }: Facts): boolean {
  let child = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if ((at.type !== "IfStatement" && at.type !== "ConditionalExpression") || at.consequent !== child) continue;
    const test = text.slice(...at.test.range);
    if (!test.startsWith("!") && asking.test(test)) return true;
  }
  return false;
}

export const cancelled = "a wrap would hand on the cancellation that it is, and not what is said of it";
