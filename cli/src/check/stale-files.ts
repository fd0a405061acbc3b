import { relative, join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { CommandError } from "../command-error.ts";
import { generate, type GeneratedChange } from "../generate/generate.ts";
import { targets } from "../generate/targets.ts";
import type { CheckProblem } from "./problem.ts";

/** Files that were generated from an earlier state of the contract. */
export async function findStaleFiles(contract: Contract, root: string): Promise<CheckProblem[]> {
  const changes = await findChanges(contract);
  return changes
    .filter(({ reason }) => reason === "out of date")
    .map(({ path }) => {
      const file = toForwardSlashes(relative(root, join(contract.root, path)));
      const message = `${file} says what the contract said earlier. Run \`error-contract generate\`.`;
      return { rule: "stale-file", severity: "error", place: { file, line: 1, column: 1 }, message };
    });
}

async function findChanges(contract: Contract): Promise<readonly GeneratedChange[]> {
  try {
    const names = targets.filter(({ isExpected }) => isExpected(contract)).map(({ name }) => name);
    if (names.length === 0) return [];
    const options = { cwd: contract.root, contract, targets: names, out: null, packageName: null };
    return await generate({ ...options, check: true, force: false });
  } catch (error) {
    // what cannot be generated from the contract never was
    const isNotUsable = error instanceof ContractNotUsable;
    if (isNotUsable || (error instanceof CommandError && error.code === "CONTRACT_INVALID")) return [];
    throw error;
  }
}
