import { join } from "node:path";
import type { Codemod, Review } from "../../../codemods/codemod.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import type { Contribution, WorkspaceIndex } from "../../../src/workspace/workspace-index.ts";
import { CommandError } from "../command-error.ts";
import type { Engine } from "../engine.ts";
import type { FileRecords } from "./file-records.ts";
import { IndexTrace, isUnchanged } from "./index-trace.ts";
import { migrateFile, parseFile } from "./migrate-file.ts";
import { toFailedFile, type FailedFile } from "./migration-report.ts";
import type { TypedCalls } from "../types/typed-calls.ts";
import { createPause } from "../pause.ts";
import { toBytes, toFileBytes, toFileText, type FileText, type ReadFile } from "../read-file.ts";
import type { Plan, PlannedFile } from "./plan.ts";
import { Reading } from "./reading.ts";
import type { Candidate, Survey } from "./survey.ts";
import { toWaitingEdits, WaitingEdits } from "./waiting-edits.ts";

export interface PlanTask {
  readonly root: string;
  readonly codemods: readonly Codemod[];
  /** What these codemods are called in records. */
  readonly work: string;
  readonly engine: Engine;
  readonly records: FileRecords;
  readonly read: ReadFile;
  /** Who has the last word on the edits of a file (relative to the root). */
  readonly toReview?: ((path: string) => Review) | undefined;
  /** Whether all is told that stands against the edits that are not made, and is for a person to accept. */
  readonly consults: boolean;
  /** Those among some files (relative to the root) that will not be written, whatever becomes of them. */
  readonly findLocked: (paths: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What a type checker knows of the workspace, where it was asked. */
  readonly types: TypedCalls | null;
  readonly signal: AbortSignal;
}

/** An edit may prove what another waits for; chains are short. */
const mostRounds = 8;

/**
 * Works out what becomes of every candidate, and writes nothing. What is left somewhere is asked again when other files have
 * changed, until all agree: a second migration of the result finds nothing to do. An edit and the places that it waits for change
 * together, or none of them does.
 */
export async function planCandidates(found: Survey, toTask: () => PlanTask): Promise<Plan> {
  const withdrawn = new Set<string>();
  for (;;) {
    const waiting = new WaitingEdits(withdrawn);
    const plan = await new Planning(found, toTask(), waiting).run();
    const broken = waiting.findBroken(plan);
    if (broken.length === 0) return plan;
    for (const each of broken) withdrawn.add(each);
  }
}

/** What becomes of all candidates, as it is worked out. */
class Planning {
  readonly #planned = new Map<string, PlannedFile>();
  readonly #failed: FailedFile[] = [];
  readonly #candidates: Map<string, Candidate>;
  readonly #contributions: Map<string, Contribution>;
  readonly #pause = createPause();

  constructor(
    readonly found: Survey,
    readonly task: PlanTask,
    readonly waiting: WaitingEdits,
  ) {
    const { candidates, records } = found;
    this.#candidates = new Map(candidates.map((each) => [each.path, each]));
    this.#contributions = candidates.length > 0 ? toContributions(records, task.root) : new Map();
  }

