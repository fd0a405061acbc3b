import { resolve } from "node:path";
import { contractFileName } from "../../src/contract/discover.ts";
import { paintDiff, toDiff } from "./diff.ts";
import { extractContract, refuseExisting, toText, type Extraction } from "./extract/extract-contract.ts";
import { writeChanges } from "./init/write-change.ts";
import { toColors, type Io } from "./terminal.ts";
import { toCount } from "./to-count.ts";

export interface ExtractContractCommandOptions {
  readonly directory: string;
  readonly dryRun: boolean;
  readonly color: boolean;
}

/** Runs `extract-contract` and prints what it does; resolves to the exit code. */
export async function runExtractContract(options: ExtractContractCommandOptions, io: Io): Promise<number> {
  const { dryRun, color } = options;
  const colors = toColors(io, color);
  const directory = resolve(io.cwd, options.directory);
  if (!dryRun) refuseExisting(directory);
  const extraction = await extractContract(directory);
  const { root, contract, notes } = extraction;
  const text = contract && toText(contract);
  if (text !== null && dryRun) io.stdout.write(`${paintDiff(toDiff(contractFileName, null, text), colors)}\n`);
  if (text !== null && !dryRun) writeChanges(root, [{ path: contractFileName, before: null, after: text }]);
  const looks = notes.length === 0 ? [] : [colors.bold("Look at these:"), ...notes.map((note) => `  ${note}`)];
  io.stdout.write(`${[colors.bold(toHeadline(extraction, dryRun)), ...looks].join("\n")}\n`);
  return dryRun && text !== null ? 1 : 0;
}

function toHeadline({ contract, counts }: Extraction, dryRun: boolean): string {
  if (contract === null) return "No codes and no error classes were found.";
  const { codes, classes, sources } = counts;
  const found = [toCount(codes, "code"), toCount(classes, "error class", "es"), toCount(sources, "source")].join(", ");
  return `${dryRun ? "would write" : "wrote"} ${contractFileName}: ${found}.`;
}
