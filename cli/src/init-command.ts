import { resolve } from "node:path";
import { paintDiff } from "./diff.ts";
import { init } from "./init/init.ts";
import { toColors, type Io } from "./terminal.ts";

export interface InitCommandOptions {
  readonly directory: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly color: boolean;
}

/** Runs `init` and prints what it does; resolves to the exit code. */
export async function runInit({ directory, yes, dryRun, color }: InitCommandOptions, io: Io): Promise<number> {
  const colors = toColors(io, color);
  const print = (text: string): void => {
    io.stdout.write(`${text.startsWith("--- ") ? paintDiff(text, colors) : text}\n`);
  };
  const asking = io.confirm === null ? {} : { confirm: io.confirm };
  const { files, notes, isWritten } = await init({ root: resolve(io.cwd, directory), yes, dryRun, print, ...asking });
  if (files.length === 0) print(notes.length === 0 ? "Everything is set up already." : "There is nothing to write.");
  else if (isWritten) for (const { path } of files) print(`${colors.green("wrote")} ${path}`);
  else if (!dryRun) print("Nothing was written. Pass --yes to write without being asked.");
  return files.length === 0 || isWritten ? 0 : 1;
}
