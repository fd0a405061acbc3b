import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Roles } from "../analysis/meaning.ts";
import { isTaken } from "../rewrite/response-place.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { enclosingFunction, type FunctionNode, parentOutsideCasts } from "../syntax/unwrap.ts";
import { findLostCauses } from "./lost-cause.ts";
import { findMadeErrors } from "./made-error.ts";

/** An expression that leaves a function as an error. */
export interface Leaving {
  /** The statement or call by which it leaves. */
  readonly at: TSESTree.Node;
  readonly argument: TSESTree.Node;
  /** What it is handed to: `callback`, `reject`. */
  readonly callee: TSESTree.Node | null;
}

/** Everything that a file throws, rejects or hands on, in source order; to `next` only where the roles say which that is. */
export function findLeaving({ nodes, known, setting: { policy } }: Facts, roles?: Roles): Leaving[] {
  const thrown = nodes.throws.map((at): Leaving => ({ at, argument: at.argument, callee: null }));
  const handed = nodes.calls.flatMap((at): Leaving[] => {
    const meaning = at.type === "CallExpression" && at.arguments.length > 0 ? known.meaningOf(at, roles) : null;
    if (meaning?.kind === "rejection" && meaning.argument) return [{ at, argument: meaning.argument, callee: null }];
    if (meaning?.kind !== "handover" || (meaning.via === "callback" && policy.callbacks !== "report")) return [];
    return [{ at, argument: meaning.argument, callee: at.callee }];
  });
  return [...thrown, ...handed].sort((left, right) => left.at.range[0] - right.at.range[0]);
}

/** Whether what is thrown or rejected at a node comes to somebody else: no `try` and no promise handler of the same function takes it. */
export function leavesFunction(node: TSESTree.Node): boolean {
  for (let at = node; !isTaken(at);) {
    const around = enclosingFunction(at);
    if (!around) return false; // while a module loads, there is nobody whom a code could tell anything
    const chain = findChainEnd(around);
    if (chain?.goesOn) return false;
    const waiting = chain ? (chain.kind === "awaited" ? chain.node : null) : findWaiting(around);
    if (!waiting) return true;
    at = waiting;
  }
  return false;
}

/** `await new Promise((resolve, reject) => …)`: who waits for the promise that a function settles, in the same function. */
function findWaiting(node: FunctionNode): TSESTree.Node | null {
  const made = parentOutsideCasts(node);
  const waiting = made?.type === "NewExpression" ? parentOutsideCasts(made) : null;
  return waiting?.type === "AwaitExpression" ? waiting : null;
}

/** Errors that other rules speak of: those made in handlers, and in the place of caught ones. */
export function findOwned(facts: Facts): ReadonlySet<TSESTree.Node> {
  return new Set(
    [...findMadeErrors(facts), ...findLostCauses(facts)].flatMap((each) => [
      each.node,
      each.construction?.node ?? each.node,
    ]),
  );
}
