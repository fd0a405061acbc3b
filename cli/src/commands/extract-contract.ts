import type { Command } from "commander";
import type { ExtractContractCommandOptions } from "../extract-contract-command.ts";
import type { CommandContext } from "./command-context.ts";

type ExtractContractFlags = Omit<ExtractContractCommandOptions, "directory">;

export function addExtractContract(program: Command, { io, exit }: CommandContext): void {
  program
    .command("extract-contract")
    .description("writes a contract by which the errors that are here already are legal")
    .argument("[directory]", "the folder of the contract to be", ".")
    .option("--dry-run", "print the contract and write nothing", false)
    .option("--no-color", "print without colours")
    .action(async (directory: string, flags: ExtractContractFlags) => {
      const { runExtractContract } = await import("../extract-contract-command.ts");
      exit(await runExtractContract({ ...flags, directory }, io));
    });
}
