import type { CheckProblem } from "./check/problem.ts";
import { toSarif } from "./check/to-sarif.ts";
import { paintDiff, type Colors } from "./diff.ts";
import type { Engine } from "./engine.ts";
import type { MigrateOptions, MigrateWatcher } from "./migrate/migrate-options.ts";
import { migrateInput } from "./migrate/migrate-input.ts";
import { migrate } from "./migrate/migrate.ts";
import { isChanged, type MigratedFile, type MigrationReport } from "./migrate/migration-report.ts";
import type { MigrationTask } from "./migrate/plan-migration.ts";
import { createProgress } from "./progress.ts";
import { toSummary } from "./migrate/summary.ts";
import { toColors, type Io } from "./terminal.ts";

export interface MigrateCommandOptions extends MigrateOptions {
  /** The file that the standard input stands for; `null` where files are migrated. */
  readonly inputName: string | null;
  readonly format: "text" | "json" | "sarif";
  readonly yes: boolean;
  readonly color: boolean;
}

/** Runs `migrate` and prints what it does; resolves to the exit code. */
export async function runMigrate(options: MigrateCommandOptions, engine: Engine, io: Io): Promise<number> {
  if (options.inputName !== null) return migrateInput(options.inputName, options, engine, io);
  const report = await showMigration({ options, engine }, io);
  return toExitCode(report, io.signal);
}

/** What is migrated, and how that is shown. */
export type ShownMigration = Omit<MigrationTask, "watcher"> & {
  readonly options: MigrateOptions & Pick<MigrateCommandOptions, "format" | "yes" | "color">;
};

/** Migrates, and prints what that comes to, with what else there is to tell. */
export async function showMigration(
  shown: ShownMigration,
  io: Io,
  complete: (report: MigrationReport) => MigrationReport = (report) => report,
): Promise<MigrationReport> {
  const { options } = shown;
  const colors = toColors(io, options.color);
  const progress = createProgress(io.stderr);
  const print = (text: string): void => {
    progress.clear();
    io.stdout.write(text);
  };
  const watcher: MigrateWatcher = {
    signal: io.signal,
    onProgress: progress.show,
    onFile: (file) => {
      if (options.format === "text") print(toFileText(file, colors));
    },
    confirm: async (candidates) => {
      progress.clear();
      return options.yes || io.confirm === null || io.confirm(toQuestion(candidates));
    },
  };
  const report = complete(await migrate({ ...shown, watcher }));
  print(toText(report, options.format, colors));
  return report;
}

function toText(report: MigrationReport, format: MigrateCommandOptions["format"], colors: Colors): string {
  if (format === "text") return toSummary(report, colors);
  return `${JSON.stringify(format === "json" ? report : toSarif(report.files.flatMap(toProblems)), null, 2)}\n`;
}

/** What is left to a person, as code scanning services show it. */
function toProblems({ path, left }: MigratedFile): CheckProblem[] {
  return left.map(({ rule, line, column, reason }) => ({
    rule,
    severity: "warning",
    place: { file: path, line, column },
    message: `migrate leaves this as it is: ${reason}.`,
  }));
}

function toFileText({ path, diff, ...file }: MigratedFile, colors: Colors): string {
  if (!isChanged(file)) return "";
  return diff === null ? `${colors.green("changed")} ${path}\n` : `${paintDiff(diff, colors)}\n`;
}

function toQuestion(candidates: number): string {
  return `There is something to migrate in ${candidates === 1 ? "one file" : `up to ${candidates} files`}. Change them in place?`;
}

export function toExitCode({ failed, dryRun, files }: MigrationReport, signal: AbortSignal): number {
  if (signal.aborted) return 130;
  if (failed.length > 0) return 3;
  return dryRun && files.some(isChanged) ? 1 : 0;
}
