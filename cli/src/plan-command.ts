import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Engine } from "./engine.ts";
import type { MigrateOptions } from "./migrate/migrate-options.ts";
import { requireInside, writeChanges } from "./init/write-change.ts";
import {
  createRecorder,
  toObstacles,
  toPlanLeft,
  toSiteKey,
  type MigrationPlan,
  type PlanFile,
} from "./migrate/migration-plan.ts";
import { planMigration, type PlannedMigration } from "./migrate/plan-migration.ts";
import { readFile } from "./read-file.ts";
import { createProgress } from "./progress.ts";
import type { Io } from "./terminal.ts";

export interface PlanCommandOptions extends MigrateOptions {
  /** Where the plan goes. */
  readonly out: string;
}

/** Writes down what `migrate` would do, for people to read and to change; resolves to the exit code. */
export async function runPlan(options: PlanCommandOptions, engine: Engine, io: Io): Promise<number> {
  const path = relative(io.cwd, resolve(io.cwd, options.out));
  requireInside(io.cwd, path);
  const progress = createProgress(io.stderr);
  const recorders = new Map<string, ReturnType<typeof createRecorder>>();
  const toReview = (path: string) => {
    const recorder = recorders.get(path) ?? createRecorder();
    recorders.set(path, recorder);
    return recorder.review;
  };
  const watcher = { signal: io.signal, onProgress: progress.show };
  const planned = await planMigration({ options, engine, watcher, toReview, consults: true });
  progress.clear();
  if (io.signal.aborted) return 130;
  const files = toFiles(planned, (path) => recorders.get(path)?.sites ?? []);
  const { only, contract } = options;
  const plan: MigrationPlan = { format: 1, only, contract, against: toObstacles(files), files };
  const before = existsSync(resolve(io.cwd, path)) ? readFile(resolve(io.cwd, path)) : null;
  writeChanges(io.cwd, [{ path, before, after: `${JSON.stringify(plan, null, 2)}\n` }]);
  return tell(planned, plan, options.out, io);
}

function toFiles({ plan }: PlannedMigration, toSites: (path: string) => PlanFile["sites"]): readonly PlanFile[] {
  return plan.files.flatMap(({ candidate: { path }, file: { hash }, migration: { changes, left } }) => {
    // what was settled for the sake of something that was not, after all, is in no change
    const settled = new Set(changes.map(toSiteKey));
    const sites = [...new Map(toSites(path).map((site) => [toSiteKey(site), site])).values()].filter((site) =>
      settled.has(toSiteKey(site)),
    );
    return sites.length + left.length === 0 ? [] : [{ path, hash, sites, left: left.map(toPlanLeft) }];
  });
}

function tell({ found, plan: { failed } }: PlannedMigration, { files }: MigrationPlan, out: string, io: Io): number {
  const failures = [...found.failed, ...failed];
  for (const { path, reason } of failures) io.stderr.write(`error-contract: ${path}: ${reason}\n`);
  const sites = files.reduce((count, file) => count + file.sites.length, 0);
  const left = files.reduce((count, file) => count + file.left.length, 0);
  const wanting = (["code", "message"] as const).map((want) => {
    const count = files.flatMap((file) => file.left).filter((site) => site[want] === null).length;
    return count === 0 ? "" : `, ${count} of them for want of a ${want}`;
  });
  const offered = files.flatMap((file) => file.left).filter(({ accepted }) => accepted === false).length;
  const accepting = offered === 0 ? "" : `, ${offered} of them for you to accept`;
  io.stdout.write(
    `wrote ${out}: ${sites} to change, ${left} left${wanting.join("")}${accepting}. Read it, change it, then: error-contract apply ${out}\n`,
  );
  return failures.length > 0 ? 3 : 0;
}
