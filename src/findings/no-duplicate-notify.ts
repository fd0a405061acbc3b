import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isRelated, type Value } from "../analysis/value.ts";
import { nearestFunctionName } from "../syntax/unwrap.ts";
import { findBoundaryAbove, type BoundaryAbove } from "./boundary-above.ts";
import { caughtText } from "./caught-text.ts";
import { findErrorFault, isSignal } from "./error-fault.ts";
import { toExcerpt } from "./excerpt.ts";
import { findExits, type Exit } from "./exit.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Permission, Question } from "./finding.ts";
import {
  findDoubt,
  findNotifiedSites,
  isDropped,
  isSameObject,
  isSamePlace,
  isWhole,
  knowsObjects,
  removeReport,
  toSiteData,
  type NotifiedSite,
  type Report,
} from "./notified-site.ts";
import { findRepeats, type Repeat } from "./repeat.ts";

/** C7: an error is reported more than once, or reported and then handed on to a boundary that reports it. */
export const noDuplicateNotify: Finder = {
  rule: "no-duplicate-notify",
  messages: {
    handed:
      "`{{error}}` is reported to {{notifier}} here{{through}}, and again by {{above}} after `{{exit}}`: one failure makes two reports. {{advice}}",
    droppedOnce:
      "`{{error}}` is reported to {{notifier}} here{{through}}, and again by {{above}} after `{{exit}}`: {{notifier}} drops the second report of the same object, but not that of a wrap. {{advice}}",
    repeated:
      "`{{error}}` is reported to {{notifier}} here{{through}}, and by `{{other}}` on line {{line}}: one failure makes two reports. {{advice}}",
    rewrapped:
      "`{{error}}` is reported to {{notifier}} here{{through}}, and by `{{other}}` on line {{line}}: {{notifier}} drops the second report of the same object, but not that of a wrap. {{advice}}",
    again:
      "`{{error}}` is reported to {{notifier}} here{{through}} more than once on one path: one failure makes several reports. Report it once.",
    remove: "Remove this report of `{{error}}`.",
  },
  concerns: caughtText,
  find(facts) {
    const sites = findNotifiedSites(facts);
    const repeats = findRepeats(sites).map((repeat) => toRepeated(repeat, facts));
    const told = new Set<TSESTree.Node>(repeats.map(({ node }) => node));
    const handed = sites.flatMap((site) => (told.has(site.node) ? [] : (findHanded(site, facts) ?? [])));
    return [...repeats, ...handed].sort((left, right) => left.node.range[0] - right.node.range[0]);
  },
};

function toRepeated(repeat: Repeat, facts: Facts): Finding {
  const { site, other, isSameObject: isSame } = repeat;
  const data = {
    ...toSiteData(site, facts),
    other: toExcerpt(other.node, facts),
    line: String(toLine(other.node, facts)),
    advice: repeat.isSpare ? "Remove this one." : "Report it once.",
  };
  const messageId = site === other ? "again" : !isSame && knowsObjects(site.notifier) ? "rewrapped" : "repeated";
  const doubt = repeat.isSpare ? findDoubt(site, facts) : "on another path it is the only report";
  const isMade = !isSame && site.reports.some(({ value }) => value.kind === "made");
  const removal = doubt ?? (isMade ? ownError : removeReport(site, facts));
  return toFinding(messageId, { site, data, removal, permission: { verdict: "safe" } });
}

/** An error that was reported leaves for a boundary that reports it. */
interface Handed {
  readonly report: Report;
  readonly exit: Exit;
  readonly above: BoundaryAbove;
}

function findHanded(site: NotifiedSite, facts: Facts): Finding | null {
  const all = site.reports.map((report) => findHandedOn(report, facts));
  const found = all.find((each) => each !== null);
  if (!found) return null;
  const { report, exit, above } = found;
  const isOnly = all.includes(null);
  const bare = all.find((each) => each !== null && !isCarried(each));
  const data = {
    ...toSiteData(site, facts),
    above: above.name,
    exit: toExcerpt(exit.node, facts),
    advice: toAdvice(isOnly, Boolean(bare)),
  };
  const removal = isOnly
    ? "on another path it is the only report"
    : bare
      ? `what leaves by \`${toExcerpt(bare.exit.node, facts)}\` does not carry it`
      : (findHandedDoubt(found, site, facts) ?? removeReport(site, facts));
  const isDroppedOnce = isDropped(report.notifier, report.value, exit.value);
  const permission = toPermission(found, facts);
  const finding = toFinding(isDroppedOnce ? "droppedOnce" : "handed", { site, data, removal, permission });
  return above.isProven ? finding : { ...finding, needsProof: true };
}

