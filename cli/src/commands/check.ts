import { resolve } from "node:path";
import { Option, type Command } from "commander";
import type { CheckCommandOptions } from "../check-command.ts";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "./command-context.ts";

const presetNames = ["adopt", "recommended", "strict"];

type CheckFlags = Pick<CheckCommandOptions, "format" | "color"> &
  Partial<Record<"contract" | "against" | "baseline" | "reason", string>> & {
    readonly usage?: string | true;
    readonly rules?: NonNullable<CheckCommandOptions["rules"]>;
    readonly accept: boolean;
  };

export function addCheck(program: Command, { io, exit }: CommandContext): void {
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
    .action(async (flags: CheckFlags) => {
      const options = toOptions(flags, io.cwd);
      const { runCheck } = await import("../check-command.ts");
      exit(await runCheck(options, io));
    });
}

/** Throws `INVALID_USAGE`. */
function toOptions({ accept, reason, ...flags }: CheckFlags, cwd: string): CheckCommandOptions {
  if (accept !== (reason !== undefined)) throw new CommandError("INVALID_USAGE", "--accept and --reason go together");
  const { contract, against, usage, rules, baseline, format, color } = flags;
  return {
    cwd,
    contract: contract ?? null,
    against: against ?? null,
    usage: typeof usage === "string" ? usage : null,
    isUsageWanted: usage === true,
    rules: rules ?? null,
    baseline: baseline === undefined ? null : { path: resolve(cwd, baseline), accept: reason ?? null },
    format,
    color,
  };
}
