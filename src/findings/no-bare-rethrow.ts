import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { throwsCoded } from "../analysis/throws-coded.ts";
import { isInTry } from "../analysis/find-fate.ts";
import { isRelay } from "../rewrite/relay.ts";
import { removeRethrowingCatch } from "../rewrite/remove-rethrowing-catch.ts";
import { wrap, wrapMessages } from "../rewrite/wrap.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  isWithin,
  lastName,
  literalString,
  parentOutsideCasts,
  unwrap,
} from "../syntax/unwrap.ts";
import { caughtText } from "./caught-text.ts";
import { findExits, type Exit } from "./exit.ts";
import { type CaughtExit, findMappedBare, seeThroughFailure } from "./failure-value.ts";
import type { Finder } from "./finder.ts";
import { isForwarding } from "./forwarding.ts";
import type { Finding, Proposal } from "./finding.ts";
import { findWaiting } from "./leaving-error.ts";
import { isNormalising } from "./normalising.ts";
import { findUnpermitted } from "./permitted.ts";
import { toPlace } from "./place.ts";
import { isPromisified } from "./promisified.ts";

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
    emitted:
      "`{{error}}` goes to `{{callee}}` as it was caught: nothing will say where it came from. Wrap it with what failed.",
    returned:
      "`{{error}}` is returned from {{place}} as it was caught: nothing will say what failed there. Wrap it with what was being done.",
    result:
      "`{{error}}` becomes the error of `{{callee}}` as it was caught: nothing will say what failed in {{place}}. Wrap it with what was being done.",
    nullable:
      "`{{error}}` goes on to `{{callee}}` untested and unchanged: when it is there, nothing will say what {{place}} was doing. Wrap it where it is not null.",
    removeCatch: "Remove the catch, which only rethrows.",
    ...wrapMessages,
  },
  concerns: caughtText,
  find(facts) {
    const bare = facts.fates.flatMap((fate) =>
      findBareExits(fate, facts).map((exit) => ({ exit, caught: fate.caught })),
    );
    // what a catch throws again may be taken by another one, which throws it on: that exit is the other one's
    const nearest = new Map<TSESTree.Node, CaughtExit>();
    for (const each of bare) {
      const known = nearest.get(each.exit.node);
      if (!known || isNearer(each, known)) nearest.set(each.exit.node, each);
    }
    const mapped = facts.setting.policy.returns === "report" ? findMappedBare(facts) : [];
    return [...nearest.values(), ...mapped].map(({ exit, caught }) => toFinding(exit, caught, facts));
  },
};

/** Whether an exit stands where this error was caught, and not in a clause of the other one's that is nearer. */
function isNearer({ exit, caught }: CaughtExit, known: CaughtExit): boolean {
  if (!isWithin(exit.node, caught.node)) return false;
  return !isWithin(exit.node, known.caught.node) || isWithin(caught.node, known.caught.node);
}

function findBareExits(fate: Fate, facts: Facts): Exit[] {
  if (fate.paths === null || fate.caught.kind === "boundary" || isOfProcess(fate.caught)) return [];
  const { paths } = fate;
  if (paths.some(({ steps }) => steps.some(({ event }) => event.kind === "enriched"))) return [];
  const exits = paths.flatMap(findExits).map((exit) => seeThroughFailure(exit, fate.caught, facts));
  const bare = exits.filter((exit) => isBare(exit, fate.caught, facts));
  return bare.length === 0 || isForwarding(fate, facts) ? [] : findUnpermitted(bare, paths, facts);
}

/** `process.on("unhandledRejection", (reason) => { throw reason; })`: nobody is left who could be told what was being done. */
function isOfProcess({ kind, call }: CaughtError): boolean {
  return kind === "listener" && /^u(?:nhandledR|ncaughtE)/.test(literalString(call?.arguments[0]) ?? "");
}

/** An exit with the caught error itself, of a kind that the policy reports. A handler's `next` is another rule's. */
function isBare(exit: Exit, caught: CaughtError, facts: Facts): boolean {
  const { policy } = facts.setting;
  if (exit.value.kind !== "error" || exit.coded || exit.kind === "next") return false;
  if (isNormalising({ steps: exit.before })) return false; // no error: a signal, which somebody above asks for
  if (exit.kind === "callback")
    return policy.callbacks === "report" && !isForSystem(exit, caught, facts) && !throwsCoded(caught, facts);
  if (exit.kind === "returned")
    return policy.returns === "report" && (caught.kind === "catch" || (caught.kind === "promise" && isFailure(exit)));
  if (!exit.certain || exit.kind !== "rejected") return exit.certain;
  return !isAwaitedInTry(exit.node, facts) && !isPromisified(caught, facts);
}

