import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Path, Step } from "../analysis/path.ts";
import { isRelated } from "../analysis/value.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import { isWhole } from "./notified-site.ts";

/** What a boundary leaves undone, or does too much of. */
export type NeglectedDuty =
  { readonly kind: "silent" } | { readonly kind: "loud"; readonly node: TSESTree.Node; readonly notifier: string };

/**
 * What is wrong with the notifying of a boundary: nobody is ever notified, though the service has a notifier, or it notifies
 * whatever it gets, and asks nothing before. `null` where it does its work, and where that cannot be told.
 */
export function findNeglectedDuty({ paths }: Fate, framework: string, facts: Facts): NeglectedDuty | null {
  if (!paths || paths.length === 0) return null;
  const loud = findUnasked(paths);
  if (loud) return loud;
  const isSilent = hasNotifier(framework, facts) && paths.every((path) => isEnd(path) && !path.steps.some(isToldOf));
  return isSilent ? { kind: "silent" } : null;
}

/** A report that every path makes before anything of the error was asked, to a notifier that does not ask itself. */
function findUnasked(paths: readonly Path[]): NeglectedDuty | null {
  const [first] = (paths[0]?.steps ?? []).flatMap(({ event }) => (event.kind === "notified" ? [event] : []));
  if (!first || first.through !== null || !notifiers.some(({ title }) => title === first.notifier)) return null;
  const isAlways = paths.every(({ steps }) => {
    const at = steps.findIndex(({ event }) => event.kind === "notified" && event.node === first.node);
    return at >= 0 && !steps.slice(0, at).some(({ event }) => event.kind === "tested");
  });
  return isAlways && isWhole(first.value) ? { kind: "loud", node: first.node, notifier: first.notifier } : null;
}

/** Whether a path answers, and hands the error to nobody else. */
function isEnd({ end }: Path): boolean {
  return end.kind === "completed" || (end.kind === "returned" && end.value.kind !== "rejection");
}

/** Whether somebody may be notified by a step. */
function isToldOf({ event }: Step): boolean {
  switch (event.kind) {
    case "notified":
    case "escaped":
    case "stored":
    case "handed":
      return true;
    case "logged":
      return isRelated(event.value) && event.through !== null;
    default:
      return false;
  }
}

/** Notifiers that hear of nothing but what they are told; the agents of others take what a handler throws by themselves. */
const told = new Set([
  "Airbrake",
  "Bugsnag",
  "Google Cloud Error Reporting",
  "Honeybadger",
  "PostHog",
  "Raygun",
  "Rollbar",
]);

/** Whether the file or the contract has a notifier that nothing calls by itself. What the contract says of boundaries stands. */
function hasNotifier(framework: string, { imports, source, setting: { contract } }: Facts): boolean {
  if (contract?.automaticNotify.includes(framework) || (contract?.boundaries.length ?? 0) > 0) return false;
  // a notifier's own boundary: `app.use(bugsnag.errorHandler)`
  if (/\.\s*\w*errorHandler\b/i.test(source.text)) return false;
  const known = notifiers.filter(({ name, modules }) => {
    return !contract?.knowledgeOff.has(name) && modules.some((module) => imports.has(module));
  });
  if (known.some(({ title }) => !told.has(title))) return false;
  return known.length > 0 || (contract?.notifiers.length ?? 0) > 0;
}
