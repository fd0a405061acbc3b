import type { Contract, WireRule } from "./contract.ts";
import { isGlobMatch } from "./glob.ts";

const usualTests = ["**/*.{test,spec}.*", "**/__tests__/**"];

/** Whether the conventions hold for a file (absolute path). Without a contract they hold for all. */
export function isInScope(contract: Contract | null, path: string): boolean {
  if (contract === null) return true;
  const { include, exclude } = contract.scope;
  return (include.length === 0 || isAnyMatch(include, path)) && !isAnyMatch(exclude, path);
}

/** Whether the contract says that a file runs at the client's. What the file itself says is not asked. */
export function isClientPath(contract: Contract | null, path: string): boolean {
  return contract !== null && isAnyMatch(contract.scope.client, path);
}

/** Whether a file is a test: as the contract says, or by its name where it says nothing. */
export function isTestPath(contract: Contract | null, path: string): boolean {
  const said = contract?.scope.tests ?? [];
  return isAnyMatch(said.length > 0 ? said : usualTests, path);
}

/** What the responses of a file look like: the first entry of the contract's `wire` that matches, else an envelope. */
export function wireShapeOf(contract: Contract | null, path: string): WireRule["shape"] {
  return contract?.wire.find(({ files }) => isGlobMatch(files, path))?.shape ?? "envelope";
}

function isAnyMatch(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => isGlobMatch(glob, path));
}