/** Returned as the error of a Result, which whoever gets it has to ask for: nobody can see who does. */
function isFailure({ kind, callee }: Exit): boolean {
  return kind === "returned" && callee !== null;
}

/** `callback(err as NodeJS.ErrnoException)`, `dns.lookup(host, options, (err, address) => callback(err, address))`: who is called reads the system's code. */
function isForSystem({ argument }: Exit, { call }: CaughtError, { source, bindings }: Facts): boolean {
  const origin = call && bindings.originOf(call.callee);
  if (origin?.root.kind === "import" && /^(?:node:)?dns$/.test(origin.root.module)) return true;
  const cast = argument.parent?.type === "TSAsExpression" ? argument.parent : argument;
  const type = cast.type === "TSAsExpression" && cast.typeAnnotation.type === "TSTypeReference" && cast.typeAnnotation;
  return type !== false && /(?:^|\.)ErrnoException$/.test(source.text.slice(...type.typeName.range));
}

/** `try { await new Promise((resolve, reject) => …) } catch`: the function takes what is rejected there itself. */
function isAwaitedInTry(node: TSESTree.Node, facts: Facts): boolean {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    const waiting = findWaiting(at, facts);
    if (waiting && isInTry(waiting)) return true;
  }
  return false;
}

function toFinding(exit: Exit, caught: CaughtError, facts: Facts): Finding {
  const wrapped = wrap({ caught, argument: exit.argument, nullable: !exit.certain }, facts);
  const removal = removeRethrowingCatch(caught, exit, facts);
  const proposals = [wrapped, removal]
    .filter((each): each is Proposal => each !== null && typeof each !== "string")
    .map((each) => (isFailure(exit) ? { ...each, manual: true } : each));
  const text = facts.source.text;
  const kept = isBehind(exit.argument, caught) ? findName(exit.argument) : null;
  const named = kept ?? (caught.binding?.type === "Identifier" ? caught.binding.name : null);
  const data = {
    error: named ?? text.slice(...exit.argument.range),
    place: isThrownAway(exit, caught) ? "this function" : toPlace(findPlace(exit, caught, facts)),
    callee: exit.callee ? text.slice(...exit.callee.range) : "",
  };
  return {
    rule: "no-bare-rethrow",
    messageId: exit.kind === "emit" && isRelay(caught, facts) ? "emitted" : toMessageId(exit),
    data,
    node: exit.node,
    proposals,
    unsettled:
      typeof wrapped === "string" ? wrapped : isFailure(exit) ? "who reads the error of a Result is not known" : null,
  };
}

/** Whether a place of the same function is behind the catch, where the error has another name. */
function isBehind(node: TSESTree.Node, caught: CaughtError): boolean {
  return !isWithin(node, caught.node) && enclosingFunction(node) === caught.function;
}

/** `failure` in `failure ?? new Error("…")` and `failure instanceof Error ? failure : …` */
function findName(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type === "LogicalExpression") return findName(inner.left);
  return inner.type === "ConditionalExpression" ? (findName(inner.consequent) ?? findName(inner.alternate)) : null;
}

function toMessageId(exit: Exit): string {
  const { kind, certain } = exit;
  if (!certain) return "nullable";
  if (isFailure(exit)) return "result";
  if (kind === "threw" || kind === "returned") return kind;
  return kind === "rejected" ? "rejected" : "handed";
}

/** `load(id, (err) => { if (err) throw err; })`: what a callback throws does not come to the function around it, and what a floating promise is rejected with to nobody. */
function isThrownAway({ kind }: Exit, { kind: caughtAs, node, call }: CaughtError): boolean {
  if (kind !== "threw" || !isFunction(node) || functionName(node) !== null) return false;
  if (caughtAs === "listener") return /^(?:add|on|once|prepend)/.test((call && lastName(call.callee)) ?? "");
  return caughtAs === "callback" || (caughtAs === "promise" && isFloating(node));
}

/** Whether nobody even keeps the promise whose handler a function is: `save(row).catch((err) => { throw err; });` */
function isFloating(node: FunctionNode): boolean {
  const chain = findChainEnd(node);
  return chain?.kind === "floating" && parentOutsideCasts(chain.node)?.type === "ExpressionStatement";
}

/** What the error leaves: the function around it, or the one whose parameter takes it, as a promise's executor's `reject` does. */
function findPlace({ callee }: Exit, { node, function: around }: CaughtError, { bindings }: Facts): TSESTree.Node {
  const definition = callee ? bindings.variableOf(unwrap(callee))?.defs[0] : null;
  return definition?.type === "Parameter" ? definition.node : (around ?? node);
}
