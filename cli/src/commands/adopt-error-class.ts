import { InvalidArgumentError, Option, type Command } from "commander";
import type { AdoptErrorClassCommandOptions } from "../adopt-error-class-command.ts";
import type { CommandContext } from "./command-context.ts";

type AdoptErrorClassFlags = Pick<AdoptErrorClassCommandOptions, "dryRun" | "allowDirty" | "color"> & {
  readonly code: ReadonlyMap<string, string>;
  readonly contract?: string;
};

export function addAdoptErrorClass(program: Command, { io, exit }: CommandContext): void {
  program
    .command("adopt-error-class")
    .description("replaces classes that only name a failure by the contract's class and a code")
    .argument("[classes...]", "names of classes (default: all that can go)")
    .addOption(
      new Option("--code <class=CODE>", "the code that stands for a class; may be repeated")
        .argParser(addCode)
        .default(new Map(), "by its name and status"),
    )
    .option("--dry-run", "print a diff and change nothing", false)
    .option("--allow-dirty", "also change files with uncommitted changes", false)
    .option("--contract <path>", "this contract, not the one nearest to the working directory")
    .option("--no-color", "print without colours")
    .action(async (classes: string[], { contract, code: codes, ...flags }: AdoptErrorClassFlags) => {
      const { runAdoptErrorClass } = await import("../adopt-error-class-command.ts");
      exit(await runAdoptErrorClass({ ...flags, cwd: io.cwd, contract: contract ?? null, classes, codes }, io));
    });
}

/** Throws an `InvalidArgumentError`. */
function addCode(value: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [, name, code] = /^(\w+)=(\w+)$/.exec(value) ?? [];
  if (name === undefined || code === undefined) throw new InvalidArgumentError("It is written Class=CODE.");
  return new Map([...before, [name, code]]);
}
