import type { Contract, Policy } from "./contract.ts";

const builtIn: Policy = {
  selective: "allow",
  cleanup: "allow",
  callbacks: "report",
  returns: "report",
  development: "report",
};

/** What counts as a violation: the contract's own word, else that of the host's settings, else the built-in one. */
export function toPolicy(contract: Contract | null, settings: Partial<Policy>): Policy {
  const toChoice = (key: keyof Policy): Policy[keyof Policy] => contract?.policy[key] ?? settings[key] ?? builtIn[key];
  return {
    selective: toChoice("selective"),
    cleanup: toChoice("cleanup"),
    callbacks: toChoice("callbacks"),
    returns: toChoice("returns"),
    development: toChoice("development"),
  };
}

/** The setting of files to which no contract applies. */
export const withoutContract = { contract: null, policy: toPolicy(null, {}) } as const;