  async run(): Promise<Plan> {
    let open: readonly Candidate[] = this.found.candidates;
    for (let round = 0; round < mostRounds && open.length > 0; round++) {
      const index = this.#toIndex();
      const changed = await this.#planAll(open, index);
      if (this.task.signal.aborted) return { files: [], failed: this.#failed, warnings: [] };
      await this.#planReached(open, changed, index);
      if (changed.size === 0) this.#planSpares(changed, index);
      if (changed.size === 0) break;
      for (const path of changed) this.#addContribution(path);
      open = [...this.#candidates.values()].filter(({ path }) => this.#planned.get(path)?.migration.left.length);
    }
    if (this.task.consults) this.#consult();
    const files = [...this.#candidates.keys()].flatMap((path) => this.#planned.get(path) ?? []);
    return { files: this.waiting.sort(files), failed: this.#failed, warnings: [] };
  }

  #toIndex(): WorkspaceIndex {
    const { engine, root, types } = this.task;
    return engine.toIndex(types?.settle(this.#contributions) ?? this.#contributions, root);
  }

  /** The paths of those that have changed. */
  async #planAll(open: readonly Candidate[], index: WorkspaceIndex): Promise<Set<string>> {
    const changed = new Set<string>();
    for (const candidate of open) {
      await this.#pause();
      if (this.task.signal.aborted) break;
      const earlier = this.#planned.get(candidate.path);
      this.#plan(candidate, changed, () => planFile({ candidate, earlier }, index, this.task));
    }
    return changed;
  }

  /** Edits the places that edits elsewhere wait for. */
  async #planReached(open: readonly Candidate[], changed: Set<string>, index: WorkspaceIndex): Promise<void> {
    const files = open.flatMap(({ path }) => this.#planned.get(path) ?? []);
    const waiting = files.flatMap((file) => toWaitingEdits(file, this.task.root));
    if (waiting.length === 0) return;
    const locked = await this.task.findLocked([...new Set(waiting.flatMap(({ path, among }) => [path, ...among]))]);
    // an offset is one of the text that the index knows
    const unknown = new Set(changed);
    const canEdit = (path: string): boolean => !locked.has(path) && !unknown.has(path) && this.#take(path);
    const mayChange = waiting.filter(({ path }) => !locked.has(path));
    for (const [path, offsets] of this.waiting.findReached(mayChange, canEdit)) {
      const candidate = this.#candidates.get(path);
      const earlier = this.#planned.get(path);
      if (candidate)
        this.#plan(candidate, changed, () =>
          workOut(earlier ?? toUnplanned(candidate, this.task), index, this.task, { offsets }),
        );
    }
  }

  /** Makes the edits that do less, now that nothing is left to prove what they stand in for. */
  #planSpares(changed: Set<string>, index: WorkspaceIndex): void {
    for (const planned of [...this.#planned.values()]) {
      if (planned.migration.left.some(({ spare }) => spare))
        this.#plan(planned.candidate, changed, () => workOut(planned, index, this.task, { spares: true }));
    }
  }

  /** Asks for all that stands against what is left, now that all is as it will be. */
  #consult(): void {
    const index = this.#toIndex();
    for (const planned of [...this.#planned.values()].filter(({ migration }) => migration.left.length > 0))
      this.#plan(planned.candidate, new Set(), () => workOut(planned, index, this.task, { consults: true }));
  }

  /** Whether a file can be edited, if only for the sake of others. */
  #take(path: string): boolean {
    if (this.#failed.some((each) => each.path === path)) return false;
    const candidate = this.#candidates.get(path) ?? this.found.findCandidate(path);
    if (candidate) this.#candidates.set(path, candidate);
    return candidate !== null;
  }

  #plan(candidate: Candidate, changed: Set<string>, toPlanned: () => PlannedFile): void {
    const { path } = candidate;
    const before = this.#planned.get(path);
    try {
      const next = toPlanned();
      this.#planned.set(path, next);
      if (next.migration.text !== (before?.migration.text ?? next.file.text)) changed.add(path);
    } catch (error) {
      this.#planned.delete(path);
      this.#failed.push(toFailedFile(path, error));
    }
  }

  #addContribution(path: string): void {
    const planned = this.#planned.get(path);
    if (planned) addContribution(planned, this.#contributions, this.task.records);
  }
}

/** What all files tell the index, by absolute path with forward slashes. */
export function toContributions(records: Survey["records"], root: string): Map<string, Contribution> {
  const contributions = new Map<string, Contribution>();
  for (const [path, record] of records) {
    const contribution = record.toContribution();
    if (contribution !== null) contributions.set(toForwardSlashes(join(root, path)), contribution);
  }
  return contributions;
}

/** What an earlier run, or an earlier round, has found is still so where all that it asked is answered as it was. */
function planFile(
  { candidate, earlier }: { readonly candidate: Candidate; readonly earlier: PlannedFile | undefined },
  index: WorkspaceIndex,
  task: PlanTask,
): PlannedFile {
  const known = earlier ?? recall(candidate, task);
  const mayDiffer = earlier !== undefined && task.toReview !== undefined;
  if (known && !mayDiffer && isUnchanged(known.asked, index)) return known;
  const planned = workOut(known ?? toUnplanned(candidate, task), index, task);
  if (earlier === undefined) remember(planned, task);
  return planned;
}

function toUnplanned(candidate: Candidate, task: PlanTask): PlannedFile {
  const file = readCandidate(candidate, task);
  const migration = { text: file.text, changes: [], left: [], leftNow: [], waiting: [], rounds: [] };
  return { candidate, file, migration, asked: [], after: [], todos: 0 };
}

/** What is known of a file in which nothing was to edit when it was like this, unless a person has decided since. */
function recall(candidate: Candidate, task: PlanTask): PlannedFile | undefined {
  const settled = candidate.record.workOf(task.work)?.settled;
  if (task.toReview?.(candidate.path).decide) return undefined;
  if (settled === undefined || settled.ending !== candidate.setting.importExtension) return undefined;
  const unplanned = toUnplanned(candidate, task);
  const { asked, left } = settled;
  return { ...unplanned, asked, migration: { ...unplanned.migration, left, leftNow: left } };
}

/** What a reviewer has left is not for others to know. */
function remember({ candidate, migration, asked }: PlannedFile, { work, toReview }: PlanTask): void {
  const { changes, left, waiting } = migration;
  const ending = candidate.setting.importExtension;
  if (changes.length + waiting.length === 0 && left.length > 0 && !toReview)
    candidate.record.note(work, { isThere: true, settled: { ending, asked, left } });
}

interface Manner {
  /** The places that edits elsewhere wait for. */
  readonly offsets?: ReadonlySet<number>;
  readonly spares?: boolean;
  readonly consults?: boolean;
}

function workOut(
  { candidate, file, migration: earlier }: PlannedFile,
  index: WorkspaceIndex,
  task: PlanTask,
  { offsets, ...manner }: Manner = {},
): PlannedFile {
  const { codemods, engine } = task;
  const { setting } = candidate;
  const trace = new IndexTrace(index);
  const start = { source: parseFile(file.path, earlier.text), earlier };
  const reached = offsets && { text: earlier.text, offsets };
  const options = { codemods, setting, index: trace, review: task.toReview?.(candidate.path), reached, ...manner };
  const migration = migrateFile(start, engine.migrateSource, options);
  return { candidate, file, migration, asked: trace.asked, after: [], todos: 0 };
}

/** What the file will tell the index. */
function addContribution(
  { file, candidate, migration }: PlannedFile,
  contributions: Map<string, Contribution>,
  records: FileRecords,
): void {
  const reading = new Reading(toFileBytes(file.path, toBytes(file, migration.text)));
  const contribution = records.of(reading, candidate.setting).toContribution();
  if (contribution !== null) contributions.set(toForwardSlashes(file.path), contribution);
}

/** The file as the index knows it. */
function readCandidate({ path, hash }: Candidate, { root, read }: PlanTask): FileText {
  const file = toFileText(read(join(root, path)));
  if (file?.hash === hash) return file;
  throw new CommandError("FILE_CHANGED", "changed by somebody else meanwhile, so it is not written");
}
