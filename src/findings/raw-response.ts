import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { isDevelopmentOnly } from "../analysis/development.ts";
import { findLeaks, findLeaksBehind, type Leak, type LeakInput } from "../analysis/find-leaks.ts";
import { findReturnSink } from "../analysis/find-sinks.ts";
import type { Handler } from "../analysis/handler.ts";
import { isTrace } from "../analysis/is-log.ts";
import { isTelling, type Path, type Step } from "../analysis/path.ts";
import type { Sink } from "../analysis/sink.ts";
import { type Outcomes, toOutcomes } from "../analysis/test-outcome.ts";
import { isRelated } from "../analysis/value.ts";
import type { ResponseSite } from "../rewrite/seal-response.ts";
import { isWithin } from "../syntax/unwrap.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { isEmptied } from "./is-emptied.ts";
import { isRequestCheck } from "./request-check.ts";
import { isClientFacing, isFilterOfClientFacing } from "./client-facing.ts";

/** The places of a file that send something raw of a caught error to a client, in source order, one for each sink. */
export function findRawResponses(facts: Facts): ResponseSite[] {
  const sites = facts.fates.flatMap((fate) => findInFate(fate, facts));
  const byNode = new Map([...sites].reverse().map((site) => [site.node, site]));
  return [...byNode.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
}

function findInFate(fate: Fate, facts: Facts): ResponseSite[] {
  if (isFilterOfClientFacing(fate.caught, facts)) return [];
  const answers = (fate.paths ?? []).flatMap((path) => findAnswers(path, fate, facts));
  const sites = new Map<TSESTree.Node, ResponseSite>();
  for (const answer of answers) {
    const known = sites.get(answer.node);
    const [first, ...others] = [...(known?.leaks ?? []), ...findLeaksOf(answer, fate, facts)];
    if (!first) continue;
    const { node, sink, through } = answer;
    const isTold = answers.every(
      (each) => each.node !== node || each.path.steps.some((step) => isReporting(step, facts)),
    );
    sites.set(node, {
      node,
      sink,
      through,
      caught: fate.caught,
      leaks: [first, ...withoutSame(others, first)],
      isTold,
    });
  }
  return [...sites.values()];
}

/** Whether those who run the service are told; of what a helper only traces, or of `{}`, they are not. */
function isReporting(step: Step, { known, nodes, bindings }: Facts): boolean {
  if (!isTelling(step)) return false;
  const { event } = step;
  if (event.kind !== "logged") return true;
  if (isEmptied(event.node, bindings)) return false;
  const target = event.through === null ? null : known.functionOf(event.node.callee);
  const logs = target
    ? nodes.calls.filter((call) => isWithin(call, target) && known.meaningOf(call)?.kind === "log")
    : [];
  return !isTrace(event.node, bindings) && (logs.length === 0 || logs.some((call) => !isTraceCall(call)));

  function isTraceCall(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    return call.type === "CallExpression" && isTrace(call, bindings);
  }
}

function withoutSame(leaks: readonly Leak[], first: Leak): Leak[] {
  const byNode = new Map(leaks.map((leak) => [leak.node, leak]));
  byNode.delete(first.node);
  return [...byNode.values()];
}

/** Something that has to do with the error, sent on one path. */
interface Answer {
  readonly node: TSESTree.Node;
  readonly sink: Sink;
  readonly argument: TSESTree.Node;
  readonly through: string | null;
  readonly before: readonly Step[];
  readonly coded: boolean;
  readonly path: Path;
}

function findAnswers(path: Path, fate: Fate, facts: Facts): Answer[] {
  const sent = path.steps.flatMap(({ event, coded }, index): Answer[] => {
    if (event.kind !== "sent" || !isRelated(event.value)) return [];
    const { node, sink, argument, through } = event;
    return [{ node, sink, argument, through, before: path.steps.slice(0, index), coded, path }];
  });
  const returned = findReturned(path, fate, facts);
  return returned ? [...sent, returned] : sent;
}

/** What a handler returns to a framework that sends it. */
function findReturned(path: Path, { caught }: Fate, facts: Facts): Answer | null {
  const { end, steps, coded } = path;
  if (end.kind !== "returned" || end.argument === null || end.value.kind === "rejection" || !isRelated(end.value))
    return null;
  const handler = findHandler(caught.function, facts);
  const at = handler?.function === caught.function ? end.node : null;
  const context = { bindings: facts.bindings, frameworks: facts.known.frameworks, path: facts.source.path };
  const sink = handler && (at ? findReturnSink(handler, at, context) : toChainSink(handler, end.node));
  return sink && { node: end.node, sink, argument: end.argument, through: null, before: steps, coded, path };
}

/** The handler that returns what a function returns: itself, or one that returns the promise chain it stands in. */
function findHandler(node: Fate["caught"]["function"], { handlers }: Facts): Handler | null {
  if (!node) return null;
  const own = handlers.find((handler) => handler.function === node);
  if (own) return own.returns ? own : null;
  const chain = findChainEnd(node);
  const outer =
    chain?.kind === "returned" ? handlers.find((handler) => handler.function === chain.function) : undefined;
  return outer?.returns ? outer : null;
}

function toChainSink({ framework }: Handler, node: TSESTree.Node): Sink {
  const argument = node.type === "ReturnStatement" ? (node.argument ?? node) : node;
  return { node, framework, name: "the returned value", channel: "body", data: [argument], ends: true, status: null };
}

/** What of an answer is raw, and was not meant for clients. */
function findLeaksOf({ node, sink, argument, through, before, coded }: Answer, { caught }: Fate, facts: Facts): Leak[] {
  const outcomes = toOutcomes(before, facts.bindings);
  if (coded || isClientFacing(outcomes, facts) || isAboutRequest({ caught, sink, outcomes }, facts)) return [];
  const input: LeakInput = { caught, facts, outcomes };
  const isCall = node.type === "CallExpression" || node.type === "NewExpression";
  const leaks = through !== null && isCall ? findLeaksBehind(node, argument, input) : findLeaks(argument, input);
  return facts.setting.policy.development === "report" ? leaks : leaks.filter((leak) => !isDevelopmentOnly(leak.node));
}

interface Said {
  readonly caught: Fate["caught"];
  readonly sink: Sink;
  readonly outcomes: Outcomes;
}

/** Whether what is said is about what the client sent, and is answered as its own fault. */
function isAboutRequest({ caught, sink: { status }, outcomes }: Said, facts: Facts): boolean {
  if (status === null || status < 400 || status >= 500) return false;
  return isRequestCheck(caught, facts) || (caught.kind === "boundary" && [...outcomes].some(isOfSyntax));
}

/** `err instanceof SyntaxError` in error middleware: a body that could not be parsed. */
function isOfSyntax([test, outcome]: readonly [TSESTree.Node, boolean]): boolean {
  if (!outcome || test.type !== "BinaryExpression" || test.operator !== "instanceof") return false;
  return test.right.type === "Identifier" && test.right.name === "SyntaxError";
}
