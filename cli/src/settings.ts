import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Setting } from "../../src/analysis/facts.ts";
import { findContractPath } from "../../src/contract/discover.ts";
import { loadContract } from "../../src/contract/load.ts";
import { toPolicy, withoutContract } from "../../src/contract/policy.ts";
import { toProblemText } from "../../src/contract/problem.ts";
import { CommandError } from "./command-error.ts";
import { memoize } from "./memoize.ts";

/** The setting in force for a file (absolute path); `null` where no contract applies and one is needed. */
export type ToSetting = (path: string) => Setting | null;

export interface SettingOptions {
  readonly cwd: string;
  /** The contract for all files, instead of the one nearest to each. */
  readonly contract: string | null;
  /** Whether files to which no contract applies have a setting as well, as in ESLint. */
  readonly plain?: boolean;
}

/** Reads every contract once. What it returns throws `CONTRACT_NOT_FOUND` or `CONTRACT_INVALID`. */
export function toSettings({ cwd, contract, plain = false }: SettingOptions): ToSetting {
  const load = memoize((path: string) => loadSetting(path, cwd));
  if (contract !== null) return () => load(resolve(cwd, contract));
  const without = plain ? withoutContract : null;
  const findNearest = memoize((directory: string) => findContractPath(join(directory, "any")));
  return (path) => {
    const nearest = findNearest(dirname(path));
    return nearest === null ? without : load(nearest);
  };
}

function loadSetting(path: string, cwd: string): Setting {
  if (!existsSync(path))
    throw new CommandError("CONTRACT_NOT_FOUND", "there is no such contract", { context: { path } });
  const { contract, problems } = loadContract(path);
  if (contract !== null) return { contract, policy: toPolicy(contract, {}) };
  const details = problems.map((problem) => toProblemText(problem, cwd));
  throw new CommandError("CONTRACT_INVALID", "the contract is not valid", { context: { path }, details });
}
