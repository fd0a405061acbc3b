import { InvalidArgumentError, Option, type Command } from "commander";
import type { MigrateCommandOptions } from "../migrate-command.ts";
import { CommandError } from "../command-error.ts";
import type { Shard } from "../files.ts";
import type { Engine } from "../engine.ts";
import type { Io } from "../terminal.ts";
import type { CommandContext } from "./command-context.ts";

const examples = `
Examples:
  $ error-contract migrate --dry-run              show what would change, as a diff
  $ error-contract migrate src/orders             migrate a part; the whole repository is still read
  $ error-contract migrate --only wrap-rethrows,no-uncoded-throw --max-changes 50
  $ error-contract migrate --since main           what this branch has touched
  $ error-contract migrate --stdin --stdin-filename src/orders.ts < src/orders.ts

Exit codes:
  0  done
  1  a dry run has found something to change
  2  wrong usage, or a contract that is missing or broken; nothing was done
  3  some files failed and are as they were; the others are done`;

type MigrateFlags = Pick<
  MigrateCommandOptions,
  "dryRun" | "include" | "exclude" | "staged" | "todo" | "types" | "typecheck" | "allowDirty" | "cache" | "plain"
> &
  Pick<MigrateCommandOptions, "yes" | "format" | "color"> & {
    readonly codemod: readonly string[];
    readonly only: readonly string[];
    readonly maxChanges?: number;
    readonly since?: string;
    readonly shard?: Shard;
    readonly contract?: string;
    readonly json: boolean;
    readonly stdin: boolean;
    readonly stdinFilename?: string;
  };

export function addMigrate(program: Command, { io, loadEngine, exit }: CommandContext): void {
  program
    .command("migrate")
    .description("rewrites files so that errors are wrapped, coded and reported once")
    .argument("[paths...]", "files and directories (default: the working directory)")
    .option("--dry-run", "print a diff and change nothing", false)
    .option("--only <names>", "only these codemods, or what settles these rules, separated by commas", collect, [])
    .addOption(new Option("--codemod <names>").argParser(collect).default([]).hideHelp())
    .option("--max-changes <n>", "settle no more findings than this", toCount)
    .addOption(new Option("--since <ref>", "only files that changed since the branch left it").conflicts("staged"))
    .option("--staged", "only files that are staged; the changes are not", false)
    .option("--shard <i/n>", "only one part of n, for machines that share the work", toShard)
    .option("--include <glob>", "only files that match; may be repeated", collectOne, [])
    .option("--exclude <glob>", "no files that match; may be repeated", collectOne, [])
    .option("--todo", "write `// TODO(error-contract/<rule>): reason` above every site that is left", false)
    .option("--types", "ask TypeScript what calls reach, where the syntax leaves it open", false)
    .option("--typecheck", "leave files that would get worse by the TypeScript that the project has installed", false)
    .option("--contract <path>", "this contract for all files, not the one nearest to each")
    .option(
      "--plain",
      "where no contract applies: wrap with `Error` and its cause, if nobody misses what that hides",
      false,
    )
    .option("--no-cache", "read every file as if for the first time")
    .option("--allow-dirty", "also change files with uncommitted changes", false)
    .addOption(
      new Option("--stdin", "print what becomes of the text on the standard input")
        .default(false)
        .conflicts(["since", "staged", "dryRun", "json", "format"]),
    )
    .option("--stdin-filename <path>", "which file that text stands for")
    .option("-y, --yes", "do not ask before files are changed", false)
    .addOption(
      new Option("--format <name>", "how to print the report").choices(["text", "json", "sarif"]).default("text"),
    )
    .addOption(new Option("--json", "the same as --format json").default(false).conflicts("format"))
    .option("--no-color", "print without colours")
    .addHelpText("after", examples)
    .action(async (paths: string[], flags: MigrateFlags) => {
      const options = toOptions(paths, flags, io.cwd);
      const { runMigrate } = await import("../migrate-command.ts");
      const engine = await loadEngine();
      const only = isBare(program) ? await choose(engine, io) : options.only;
      exit(only === null ? 130 : await runMigrate({ ...options, only }, engine, io));
    });
}

/** `migrate`, and nothing else. */
function isBare({ rawArgs }: Command & { readonly rawArgs?: readonly string[] }): boolean {
  return rawArgs?.length === 1;
}

/** The codemods that a person picks: all of them is what is said without a name. `null`: none. */
async function choose({ codemods }: Engine, io: Io): Promise<readonly string[] | null> {
  const chosen = io.choose === null ? [] : await io.choose("Which codemods are to run?", codemods);
  if (io.choose === null || chosen?.length === codemods.length) return [];
  return chosen === null || chosen.length === 0 ? null : chosen;
}

/** Throws `INVALID_USAGE`. */
function toOptions(paths: readonly string[], flags: MigrateFlags, cwd: string): MigrateCommandOptions {
  const { codemod, only, maxChanges, since, shard, contract, stdin, stdinFilename, json, ...others } = flags;
  if (stdin !== (stdinFilename !== undefined) || (stdin && paths.length > 0))
    throw new CommandError("INVALID_USAGE", "--stdin and --stdin-filename go together, without other paths");
  return {
    ...others,
    cwd,
    paths,
    only: [...codemod, ...only],
    maxChanges: maxChanges ?? null,
    since: since ?? null,
    shard: shard ?? null,
    contract: contract ?? null,
    format: json ? "json" : others.format,
    inputName: stdinFilename ?? null,
  };
}

/** Throws an `InvalidArgumentError`. */
function toCount(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It is a number from 1 on.");
}

/** Throws an `InvalidArgumentError`. */
function toShard(value: string): Shard {
  const [index = 0, count = 0] = /^\d+\/\d+$/.test(value) ? value.split("/").map(Number) : [];
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError("It is written 2/4, the second part of four.");
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(",").map((name) => name.trim())];
}

export function collectOne(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
