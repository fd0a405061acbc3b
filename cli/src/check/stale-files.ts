import { relative, join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { CommandError } from "../command-error.ts";
import { findGeneratedChanges, type GeneratedChange } from "../generate/generate.ts";
import type { CheckProblem } from "./problem.ts";

/** Files that were generated from an earlier state of the contract, or that nothing generates any more. */
export async function findStaleFiles(contract: Contract, root: string): Promise<CheckProblem[]> {
  const changes = await findChanges(contract);
  return changes.flatMap(({ path, reason }): CheckProblem[] => {
    if (reason !== "out of date" && reason !== "left over") return [];
    const file = toForwardSlashes(relative(root, join(contract.root, path)));
    const message =
      reason === "left over"
        ? `${file} is left over: nothing generates it any more. Delete it.`
        : `${file} says what the contract said earlier. Run \`error-contract generate\`.`;
    return [{ rule: "stale-file", severity: "error", place: { file, line: 1, column: 1 }, message }];
  });
}

async function findChanges(contract: Contract): Promise<readonly GeneratedChange[]> {
  try {
    return await findGeneratedChanges(contract);
  } catch (error) {
    // what cannot be generated from the contract never was
    const isNotUsable = error instanceof ContractNotUsable;
    if (isNotUsable || (error instanceof CommandError && error.code === "CONTRACT_INVALID")) return [];
    throw error;
  }
}
