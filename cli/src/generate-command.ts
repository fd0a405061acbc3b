import { join } from "node:path";
import type { Contract } from "../../src/contract/contract.ts";
import { findContractPath } from "../../src/contract/discover.ts";
import { CommandError } from "./command-error.ts";
import { generate, type GenerateOptions } from "./generate/generate.ts";
import { toSettings } from "./settings.ts";
import { type Io, toColors } from "./terminal.ts";

export interface GenerateCommandOptions extends Omit<GenerateOptions, "cwd" | "contract"> {
  /** The contract's path; `null`: the nearest one. */
  readonly contract: string | null;
  readonly color: boolean;
}

/** Runs `generate` and prints what was written; resolves to the exit code: 1 where a check finds something out of date. */
export async function runGenerate(options: GenerateCommandOptions, io: Io): Promise<number> {
  const contract = toContract(options, io);
  const colors = toColors(io, options.color);
  const changes = await generate({ ...options, cwd: io.cwd, contract });
  for (const { path, reason } of changes) {
    const isTold = options.check || reason === "left over";
    io.stdout.write(`${isTold ? colors.red(reason) : colors.green("wrote")} ${path}\n`);
  }
  const isLeft = changes.some(({ reason }) => reason === "left over");
  if (changes.length === 0) io.stdout.write("Everything generated is up to date.\n");
  else if (options.check && changes.some(({ reason }) => reason !== "left over"))
    io.stdout.write("Run: npx error-contract generate\n");
  if (isLeft) io.stdout.write("Delete what is left over: nothing generates it any more.\n");
  return options.check && changes.length > 0 ? 1 : 0;
}

function toContract({ contract: named }: GenerateCommandOptions, { cwd }: Io): Contract {
  const path = named ?? findContractPath(join(cwd, "any"));
  const contract = path === null ? null : (toSettings({ cwd, contract: path })(path)?.contract ?? null);
  if (contract !== null) return contract;
  throw new CommandError(
    "CONTRACT_NOT_FOUND",
    "there is no error-contract.json here or above; see: error-contract init",
  );
}
