import { paintDiff, type Colors } from "./diff.ts";
import type { Engine } from "./engine.ts";
import type { MigrateOptions } from "./migrate-options.ts";
import { migrateInput } from "./migrate-input.ts";
import { migrate } from "./migrate.ts";
import type { MigratedFile, MigrationReport } from "./migration-report.ts";
import { createProgress } from "./progress.ts";
import { toSummary } from "./summary.ts";
import { toColors, type Io } from "./terminal.ts";

export interface MigrateCommandOptions extends MigrateOptions {
  /** The file that the standard input stands for; `null` where files are migrated. */
  readonly inputName: string | null;
  readonly json: boolean;
  readonly yes: boolean;
  readonly color: boolean;
}

/** Runs `migrate` and prints what it does; resolves to the exit code. */
export async function runMigrate(options: MigrateCommandOptions, engine: Engine, io: Io): Promise<number> {
  if (options.inputName !== null) return migrateInput(options.inputName, options, engine, io);
  const colors = toColors(io, options.color);
  const progress = createProgress(io.stderr);
  const print = (text: string): void => {
    progress.clear();
    io.stdout.write(text);
  };
  const report = await migrate(options, engine, {
    signal: io.signal,
    onProgress: progress.show,
    onFile: (file) => {
      if (!options.json) print(toFileText(file, colors));
    },
    confirm: async (candidates) => {
      progress.clear();
      return options.yes || io.confirm === null || io.confirm(toQuestion(candidates));
    },
  });
  print(options.json ? `${JSON.stringify(report, null, 2)}\n` : toSummary(report, colors));
  return toExitCode(report, io.signal);
}

function toFileText({ path, changes, diff }: MigratedFile, colors: Colors): string {
  if (changes.length === 0) return "";
  return diff === null ? `${colors.green("changed")} ${path}\n` : `${paintDiff(diff, colors)}\n`;
}

function toQuestion(candidates: number): string {
  return `There is something to migrate in ${candidates === 1 ? "one file" : `up to ${candidates} files`}. Change them in place?`;
}

function toExitCode({ failed, dryRun, files }: MigrationReport, signal: AbortSignal): number {
  if (signal.aborted) return 130;
  if (failed.length > 0) return 3;
  return dryRun && files.some(({ changes }) => changes.length > 0) ? 1 : 0;
}
