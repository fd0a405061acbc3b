import { join } from "node:path";
import type { Codemod, Review } from "../../../codemods/codemod.ts";
import type { FileMigration } from "../../../codemods/migrate-file.ts";
import { CommandError } from "../command-error.ts";
import type { Engine } from "../engine.ts";
import { migrateFile, parseFile } from "./migrate-file.ts";
import { toFailedFile, type FailedFile } from "./migration-report.ts";
import { createPause } from "../pause.ts";
import type { FileText, ReadFile } from "../read-file.ts";
import type { Candidate, Survey } from "./survey.ts";

/** What would become of one file. */
export interface PlannedFile {
  readonly candidate: Candidate;
  readonly file: FileText;
  readonly migration: FileMigration;
  /** How many comments about sites left were written or taken away. */
  readonly todos: number;
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
  readonly engine: Engine;
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
export async function planCandidates({ candidates, contributions }: Survey, task: PlanTask): Promise<Plan> {
  const known = new Map(contributions);
  const planned = new Map<string, PlannedFile>();
  const failed: FailedFile[] = [];
  const pause = createPause();
  let open = candidates;
  for (let round = 0; round < mostRounds && open.length > 0; round++) {
    const index = task.engine.toIndex(known, task.root);
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
    if (changed.length === 0) break;
    for (const each of changed) known.set(each.file.path, toContribution(each, task.engine));
    open = candidates.filter(({ path }) => (planned.get(path)?.migration.left.length ?? 0) > 0);
  }
  return { files: candidates.flatMap(({ path }) => planned.get(path) ?? []), failed, warnings: [] };
}

function planFile(
  { candidate, earlier }: { readonly candidate: Candidate; readonly earlier: PlannedFile | undefined },
  index: ReturnType<Engine["toIndex"]>,
  task: PlanTask,
): PlannedFile {
  const { codemods, engine } = task;
  const file = earlier?.file ?? readCandidate(candidate, task);
  const source = parseFile(file.path, earlier?.migration.text ?? file.text);
  const { setting } = candidate;
  const start = { source, earlier: earlier?.migration };
  const options = { codemods, setting, index, review: task.toReview?.(candidate.path) };
  return { candidate, file, migration: migrateFile(start, engine.migrateSource, options), todos: 0 };
}

function toContribution(
  { file, migration, candidate }: PlannedFile,
  engine: Engine,
): ReturnType<Engine["toContribution"]> {
  return engine.toContribution(parseFile(file.path, migration.text), candidate.setting);
}

/** The file as the index knows it. */
function readCandidate({ path, hash }: Candidate, { root, read }: PlanTask): FileText {
  const file = read(join(root, path));
  if (file?.hash === hash) return file;
  throw new CommandError("FILE_CHANGED", "changed by somebody else meanwhile, so it is not written");
}
