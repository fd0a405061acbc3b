import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Path } from "../analysis/path.ts";
import { toOutcomes } from "../analysis/test-outcome.ts";
import { findExits } from "./exit.ts";

/** Whether a senior engineer would let this path be: the catch chose, or undid something first. */
export function isPermitted(path: Path, paths: readonly Path[], facts: Facts): boolean {
  const { policy } = facts.setting;
  if (
    policy.selective === "allow" &&
    path.steps.some(({ event }) => event.kind === "tested" && event.outcome && isOwnClass(event.node, facts))
  )
    return true;
  if (policy.cleanup === "allow" && path.steps.some(({ event }) => event.kind === "acted")) return true;
  return policy.selective === "allow" && isSelective(path, paths, facts);
}

/** A test of the error came out one way here, and where it came out the other way the error did not leave bare. */
function isSelective(path: Path, paths: readonly Path[], { bindings }: Facts): boolean {
  const outcomes = toOutcomes(path.steps, bindings);
  if (outcomes.size === 0) return false;
  return paths.some((other) => {
    const handles = !findExits(other).some(({ value, coded }) => value.kind === "error" && !coded);
    return handles && [...toOutcomes(other.steps, bindings)].some(([test, outcome]) => outcomes.get(test) === !outcome);
  });
}

/** `err instanceof OrderError`: a class that somebody declared may carry a code, and who lets it pass knows it. */
function isOwnClass(test: TSESTree.Node, { bindings }: Facts): boolean {
  if (test.type !== "BinaryExpression" || test.operator !== "instanceof") return false;
  const origin = bindings.originOf(test.right);
  return origin !== null && origin.root.kind !== "global";
}
