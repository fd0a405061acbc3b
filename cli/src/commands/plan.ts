import type { Command } from "commander";
import type { PlanCommandOptions } from "../plan-command.ts";
import type { CommandContext } from "./command-context.ts";
import { collect, collectOne } from "./migrate.ts";

type PlanFlags = Pick<PlanCommandOptions, "only" | "include" | "exclude" | "cache" | "types" | "out"> & {
  readonly contract?: string;
};

export function addPlan(program: Command, { io, loadEngine, exit }: CommandContext): void {
  program
    .command("plan")
    .description("writes down what migrate would do, to be read, changed and applied")
    .argument("[paths...]", "files and directories (default: the working directory)")
    .option("--out <file>", "where to", "error-contract.plan.json")
    .option("--only <names>", "only these codemods, or what settles these rules, separated by commas", collect, [])
    .option("--include <glob>", "only files that match; may be repeated", collectOne, [])
    .option("--exclude <glob>", "no files that match; may be repeated", collectOne, [])
    .option("--contract <path>", "this contract for all files, not the one nearest to each")
    .option("--types", "ask TypeScript what calls reach, where the syntax leaves it open", false)
    .option("--no-cache", "read every file as if for the first time")
    .action(async (paths: string[], { contract, ...flags }: PlanFlags) => {
      const { runPlan } = await import("../plan-command.ts");
      const options = { ...flags, cwd: io.cwd, paths, contract: contract ?? null, ...everything };
      exit(await runPlan(options, await loadEngine(), io));
    });
}

const everything = {
  since: null,
  shard: null,
  staged: false,
  maxChanges: null,
  todo: false,
  typecheck: false,
  plain: false,
  dryRun: true,
  allowDirty: false,
};
