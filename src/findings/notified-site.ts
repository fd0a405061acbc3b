import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Path } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";
import { removeNotification } from "../rewrite/remove-notification.ts";
import { enclosingFunction, unwrap } from "../syntax/unwrap.ts";
import { toExcerpt } from "./excerpt.ts";
import { findNotifier } from "../knowledge/notifiers.ts";

/** A call that reports a caught error, and every path on which it does. */
export interface NotifiedSite {
  readonly node: TSESTree.CallExpression;
  /** As people spell it, or as the contract names it. */
  readonly notifier: string;
  /** The function of this file by which it reports. */
  readonly through: string | null;
  readonly reports: readonly Report[];
}

/** One report of an error, on one path. */
export interface Report {
  readonly site: TSESTree.CallExpression;
  readonly notifier: string;
  readonly value: Value;
  /** The error is certainly there. */
  readonly certain: boolean;
  /** Its place among the steps of the path. */
  readonly at: number;
  readonly path: Path;
  readonly fate: Fate;
}

/** The calls of a file that report a caught error, in source order. */
export function findNotifiedSites({ fates }: Facts): NotifiedSite[] {
  const sites = new Map<TSESTree.CallExpression, NotifiedSite & { readonly reports: Report[] }>();
  for (const fate of fates) {
    for (const path of fate.paths ?? []) {
      path.steps.forEach(({ event, certain }, at) => {
        if (event.kind !== "notified") return;
        const { node, notifier, through, value } = event;
        const site = sites.get(node) ?? { node, notifier, through, reports: [] };
        sites.set(node, site);
        site.reports.push({ site: node, notifier, value, certain, at, path, fate });
      });
    }
  }
  return [...sites.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
}

/** Whether two reports on one path are of one failure, and go to the same place. */
export function isSameReport(left: Report, right: Report): boolean {
  return left !== right && isSameFailure(left, right) && isSamePlace(left.notifier, right.notifier);
}

function isSameFailure(left: Report, right: Report): boolean {
  const [one, other] = [left.value, right.value];
  if (isWhole(one) && isWhole(other)) return true;
  // in the next round of a loop, what is made there is another error
  return isSameObject(one, other) && left.site !== right.site && isBefore(left, right) === left.at < right.at;
}

function isBefore(left: Report, right: Report): boolean {
  return left.site.range[0] < right.site.range[0];
}

/** Whether a value is the caught error, or stands for the whole of it. */
export function isWhole(value: Value): boolean {
  if (value.kind === "made") return value.cause === "kept";
  if (value.kind === "holder") return value.parts.includes("error");
  return value.kind === "error" || (value.kind === "part" && /^(?:message|stack|string)$/.test(value.part));
}

/** Whether two values of one path are one object, as long as no loop makes it anew. */
export function isSameObject(left: Value, right: Value): boolean {
  if (left.kind === "error") return right.kind === "error";
  return left.kind === "made" && right.kind === "made" && left.construction.node === right.construction.node;
}

/** Two monitoring services that are both known may each be told; a name of the contract's own may stand for either. */
export function isSamePlace(left: string, right: string): boolean {
  return left === right || !findNotifier(left) || !findNotifier(right);
}

/** Whether a notifier makes but one event of both. */
export function isDropped(notifier: string, first: Value, second: Value): boolean {
  const known = findNotifier(notifier);
  if (!known) return false;
  return isSameObject(first, second) ? !known.repeatsSameObject : !known.repeatsWrapped;
}

/** Whether a notifier tells reports of one object from those of two. */
export function knowsObjects(notifier: string): boolean {
  return findNotifier(notifier)?.repeatsSameObject === false;
}

/** Paths that could not be followed may pass the same report. */
export function findDoubt({ node }: NotifiedSite, { fates }: Facts): string | null {
  const around = enclosingFunction(node);
  const isLost = fates.some(({ caught, paths }) => paths === null && caught.function === around);
  return isLost ? "there are more paths around it than can be followed" : null;
}

/** Takes a report out; the reason, as a clause, where something else would go with it. */
export function removeReport(
  { node, through, reports }: NotifiedSite,
  facts: Facts,
): ReturnType<typeof removeNotification> {
  return removeNotification({ node, through, function: reports[0]?.fate.caught.function ?? null }, facts);
}

/** What a message says of a report: what is reported, to whom, and through which function of the file. */
export function toSiteData(site: NotifiedSite, facts: Facts): Record<string, string> {
  const { node, notifier, through } = site;
  const meaning = facts.known.meaningOf(node);
  const argument = (meaning?.kind === "notification" ? meaning.argument : null) ?? node.arguments[0] ?? node;
  return {
    error: toExcerpt(toNamed(unwrap(argument), site), facts),
    notifier,
    through: through === null ? "" : ` through \`${through}\``,
  };
}

/** What is reported by the name it was caught by, where it is told within an object or a text. */
function toNamed(argument: TSESTree.Node, { reports }: NotifiedSite): TSESTree.Node {
  const binding = reports[0]?.fate.caught.binding;
  const isHolder = argument.type === "ObjectExpression" || argument.type === "TemplateLiteral";
  return isHolder && binding?.type === "Identifier" ? binding : argument;
}
