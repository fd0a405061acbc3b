import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { isFunction, unwrap } from "../syntax/unwrap.ts";

/**
 * Whether a catch takes what a function throws that its own one was given: `try { return await fn(tx); } catch (err) { … }`.
 * It knows nothing of what that function was doing.
 */
export function isForwarding({ caught: { node } }: Fate, facts: Facts): boolean {
  const statements = node.type === "CatchClause" ? (node.parent as TSESTree.TryStatement).block.body : [];
  return statements.some((statement) => findResults(statement).some((each) => isGiven(each, facts)));
}

/** What a statement waits for, returns or keeps. */
function findResults(statement: TSESTree.Node): TSESTree.Node[] {
  switch (statement.type) {
    case "ReturnStatement":
      return statement.argument ? [statement.argument] : [];
    case "ExpressionStatement":
      return [statement.expression];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ init }) => init ?? []);
    default:
      return [];
  }
}

function isGiven(expression: TSESTree.Node, { bindings, known }: Facts): boolean {
  const inner = unwrap(expression);
  const call = inner.type === "AwaitExpression" ? unwrap(inner.argument) : inner;
  const given = call.type === "CallExpression" ? bindings.variableOf(unwrap(call.callee))?.defs[0] : null;
  if (call.type !== "CallExpression" || given?.type !== "Parameter") return false;
  // `resolve(value)` settles the promise that is made here
  if (isFunction(given.node) && known.isExecutor(given.node)) return false;
  // `callback(null, row)` hands a result on
  return call !== inner || known.meaningOf(call, new Map())?.kind !== "handover";
}
