import type { TSESTree } from "@typescript-eslint/types";
import plugin from "../../rules/index.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import type { TextEdit } from "../../src/syntax/edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";

/** Something that must not happen, at whichever file. */
export interface Failure {
  readonly kind: "exception" | "overlap" | "unparsable" | "still reported" | "slow";
  readonly rule: string;
  /** The line of the report, or 1. */
  readonly line: number;
  readonly detail: string;
}

export interface SweptFile {
  readonly reports: number;
  /** Fixes and suggestions that were made, one at a time. */
  readonly edits: number;
  readonly failures: readonly Failure[];
}

/** No rule may take longer on a file of fewer lines. */
const mostMilliseconds = 50;
const longestLines = 3000;
/** Generated files repeat themselves: of each rule's edits these are made, spread over the file. */
const mostEdits = 12;

/**
 * Runs every rule over a text, makes every edit that is offered by itself, and tells what went wrong; `null` for a text that does not
 * parse. `settings` are what a host would be given.
 */
export function sweepFile(path: string, text: string, settings: object): SweptFile | null {
  const source = toSource(path, text);
  if (!source) return null;
  const swept = Object.keys(plugin.rules).map((rule) => sweepRule(rule, source, settings));
  return {
    reports: sum(swept.map(({ reports }) => reports)),
    edits: sum(swept.map(({ edits }) => edits)),
    failures: swept.flatMap(({ failures }) => failures),
  };
}

function sweepRule(rule: string, source: Source, settings: object): SweptFile {
  const begun = process.cpuUsage();
  const reports = run(rule, source, settings);
  const spent = millisecondsSince(begun);
  const failures = reports.flatMap((report) =>
    report.messageId === "failed" ? [toFailure("exception", { rule, report }, source)] : [],
  );
  if (spent > mostMilliseconds && isSlowAgain(rule, source, settings))
    failures.push({ kind: "slow", rule, line: 1, detail: `${spent.toFixed(0)} ms` });
  const offered = reports.flatMap((report) => report.edits.map((edits) => ({ report, edits })));
  const step = Math.max(1, Math.ceil(offered.length / mostEdits));
  const made = offered.filter((_, index) => index % step === 0);
  for (const { report, edits } of made) {
    const failure = tryEdits({ rule, report, edits, reports }, source, settings);
    if (failure) failures.push(failure);
  }
  return { reports: reports.length, edits: made.length, failures };
}

/** What one rule needs alone, of a tree that nobody has asked before: neither compiling it nor a collection of garbage is its fault. */
function isSlowAgain(rule: string, { path, text }: Source, settings: object): boolean {
  if (text.split("\n").length >= longestLines) return false;
  return [1, 2, 3, 4].every(() => {
    const fresh = toSource(path, text);
    const begun = process.cpuUsage();
    if (fresh) run(rule, fresh, settings);
    return millisecondsSince(begun) > mostMilliseconds;
  });
}

/** Of the processor, which others may be using as well. */
function millisecondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

interface Offer {
  readonly rule: string;
  readonly report: Report;
  readonly edits: readonly TextEdit[];
  /** All of the rule's. */
  readonly reports: readonly Report[];
}

function tryEdits({ rule, report, edits, reports }: Offer, source: Source, settings: object): Failure | null {
  let text: string;
  try {
    text = applyEdits(source.text, edits);
  } catch {
    return toFailure("overlap", { rule, report }, source);
  }
  const edited = toSource(source.path, text);
  if (!edited) return toFailure("unparsable", { rule, report }, source, text.slice(...around(edits)));
  const left = run(rule, edited, settings);
  const at = toOffsetBehind(edits, report.start);
  const isLeft = left.length >= reports.length && left.some((each) => each.start === at || at === null);
  return isLeft ? toFailure("still reported", { rule, report }, source, text.slice(...around(edits))) : null;
}

/** Where an offset lies when edits were made; `null` where one of them took it away. */
function toOffsetBehind(edits: readonly TextEdit[], offset: number): number | null {
  if (edits.some(({ start, end }) => start < offset && offset < end)) return null;
  const before = edits.filter(({ start, end }) => end <= offset && start < offset);
  return before.reduce((sum, { start, end, text }) => sum + text.length - (end - start), offset);
}

function around(edits: readonly TextEdit[]): [number, number] {
  const start = Math.min(...edits.map((edit) => edit.start));
  return [Math.max(0, start - 80), start + 220];
}

interface Report {
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly start: number;
  /** The edits of the fix, and of each suggestion. */
  readonly edits: readonly (readonly TextEdit[])[];
}

interface Described {
  readonly node?: TSESTree.Node;
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix?: Fix;
  readonly suggest?: readonly { readonly fix: Fix }[];
}

type Fix = (fixer: typeof recorder) => readonly TextEdit[];

const recorder = {
  replaceTextRange: ([start, end]: readonly [number, number], text: string): TextEdit => ({ start, end, text }),
};

function run(rule: string, { ast, scopeManager, text, path }: Source, settings: object): Report[] {
  const reports: Report[] = [];
  const report = ({ node, messageId, data = {}, fix, suggest = [] }: Described): void => {
    const fixes = [...(fix ? [fix] : []), ...suggest.map((each) => each.fix)];
    reports.push({ messageId, data, start: node?.range[0] ?? 0, edits: fixes.map((each) => each(recorder)) });
  };
  const sourceCode = { ast, scopeManager, text };
  plugin.rules[rule]?.create({ sourceCode, filename: path, cwd: "/", settings, report }).Program?.();
  return reports;
}

function toSource(path: string, text: string): Source | null {
  try {
    return parse(path, text).source;
  } catch {
    return null; // a parser that fails is not what is looked at
  }
}

function toFailure(
  kind: Failure["kind"],
  { rule, report: { messageId, data, start } }: Pick<Offer, "rule" | "report">,
  { text }: Source,
  edited = "",
): Failure {
  const line = text.slice(0, start).split("\n").length;
  return { kind, rule, line, detail: `${messageId} ${JSON.stringify(data)} ${edited}`.trim() };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
