import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findNameReason } from "../../../codemods/skip-reason.ts";
import { CommandError } from "../command-error.ts";
import type { Engine } from "../engine.ts";
import type { MigrateOptions } from "./migrate-options.ts";
import type { FailedFile } from "./migration-report.ts";
import { planMigration } from "./plan-migration.ts";
import { toBytes, toFileBytes, toFileText } from "../read-file.ts";
import type { Io } from "../terminal.ts";

/**
 * Prints what becomes of the text on the standard input, as the file of that name; a text that is not to be migrated is
 * printed as it is. Resolves to the exit code; where it is not 0, nothing is printed but the reason.
 */
export async function migrateInput(name: string, options: MigrateOptions, engine: Engine, io: Io): Promise<number> {
  const path = toRealPath(options.cwd, name);
  const bytes = await io.readInput();
  const input = toFileBytes(path, bytes);
  const before = toFileText(input);
  if (before === null || findNameReason(path) !== null) return print(bytes, io);
  const watcher = { signal: io.signal, onProgress: () => undefined };
  const task = { options: { ...options, paths: [dirname(path)] }, engine, watcher, input };
  const { found, plan } = await planMigration(task);
  if (io.signal.aborted) return 130;
  const [failed] = [...found.failed, ...plan.failed];
  if (failed !== undefined) return tell(failed, io);
  const text = plan.files[0]?.migration.text;
  return print(text === undefined ? bytes : toBytes(before, text), io);
}

/** The file itself need not be there yet. Throws `PATH_NOT_FOUND` where its folder is not. */
function toRealPath(cwd: string, name: string): string {
  const path = resolve(cwd, name);
  if (!existsSync(dirname(path)))
    throw new CommandError("PATH_NOT_FOUND", "there is no such directory", { context: { path: dirname(name) } });
  return join(realpathSync(dirname(path)), basename(path));
}

function print(bytes: Buffer, { stdout }: Io): number {
  stdout.write(bytes.toString("utf8"));
  return 0;
}

function tell({ path, line, column, reason }: FailedFile, { stderr }: Io): number {
  stderr.write(`error-contract: ${path}${line === null ? "" : `:${line}:${column ?? 1}`}: ${reason}\n`);
  return 3;
}
