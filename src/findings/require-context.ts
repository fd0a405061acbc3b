import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import { findContext, findContextSlot } from "../analysis/find-context.ts";
import type { Code } from "../contract/contract.ts";
import { isSensitiveName } from "../knowledge/sensitive-names.ts";
import { addContext } from "../rewrite/add-context.ts";
import { isSet } from "../rewrite/context.ts";
import { innermostScope } from "../syntax/bindings.ts";
import { parentOutsideCasts, propertyName, propertyValue } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { findCode } from "./error-fault.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";
import { toNameList } from "./name-list.ts";

const rule = "require-context";

/** C4: an error lacks what the contract says that every occurrence of its code carries. */
export const requireContext: Finder = {
  rule,
  messages: {
    missing:
      "Every `{{code}}` carries {{keys}} in its context, says the contract, and this one does not: whoever looks into it will have to guess. Give it {{keys}}.",
    give: "Give it {{keys}}.",
  },

  find(facts: Facts): Finding[] {
    const { contract } = facts.setting;
    if (!contract || isClientCode(facts) || ![...contract.codes.values()].some(({ context }) => context.length > 0))
      return [];
    return facts.codedErrors.flatMap((error) => {
      const code = findCode(error, contract);
      return code ? (toFinding(error, code, facts) ?? []) : [];
    });
  },
};

function toFinding(error: CodedError, { name, context: keys }: Code, facts: Facts): Finding | null {
  // a wrap merges the context of its cause, which may have them all
  if (keys.length === 0 || error.isWrap || !findContextSlot(error) || isCompletedElsewhere(error.node)) return null;
  const context = findContext(error, facts);
  if (context === "unknown") return null;
  const missing = keys.filter((key) => context === null || propertyValue(context, key) === null);
  if (missing.length === 0) return null;
  const data = { code: name, keys: toNameList(missing) };
  const settled = giveFromScope(error, missing, facts);
  const isSettled = typeof settled !== "string";
  return {
    rule,
    messageId: "missing",
    data,
    node: error.node,
    proposals: isSettled ? [settled] : [],
    unsettled: isSettled ? null : settled,
  };
}

/** Whether what is made goes somewhere first where it may be given more: a variable, a function. */
function isCompletedElsewhere(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "ConditionalExpression" || parent?.type === "LogicalExpression")
    return isCompletedElsewhere(parent);
  if (parent?.type === "MemberExpression" || parent?.type === "SpreadElement") return true;
  if (parent?.type === "VariableDeclarator" || parent?.type === "AssignmentExpression") return true;
  const callee = parent?.type === "CallExpression" ? parent.callee : null;
  // `err(…)`, `Err(…)`: a Result adds nothing
  return callee !== null && !/^(?:reject|next|cb|callback|done|[eE]rr(?:Async)?)$/.test(nameOf(callee));
}

function nameOf(callee: TSESTree.Node): string {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
}

/** Gives those keys that something in scope goes by. */
function giveFromScope(error: CodedError, missing: readonly string[], facts: Facts): Proposal | string {
  const given = missing.filter((key) => !isSensitiveName(key) && isInScope(key, error.node, facts));
  if (given.length === 0) return "nothing that can be seen there goes by that name";
  const edits = addContext(error, new Map(given.map((key) => [key, key])), facts);
  if (typeof edits === "string") return edits;
  return { messageId: "give", data: { keys: toNameList(given) }, edits, permission: { verdict: "safe" }, manual: true };
}

function isInScope(name: string, node: TSESTree.Node, { source }: Facts): boolean {
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return isSet(variable, node);
  }
  return false;
}
