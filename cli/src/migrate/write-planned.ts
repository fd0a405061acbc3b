import { toDiff } from "../diff.ts";
import { CommandError } from "../command-error.ts";
import { findUncommitted } from "../git.ts";
import type { MigrateOptions, MigrateWatcher } from "./migrate-options.ts";
import { toFailedFile, type FailedFile, type MigratedFile } from "./migration-report.ts";
import { createPause } from "../pause.ts";
import type { PlannedFile } from "./plan.ts";
import type { FileText } from "../read-file.ts";
import type { Workspace } from "../workspace-root.ts";
import { writeFile } from "../write-file.ts";

export interface WriteTask {
  readonly options: MigrateOptions;
  readonly watcher: MigrateWatcher;
  readonly workspace: Workspace;
}

export interface Outcome {
  readonly files: MigratedFile[];
  readonly failed: FailedFile[];
  /** Files of a dry run that a real one would refuse, since git could not give them back. */
  readonly uncommitted: string[];
  isInterrupted: boolean;
}

/** Writes what was planned (but in a dry run), one file after the other, and tells of each. Throws `GIT_FAILED`. */
export async function writePlanned(planned: readonly PlannedFile[], task: WriteTask): Promise<Outcome> {
  const { watcher } = task;
  const outcome: Outcome = { files: [], failed: [], uncommitted: [], isInterrupted: watcher.signal.aborted };
  if (planned.length === 0 || outcome.isInterrupted) return outcome;
  const guarded = await findGuarded(planned, task);
  const count = planned.filter(isChanged).length;
  outcome.isInterrupted = !task.options.dryRun && count > 0 && !(await watcher.confirm(count));
  const pause = createPause();
  for (const each of planned) {
    await pause();
    outcome.isInterrupted ||= watcher.signal.aborted;
    if (outcome.isInterrupted) break;
    try {
      requireWritten(each, outcome);
      writePlannedFile(each, { ...task, isGuarded: guarded.has(each.candidate.path) }, outcome);
    } catch (error) {
      outcome.failed.push(toFailedFile(each.candidate.path, error));
    }
  }
  return outcome;
}

/** A file that needs another one is not changed without it. Throws `FILE_HELD_BACK`. */
function requireWritten(planned: PlannedFile, { failed }: Outcome): void {
  const missing = isChanged(planned) && failed.find(({ path }) => planned.after.includes(path));
  if (!missing) return;
  const context = { file: missing.path };
  throw new CommandError("FILE_HELD_BACK", "left as it is, since another one was not written", { context });
}

/** The files that are not to be written, since git could not give them back. */
async function findGuarded(
  planned: readonly PlannedFile[],
  { options, workspace }: WriteTask,
): Promise<ReadonlySet<string>> {
  if (options.allowDirty || !workspace.isRepository) return new Set();
  const paths = planned.map(({ candidate }) => candidate.path);
  return findUncommitted(workspace.root, paths, options.staged);
}

function isChanged({ file, migration }: PlannedFile): boolean {
  return migration.text !== file.text;
}

function writePlannedFile(
  planned: PlannedFile,
  task: WriteTask & { readonly isGuarded: boolean },
  outcome: Outcome,
): void {
  const { candidate, file, migration, todos } = planned;
  const { path } = candidate;
  const { text, changes, left } = migration;
  const { options, watcher, isGuarded } = task;
  if (isChanged(planned) && isGuarded && options.dryRun) outcome.uncommitted.push(path);
  if (isChanged(planned) && !options.dryRun) writeGuarded(file, text, isGuarded);
  const diff = isChanged(planned) && options.dryRun ? toDiff(path, file.text, text) : null;
  if (!isChanged(planned) && left.length === 0) return;
  const migrated = { path, changes, left, todos, diff };
  outcome.files.push(migrated);
  watcher.onFile(migrated);
}

function writeGuarded(file: FileText, text: string, isGuarded: boolean): void {
  if (!isGuarded) return writeFile(file, text);
  throw new CommandError("FILE_UNCOMMITTED", "has uncommitted changes: commit them first, or pass --allow-dirty");
}
