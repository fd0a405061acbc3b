import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { findNearest } from "../../../src/contract/suggest.ts";
import { CommandError } from "../command-error.ts";
import type { ToSetting } from "../settings.ts";
import type { PlanFile, PlanLeft } from "./migration-plan.ts";

/**
 * Throws `INVALID_USAGE` where a plan gives an error an empty message, or a code that its file's contract does not have or has
 * retired, or accepts what it does not offer.
 */
export function requireDecisions(files: readonly PlanFile[], root: string, toSetting: ToSetting): void {
  const details = files.flatMap(({ path, left }) =>
    left.flatMap((site) => {
      const mistake = findMistake(site, () => toSetting(join(root, path))?.contract ?? null);
      return mistake === null ? [] : [`${path}:${site.line}:${site.column}: ${mistake}`];
    }),
  );
  if (details.length > 0) throw new CommandError("INVALID_USAGE", "the plan says what cannot be given", { details });
}

function findMistake({ message, code, accepted, against }: PlanLeft, toContract: () => Contract | null): string | null {
  if (accepted && !against) return "nothing is offered there that could be accepted.";
  if (message?.trim() === "") return "its message is empty.";
  return code == null ? null : findCodeMistake(code, toContract());
}

function findCodeMistake(name: string, contract: Contract | null): string | null {
  const code = contract?.codes.get(name);
  if (code?.deprecated)
    return `${name} is deprecated${code.deprecated.use === null ? "" : `: use ${code.deprecated.use}`}.`;
  if (code) return null;
  const meant = findNearest(name, contract?.codes.keys() ?? []);
  return `${name} is no code of the contract.${meant === null ? "" : ` Did you mean ${meant}?`}`;
}
