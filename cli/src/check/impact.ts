import type { ContractChange } from "../../../src/contract/compare.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import type { OwnedUse, UsageFile } from "./usage-file.ts";

/** What a change of the contract asks of a service that uses the code. */
export interface Impact {
  readonly code: string;
  readonly rules: readonly string[];
  readonly service: string;
  readonly owners: readonly string[];
  readonly uses: readonly OwnedUse[];
  /** What the service has to run, where a machine can do it. */
  readonly command: string | null;
}

export interface Change {
  readonly before: Contract | null;
  readonly after: Contract;
}

/** The services that changes reach, by code. What is new reaches nobody. */
export function findImpacts(changes: readonly ContractChange[], change: Change, usage: readonly UsageFile[]): Impact[] {
  const codes = [
    ...new Set(changes.flatMap(({ code, rule }) => (code === null || rule === "code-added" ? [] : [code]))),
  ];
  return codes.flatMap((code) => {
    const rules = changes.filter((change) => change.code === code).map(({ rule }) => rule);
    const reached = usage.map((file) => ({ ...file, uses: file.uses.filter((use) => use.code === code) }));
    return reached
      .filter(({ uses }) => uses.length > 0)
      .map(({ service, uses }) => {
        const owners = [...new Set(uses.flatMap((use) => use.owners))];
        return { code, rules, service, owners, uses, command: toCommand(code, change) };
      });
  });
}

/** A code that is gone by now had its replacement named while it was deprecated. */
function toCommand(code: string, { before, after }: Change): string | null {
  const replacement = (after.codes.get(code) ?? before?.codes.get(code))?.deprecated?.use ?? null;
  return replacement === null ? null : `npx error-contract rename-code ${code} ${replacement}`;
}
