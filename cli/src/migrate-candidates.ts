import { join } from "node:path";
import type { Codemod } from "../../codemods/codemod.ts";
import type { WorkspaceIndex } from "../../src/workspace/workspace-index.ts";
import { CommandError } from "./command-error.ts";
import { toDiff } from "./diff.ts";
import type { Engine } from "./engine.ts";
import { findUncommitted } from "./git.ts";
import { migrateFile, parseFile } from "./migrate-file.ts";
import type { MigrateOptions, MigrateWatcher } from "./migrate-options.ts";
import { toFailedFile, type FailedFile, type MigratedFile } from "./migration-report.ts";
import { createPause } from "./pause.ts";
import { readFile, type FileText } from "./read-file.ts";
import type { Candidate } from "./survey.ts";
import type { Workspace } from "./workspace-root.ts";
import { writeFile } from "./write-file.ts";

export interface CandidateTask {
  readonly options: MigrateOptions;
  readonly engine: Engine;
  readonly watcher: MigrateWatcher;
  readonly workspace: Workspace;
  readonly codemods: readonly Codemod[];
  readonly index: WorkspaceIndex;
}

export interface Outcome {
  readonly files: MigratedFile[];
  readonly failed: FailedFile[];
  /** Files of a dry run that a real one would refuse, since git could not give them back. */
  readonly uncommitted: string[];
  isInterrupted: boolean;
}

/** Migrates, verifies and (but in a dry run) writes one candidate after the other. Throws `GIT_FAILED`. */
export async function migrateCandidates(candidates: readonly Candidate[], task: CandidateTask): Promise<Outcome> {
  const { watcher } = task;
  const outcome: Outcome = { files: [], failed: [], uncommitted: [], isInterrupted: watcher.signal.aborted };
  if (candidates.length === 0 || outcome.isInterrupted) return outcome;
  const guarded = await findGuarded(candidates, task);
  outcome.isInterrupted = !task.options.dryRun && !(await watcher.confirm(candidates.length));
  const pause = createPause();
  for (const candidate of candidates) {
    await pause();
    outcome.isInterrupted ||= watcher.signal.aborted;
    if (outcome.isInterrupted) break;
    try {
      migrateCandidate({ ...candidate, isGuarded: guarded.has(candidate.path) }, task, outcome);
    } catch (error) {
      outcome.failed.push(toFailedFile(candidate.path, error));
    }
  }
  return outcome;
}

/** The candidates that are not to be written, since git could not give them back. */
async function findGuarded(
  candidates: readonly Candidate[],
  { options, workspace }: CandidateTask,
): Promise<ReadonlySet<string>> {
  if (options.allowDirty || !workspace.isRepository) return new Set();
  const paths = candidates.map(({ path }) => path);
  return findUncommitted(workspace.root, paths);
}

interface GuardedCandidate extends Candidate {
  readonly isGuarded: boolean;
}

function migrateCandidate(candidate: GuardedCandidate, task: CandidateTask, outcome: Outcome): void {
  const { path, setting, isGuarded } = candidate;
  const { codemods, engine, index, options, watcher } = task;
  const file = readCandidate(candidate, task.workspace.root);
  const source = parseFile(file.path, file.text);
  const { text, changes, left } = migrateFile(source, engine.migrateSource, { codemods, setting, index });
  const isChanged = text !== file.text;
  if (isChanged && isGuarded && options.dryRun) outcome.uncommitted.push(path);
  if (isChanged && !options.dryRun) writeGuarded(file, text, isGuarded);
  const migrated = { path, changes, left, diff: isChanged && options.dryRun ? toDiff(path, file.text, text) : null };
  if (!isChanged && left.length === 0) return;
  outcome.files.push(migrated);
  watcher.onFile(migrated);
}

/** The file as the index knows it. */
function readCandidate({ path, hash }: Candidate, root: string): FileText {
  const file = readFile(join(root, path));
  if (file?.hash === hash) return file;
  throw new CommandError("FILE_CHANGED", "changed by somebody else meanwhile, so it is not written");
}

function writeGuarded(file: FileText, text: string, isGuarded: boolean): void {
  if (!isGuarded) return writeFile(file, text);
  throw new CommandError("FILE_UNCOMMITTED", "has uncommitted changes: commit them first, or pass --allow-dirty");
}
