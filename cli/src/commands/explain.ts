import type { Command } from "commander";
import type { ExplainCommandOptions } from "../explain-command.ts";
import type { CommandContext } from "./command-context.ts";

type ExplainFlags = Pick<ExplainCommandOptions, "json" | "color"> & { readonly contract?: string };

export function addExplain(program: Command, { io, exit }: CommandContext): void {
  program
    .command("explain")
    .description("tells what a code means, what to do about it, and where it is raised here")
    .argument("<code>", "a code of the contract")
    .option("--contract <path>", "this contract, not the one nearest to the working directory")
    .option("--json", "print it as data", false)
    .option("--no-color", "print without colours")
    .action(async (code: string, { contract, ...flags }: ExplainFlags) => {
      const { runExplain } = await import("../explain-command.ts");
      exit(await runExplain({ ...flags, cwd: io.cwd, contract: contract ?? null, code }, io));
    });
}
