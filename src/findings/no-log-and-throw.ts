import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { isCertainLog, isLog, isTrace } from "../analysis/is-log.ts";
import type { Path } from "../analysis/path.ts";
import { isRelated } from "../analysis/value.ts";
import { removeLog } from "../rewrite/remove-log.ts";
import { isWithin } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import { findExits, type Exit } from "./exit.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";

const rule = "no-log-and-throw";

/** C12: an error is logged, and handed on to somebody who will log it again. */
export const noLogAndThrow: Finder = {
  rule,
  messages: {
    handed:
      "`{{error}}` is logged here, and leaves by `{{exit}}`: one failure is told twice. Let whoever handles it log it; what this one knows belongs in a wrap.",
    wrapped:
      "`{{error}}` is logged here, and leaves as the cause of `{{exit}}`: one failure is told twice. Let whoever handles it log it.",
    remove: "Remove this log of `{{error}}`.",
  },
  concerns: /\blog|console/i,
  find(facts) {
    if (isClientCode(facts)) return [];
    const found = facts.fates.flatMap((fate) => findInFate(fate, facts));
    return [...new Map(found.map((finding) => [finding.node, finding])).values()];
  },
};

function findInFate(fate: Fate, facts: Facts): Finding[] {
  if (!fate.paths || fate.caught.kind === "boundary") return [];
  const logs = new Map<TSESTree.CallExpression, Path[]>();
  for (const path of fate.paths) {
    for (const node of findLogs(path)) logs.set(node, [...(logs.get(node) ?? []), path]);
  }
  return [...logs].flatMap(([node, paths]) => {
    if (!isTelling(node, facts) || isInFinally(node, fate.caught.node)) return [];
    const exits = paths.map(findHandedOn);
    // where it goes no further on another path, the log is what is left of it
    return exits.every((exit) => exit !== null) ? [toFinding(node, exits, { fate, facts })] : [];
  });
}

/** Whether a log is written however the `try` of a catch comes out: `finally { log.info("request", event); }` */
function isInFinally(node: TSESTree.Node, { parent }: TSESTree.Node): boolean {
  return parent?.type === "TryStatement" && parent.finalizer !== null && isWithin(node, parent.finalizer);
}

/** The calls that log the error on a path. */
function findLogs({ steps }: Path): TSESTree.CallExpression[] {
  return steps.flatMap(({ event, certain }) => {
    return event.kind === "logged" && certain && isRelated(event.value) ? [event.node] : [];
  });
}

function isTelling(node: TSESTree.CallExpression, { known, handlers }: Facts): boolean {
  if (isTrace(node, known.bindings)) return false;
  if (!isLog(node, known.bindings)) return known.functionOf(node.callee) !== null;
  return isCertainLog(node, new Map(handlers.flatMap(({ roles }) => [...roles])), known.bindings);
}

/** How the error, or a wrap of it, leaves on a path. */
function findHandedOn(path: Path): Exit | null {
  const isWhole = ({ value }: Exit): boolean =>
    value.kind === "error" || (value.kind === "made" && value.cause === "kept");
  return findExits(path).find((exit) => exit.kind !== "returned" && isWhole(exit)) ?? null;
}

function toFinding(
  node: TSESTree.CallExpression,
  exits: readonly Exit[],
  { fate: { caught }, facts }: { fate: Fate; facts: Facts },
): Finding {
  const bare = exits.find(({ value }) => value.kind === "error");
  const exit = bare ?? exits[0];
  const error = facts.bindings.declaredBy(caught.node).find(({ identifiers: [name] }) => name === caught.binding);
  const removal = bare
    ? "the error leaves as it is, and only the log says what failed"
    : error
      ? removeLog({ node, error }, facts)
      : "the error has no name of its own here";
  const data = {
    error: error?.name ?? "the error",
    exit: exit ? toExcerpt(bare ? exit.node : exit.argument, facts) : "",
  };
  const proposals: Proposal[] =
    typeof removal === "string"
      ? []
      : [
          {
            messageId: "remove",
            data: { error: data.error },
            edits: removal,
            permission: { verdict: "safe" },
            manual: true,
          },
        ];
  return {
    rule,
    messageId: bare ? "handed" : "wrapped",
    data,
    node,
    proposals,
    unsettled: typeof removal === "string" ? removal : null,
  };
}
