import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Path } from "../analysis/path.ts";
import { toOutcomes } from "../analysis/test-outcome.ts";
import { isWithin } from "../syntax/unwrap.ts";
import { findExits, type Exit } from "./exit.ts";
import { isNormalising } from "./normalising.ts";

/**
 * The exits that no senior engineer would let be, one for each place: on no path there did the catch choose which errors it
 * lets go, or undo something first.
 */
export function findUnpermitted(exits: readonly Exit[], paths: readonly Path[], facts: Facts): Exit[] {
  if (exits.length === 0) return [];
  const handled = findHandled(paths, facts);
  const permitted = new Set<TSESTree.Node>();
  for (const exit of exits)
    if (!permitted.has(exit.node) && findGrounds(exit, handled, facts) !== null) permitted.add(exit.node);
  return [
    ...new Map(exits.filter(({ node }) => !permitted.has(node)).map((exit) => [exit.node, exit] as const)).values(),
  ];
}

/** Why an exit may be. `own-class`: it was told from others by a class that may be coded. */
export type Grounds = "own-class" | "cleanup" | "selective";

/** Why a senior engineer would let an exit be; `null` where nothing speaks for it. */
export function findGrounds(exit: Exit, handled: Handled, facts: Facts): Grounds | null {
  const { policy } = facts.setting;
  if (
    policy.selective === "allow" &&
    exit.before.some(({ event }) => event.kind === "tested" && event.outcome && isOwnClass(event.node, facts))
  )
    return "own-class";
  if (isCleanup(exit, facts)) return "cleanup";
  return policy.selective === "allow" && isSelective(exit, handled, facts) ? "selective" : null;
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

/** How the tests of an error came out where it was handled. */
export type Handled = ReadonlyMap<TSESTree.Node, ReadonlySet<boolean>>;

/** What is known of the tests on the paths on which the error does not leave. */
export function findHandled(paths: readonly Path[], facts: Facts): Handled {
  const handled = new Map<TSESTree.Node, Set<boolean>>();
  for (const path of paths) {
    const leaves = findExits(path).some(
      (exit) => exit.value.kind === "error" && !exit.coded && !isCleanup(exit, facts),
    );
    if (leaves || isDiscarding(path)) continue;
    for (const [test, outcome] of toOutcomes(path.steps, facts.bindings))
      handled.set(test, (handled.get(test) ?? new Set()).add(outcome));
  }
  return handled;
}

/**
 * A test of the error came out one way here, and where it came out the other way, the error was handled. Before the first test
 * of a catch that selects, something else was asked: `if (isLast) throw err; if (err.code === "EAGAIN") continue; throw err;`
 */
function isSelective({ before }: Exit, handled: Handled, { bindings }: Facts): boolean {
  const outcomes = [...toOutcomes(before, bindings)];
  if (outcomes.length === 0) return handled.size > 0;
  return outcomes.some(([test, outcome]) => handled.get(test)?.has(!outcome));
}

/** `if (!(err instanceof Error)) throw new Error("unknown");`: what is no error is thrown away, and no error was chosen. */
function isDiscarding(path: Path): boolean {
  return isNormalising(path) && findExits(path).some(({ value }) => value.kind === "made" && value.taken.length === 0);
}

/** `err instanceof OrderError`: a class that somebody declared may carry a code, and who lets it pass knows it. */
function isOwnClass(test: TSESTree.Node, { bindings }: Facts): boolean {
  if (test.type !== "BinaryExpression" || test.operator !== "instanceof") return false;
  const origin = bindings.originOf(test.right);
  return origin !== null && origin.root.kind !== "global";
}
