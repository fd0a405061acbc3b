import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Discovery } from "../files.ts";
import type { MigrateWatcher } from "./migrate-options.ts";
import { isChanged, type MigrationReport } from "./migration-report.ts";
import { planMigration, type MigrationTask } from "./plan-migration.ts";
import type { Survey } from "./survey.ts";
import { writePlanned, type Outcome, type WriteTask } from "./write-planned.ts";

/**
 * Migrates files: reads all of the workspace for the index, then takes those in which there is something to do one by
 * one. Throws a `CommandError` where the user has to mend something first; files that fail stand in the report.
 */
export async function migrate(given: MigrationTask & { readonly watcher: MigrateWatcher }): Promise<MigrationReport> {
  const { options, watcher } = given;
  const { workspace, discovery, found, plan } = await planMigration(given);
  const task: WriteTask = { options, watcher, workspace };
  const outcome = await writePlanned(plan.files, task);
  outcome.failed.push(...plan.failed);
  if (!options.dryRun) removeAbandoned(workspace.root, discovery);
  return toReport(task, { discovery, found, outcome, warnings: plan.warnings });
}

interface Parts {
  readonly discovery: Discovery;
  readonly found: Survey;
  readonly outcome: Outcome;
  readonly warnings: readonly string[];
}

function toReport(task: WriteTask, parts: Parts): MigrationReport {
  const { discovery, found, outcome } = parts;
  const skipped = [...discovery.skipped, ...found.skipped].sort(byPath);
  const failed = [...found.failed, ...outcome.failed].sort(byPath);
  return {
    root: task.workspace.root,
    dryRun: task.options.dryRun,
    interrupted: outcome.isInterrupted,
    seen: found.seen,
    files: outcome.files,
    skipped,
    failed,
    warnings: toWarnings(task, parts),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

function toWarnings({ options, workspace }: WriteTask, { found, outcome, ...parts }: Parts): string[] {
  const warnings: string[] = [...parts.warnings];
  const hasChanged = outcome.files.some(isChanged);
  if (hasChanged && !options.dryRun && !workspace.isRepository)
    warnings.push("The files are not under git: there is no way back.");
  if (outcome.uncommitted.length > 0)
    warnings.push(
      `Without --allow-dirty these would be refused, since they have uncommitted changes: ${outcome.uncommitted.join(", ")}.`,
    );
  if (found.unreadable.length > 0)
    warnings.push(`These cannot be read, so nobody in them is known to listen: ${found.unreadable.join(", ")}.`);
  return warnings;
}

function removeAbandoned(root: string, { abandoned }: Discovery): void {
  for (const path of abandoned) rmSync(join(root, path), { force: true });
}
