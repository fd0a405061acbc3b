import type { TSESTree } from "@typescript-eslint/types";
import type { Path } from "../analysis/path.ts";
import { lastName, unwrap } from "../syntax/unwrap.ts";

/** What was caught turned out to be no error, or nothing at all: a value that has no stack to lose. */
export function isNormalising({ steps }: Pick<Path, "steps">): boolean {
  return steps.some(({ event }) => event.kind === "tested" && isNoError(unwrap(event.node), event.outcome));
}

function isNoError(test: TSESTree.Node, outcome: boolean): boolean {
  if (test.type === "Identifier") return !outcome;
  if (test.type === "CallExpression")
    return !outcome && /^(?:isError|isNativeError|isErrorLike)$/.test(lastName(test.callee) ?? "");
  if (test.type !== "BinaryExpression") return false;
  const right = unwrap(test.right);
  if (test.operator === "instanceof") return !outcome && right.type === "Identifier" && right.name === "Error";
  if (right.type === "Identifier" && right.name === "undefined")
    return outcome && unwrap(test.left).type === "Identifier";
  if (right.type !== "Literal") return false;
  if (right.value === null) return outcome && unwrap(test.left).type === "Identifier";
  const left = unwrap(test.left);
  if (left.type !== "UnaryExpression" || left.operator !== "typeof" || unwrap(left.argument).type !== "Identifier")
    return false;
  return right.value === "object" ? !outcome : outcome;
}
