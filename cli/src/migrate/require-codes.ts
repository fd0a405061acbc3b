import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { findNearest } from "../../../src/contract/suggest.ts";
import { CommandError } from "../command-error.ts";
import type { ToSetting } from "../settings.ts";
import type { PlanFile } from "./migration-plan.ts";

/** Throws `INVALID_USAGE` where a plan gives an error a code that its file's contract does not have, or has retired. */
export function requireCodes(files: readonly PlanFile[], root: string, toSetting: ToSetting): void {
  const details = files.flatMap(({ path, left }) =>
    left.flatMap(({ code, line, column }) => {
      const mistake = code == null ? null : findMistake(code, toSetting(join(root, path))?.contract ?? null);
      return mistake === null ? [] : [`${path}:${line}:${column}: ${mistake}`];
    }),
  );
  if (details.length > 0)
    throw new CommandError("INVALID_USAGE", "the plan names codes that cannot be given", { details });
}

function findMistake(name: string, contract: Contract | null): string | null {
  const code = contract?.codes.get(name);
  if (code?.deprecated)
    return `${name} is deprecated${code.deprecated.use === null ? "" : `: use ${code.deprecated.use}`}.`;
  if (code) return null;
  const meant = findNearest(name, contract?.codes.keys() ?? []);
  return `${name} is no code of the contract.${meant === null ? "" : ` Did you mean ${meant}?`}`;
}
