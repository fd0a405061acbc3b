import type { TSESTree } from "@typescript-eslint/types";
import plugin from "../../../rules/index.ts";
import { filterOf } from "../../../rules/create-rule.ts";
import type { Facts } from "../../../src/analysis/facts.ts";
import type { Fate } from "../../../src/analysis/fate.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { findExits } from "../../../src/findings/exit.ts";
import { isForwarding } from "../../../src/findings/forwarding.ts";
import { findGrounds, findHandled } from "../../../src/findings/permitted.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { isWithin } from "../../../src/syntax/unwrap.ts";
import { lint } from "../check/lint.ts";

/** What a rule says at a place, or why it says nothing. */
export interface ToldRule {
  readonly rule: string;
  readonly spoke: boolean;
  /** Its message, or why it is silent. */
  readonly text: string;
  /** Where it speaks: here, or else in the file; `null` where it does not. */
  readonly line: number | null;
}

/** A part of a file, and what became of the error there; `null` where none is caught. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly region: TSESTree.Node | null;
  readonly fate: Fate | null;
  /** A contract for every file, instead of the nearest one. */
  readonly contract: string | null;
}

/** Every rule of the plugin's at a place. */
export function tellRules(place: Place, facts: Facts): ToldRule[] {
  const leftOut = findLeftOut(facts);
  const own = plugin.configs["flat/recommended"].settings["error-contract"];
  const settings = { "error-contract": place.contract === null ? own : { ...own, contract: place.contract } };
  return Object.entries(plugin.rules).flatMap(([name, rule]): ToldRule[] => {
    const reports = lint({ name, rule, severity: "error" }, facts.source, { file: place.file, settings });
    const here = reports.filter((report) => isHere(report.problem.place.line, report.node, place));
    if (here.length > 0)
      return here.map(({ problem, isDisabled }) => ({
        rule: name,
        spoke: !isDisabled,
        text: isDisabled
          ? `A comment disables it on line ${String(problem.place.line)}: ${problem.message}`
          : problem.message,
        line: isDisabled ? null : problem.place.line,
      }));
    const line = reports.find((report) => !report.isDisabled)?.problem.place.line ?? null;
    const silent = (text: string): ToldRule[] => [{ rule: name, spoke: false, text, line }];
    if (leftOut !== null && name !== "valid-contract") return silent(leftOut);
    if (facts.setting.contract === null && needContract.has(name)) return silent("No contract is in force here.");
    if (filterOf(rule)?.test(facts.source.text) === false) return silent("Nothing in the file's text concerns it.");
    return silent(findReason(name, place, facts) ?? "Nothing at this place is what it speaks of.");
  });
}

/** Rules about codes. */
const needContract = new Set([
  "no-unknown-code",
  "no-deprecated-code",
  "no-code-override",
  "no-uncoded-throw",
  "no-uncoded-handler-error",
  "no-dropped-envelope",
  "require-context",
  "require-envelope",
]);

function isHere(line: number, node: TSESTree.Node, place: Place): boolean {
  if (node.type === "Program") return place.line === 1;
  if (line === place.line) return true;
  const { region } = place;
  return region !== null && node.range[0] >= region.range[0] && node.range[1] <= region.range[1];
}

/** Why the conventions do not hold for a file; `null` where they do. */
function findLeftOut({ source: { path, text }, setting: { contract } }: Facts): string | null {
  if (isGenerated(path, text)) return "The file is generated.";
  if (isTestPath(contract, path)) return "The file is a test.";
  return isInScope(contract, path) ? null : "The file is out of the contract's scope.";
}

/** Rules of exits, which a good reason silences. */
const aboutExits = new Set(["no-bare-rethrow", "no-uncoded-handler-error"]);

function findReason(rule: string, { fate }: Place, facts: Facts): string | null {
  if (!fate) return null;
  if (fate.paths === null) return "There are more paths here than can be told apart, so nothing is certain.";
  if (!aboutExits.has(rule)) return null;
  const { paths, caught } = fate;
  const isHandled = facts.handlers.some(({ function: node }) => isWithin(caught.node, node));
  if (rule === "no-uncoded-handler-error" && !isHandled) return "The function around the place is no handler.";
  const exits = paths.flatMap(findExits).filter(({ value }) => value.kind === "error");
  if (exits.length === 0) return "On no path does the error leave as it was caught.";
  if (caught.kind === "boundary") return "This is a boundary, which may do anything with the error but leak it.";
  if (paths.some(({ steps }) => steps.some(({ event }) => event.kind === "enriched")))
    return "It is permitted: the error is given context before it leaves.";
  if (exits.every(({ coded }) => coded)) return "It is permitted: the error is known to be coded where it leaves.";
  if (isForwarding(fate, facts)) return "It is permitted: the function does no more than hand the error on.";
  const handled = findHandled(paths, facts);
  const grounds = exits.map((exit) => findGrounds(exit, handled, facts)).find((each) => each !== null);
  return grounds ? `It is permitted: ${permissions[grounds]}.` : null;
}

const permissions = {
  "own-class": "the error was told from others by a class that may carry a code",
  cleanup: "the catch undoes something first, and then lets the error go as a `finally` would",
  selective: "the catch is selective: it takes some errors, and lets the others go",
} as const;
