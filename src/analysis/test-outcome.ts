import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { unwrap } from "../syntax/unwrap.ts";
import type { Step } from "./path.ts";
import { findTestKey } from "./test-key.ts";

/** How the tests of an error came out on a path, by the node of each. */
export type Outcomes = ReadonlyMap<TSESTree.Node, boolean>;

/** The outcomes of the tests among some steps, as they are written: a `!==` that held is true. */
export function toOutcomes(steps: readonly Step[], bindings: Bindings): Outcomes {
  const outcomes = new Map<TSESTree.Node, boolean>();
  for (const { event } of steps) {
    if (event.kind === "tested") outcomes.set(event.node, event.outcome !== isReversed(event.node, bindings));
  }
  return outcomes;
}

/** The walk records what `a === b` says, also where `a !== b` is written. */
function isReversed(node: TSESTree.Node, bindings: Bindings): boolean {
  return node.type === "BinaryExpression" && /^!==?$/.test(node.operator) && findTestKey(node, bindings) !== null;
}

/** What a test comes to, as far as its parts are known; `null` where they do not settle it. */
export function findOutcome(test: TSESTree.Node, outcomes: Outcomes): boolean | null {
  const node = unwrap(test);
  const known = outcomes.get(node);
  if (known !== undefined) return known;
  if (node.type === "UnaryExpression" && node.operator === "!") {
    const inner = findOutcome(node.argument, outcomes);
    return inner === null ? null : !inner;
  }
  if (node.type !== "LogicalExpression" || node.operator === "??") return null;
  const sides = [findOutcome(node.left, outcomes), findOutcome(node.right, outcomes)];
  const decisive = node.operator === "||";
  if (sides.includes(decisive)) return decisive;
  return sides.includes(null) ? null : !decisive;
}
