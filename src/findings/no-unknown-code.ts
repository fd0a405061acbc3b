import type { CodeUse } from "../analysis/code-use.ts";
import type { Facts } from "../analysis/facts.ts";
import { findCodeUses } from "../analysis/find-code-uses.ts";
import { findMisspelt } from "../analysis/find-misspelt.ts";
import type { Contract } from "../contract/contract.ts";
import { findNearest } from "../contract/suggest.ts";
import { isClientCode } from "./client-code.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";

const rule = "no-unknown-code";

/** C3: a code that is written, compared or switched on, and is none of the contract's. */
export const noUnknownCode: Finder = {
  rule,
  messages: {
    unknown: "`{{code}}` is no code of the contract. Add it to error-contract.json, or use one that is there.",
    misspelt: "`{{code}}` is no code of the contract. Did you mean `{{candidate}}`?",
    use: "Write `{{candidate}}`.",
  },

  find(facts: Facts): Finding[] {
    const { contract } = facts.setting;
    if (!contract || isClientCode(facts)) return [];
    return findCodeUses(facts)
      .filter(({ code }) => !contract.codes.has(code))
      .map((use) => toFinding(use, contract, facts.source.text));
  },
};

function toFinding({ node, code }: CodeUse, { codes }: Contract, text: string): Finding {
  const meant = findMisspelt(code, { codes: codes.keys(), text });
  const candidate = meant ?? findNearest(code, codes.keys());
  if (candidate === null) {
    return {
      rule,
      messageId: "unknown",
      data: { code },
      node,
      proposals: [],
      unsettled: "no code of the contract is near",
    };
  }
  const proposals = toProposals(node, candidate, meant !== null);
  const unsettled = proposals.length > 0 ? null : "the code cannot be written there as it is";
  return { rule, messageId: "misspelt", data: { code, candidate }, node, proposals, unsettled };
}

/** What is merely near may mean something else: `USER_NOT_FOUND` and `ORDER_NOT_FOUND`. Only a person can tell. */
function toProposals(node: CodeUse["node"], candidate: string, isMisspelling: boolean): Proposal[] {
  const isName = node.type === "Identifier";
  if (!(isName ? /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u : /^[^'"`\\$\r\n]*$/).test(candidate)) return [];
  const [start, end] = node.range;
  const inner = isName ? { start, end } : { start: start + 1, end: end - 1 };
  const edits = [{ ...inner, text: candidate }];
  const proposal = { messageId: "use", data: { candidate }, edits, permission: { verdict: "safe" } } as const;
  return [isMisspelling ? { ...proposal, manual: false, autofix: true } : { ...proposal, manual: true }];
}
