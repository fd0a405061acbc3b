import { resolve } from "node:path";
import { Command, CommanderError, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import { CommandError, toLine } from "./command-error.ts";
import type { CheckCommandOptions } from "./check-command.ts";
import type { Engine } from "./engine.ts";
import type { ExplainCommandOptions } from "./explain-command.ts";
import type { GenerateCommandOptions } from "./generate-command.ts";
import type { InitCommandOptions } from "./init-command.ts";
import type { MigrateCommandOptions } from "./migrate-command.ts";
import type { Io } from "./terminal.ts";

const usageCodes: ReadonlySet<string> = new Set([
  "INVALID_USAGE",
  "PATH_NOT_FOUND",
  "CONTRACT_NOT_FOUND",
  "CONTRACT_INVALID",
  "GIT_FAILED",
  "FILE_NOT_GENERATED",
]);

const migrateExamples = `
Examples:
  $ error-contract migrate --dry-run              show what would change, as a diff
  $ error-contract migrate src/orders             migrate a part; the whole repository is still read
  $ error-contract migrate --codemod wrap-rethrows --exclude "legacy/**"

Exit codes:
  0  done
  1  a dry run has found something to change
  2  wrong usage, or a contract that is missing or broken; nothing was done
  3  some files failed and are as they were; the others are done`;

/**
 * Runs the command with its arguments (without node and the script) and resolves to the exit code: 0 done, 1 findings or
 * a dry run that would change something, 2 wrong usage or contract, 3 some files failed, 130 interrupted. Never throws.
 * What a command needs is loaded only when it runs.
 */
export async function run(args: readonly string[], io: Io, loadEngine: () => Promise<Engine>): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io);
  addMigrate(program, io, async (options) => {
    const { runMigrate } = await import("./migrate-command.ts");
    exitCode = await runMigrate(options, await loadEngine(), io);
  });
  addInit(program, async (options) => {
    const { runInit } = await import("./init-command.ts");
    exitCode = await runInit(options, io);
  });
  addGenerate(program, async (options) => {
    const { runGenerate } = await import("./generate-command.ts");
    exitCode = await runGenerate(options, io);
  });
  addCheck(program, io, async (options) => {
    const { runCheck } = await import("./check-command.ts");
    exitCode = await runCheck(options, io);
  });
  addExplain(program, io, async (options) => {
    const { runExplain } = await import("./explain-command.ts");
    exitCode = await runExplain(options, io);
  });
  try {
    if (args.length === 0) return showHelp(program, io);
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return tell(error, io);
  }
}

function createProgram(io: Io): Command {
  return new Command("error-contract")
    .description("Brings a code base to wrapped, coded errors, and keeps it there.")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined });
}

type MigrateFlags = Omit<MigrateCommandOptions, "cwd" | "paths" | "codemods" | "contract"> & {
  readonly codemod: readonly string[];
  readonly contract?: string;
};

function addMigrate(program: Command, io: Io, act: (options: MigrateCommandOptions) => Promise<void>): void {
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
    .addHelpText("after", migrateExamples)
    .action(async (paths: string[], { codemod, contract, ...flags }: MigrateFlags) =>
      act({ ...flags, cwd: io.cwd, paths, codemods: codemod, contract: contract ?? null }),
    );
}

type InitFlags = Omit<InitCommandOptions, "directory">;

function addInit(program: Command, act: (options: InitCommandOptions) => Promise<void>): void {
  program
    .command("init")
    .description("writes a contract and an error module, and mounts the boundary")
    .argument("[directory]", "the project's folder", ".")
    .option("--dry-run", "print a diff and write nothing", false)
    .option("-y, --yes", "write without asking", false)
    .option("--no-color", "print without colours")
    .action(async (directory: string, flags: InitFlags) => act({ ...flags, directory }));
}

const generateHelp = `
Targets: ts, go, rust, markdown, schema, vectors. Without one: those that the contract names, and those that are there.

Examples:
  $ error-contract generate ts                          the error module, where the contract says that it is
  $ error-contract generate go --out internal/errs
  $ error-contract generate rust --out crates/errs --package acme-errs
  $ error-contract generate ts --package @acme/errors   a package of its own, for several services
  $ error-contract generate --check                     exit 1 and name the files that are out of date`;

type GenerateFlags = {
  readonly out?: string;
  readonly package?: string;
  readonly contract?: string;
  readonly check: boolean;
  readonly force: boolean;
  readonly color: boolean;
};

