import { realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Codemod } from "../../codemods/codemod.ts";
import { CommandError } from "./command-error.ts";
import type { Engine } from "./engine.ts";
import { findFiles, type Discovery } from "./files.ts";
import type { MigrateOptions, MigrateWatcher } from "./migrate-options.ts";
import type { MigrationReport } from "./migration-report.ts";
import { toSettings, type ToSetting } from "./settings.ts";
import { planCandidates } from "./plan-candidates.ts";
import { survey, type Survey } from "./survey.ts";
import { findWorkspace } from "./workspace-root.ts";
import { writePlanned, type Outcome, type WriteTask } from "./write-planned.ts";

/**
 * Migrates files: reads all of the workspace for the index, then takes those in which there is something to do one by
 * one. Throws a `CommandError` where the user has to mend something first; files that fail stand in the report.
 */
export async function migrate(
  options: MigrateOptions,
  engine: Engine,
  watcher: MigrateWatcher,
): Promise<MigrationReport> {
  const codemods = chooseCodemods(engine.codemods, options.codemods);
  const workspace = await findWorkspace(options.cwd, options.paths);
  const discovery = await findFiles(workspace, { ...options, cwd: realpathSync(options.cwd) });
  const toSetting = toSettings(options);
  requireContract(workspace.root, discovery, toSetting);
  const { signal, onProgress } = watcher;
  const found = await survey({ root: workspace.root, discovery, codemods, toSetting, engine, signal, onProgress });
  const plan = await planCandidates(found, { root: workspace.root, codemods, engine, signal });
  const task: WriteTask = { options, watcher, workspace };
  const outcome = await writePlanned(plan.files, task);
  outcome.failed.push(...plan.failed);
  if (!options.dryRun) removeAbandoned(workspace.root, discovery);
  return toReport(task, { discovery, found, outcome });
}

/** Throws `INVALID_USAGE` for a name that is none. */
function chooseCodemods(all: readonly Codemod[], names: readonly string[]): readonly Codemod[] {
  const known = all.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const context = { name: unknown, known: known.join(" ") };
  throw new CommandError("INVALID_USAGE", "there is no such codemod", { context });
}

/** Throws `CONTRACT_NOT_FOUND` where no file has one, and `CONTRACT_INVALID` where one is broken, before anything is done. */
function requireContract(root: string, { targets }: Discovery, toSetting: ToSetting): void {
  const settings = [...targets].map((path) => toSetting(join(root, path)));
  if (settings.length === 0 || settings.some((setting) => setting !== null)) return;
  const advice = "make one with `error-contract init`";
  throw new CommandError("CONTRACT_NOT_FOUND", "no error-contract.json applies here", { context: { root, advice } });
}

interface Parts {
  readonly discovery: Discovery;
  readonly found: Survey;
  readonly outcome: Outcome;
}

function toReport(task: WriteTask, { discovery, found, outcome }: Parts): MigrationReport {
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
    warnings: toWarnings(task, { discovery, found, outcome }),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

function toWarnings({ options, workspace }: WriteTask, { found, outcome }: Parts): string[] {
  const warnings: string[] = [];
  const hasChanged = outcome.files.some(({ changes }) => changes.length > 0);
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
