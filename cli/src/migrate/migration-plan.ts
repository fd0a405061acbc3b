import { readFileSync } from "node:fs";
import type { Change, Decision, LeftSite, ProposedChange, Review } from "../../../codemods/codemod.ts";
import { applyEdits, sortEdits } from "../../../src/syntax/apply-edits.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import { CommandError } from "../command-error.ts";

/** What `plan` writes, people edit, and `apply` executes. */
export interface MigrationPlan {
  readonly format: 1;
  /** What was asked for: codemods and rules. */
  readonly only: readonly string[];
  /** The contract for all files, relative to the working directory; `null`: the one nearest to each. */
  readonly contract: string | null;
  /** All that stands against edits and is for a person to accept, most frequent first; accepted here, it is so at every site. */
  readonly against?: readonly PlanObstacle[];
  readonly files: readonly PlanFile[];
}

export interface PlanObstacle {
  readonly reason: string;
  /** At how many sites. */
  readonly sites: number;
  readonly accepted: boolean;
}

export interface PlanFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Of the file's bytes when the plan was made. */
  readonly hash: string;
  readonly sites: readonly PlanSite[];
  readonly left: readonly PlanLeft[];
}

/**
 * One site that is left. A `message` or `code` that is `null` is missing: whoever writes one has the site settled by it. Where
 * something stands `against` the edit, so does whoever has `accepted` that; `before` and `after` are the edit, where it is known.
 */
export interface PlanLeft extends Omit<LeftSite, "needs" | "proposed">, Partial<Hunk> {
  readonly message?: string | null;
  readonly code?: string | null;
  readonly accepted?: boolean;
}

/** One site; whoever deletes it leaves the code as it is, and whoever changes `after` decides what is written. */
export interface PlanSite extends Change, Hunk {
  readonly code?: string;
  readonly confidence?: number;
  readonly by?: string;
  /** What else the site needs: its import. Only to be read. */
  readonly elsewhere?: readonly Hunk[];
}

/** Whole lines before and after. */
interface Hunk {
  readonly before: string;
  readonly after: string;
}

/** Writes down what is settled. */
export function createRecorder(): { readonly sites: PlanSite[]; readonly review: Review } {
  const sites: PlanSite[] = [];
  return { sites, review: { revise: ({ edits }) => edits, onSettled: (change) => void sites.push(toSite(change)) } };
}

export function toPlanLeft({ needs, against, proposed, ...site }: LeftSite): PlanLeft {
  return {
    ...site,
    ...(needs && { [needs]: null }),
    ...(proposed && toMainHunk(proposed)),
    ...(against && { against, accepted: false }),
  };
}

/** What stands against the edits that are left, most frequent first. */
export function toObstacles(files: readonly PlanFile[]): readonly PlanObstacle[] {
  const counts = new Map<string, number>();
  for (const { left } of files)
    for (const reason of left.flatMap(({ against = [] }) => against)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const obstacles = [...counts].map(([reason, sites]) => ({ reason, sites, accepted: false }));
  return obstacles.sort((one, other) => other.sites - one.sites);
}

/** The plan's files, in which what was accepted at every site is accepted where nothing but that stands against an edit. */
export function toAcceptedFiles({ files, against = [] }: MigrationPlan): readonly PlanFile[] {
  const everywhere = new Set(against.filter(({ accepted }) => accepted).map(({ reason }) => reason));
  const isAccepted = (site: PlanLeft): boolean => site.against?.every((reason) => everywhere.has(reason)) ?? false;
  const toSaid = (site: PlanLeft): PlanLeft => (isAccepted(site) ? { ...site, accepted: true } : site);
  return files.map((file) => ({ ...file, left: file.left.map(toSaid) }));
}

/** What a person has said of a site that was left; `null` where nothing was said, or not all that is missing. */
export function toDecision({ message, code, after, accepted = false, against }: PlanLeft): Decision | null {
  const isWanting = (message === null || code === null) && after === undefined;
  if ((message ?? code ?? null) === null && (isWanting || !accepted)) return null;
  return { message: message ?? null, code: code ?? null, accepted: new Set(accepted ? against : []) };
}

/** Lets through what a plan says, as it says it. What it no longer fits is left. */
export function toPlanReview({ sites, left }: PlanFile): Review {
  const open = new Map(sites.map((site) => [toSiteKey(site), site]));
  const decided = new Map(left.filter((site) => toDecision(site) !== null).map((site) => [toSiteKey(site), site]));
  const decide = (site: Change): Decision | null => {
    const said = decided.get(toSiteKey(site));
    return said ? toDecision(said) : null;
  };
  return {
    revise: (change) => {
      const key = toSiteKey(change);
      const site = open.get(key);
      if (site) return reviseSite(change, site);
      const said = decided.get(key);
      return said ? reviseAccepted(change, said) : "not in the plan";
    },
    onSettled: (change) => void (open.delete(toSiteKey(change)), decided.delete(toSiteKey(change))),
    ...(decided.size > 0 && { decide }),
  };
}

/** What tells the sites of a file apart. */
export function toSiteKey({ codemod, rule, line, column }: Change): string {
  return `${codemod} ${rule} ${line}:${column}`;
}

function reviseSite(change: ProposedChange, site: PlanSite): readonly TextEdit[] | string {
  const isAsMade = toMainHunk(change).after === site.after;
  return isAsMade && change.choice?.code !== site.code
    ? "another code was given to it, which has to stand in `after` as well"
    : reviseHunk(change, site);
}

/** What is made of a code or a message that a person has given is only known now. */
function reviseAccepted(change: ProposedChange, said: PlanLeft): readonly TextEdit[] | string {
  const { message, code, before, after } = said;
  const isSaid = (message ?? code ?? null) !== null;
  return isSaid || before === undefined || after === undefined ? change.edits : reviseHunk(change, { before, after });
}

function reviseHunk({ text, edits, offset }: ProposedChange, planned: Hunk): readonly TextEdit[] | string {
  const { main, others } = toSpans(text, edits, offset);
  const { before, after } = toHunk(text, main);
  if (before !== planned.before) return "no longer what the plan says it is";
  if (after === planned.after) return edits;
  return [...others.flatMap((span) => span.edits), toSmallestEdit(main.start, before, planned.after)];
}

/** The lines of the site itself. */
function toMainHunk({ text, edits, offset }: ProposedChange): Hunk {
  return toHunk(text, toSpans(text, edits, offset).main);
}

/** What turns one text into the other, without what both begin and end with. */
function toSmallestEdit(offset: number, before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start: offset + head, end: offset + before.length - tail, text: after.slice(head, after.length - tail) };
}