function addGenerate(program: Command, act: (options: GenerateCommandOptions) => Promise<void>): void {
  program
    .command("generate")
    .description("writes the contract's codes and envelope as sources, documents and test data")
    .argument("[targets...]", "what to generate")
    .option("--out <directory>", "where to; inside of the contract's folder")
    .option("--package <name>", "as a package that can be published: of npm, a Go module, a crate")
    .option("--check", "write nothing; fail where something is out of date", false)
    .option("--force", "also replace files that were not generated", false)
    .option("--contract <path>", "this contract, not the nearest one")
    .option("--no-color", "print without colours")
    .addHelpText("after", generateHelp)
    .action(async (targets: string[], { out, package: name, contract, ...flags }: GenerateFlags) =>
      act({ ...flags, targets, out: out ?? null, packageName: name ?? null, contract: contract ?? null }),
    );
}

const presetNames = ["adopt", "recommended", "strict"];

type CheckFlags = Pick<CheckCommandOptions, "format" | "color"> &
  Partial<Record<"contract" | "against" | "baseline" | "reason", string>> & {
    readonly usage?: string | true;
    readonly rules?: NonNullable<CheckCommandOptions["rules"]>;
    readonly accept: boolean;
  };

function addCheck(program: Command, io: Io, act: (options: CheckCommandOptions) => Promise<void>): void {
  program
    .command("check")
    .description("says what CI should refuse: of the contract, its documentation, and how the sources use it")
    .option("--against <source>", "an earlier contract, as a git ref, a file or a package: is the version right?")
    .option(
      "--usage [glob]",
      "print where codes are used here; with --against: the files printed by services, to see whom a change reaches",
    )
    .addOption(new Option("--rules <preset>", "run its rules as well, without ESLint").choices(presetNames))
    .option("--baseline <file>", "of what the rules report, fail only on what this file does not have")
    .option("--accept", "add what is new to the baseline; wants a reason", false)
    .option("--reason <text>", "why it may stay")
    .option("--contract <path>", "this contract, not the one nearest to the working directory")
    .addOption(new Option("--format <name>", "how to print it").choices(["text", "json", "sarif"]).default("text"))
    .option("--no-color", "print without colours")
    .action(async ({ accept, reason, ...flags }: CheckFlags) => {
      if (accept !== (reason !== undefined))
        throw new CommandError("INVALID_USAGE", "--accept and --reason go together");
      const { contract, against, usage, rules, baseline, format, color } = flags;
      await act({
        cwd: io.cwd,
        contract: contract ?? null,
        against: against ?? null,
        usage: typeof usage === "string" ? usage : null,
        isUsageWanted: usage === true,
        rules: rules ?? null,
        baseline: baseline === undefined ? null : { path: resolve(io.cwd, baseline), accept: reason ?? null },
        format,
        color,
      });
    });
}

type ExplainFlags = Pick<ExplainCommandOptions, "json" | "color"> & { readonly contract?: string };

function addExplain(program: Command, io: Io, act: (options: ExplainCommandOptions) => Promise<void>): void {
  program
    .command("explain")
    .description("tells what a code means, what to do about it, and where it is raised here")
    .argument("<code>", "a code of the contract")
    .option("--contract <path>", "this contract, not the one nearest to the working directory")
    .option("--json", "print it as data", false)
    .option("--no-color", "print without colours")
    .action(async (code: string, { contract, ...flags }: ExplainFlags) =>
      act({ ...flags, cwd: io.cwd, contract: contract ?? null, code }),
    );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(",").map((name) => name.trim())];
}

function collectOne(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Somebody at a terminal who types no command wants to know what there is; a script has made a mistake. */
function showHelp(program: Command, io: Io): number {
  if (io.stdout.isTTY !== true) return tell(new CommandError("INVALID_USAGE", "no command; see --help"), io);
  program.outputHelp();
  return 0;
}

function tell(error: unknown, io: Io): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0; // help or version, which is printed
  const isUsage = error instanceof CommanderError || (error instanceof CommandError && usageCodes.has(error.code));
  const details = error instanceof CommandError ? error.details : [];
  const lines = [`error-contract: ${toLine(error).replace(/^error: /, "")}`, ...details];
  io.stderr.write(`${lines.join("\n")}\n`);
  if (!isUsage && io.env["DEBUG"] && error instanceof Error) io.stderr.write(`${error.stack}\n`);
  return isUsage ? 2 : 3;
}
