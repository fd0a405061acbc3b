import type { Command } from "commander";
import type { RenameCodeCommandOptions } from "../rename-code-command.ts";
import type { CommandContext } from "./command-context.ts";

type RenameCodeFlags = Pick<RenameCodeCommandOptions, "dryRun" | "allowDirty" | "color"> & {
  readonly contract?: string;
};

export function addRenameCode(program: Command, { io, exit }: CommandContext): void {
  program
    .command("rename-code")
    .description("renames a code everywhere it is written, and deprecates the old one in the contract")
    .argument("<old>", "the code as it is now")
    .argument("<new>", "the code as it is to be")
    .option("--dry-run", "print a diff and change nothing", false)
    .option("--allow-dirty", "also change files with uncommitted changes", false)
    .option("--contract <path>", "this contract, not the one nearest to the working directory")
    .option("--no-color", "print without colours")
    .action(async (old: string, next: string, { contract, ...flags }: RenameCodeFlags) => {
      const { runRenameCode } = await import("../rename-code-command.ts");
      exit(await runRenameCode({ ...flags, cwd: io.cwd, contract: contract ?? null, old, new: next }, io));
    });
}
