import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { toOutcomes } from "../analysis/test-outcome.ts";
import { removeNotification } from "../rewrite/remove-notification.ts";
import { enclosingFunction, unwrap } from "../syntax/unwrap.ts";
import { caughtText } from "./caught-text.ts";
import { isClientFault } from "./client-fault.ts";
import { findErrorFault, isSignal } from "./error-fault.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { noDuplicateNotify } from "./no-duplicate-notify.ts";
import {
  findDoubt,
  findNotifiedSites,
  removeReport,
  toSiteData,
  type NotifiedSite,
  type Report,
} from "./notified-site.ts";
import { resolveMade } from "./uncoded-error.ts";

const rule = "no-client-fault-notify";

/** C8: somebody is notified of an error that is the request's own fault. */
export const noClientFaultNotify: Finder = {
  rule,
  messages: {
    always:
      "`{{error}}` is reported to {{notifier}} here{{through}}, and is the request's own fault: somebody is called for what only the client can mend. Remove this report.",
    sometimes:
      "`{{error}}` is reported to {{notifier}} here{{through}} before `{{test}}` tells that it is the request's own fault: somebody is called for what only the client can mend. Report it behind that test.",
    remove: "Remove this report of `{{error}}`.",
  },
  concerns: caughtText,
  find(facts) {
    const caught = findNotifiedSites(facts).flatMap((site) => toCaught(site, facts) ?? []);
    const told = new Set(caught.map(({ node }) => node));
    const made = facts.nodes.calls.flatMap((call) => (told.has(call) ? [] : (toMade(call, facts) ?? [])));
    const found = [...caught, ...made].sort((left, right) => left.node.range[0] - right.node.range[0]);
    if (found.length === 0) return [];
    const repeated = new Set(
      noDuplicateNotify.find(facts).flatMap(({ node, needsProof }) => (needsProof ? [] : [node])),
    );
    return found.filter(({ node }) => !repeated.has(node));
  },
};

function toCaught(site: NotifiedSite, facts: Facts): Finding | null {
  const shown = site.reports.filter((report) => isOfClientFault(report, facts));
  const [first] = shown;
  if (!first) return null;
  if (shown.length === site.reports.length)
    return toFinding(site.node, toSiteData(site, facts), findDoubt(site, facts) ?? removeReport(site, facts));
  // what a boundary reports before it asks is a matter of the boundary's
  const test = first.fate.caught.kind === "boundary" ? null : findLaterTest(first, facts);
  if (!test) return null;
  const data = { ...toSiteData(site, facts), test: toExcerpt(test, facts) };
  return {
    rule,
    messageId: "sometimes",
    data,
    node: site.node,
    proposals: [],
    unsettled: "on another path it is the server's fault",
  };
}

/** Whether a path shows that what it reports is the request's fault. */
function isOfClientFault({ value, path, fate }: Report, facts: Facts): boolean {
  if (value.kind === "made" && !value.construction.isWrap) return isMadeByClient(value.construction, facts);
  if (value.kind !== "error" && value.kind !== "made") return false;
  const isOwn = fate.caught.kind === "boundary" || path.steps.some(({ coded }) => coded);
  return isClientFault({ outcomes: toOutcomes(path.steps, facts.bindings), isOwn }, facts);
}

function isMadeByClient(construction: Parameters<typeof findErrorFault>[0], facts: Facts): boolean {
  return findErrorFault(construction, facts) === "client" && !isSignal(construction, facts);
}

/** The test behind a report that shows whose fault it is; `null` where one before it did. */
function findLaterTest({ path, at, fate }: Report, facts: Facts): TSESTree.Node | null {
  const isOwn = fate.caught.kind === "boundary" || path.steps.some(({ coded }) => coded);
  const tests = path.steps.slice(at).filter(({ event }) => event.kind === "tested");
  const shows = tests.find((step) => isClientFault({ outcomes: toOutcomes([step], facts.bindings), isOwn }, facts));
  return shows?.event.node ?? null;
}

/** Whether an expression, or what the name that it is was declared with, makes an error of the client's. */
function isClientsMaking(expression: TSESTree.Node, facts: Facts): boolean {
  const made = resolveMade(expression, facts);
  if (made.type !== "CallExpression" && made.type !== "NewExpression") return false;
  const meaning = facts.known.meaningOf(made);
  return meaning?.kind === "construction" && isMadeByClient(meaning.construction, facts);
}

/** `Bugsnag.notify(new AppError("NOT_FOUND", "…"))`, also by a name. */
function toMade(call: Facts["nodes"]["calls"][number], facts: Facts): Finding | null {
  const meaning = facts.known.canNotify(call) ? facts.known.meaningOf(call) : null;
  if (
    call.type !== "CallExpression" ||
    meaning?.kind !== "notification" ||
    !meaning.argument ||
    !isClientsMaking(meaning.argument, facts)
  )
    return null;
  const data = { error: toExcerpt(unwrap(meaning.argument), facts), notifier: meaning.notifier, through: "" };
  return toFinding(
    call,
    data,
    removeNotification({ node: call, through: null, function: enclosingFunction(call) }, facts),
  );
}

function toFinding(
  node: TSESTree.Node,
  data: Finding["data"],
  removal: ReturnType<typeof removeNotification>,
): Finding {
  const about = { rule, messageId: "always", data, node };
  if (typeof removal === "string") return { ...about, proposals: [], unsettled: removal };
  const proposal = {
    messageId: "remove",
    data,
    edits: removal,
    permission: { verdict: "safe" },
    manual: false,
  } as const;
  return { ...about, proposals: [proposal], unsettled: null };
}
