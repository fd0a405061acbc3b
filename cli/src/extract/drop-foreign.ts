import { isDriverCode } from "../../../src/knowledge/system-codes.ts";
import type { CodeSource } from "./code-source.ts";
import { type ErrorClass, isOrExtends } from "./error-class.ts";
import type { Gathered } from "./gather.ts";

/**
 * Takes out what is read, and not minted: an enum of a system's codes, which nothing is made with, classes that stand in for the
 * errors of a system, as none of their codes is a team's own, and those that nobody makes, as they tell a package's errors apart.
 */
export function dropForeign(found: Gathered): void {
  const sources = [...found.sources.values()].filter((each) => isForeign(each, found.guessed.has(each.declaration)));
  const classes = [...found.classes.keys()].filter((each) => isStandIn(each, found) || isTellingApart(each, found));
  const lost = [...sources.flatMap(codesIn), ...classes.flatMap((each) => [...(found.codesOf.get(each) ?? [])])];
  for (const { declaration } of sources) for (const list of [found.sources, found.guessed]) list.delete(declaration);
  for (const each of classes) found.dropClass(each);
  const kept = new Set([
    ...[...found.sources.values()].flatMap(codesIn),
    ...[...found.classes.keys()].flatMap((each) => [...(found.codesOf.get(each) ?? [])]),
  ]);
  for (const code of lost) if (!kept.has(code)) found.codes.delete(code);
}

function codesIn({ members }: CodeSource): string[] {
  return members.map(({ code }) => code);
}

/** One name of the system tells what a list of codes is, where nothing is made with it. */
function isForeign({ members }: CodeSource, isGuessed: boolean): boolean {
  return isGuessed ? members.some(({ code }) => isDriverCode(code)) : members.every(({ code }) => isDriverCode(code));
}

/** Whether errors of a class, and of all that it extends or that extend it, have codes of a system alone. */
function isStandIn(each: ErrorClass, found: Gathered): boolean {
  const codes = toFamily(each, found).flatMap((one) => [...(found.codesOf.get(one) ?? [])]);
  return codes.length > 0 && codes.every(isDriverCode);
}

/** Whether a class only asks a package's errors for their code: `static code = "…"`, where nothing makes it or what extends it. */
function isTellingApart(each: ErrorClass, found: Gathered): boolean {
  return toRoot(each).mayTellApart && toFamily(each, found).every((one) => found.classes.get(one) === 0);
}

function toFamily(each: ErrorClass, { classes }: Gathered): ErrorClass[] {
  const root = toRoot(each);
  return [...classes.keys()].filter((one) => isOrExtends(one, root));
}

function toRoot(each: ErrorClass): ErrorClass {
  return each.base === null ? each : toRoot(each.base);
}
