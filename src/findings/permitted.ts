import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Path, Step } from "../analysis/path.ts";
import { toOutcomes } from "../analysis/test-outcome.ts";
import { isWithin } from "../syntax/unwrap.ts";
import { findExits, type Exit } from "./exit.ts";

/** Why an exit may be. `own-class`: it was told from others by a class that may be coded. */
export type Grounds = "own-class" | "cleanup" | "selective";

/** Whether a senior engineer would let an exit be: the catch chose, or undid something first. */
export function isPermitted(exit: Exit, paths: readonly Path[], facts: Facts): boolean {
  return findGrounds(exit, paths, facts) !== null;
}

/** Why a senior engineer would let an exit be; `null` where nothing speaks for it. */
export function findGrounds({ node, before }: Exit, paths: readonly Path[], facts: Facts): Grounds | null {
  const { policy } = facts.setting;
  if (
    policy.selective === "allow" &&
    before.some(({ event }) => event.kind === "tested" && event.outcome && isOwnClass(event.node, facts))
  )
    return "own-class";
  if (isCleanup({ node, before }, facts)) return "cleanup";
  return policy.selective === "allow" && isSelective(before, paths, facts) ? "selective" : null;
}

function isCleanup({ node, before }: Pick<Exit, "node" | "before">, { setting: { policy } }: Facts): boolean {
  return (
    policy.cleanup === "allow" && before.some(({ event }) => event.kind === "acted" && !isFinally(event.node, node))
  );
}

/** Whether a node is run by a `finally` on the way out of another: that is done whether or not there is a catch. */
function isFinally(node: TSESTree.Node, exit: TSESTree.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    if (at.parent.type === "TryStatement" && at.parent.finalizer === at && isWithin(exit, at.parent))
      return !isWithin(exit, at);
  }
  return false;
}

/** A test of the error came out one way here, and where it came out the other way, the error was handled. */
function isSelective(before: readonly Step[], paths: readonly Path[], facts: Facts): boolean {
  const { bindings } = facts;
  const outcomes = toOutcomes(before, bindings);
  if (outcomes.size === 0) return false;
  return paths.some((other) => {
    const handles = findExits(other).every(
      (exit) => exit.value.kind !== "error" || exit.coded || isCleanup(exit, facts),
    );
    return handles && [...toOutcomes(other.steps, bindings)].some(([test, outcome]) => outcomes.get(test) === !outcome);
  });
}

/** `err instanceof OrderError`: a class that somebody declared may carry a code, and who lets it pass knows it. */
function isOwnClass(test: TSESTree.Node, { bindings }: Facts): boolean {
  if (test.type !== "BinaryExpression" || test.operator !== "instanceof") return false;
  const origin = bindings.originOf(test.right);
  return origin !== null && origin.root.kind !== "global";
}
