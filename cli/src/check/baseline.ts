import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "../command-error.ts";
import type { LintProblem } from "./lint.ts";

/** Reports that were there when the rules came, and stay until somebody mends them. Kept in a file beside the contract. */
interface Baseline {
  readonly format: 1;
  readonly entries: readonly BaselineEntry[];
}

/**
 * Reports of one rule that look the same in one symbol. Neither line nor column is kept, so that edits elsewhere change
 * nothing; the file is kept for people, and to tell apart what looks the same in two of them.
 */
interface BaselineEntry extends Fingerprint {
  readonly file: string;
  readonly count: number;
  /** Why somebody accepted it later; absent for what was there from the start. */
  readonly reason?: string;
}

type Fingerprint = Pick<LintProblem, "rule" | "symbol" | "code">;

/** Reports held against a baseline. */
interface Comparison {
  /** What it does not have. */
  readonly fresh: readonly LintProblem[];
  /** What is left of it. */
  readonly remaining: readonly BaselineEntry[];
  /** How many of its reports are gone. */
  readonly mended: number;
}

export interface BaselineOptions {
  /** Absolute. */
  readonly path: string;
  /** Why what is new may stay; `null`: it may not. */
  readonly accept: string | null;
}

export interface BaselineSummary {
  readonly known: number;
  readonly mended: number;
  readonly accepted: number;
}

/**
 * Holds reports against the baseline, takes out of the file what is mended, and adds what is new only with a reason.
 * Throws `INVALID_USAGE` where there is no baseline, or another file.
 */
export function holdAgainst(
  { path, accept }: BaselineOptions,
  problems: readonly LintProblem[],
): { readonly fresh: readonly LintProblem[]; readonly summary: BaselineSummary } {
  const before = readBaseline(path);
  if (before === null && accept === null) {
    const advice = 'make one with --accept --reason "…"';
    throw new CommandError("INVALID_USAGE", "there is no such baseline", { context: { path, advice } });
  }
  const { fresh, remaining, mended } = compareToBaseline(problems, before ?? { format: 1, entries: [] });
  const accepted = accept === null ? [] : fresh;
  const after = toBaseline(remaining, accepted, accept ?? undefined);
  if (JSON.stringify(after) !== JSON.stringify(before)) writeFileSync(path, `${JSON.stringify(after, null, 2)}\n`);
  const summary = { known: problems.length - fresh.length, mended, accepted: accepted.length };
  return { fresh: accept === null ? fresh : [], summary };
}

/** Reads a baseline; `null` where there is none yet. Throws `INVALID_USAGE` where the file is something else. */
function readBaseline(path: string): Baseline | null {
  if (!existsSync(path)) return null;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new CommandError("INVALID_USAGE", "the baseline cannot be read", { context: { path }, cause });
  }
  if (isBaseline(value)) return value;
  throw new CommandError("INVALID_USAGE", "the file is no baseline", { context: { path } });
}

function isBaseline(value: unknown): value is Baseline {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === 1 &&
    "entries" in value &&
    Array.isArray(value.entries)
  );
}

/** Takes each report for one of the baseline's: for one of its own file first, then for one that moved or was renamed. */
function compareToBaseline(problems: readonly LintProblem[], { entries }: Baseline): Comparison {
  const left = entries.map(({ count }) => count);
  const known = new Map<LintProblem, BaselineEntry>();
  const takeAll = (isCandidate: (entry: BaselineEntry, problem: LintProblem) => boolean): void => {
    for (const problem of problems.filter((each) => !known.has(each))) {
      const index = entries.findIndex(
        (entry, at) => (left[at] ?? 0) > 0 && isAlike(entry, problem) && isCandidate(entry, problem),
      );
      const entry = entries[index];
      if (entry === undefined) continue;
      left[index] = (left[index] ?? 0) - 1;
      known.set(problem, entry);
    }
  };
  takeAll(({ file }, { place }) => file === place.file);
  takeAll(() => true);
  return {
    fresh: problems.filter((problem) => !known.has(problem)),
    remaining: mergeEntries([...known].map(([problem, { reason }]) => toEntry(problem, reason))),
    mended: left.reduce((sum, count) => sum + count, 0),
  };
}

/** A baseline of what remains and of what is accepted beside it, with the reason why it may stay. */
function toBaseline(
  remaining: readonly BaselineEntry[],
  accepted: readonly LintProblem[] = [],
  reason?: string,
): Baseline {
  return { format: 1, entries: mergeEntries([...remaining, ...accepted.map((problem) => toEntry(problem, reason))]) };
}

function isAlike(one: Fingerprint, other: Fingerprint): boolean {
  return one.rule === other.rule && one.symbol === other.symbol && one.code === other.code;
}

function toEntry({ rule, symbol, code, place }: LintProblem, reason: string | undefined): BaselineEntry {
  return { file: place.file, rule, symbol, code, count: 1, ...(reason === undefined ? {} : { reason }) };
}

/** Equal entries as one, in an order of their own: two branches that change a baseline seldom meet in a line. */
function mergeEntries(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const merged = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const { count, ...rest } = entry;
    const key = JSON.stringify([rest.file, rest.rule, rest.symbol, rest.code, rest.reason]);
    merged.set(key, { ...entry, count: count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
