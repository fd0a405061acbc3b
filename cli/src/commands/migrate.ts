import type { Command } from "commander";
import type { MigrateCommandOptions } from "../migrate-command.ts";
import type { CommandContext } from "./command-context.ts";

const examples = `
Examples:
  $ error-contract migrate --dry-run              show what would change, as a diff
  $ error-contract migrate src/orders             migrate a part; the whole repository is still read
  $ error-contract migrate --codemod wrap-rethrows --exclude "legacy/**"

Exit codes:
  0  done
  1  a dry run has found something to change
  2  wrong usage, or a contract that is missing or broken; nothing was done
  3  some files failed and are as they were; the others are done`;

type MigrateFlags = Omit<MigrateCommandOptions, "cwd" | "paths" | "codemods" | "contract"> & {
  readonly codemod: readonly string[];
  readonly contract?: string;
};

export function addMigrate(program: Command, { io, loadEngine, exit }: CommandContext): void {
  program
    .command("migrate")
    .description("rewrites files so that errors are wrapped, coded and reported once")
    .argument("[paths...]", "files and directories (default: the working directory)")
    .option("--dry-run", "print a diff and change nothing", false)
    .option("--codemod <names>", "only these, separated by commas", collect, [])
    .option("--include <glob>", "only files that match; may be repeated", collectOne, [])
    .option("--exclude <glob>", "no files that match; may be repeated", collectOne, [])
    .option("--contract <path>", "this contract for all files, not the one nearest to each")
    .option("--allow-dirty", "also change files with uncommitted changes", false)
    .option("-y, --yes", "do not ask before files are changed", false)
    .option("--json", "print the report as data", false)
    .option("--no-color", "print without colours")
    .addHelpText("after", examples)
    .action(async (paths: string[], { codemod, contract, ...flags }: MigrateFlags) => {
      const { runMigrate } = await import("../migrate-command.ts");
      const options = { ...flags, cwd: io.cwd, paths, codemods: codemod, contract: contract ?? null };
      exit(await runMigrate(options, await loadEngine(), io));
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(",").map((name) => name.trim())];
}

function collectOne(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
