import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { codeError, codeMessages } from "../rewrite/code-error.ts";
import { isTaken } from "../rewrite/response-place.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { enclosingFunction, type FunctionNode, nearestFunctionName, parentOutsideCasts } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { isDefaultCase, isInvariant, isMisuse } from "./invariant.ts";
import { findLostCauses } from "./lost-cause.ts";
import { findMadeErrors } from "./made-error.ts";
import { carriesCode, findUncoded, isSelected, resolveMade } from "./uncoded-error.ts";

const rule = "no-uncoded-throw";

/** C5: an error that is made outside of handlers is thrown, rejected or handed on without a code. */
export const noUncodedThrow: Finder = {
  rule,
  messages: {
    thrown:
      "`{{error}}` leaves {{place}} without a code: nobody above can tell what failed, or whose fault it is. Throw a coded error.",
    handed:
      "`{{error}}` goes to `{{callee}}` without a code: nobody there can tell what failed, or whose fault it is. Make a coded error of it.",
    ...codeMessages,
  },
  concerns: /Err|Exception/,
  find(facts) {
    // what would be thrown in its place is said by the contract alone
    if (!facts.setting.contract?.errors.length || isClientCode(facts)) return [];
    const uncoded = findLeaving(facts).flatMap((leaving) => toUncoded(leaving, facts) ?? []);
    if (uncoded.length === 0) return [];
    const owned = findOwned(facts);
    const byNode = new Map(uncoded.filter(({ node }) => !owned.has(node)).map((each) => [each.node, each]));
    return [...byNode.values()].map((each) => toFinding(each, facts));
  },
};

/** An expression that leaves a function as an error. */
interface Leaving {
  /** The statement or call by which it leaves. */
  readonly at: TSESTree.Node;
  readonly argument: TSESTree.Node;
  /** What it is handed to: `callback`, `reject`. */
  readonly callee: TSESTree.Node | null;
}

/** Everything that a file throws, rejects or hands on, in source order. */
function findLeaving({ nodes, known, setting: { policy } }: Facts): Leaving[] {
  const thrown = nodes.throws.map((at): Leaving => ({ at, argument: at.argument, callee: null }));
  const handed = nodes.calls.flatMap((at): Leaving[] => {
    const meaning = at.type === "CallExpression" && at.arguments.length > 0 ? known.meaningOf(at, new Map()) : null;
    if (meaning?.kind === "rejection" && meaning.argument) return [{ at, argument: meaning.argument, callee: null }];
    if (meaning?.kind !== "handover" || (meaning.via === "callback" && policy.callbacks !== "report")) return [];
    return [{ at, argument: meaning.argument, callee: at.callee }];
  });
  return [...thrown, ...handed].sort((left, right) => left.at.range[0] - right.at.range[0]);
}

interface Uncoded extends Leaving {
  readonly node: TSESTree.Node;
  readonly construction: Construction;
}

function toUncoded(leaving: Leaving, facts: Facts): Uncoded | null {
  const node = resolveMade(leaving.argument, facts);
  const construction = findUncoded(node, facts);
  if (!construction || !leavesFunction(leaving.at)) return null;
  if (isInvariant(node, construction) || isDefaultCase(node) || isMisuse(construction)) return null;
  if (carriesCode(construction, facts) || isSelected(construction, facts)) return null;
  return { ...leaving, node, construction };
}

/** Whether what is thrown or rejected at a node comes to somebody else: no `try` and no promise handler of the same function takes it. */
function leavesFunction(node: TSESTree.Node): boolean {
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
function findOwned(facts: Facts): ReadonlySet<TSESTree.Node> {
  return new Set(
    [...findMadeErrors(facts), ...findLostCauses(facts)].flatMap((each) => [
      each.node,
      each.construction?.node ?? each.node,
    ]),
  );
}

function toFinding({ node, construction, callee }: Uncoded, facts: Facts): Finding {
  const coded = codeError({ node, construction }, facts);
  return {
    rule,
    messageId: callee ? "handed" : "thrown",
    data: {
      error: toExcerpt(node, facts),
      callee: callee ? toExcerpt(callee, facts) : "",
      place: toPlace(node),
    },
    node,
    proposals: typeof coded === "string" ? [] : [coded],
    unsettled: typeof coded === "string" ? coded : null,
  };
}

function toPlace(node: TSESTree.Node): string {
  const name = nearestFunctionName(node);
  return name === null ? "this function" : `\`${name}\``;
}
