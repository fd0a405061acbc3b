import type { Command } from "commander";
import type { ApplyCommandOptions } from "../apply-command.ts";
import type { CommandContext } from "./command-context.ts";

type ApplyFlags = Omit<ApplyCommandOptions, "plan" | "format"> & { readonly json: boolean };

export function addApply(program: Command, { io, loadEngine, exit }: CommandContext): void {
  program
    .command("apply")
    .description("executes a plan; refuses files that changed since it was made")
    .argument("[plan]", "what plan wrote", "error-contract.plan.json")
    .option("--dry-run", "print a diff and change nothing", false)
    .option("--allow-dirty", "also change files with uncommitted changes", false)
    .option("--types", "ask TypeScript what calls reach, where the syntax leaves it open", false)
    .option("--no-cache", "read every file as if for the first time")
    .option("-y, --yes", "do not ask before files are changed", false)
    .option("--json", "print the report as data", false)
    .option("--no-color", "print without colours")
    .action(async (plan: string, { json, ...flags }: ApplyFlags) => {
      const { runApply } = await import("../apply-command.ts");
      exit(await runApply({ ...flags, plan, format: json ? "json" : "text" }, await loadEngine(), io));
    });
}
