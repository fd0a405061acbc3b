import { dirname } from "node:path";
import type { TSESTree } from "@typescript-eslint/types";
import type { LoadedContract } from "../contract/load.ts";
import { type ContractProblem, toProblemText } from "../contract/problem.ts";
import { settingsPlace } from "../contract/settings.ts";
import type { Finding } from "./finding.ts";

const rule = "valid-contract";

/** What is wrong with a file's contract and settings: questions before all facts, which are found under a contract. */
export const validContract = {
  rule,
  messages: {
    contract: "The error contract is broken: {{problem}}{{others}} Mend it; the last good contract stays in force.",
    settings: "The linter's settings are wrong: {{problem}}{{others}} Mend them; what cannot be read is left out.",
  },

  /** At most one finding for each of the two, at the start of the file. */
  find({ contract, settings }: Asked, program: TSESTree.Program): Finding[] {
    const problems = [...settings, ...(contract?.problems ?? [])];
    if (problems.length === 0) return [];
    const root = contract === null ? "" : dirname(contract.path);
    const toFinding = (messageId: string, [first, ...others]: readonly ContractProblem[]): Finding[] => {
      if (first === undefined) return [];
      const data = {
        problem: toProblemText(first, root),
        others: others.length > 0 ? ` (And ${others.length} more.)` : "",
      };
      return [{ rule, messageId, data, node: program, proposals: [], unsettled: null }];
    };
    // a contract that the settings name and that is nowhere is their mistake
    const [inSettings, inContract] = [problems.filter(isOfSettings), problems.filter((each) => !isOfSettings(each))];
    return [...toFinding("settings", inSettings), ...toFinding("contract", inContract)];
  },
} as const;

/** What was found out about a file before it was looked at. */
export interface Asked {
  readonly contract: LoadedContract | null;
  readonly settings: readonly ContractProblem[];
}

function isOfSettings({ file }: ContractProblem): boolean {
  return file === settingsPlace;
}
