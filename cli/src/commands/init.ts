import type { Command } from "commander";
import type { InitCommandOptions } from "../init-command.ts";
import type { CommandContext } from "./command-context.ts";

type InitFlags = Omit<InitCommandOptions, "directory">;

export function addInit(program: Command, { io, exit }: CommandContext): void {
  program
    .command("init")
    .description("writes a contract and an error module, mounts the boundary, and switches the rules on")
    .argument("[directory]", "the project's folder", ".")
    .option("--dry-run", "print a diff and write nothing", false)
    .option("-y, --yes", "write without asking", false)
    .option("--no-color", "print without colours")
    .action(async (directory: string, flags: InitFlags) => {
      const { runInit } = await import("../init-command.ts");
      exit(await runInit({ ...flags, directory }, io));
    });
}