function toSite({ text, edits, offset, choice, ...change }: ProposedChange): PlanSite {
  const { line, column, codemod, rule } = change;
  const { main, others } = toSpans(text, edits, offset);
  const elsewhere = others.map((span) => toHunk(text, span));
  return {
    codemod,
    rule,
    line,
    column,
    ...choice,
    ...toHunk(text, main),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
  };
}

/** Whole lines, and the edits in them. */
interface Span {
  readonly start: number;
  end: number;
  readonly edits: TextEdit[];
}

/** The lines that edits touch; the main ones are those of the site itself. */
function toSpans(text: string, edits: readonly TextEdit[], offset: number): { main: Span; others: readonly Span[] } {
  const spans: Span[] = [];
  for (const edit of sortEdits(edits)) {
    const { start, end } = toLines(text, edit);
    const last = spans.at(-1);
    if (last === undefined || start > last.end + 1) spans.push({ start, end, edits: [edit] });
    else {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    }
  }
  const main = spans.find(({ start, end }) => start <= offset && offset <= end && start < end) ?? spans.at(-1);
  if (main === undefined) throw new CommandError("INTERNAL_ERROR", "a site without edits");
  return { main, others: spans.filter((span) => span !== main) };
}

/** An edit that inserts lines of its own touches none. */
function toLines(text: string, { start, end, text: inserted }: TextEdit): { start: number; end: number } {
  if (start === end && inserted.endsWith("\n")) return { start, end };
  const lineEnd = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd };
}

function toHunk(text: string, { start, end, edits }: Span): Hunk {
  const before = text.slice(start, end);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return { before, after: applyEdits(before, moved) };
}

/** Throws `PATH_NOT_FOUND`, and `INVALID_USAGE` for what is no plan. */
export function readMigrationPlan(path: string): MigrationPlan {
  const plan = parseJson(path);
  if (isPlan(plan)) return plan;
  throw new CommandError("INVALID_USAGE", "this is no plan, or one of another format", { context: { path } });
}

function parseJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError("INVALID_USAGE", "the plan is not JSON", { context: { path }, cause });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CommandError("PATH_NOT_FOUND", "the plan cannot be read", { context: { path }, cause });
  }
}

function isPlan(value: unknown): value is MigrationPlan {
  if (!isRecord(value) || value["format"] !== 1 || !Array.isArray(value["files"])) return false;
  const { only, contract, against = [] } = value;
  const isOffer = Array.isArray(against) && against.every(isObstacle);
  const isAsked = Array.isArray(only) && (contract === null || typeof contract === "string");
  return isOffer && isAsked && value["files"].every(isPlanFile);
}

function isObstacle(value: unknown): boolean {
  return isRecord(value) && typeof value["reason"] === "string" && typeof value["accepted"] === "boolean";
}

function isPlanFile(value: unknown): boolean {
  if (!isRecord(value) || typeof value["path"] !== "string" || typeof value["hash"] !== "string") return false;
  const { sites, left } = value;
  return Array.isArray(sites) && sites.every(isSite) && Array.isArray(left) && left.every(isLeft);
}

function isSite(value: unknown): boolean {
  return isPlaced(value) && ["before", "after"].every((key) => typeof value[key] === "string");
}

function isLeft(value: unknown): boolean {
  if (!isPlaced(value) || !(value["against"] === undefined || Array.isArray(value["against"]))) return false;
  const isText = ["message", "code", "before", "after"].every((key) => typeof (value[key] ?? "") === "string");
  return isText && typeof (value["accepted"] ?? false) === "boolean";
}

function isPlaced(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const isOf = (type: string, keys: readonly string[]): boolean => keys.every((key) => typeof value[key] === type);
  return isOf("string", ["codemod", "rule"]) && isOf("number", ["line", "column"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
