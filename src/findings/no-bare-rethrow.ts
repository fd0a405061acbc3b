import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { isInTry } from "../analysis/find-fate.ts";
import { removeRethrowingCatch } from "../rewrite/remove-rethrowing-catch.ts";
import { wrap, wrapMessages } from "../rewrite/wrap.ts";
import { enclosingFunction, nearestFunctionName, parentOutsideCasts } from "../syntax/unwrap.ts";
import { findExits, type Exit } from "./exit.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";
import { isPermitted } from "./permitted.ts";

/** C1: a caught error leaves as it was caught. */
export const noBareRethrow: Finder = {
  rule: "no-bare-rethrow",
  messages: {
    threw:
      "`{{error}}` leaves {{place}} as it was caught: nothing will say what failed there. Wrap it with what was being done.",
    rejected:
      "`{{error}}` rejects the promise as it was caught: nothing will say what {{place}} was doing. Wrap it with what was being done.",
    handed:
      "`{{error}}` goes to `{{callee}}` as it was caught: nothing will say what {{place}} was doing. Wrap it with what was being done.",
    returned:
      "`{{error}}` is returned from {{place}} as it was caught: nothing will say what failed there. Wrap it with what was being done.",
    nullable:
      "`{{error}}` goes on to `{{callee}}` untested and unchanged: when it is there, nothing will say what {{place}} was doing. Wrap it where it is not null.",
    removeCatch: "Remove the catch, which only rethrows.",
    ...wrapMessages,
  },
  concerns: /catch|reject|\berr|error/i,
  find: (facts) => facts.fates.flatMap((fate) => findInFate(fate, facts)),
};

function findInFate(fate: Fate, facts: Facts): Finding[] {
  if (fate.paths === null || fate.caught.kind === "boundary") return [];
  const { paths } = fate;
  if (paths.some(({ steps }) => steps.some(({ event }) => event.kind === "enriched"))) return [];
  const exits = paths.flatMap((path) => findExits(path).map((exit) => ({ path, exit })));
  const bare = exits.filter(({ exit }) => isBare(exit, fate.caught, facts));
  const permitted = new Set(bare.filter(({ path }) => isPermitted(path, paths, facts)).map(({ exit }) => exit.node));
  const nodes = new Map(bare.filter(({ exit }) => !permitted.has(exit.node)).map(({ exit }) => [exit.node, exit]));
  return [...nodes.values()].map((exit) => toFinding(exit, fate.caught, facts));
}

/** An exit with the caught error itself, of a kind that the policy reports. A handler's `next` is another rule's. */
function isBare(exit: Exit, caught: CaughtError, { setting: { policy } }: Facts): boolean {
  if (exit.value.kind !== "error" || exit.coded || exit.kind === "next") return false;
  if (exit.kind === "callback") return policy.callbacks === "report";
  if (exit.kind === "returned") return policy.returns === "report" && caught.kind === "catch";
  return exit.certain && !(exit.kind === "rejected" && isAwaitedInTry(exit.node));
}

/** `try { await new Promise((resolve, reject) => …) } catch`: the function takes what is rejected there itself. */
function isAwaitedInTry(node: TSESTree.Node): boolean {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    const made = parentOutsideCasts(at);
    if (made?.type !== "NewExpression") continue;
    const waiting = parentOutsideCasts(made);
    return waiting?.type === "AwaitExpression" && isInTry(waiting);
  }
  return false;
}

function toFinding(exit: Exit, caught: CaughtError, facts: Facts): Finding {
  const wrapped = wrap({ caught, argument: exit.argument, nullable: !exit.certain }, facts);
  const removal = removeRethrowingCatch(caught, exit, facts);
  const proposals = [wrapped, removal].filter((each): each is Proposal => each !== null && typeof each !== "string");
  const text = facts.source.text;
  const named = caught.binding?.type === "Identifier" ? caught.binding.name : null;
  const data = {
    error: named ?? text.slice(...exit.argument.range),
    place: toPlace(caught),
    callee: exit.callee ? text.slice(...exit.callee.range) : "",
  };
  return {
    rule: "no-bare-rethrow",
    messageId: toMessageId(exit),
    data,
    node: exit.node,
    proposals,
    unsettled: typeof wrapped === "string" ? wrapped : null,
  };
}

function toMessageId({ kind, certain }: Exit): string {
  if (!certain) return "nullable";
  if (kind === "threw" || kind === "returned") return kind;
  return kind === "rejected" ? "rejected" : "handed";
}

function toPlace({ node, function: around }: CaughtError): string {
  const name = nearestFunctionName(around ?? node);
  if (name !== null) return `\`${name}\``;
  return around ? "this function" : "this module";
}
