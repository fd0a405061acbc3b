import type { CodeUse } from "../analysis/code-use.ts";
import type { Facts } from "../analysis/facts.ts";
import { findMisspelt } from "../analysis/find-misspelt.ts";
import type { Contract, Deprecation } from "../contract/contract.ts";
import { findNearest } from "../contract/suggest.ts";
import { replaceCode } from "../rewrite/replace-code.ts";
import { isClientCode } from "./client-code.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";

const rule = "no-unknown-code";

/** C3: a code that is written, compared or switched on, and is none of the contract's. */
export const noUnknownCode: Finder = {
  rule,
  messages: {
    removed: "`{{code}}` was removed from the contract in {{removeIn}}. Use `{{use}}`, which replaces it.",
    gone: "`{{code}}` was removed from the contract in {{removeIn}}. Nothing replaces it: do without it.",
    unknown: "`{{code}}` is no code of the contract. Add it to error-contract.json, or use one that is there.",
    misspelt: "`{{code}}` is no code of the contract. Did you mean `{{candidate}}`?",
    use: "Write `{{candidate}}`.",
  },

  find(facts: Facts): Finding[] {
    const { contract } = facts.setting;
    if (!contract || isClientCode(facts)) return [];
    return facts.codeUses.flatMap((use) => {
      const code = contract.codes.get(use.code);
      if (code) return code.deprecated?.isDue && use.where !== "declaration" ? [toRemoved(use, code.deprecated)] : [];
      return [toFinding(use, contract, facts.source.text)];
    });
  },
};

/** A contract keeps the names of codes that are gone, so that they can be told from those that never were. */
function toRemoved(codeUse: CodeUse, { use, removeIn }: Deprecation): Finding {
  const { node, code } = codeUse;
  const data = { code, removeIn: removeIn ?? "" };
  if (use === null)
    return { rule, messageId: "gone", data, node, proposals: [], unsettled: "the contract names no replacement" };
  return {
    rule,
    messageId: "removed",
    data: { ...data, use },
    node,
    ...toSettlement(toProposals(codeUse, use, false)),
  };
}

function toFinding(codeUse: CodeUse, { codes }: Contract, text: string): Finding {
  const { node, code } = codeUse;
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
  const proposals = toProposals(codeUse, candidate, meant !== null);
  return { rule, messageId: "misspelt", data: { code, candidate }, node, ...toSettlement(proposals) };
}

function toSettlement(proposals: readonly Proposal[]): Pick<Finding, "proposals" | "unsettled"> {
  return { proposals, unsettled: proposals.length > 0 ? null : "the code cannot be written there as it is" };
}

/** What is merely near may mean something else: `USER_NOT_FOUND` and `ORDER_NOT_FOUND`. Only a person can tell. */
function toProposals({ node, where }: CodeUse, candidate: string, isMisspelling: boolean): Proposal[] {
  const edit = where === "reference" ? null : replaceCode(node, candidate);
  if (!edit) return [];
  const proposal = { messageId: "use", data: { candidate }, edits: [edit], permission: { verdict: "safe" } } as const;
  return [isMisspelling ? { ...proposal, manual: false, autofix: true } : { ...proposal, manual: true }];
}
