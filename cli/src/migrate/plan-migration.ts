import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { Codemod, Review } from "../../../codemods/codemod.ts";
import { chooseCodemods } from "./choose-codemods.ts";
import { toHash } from "../../../src/contract/hash.ts";
import { CommandError } from "../command-error.ts";
import type { Engine } from "../engine.ts";
import { findFiles, type Discovery } from "../files.ts";
import { findUncommitted, listChangedFiles, listStagedFiles } from "../git.ts";
import type { MigrateOptions, MigrateWatcher } from "./migrate-options.ts";
import type { Plan } from "./plan.ts";
import { planCandidates, toContributions, type PlanTask } from "./plan-candidates.ts";
import { beyondLimit, planTodos } from "./plan-todos.ts";
import { readFileBytes, type FileBytes } from "../read-file.ts";
import { toSettings, type ToSetting } from "../settings.ts";
import { FileRecords, findStore } from "./file-records.ts";
import type { TypedCalls } from "../types/typed-calls.ts";
import { survey, type Survey } from "./survey.ts";
import { findWorkspace, type Workspace } from "../workspace-root.ts";

export interface MigrationTask {
  readonly options: MigrateOptions;
  readonly engine: Engine;
  readonly watcher: Pick<MigrateWatcher, "signal" | "onProgress">;
  /** Who has the last word on the edits of a file (relative to the root). */
  readonly toReview?: (path: string) => Review;
  /** Only these files; without it, those that the options say. */
  readonly among?: ReadonlySet<string>;
  /** Whether all is told that stands against the edits that are not made, and is for a person to accept. */
  readonly consults?: boolean;
  /** A text that stands for the file of its path, and alone is migrated. */
  readonly input?: FileBytes;
}

/** What a migration would do, with all that it went by. */
export interface PlannedMigration {
  readonly workspace: Workspace;
  readonly discovery: Discovery;
  readonly found: Survey;
  readonly plan: Plan;
}

/**
 * Reads all of the workspace for the index, whatever was asked for, and works out what becomes of each file; writes nothing.
 * Throws a `CommandError` where the user has to mend something first.
 */
export async function planMigration(task: MigrationTask): Promise<PlannedMigration> {
  const { options, engine, watcher, input, consults = false } = task;
  const codemods: readonly Codemod[] = chooseCodemods(engine.codemods, options.only);
  const workspace = await findWorkspace(options.cwd, options.paths);
  const discovery = await discover(workspace, task);
  const toSetting = toSettings(options);
  requireContract(workspace.root, discovery, toSetting);
  const read = (path: string): FileBytes => (path === input?.path ? input : readFileBytes(path));
  const records = new FileRecords(engine, options.cache ? findStore(workspace.root) : null);
  const work = toHash(codemods.flatMap(({ name, finders }) => [name, ...finders.map(({ rule }) => rule)]));
  const common = { root: workspace.root, codemods, work, engine, records, read, ...watcher };
  const found = await survey({ ...common, discovery, toSetting, asked: options, todo: options.todo });
  const findLocked = toFindLocked(workspace, task);
  const types = options.types && found.candidates.length > 0 ? await askTypes(found, workspace.root) : null;
  const toTask = () => ({ ...common, findLocked, types, consults, toReview: toLimited(task) });
  const planned = await (options.typecheck ? planByTypes(found, toTask) : planCandidates(found, toTask));
  const told = { ...planned, warnings: [...(types?.warnings ?? []), ...planned.warnings] };
  const plan = planTodos(told, codemods, options);
  const isWhole = found.candidates.length > 0 || discovery.targets.size === discovery.files.length;
  if (isWhole && !watcher.signal.aborted) records.save();
  return { workspace, discovery, found, plan };
}

/** What is not to be written since git could not give it back; a dry run and a text of the standard input write nothing. */
function toFindLocked({ root, isRepository }: Workspace, { options, input }: MigrationTask): PlanTask["findLocked"] {
  const isFree = options.allowDirty || options.dryRun || input !== undefined || !isRepository;
  return isFree ? () => Promise.resolve(new Set()) : (paths) => findUncommitted(root, paths, options.staged);
}

/** What few ask for is loaded when it is. */
async function planByTypes(found: Survey, toTask: () => PlanTask): Promise<Plan> {
  const { planTyped } = await import("../typecheck/plan-typed.ts");
  return planTyped(found, toTask);
}

async function askTypes({ records }: Survey, root: string): Promise<TypedCalls> {
  const { TypedCalls } = await import("../types/typed-calls.ts");
  return TypedCalls.of(toContributions(records, root).values(), root);
}

async function discover(workspace: Workspace, { options, input, ...task }: MigrationTask): Promise<Discovery> {
  const among = task.among ?? (await findAmong(workspace, options));
  const discovery = await findFiles(workspace, { ...options, cwd: realpathSync(options.cwd), among });
  if (input === undefined) return discovery;
  const path = input.path.slice(workspace.root.length + 1).replaceAll("\\", "/");
  return { ...discovery, files: [...new Set([...discovery.files, path])].sort(), targets: new Set([path]) };
}

/** The files that git says are meant; `null` where it is not asked. Throws `INVALID_USAGE` and `GIT_FAILED`. */
async function findAmong(
  { root, isRepository }: Workspace,
  { since, staged }: MigrateOptions,
): Promise<ReadonlySet<string> | null> {
  if (since === null && !staged) return null;
  if (!isRepository)
    throw new CommandError("INVALID_USAGE", "only a git repository knows what changed", { context: { root } });
  return staged ? listStagedFiles(root) : listChangedFiles(root, since ?? "HEAD");
}

/** Throws `CONTRACT_NOT_FOUND` where no file has one, and `CONTRACT_INVALID` where one is broken, before anything is done. */
function requireContract(root: string, { targets }: Discovery, toSetting: ToSetting): void {
  const settings = [...targets].map((path) => toSetting(join(root, path)));
  if (settings.length === 0 || settings.some((setting) => setting !== null)) return;
  const advice = "make one with `error-contract init`, or run `migrate --plain`, which needs none";
  throw new CommandError("CONTRACT_NOT_FOUND", "no error-contract.json applies here", { context: { root, advice } });
}

/** Nothing is sound only with what comes after it: wherever the count ends, what was settled may stand alone. */
function toLimited({ options: { maxChanges }, toReview }: MigrationTask): MigrationTask["toReview"] {
  if (maxChanges === null) return toReview;
  let settled = 0;
  return (path) => {
    const review = toReview?.(path);
    return {
      ...review,
      revise: (change) => (settled < maxChanges ? (review?.revise(change) ?? change.edits) : beyondLimit),
      onSettled: (change) => {
        settled++;
        review?.onSettled(change);
      },
    };
  };
}
