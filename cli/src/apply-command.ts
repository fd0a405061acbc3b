import { join, resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import type { Engine } from "./engine.ts";
import { showMigration, toExitCode, type MigrateCommandOptions } from "./migrate-command.ts";
import type { Change, Review } from "../../codemods/codemod.ts";
import { toFailedFile, type FailedFile, type MigrationReport } from "./migrate/migration-report.ts";
import {
  readMigrationPlan,
  toAcceptedFiles,
  toDecision,
  toPlanReview,
  type PlanFile,
} from "./migrate/migration-plan.ts";
import { requireDecisions } from "./migrate/require-decisions.ts";
import { readHash } from "./read-file.ts";
import { toSettings } from "./settings.ts";
import type { Io } from "./terminal.ts";
import { findWorkspace } from "./workspace-root.ts";

export interface ApplyCommandOptions extends Pick<MigrateCommandOptions, "dryRun" | "allowDirty" | "cache" | "types"> {
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
  const plan = readMigrationPlan(resolve(io.cwd, name));
  const { only, contract } = plan;
  const files = toAcceptedFiles(plan);
  const { root } = await findWorkspace(io.cwd, []);
  requireDecisions(files, root, toSettings({ cwd: io.cwd, contract }));
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
    ...{ since: null, shard: null, staged: false, maxChanges: null, todo: false, typecheck: false, plain: false },
  };
  const settled = new Set<string>();
  const toReview = (path: string): Review => {
    const review = toPlanReview(fresh.get(path) ?? { path, hash: "", sites: [], left: [] });
    return { ...review, onSettled: (change) => (settled.add(toKey(path, change)), review.onSettled(change)) };
  };
  const complete = (report: MigrationReport): MigrationReport => ({
    ...report,
    failed: [...failed, ...report.failed],
    warnings: [...report.warnings, ...findVanished([...fresh.values()], settled, report)],
  });
  const report = await showMigration({ options, engine, toReview, among: new Set(fresh.keys()) }, io, complete);
  return toExitCode(report, io.signal);
}

/** What a plan wants settled, and was neither that nor left: whatever was wrong there is not found any more. */
function findVanished(
  planned: readonly PlanFile[],
  settled: ReadonlySet<string>,
  { files, failed, interrupted }: MigrationReport,
): string[] {
  if (interrupted) return [];
  const left = files.flatMap((file) => file.left.map((site) => toKey(file.path, site)));
  const known = new Set([...settled, ...left]);
  const lost = new Set(failed.map(({ path }) => path));
  return planned.flatMap(({ path, sites, left: unsettled }) =>
    [...sites, ...unsettled.filter((site) => toDecision(site) !== null)]
      .filter((site) => !lost.has(path) && !known.has(toKey(path, site)))
      .map(({ rule, line, column }) => `${path}:${line}:${column}: what ${rule} reported there is not found any more.`),
  );
}

function toKey(path: string, { codemod, rule, line, column }: Change): string {
  return `${path} ${codemod} ${rule} ${line}:${column}`;
}

function findFailure(root: string, { path, hash }: PlanFile): FailedFile | null {
  try {
    if (readHash(join(root, path)) === hash) return null;
    throw new CommandError("FILE_CHANGED", "changed since the plan was made: make it again");
  } catch (error) {
    return toFailedFile(path, error);
  }
}
