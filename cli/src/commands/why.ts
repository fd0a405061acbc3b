import type { Command } from "commander";
import type { WhyCommandOptions } from "../why-command.ts";
import type { CommandContext } from "./command-context.ts";

type WhyFlags = Pick<WhyCommandOptions, "json" | "color"> & { readonly contract?: string };

export function addWhy(program: Command, { io, exit }: CommandContext): void {
  program
    .command("why")
    .description("tells what becomes of an error at a line, and why each rule speaks or is silent there")
    .argument("<place>", "a line of a source file: src/orders.ts:42")
    .option("--contract <path>", "this contract, not the one nearest to the file")
    .option("--json", "print it as data", false)
    .option("--no-color", "print without colours")
    .action(async (place: string, { contract, ...flags }: WhyFlags) => {
      const { runWhy } = await import("../why-command.ts");
      exit(await runWhy({ ...flags, cwd: io.cwd, contract: contract ?? null, place }, io));
    });
}
