import { join } from "node:path";
import type { Codemod, Review } from "../../../codemods/codemod.ts";
import type { FileMigration } from "../../../codemods/migrate-file.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import type { Contribution, WorkspaceIndex } from "../../../src/workspace/workspace-index.ts";
import { CommandError } from "../command-error.ts";
import type { Engine } from "../engine.ts";
import type { FileRecords } from "./file-records.ts";
import { IndexTrace, isUnchanged, type Asked } from "./index-trace.ts";
import { migrateFile, parseFile } from "./migrate-file.ts";
import { toFailedFile, type FailedFile } from "./migration-report.ts";
import { createPause } from "../pause.ts";
import { toBytes, toFileBytes, toFileText, type FileText, type ReadFile } from "../read-file.ts";
import { Reading } from "./reading.ts";
import type { Candidate, Survey } from "./survey.ts";

/** What would become of one file. */
export interface PlannedFile {
  readonly candidate: Candidate;
  readonly file: FileText;
  readonly migration: FileMigration;
  /** How many comments about sites left were written or taken away. */
  readonly todos: number;
  /** What the migration hangs on. */
  readonly asked: readonly Asked[];
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly failed: readonly FailedFile[];
  /** What a person should know of it. */
  readonly warnings: readonly string[];
}

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
  readonly signal: AbortSignal;
}

/** An edit may prove what another waits for; chains are short. */
const mostRounds = 6;

/**
 * Works out what becomes of every candidate, and writes nothing. What is left somewhere is asked again when other files have
 * changed, until all agree: a second migration of the result finds nothing to do.
 */
export async function planCandidates({ candidates, records }: Survey, task: PlanTask): Promise<Plan> {
  const contributions = candidates.length > 0 ? toContributions(records, task.root) : new Map<string, Contribution>();
  const planned = new Map<string, PlannedFile>();
  const failed: FailedFile[] = [];
  const pause = createPause();
  let open = candidates;
  for (let round = 0; round < mostRounds && open.length > 0; round++) {
    const index = task.engine.toIndex(contributions, task.root);
    const changed: PlannedFile[] = [];
    for (const candidate of open) {
      await pause();
      if (task.signal.aborted) return { files: [], failed, warnings: [] };
      try {
        const earlier = planned.get(candidate.path);
        const next = planFile({ candidate, earlier }, index, task);
        planned.set(candidate.path, next);
        if (next.migration.text !== (earlier?.migration.text ?? next.file.text)) changed.push(next);
      } catch (error) {
        planned.delete(candidate.path);
        failed.push(toFailedFile(candidate.path, error));
      }
    }
    open = candidates.filter(({ path }) => (planned.get(path)?.migration.left.length ?? 0) > 0);
    if (changed.length === 0 || open.length === 0) break;
    for (const each of changed) addContribution(each, contributions, task.records);
  }
  return { files: candidates.flatMap(({ path }) => planned.get(path) ?? []), failed, warnings: [] };
}

function toContributions(records: Survey["records"], root: string): Map<string, Contribution> {
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
  const migration = { text: file.text, changes: [], left: [], leftNow: [], rounds: [] };
  return { candidate, file, migration, asked: [], todos: 0 };
}

/** What is known of a file in which nothing was to edit when it was like this. Edits are always worked out anew. */
function recall(candidate: Candidate, task: PlanTask): PlannedFile | undefined {
  const settled = candidate.record.workOf(task.work)?.settled;
  if (settled === undefined || settled.ending !== candidate.setting.importExtension) return undefined;
  const unplanned = toUnplanned(candidate, task);
  const { asked, left } = settled;
  return { ...unplanned, asked, migration: { ...unplanned.migration, left, leftNow: left } };
}

/** What a reviewer has left is not for others to know. */
function remember({ candidate, migration, asked }: PlannedFile, { work, toReview }: PlanTask): void {
  const { changes, left } = migration;
  const ending = candidate.setting.importExtension;
  if (changes.length === 0 && left.length > 0 && !toReview)
    candidate.record.note(work, { isThere: true, settled: { ending, asked, left } });
}

function workOut(
  { candidate, file, migration: earlier }: PlannedFile,
  index: WorkspaceIndex,
  task: PlanTask,
): PlannedFile {
  const { codemods, engine } = task;
  const { setting } = candidate;
  const trace = new IndexTrace(index);
  const start = { source: parseFile(file.path, earlier.text), earlier };
  const options = { codemods, setting, index: trace, review: task.toReview?.(candidate.path) };
  const migration = migrateFile(start, engine.migrateSource, options);
  return { candidate, file, migration, asked: trace.asked, todos: 0 };
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
