import type { Contract } from "../../../src/contract/contract.ts";
import { findNearest } from "../../../src/contract/suggest.ts";
import type { ContractPlaces } from "./contract-places.ts";
import type { CheckProblem } from "./problem.ts";
import type { PlacedUse } from "./read-sources.ts";

/** Codes of this repository that nothing uses: a warning, since services elsewhere may. */
export function findUnused(contract: Contract, uses: readonly PlacedUse[], places: ContractPlaces): CheckProblem[] {
  const used = new Set(uses.map(({ code }) => code));
  return [...contract.codes.values()]
    .filter(({ name, source, deprecated }) => source === contract.path && !deprecated && !used.has(name))
    .map(({ name }) => ({
      rule: "unused-code",
      severity: "warning",
      place: places.find(["codes", name]),
      message: `Nothing here uses ${name}. If no other service does, it should not be in the contract.`,
    }));
}

/** Codes in the sources that the contract does not have. */
export function findUnknown({ codes }: Contract, uses: readonly PlacedUse[]): CheckProblem[] {
  return uses
    .filter(({ code, isTest }) => !codes.has(code) && !isTest)
    .map(({ code, written = code, file, line, column }) => {
      const meant = findNearest(code, codes.keys());
      const advice = meant === null ? "Add it, or use one that is there." : `Did you mean ${meant}?`;
      const message = `${written} is no code of the contract. ${advice}`;
      return { rule: "unknown-code", severity: "error", place: { file, line, column }, message };
    });
}
