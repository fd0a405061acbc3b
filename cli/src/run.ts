import { Command, CommanderError, Help, type Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import { CommandError, toLine } from "./command-error.ts";
import { addAdoptErrorClass } from "./commands/adopt-error-class.ts";
import { addApply } from "./commands/apply.ts";
import { addCheck } from "./commands/check.ts";
import type { CommandContext } from "./commands/command-context.ts";
import { addExplain } from "./commands/explain.ts";
import { addExtractContract } from "./commands/extract-contract.ts";
import { addGenerate } from "./commands/generate.ts";
import { addInit } from "./commands/init.ts";
import { addMigrate } from "./commands/migrate.ts";
import { addPlan } from "./commands/plan.ts";
import { addRenameCode } from "./commands/rename-code.ts";
import { addWhy } from "./commands/why.ts";
import type { Engine } from "./engine.ts";
import type { Io } from "./terminal.ts";

/** Every command, in the order in which `--help` lists them. */
const commands: readonly ((program: Command, context: CommandContext) => void)[] = [
  addMigrate,
  addPlan,
  addApply,
  addInit,
  addGenerate,
  addCheck,
  addExplain,
  addWhy,
  addRenameCode,
  addAdoptErrorClass,
  addExtractContract,
];

const usageCodes: ReadonlySet<string> = new Set([
  "INVALID_USAGE",
  "PATH_NOT_FOUND",
  "CONTRACT_NOT_FOUND",
  "CONTRACT_INVALID",
  "GIT_FAILED",
  "TYPECHECK_FAILED",
  "FILE_NOT_GENERATED",
  "FILE_UNCOMMITTED",
]);

/**
 * Runs the command with its arguments (without node and the script) and resolves to the exit code: 0 done, 1 findings or
 * a dry run that would change something, 2 wrong usage or contract, 3 some files failed, 130 interrupted. Never throws.
 * What a command needs is loaded only when it runs.
 */
export async function run(args: readonly string[], io: Io, loadEngine: () => Promise<Engine>): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io);
  const context = { io, loadEngine, exit: (code: number) => void (exitCode = code) };
  for (const addCommand of commands) addCommand(program, context);
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
    .configureHelp({ optionDescription: toOptionDescription })
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined });
}

/** An option that nothing is set by says no default: `false` and an empty list are what leaving it out means anyway. */
function toOptionDescription(option: Option): string {
  const text = new Help().optionDescription(option);
  return text.replace(/ ?\(default: (?:\[\]|false)\)$/, "");
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