function findHandedOn(report: Report, facts: Facts): Handed | null {
  if (!report.certain) return null;
  for (const exit of findExits(report.path)) {
    if (!isOfFailure(exit.value, report.value, facts)) continue;
    const above = findBoundaryAbove(exit, report.fate.caught, facts);
    if (above && isReportedAgain({ report, exit, above }, facts)) return { report, exit, above };
  }
  return null;
}

function toAdvice(isOnly: boolean, isBare: boolean): string {
  if (isOnly) return "Report it only where it goes no further.";
  return isBare ? "Make it the cause of what leaves, and remove this one." : "Remove this one.";
}

/** Whether what leaves tells the boundary all that the report did: it is what was reported, or has the caught error for its cause. */
function isCarried({ report, exit: { value } }: Handed): boolean {
  if (value.kind === "error") return true;
  return value.kind === "made" && (value.cause === "kept" || isSameObject(report.value, value));
}

/** Whether what leaves is what was reported, or takes its place. */
function isOfFailure(leaving: Value, reported: Value, facts: Facts): boolean {
  if (leaving.kind === "made" && isSignal(leaving.construction, facts)) return false;
  return isWhole(reported) ? isRelated(leaving) : isSameObject(reported, leaving);
}

function isReportedAgain({ report, exit, above }: Handed, facts: Facts): boolean {
  if (above.notifier !== null && !isSamePlace(report.notifier, above.notifier)) return false;
  if (isSkipped(exit.value, above, facts)) return false;
  // out of a handler's own frame the boundary is given the same object; elsewhere somebody may wrap it first
  const mayBeWrapped =
    above.handler === null && knowsObjects(report.notifier) && isSameObject(report.value, exit.value);
  return mayBeWrapped || !isDropped(report.notifier, report.value, exit.value);
}

function isSkipped(value: Value, { skips }: BoundaryAbove, facts: Facts): boolean {
  if (value.kind !== "made") return value.kind === "unknown" && skips.length > 0;
  const fault = findErrorFault(value.construction, facts);
  return fault === "unknown" ? skips.length > 0 : fault !== "server" && skips.includes(fault);
}

const ownError = "the report carries an error of its own making that would be lost";

function findHandedDoubt({ exit }: Handed, site: NotifiedSite, facts: Facts): string | null {
  if (exit.kind === "emit") return "who listens to the event cannot be seen";
  const isKept = ({ path, value }: Report): boolean =>
    value.kind !== "made" || findExits(path).some((each) => isSameObject(value, each.value));
  return site.reports.every(isKept) ? findDoubt(site, facts) : ownError;
}

function toPermission({ report, exit, above: { handler } }: Handed, { source: { path } }: Facts): Permission {
  const around = report.fate.caught.function;
  const framework = handler?.framework.name ?? null;
  const questions: Question[] = [
    { kind: "notifying-boundary", path, framework, functionName: nearestFunctionName(around) },
  ];
  const mayHang =
    handler && exit.kind !== "next" && handler.function.async && typeof handler.framework.throws.async !== "string";
  if (mayHang && !handler.asyncWrapped)
    questions.push({ kind: "forwards-rejections", path, framework: handler.framework.name });
  return { verdict: "needs-project", questions };
}

interface Outcome {
  readonly site: NotifiedSite;
  readonly data: Finding["data"];
  readonly removal: ReturnType<typeof removeReport>;
  readonly permission: Permission;
}

function toFinding(messageId: string, { site, data, removal, permission }: Outcome): Finding {
  const about = { rule: "no-duplicate-notify", messageId, data, node: site.node };
  if (typeof removal === "string") return { ...about, proposals: [], unsettled: removal };
  const proposal = {
    messageId: "remove",
    data: { error: data["error"] ?? "" },
    edits: removal,
    permission,
    manual: false,
  };
  return { ...about, proposals: [proposal], unsettled: null };
}

function toLine(node: TSESTree.Node, { source: { text } }: Facts): number {
  return text.slice(0, node.range[0]).split(/\r\n|[\n\r\u2028\u2029]/).length;
}
