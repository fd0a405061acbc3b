import { join, resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import type { Engine } from "./engine.ts";
import { showMigration, toExitCode, type MigrateCommandOptions } from "./migrate-command.ts";
import { toFailedFile, type FailedFile } from "./migrate/migration-report.ts";
import { readMigrationPlan, toPlanReview, type PlanFile } from "./migrate/migration-plan.ts";
import { readHash } from "./read-file.ts";
import type { Io } from "./terminal.ts";
import { findWorkspace } from "./workspace-root.ts";

export interface ApplyCommandOptions extends Pick<MigrateCommandOptions, "dryRun" | "allowDirty" | "cache"> {
  readonly plan: string;
  readonly yes: boolean;
  readonly format: MigrateCommandOptions["format"];
  readonly color: boolean;
}

/**
 * Executes a plan: migrates again what it says, so that what was proven then is proven now. Files that changed since the plan
 * was made are refused. Resolves to the exit code.
 */
export async function runApply({ plan: name, ...flags }: ApplyCommandOptions, engine: Engine, io: Io): Promise<number> {
  const { files, only, contract } = readMigrationPlan(resolve(io.cwd, name));
  const { root } = await findWorkspace(io.cwd, []);
  const failed: FailedFile[] = [];
  const fresh = new Map<string, PlanFile>();
  for (const file of files) {
    const failure = findFailure(root, file);
    if (failure === null) fresh.set(file.path, file);
    else failed.push(failure);
  }
  const options = {
    ...flags,
    ...{ cwd: io.cwd, paths: [root], include: [], exclude: [], only, contract },
    ...{ since: null, staged: false, maxChanges: null, todo: false, typecheck: false },
  };
  const toReview = (path: string) => toPlanReview(fresh.get(path) ?? { path, hash: "", sites: [], left: [] });
  const report = await showMigration({ options, engine, toReview, among: new Set(fresh.keys()) }, io, failed);
  return toExitCode(report, io.signal);
}

function findFailure(root: string, { path, hash }: PlanFile): FailedFile | null {
  try {
    if (readHash(join(root, path)) === hash) return null;
    throw new CommandError("FILE_CHANGED", "changed since the plan was made: make it again");
  } catch (error) {
    return toFailedFile(path, error);
  }
}
