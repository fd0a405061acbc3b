import type { TSESTree } from "@typescript-eslint/types";
import type { CodeUse } from "../analysis/code-use.ts";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import type { Code, Contract, Deprecation } from "../contract/contract.ts";
import { replaceCode } from "../rewrite/replace-code.ts";
import { oncePer } from "../syntax/once-per.ts";
import { isWithin, parentOutsideCasts } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding, Proposal } from "./finding.ts";

const rule = "no-deprecated-code";

/** C3: a code that the contract still has, and is about to lose. One that it has lost is unknown. */
export const noDeprecatedCode: Finder = {
  rule,
  messages: {
    replaced: "`{{code}}` has been deprecated since {{since}} of the contract{{until}}. Use `{{use}}` in its place.",
    read: "`{{code}}` has been deprecated since {{since}} of the contract{{until}}. Ask for `{{use}}` too, until nobody sends `{{code}}` any more.",
    alone:
      "`{{code}}` has been deprecated since {{since}} of the contract{{until}}. Nothing replaces it: do without it.",
    made: "`{{made}}` makes errors with `{{code}}`, which has been deprecated since {{since}} of the contract{{until}}. Make one with `{{use}}` in its place.",
    madeAlone:
      "`{{made}}` makes errors with `{{code}}`, which has been deprecated since {{since}} of the contract{{until}}. Nothing replaces it: do without it.",
    use: "Write `{{use}}`.",
  },

  find(facts: Facts): Finding[] {
    const { contract } = facts.setting;
    if (!contract || !hasDeprecated(contract) || isClientCode(facts)) return [];
    const uses = facts.codeUses.filter(({ where }) => where !== "declaration");
    const written = uses.flatMap((use) => toFinding(use, contract, facts));
    return [...written, ...facts.codedErrors.flatMap((made) => toMade(made, contract, facts))];
  },
};

/** `throw orderBusy("…")`, `new BusyError("…")`: what has one code by the contract's word, which stands nowhere in the call. */
function toMade({ node, binding: { fixedCode } }: CodedError, { codes }: Contract, facts: Facts): Finding[] {
  const code = fixedCode === null ? null : codes.get(fixedCode);
  const deprecated = code?.deprecated;
  if (!code || !deprecated || deprecated.isDue) return [];
  const replacement = deprecated.use === null ? null : codes.get(deprecated.use);
  const data = { ...toData(code.name, deprecated), made: toExcerpt(node.callee, facts), use: replacement?.name ?? "" };
  const unsettled = "the code is not written there";
  return [{ rule, messageId: replacement ? "made" : "madeAlone", data, node: node.callee, proposals: [], unsettled }];
}

function toData(code: string, { since, removeIn }: Deprecation): { code: string; since: string; until: string } {
  return { code, since, until: removeIn === null ? "" : `, and will be removed in ${removeIn}` };
}

const hasDeprecated = oncePer(({ codes }: Contract): boolean =>
  [...codes.values()].some(({ deprecated }) => deprecated !== null),
);

function toFinding(codeUse: CodeUse, { codes }: Contract, facts: Facts): Finding[] {
  const { node, code } = codeUse;
  const deprecated = codes.get(code)?.deprecated;
  if (!deprecated || deprecated.isDue) return [];
  const data = toData(code, deprecated);
  const replacement = deprecated.use === null ? null : codes.get(deprecated.use);
  if (!replacement)
    return [{ rule, messageId: "alone", data, node, proposals: [], unsettled: "the contract names no replacement" }];
  if (isAskedBeside(codeUse, replacement.name, facts)) return [];
  const proposals = toProposals(codeUse, codes.get(code) ?? replacement, replacement);
  const reason = isRead(codeUse) ? "others may still send the old code" : "the code cannot be written there as it is";
  const unsettled = proposals.length > 0 ? null : reason;
  const messageId = isRead(codeUse) ? "read" : "replaced";
  return [{ rule, messageId, data: { ...data, use: replacement.name }, node, proposals, unsettled }];
}

/** None where others may still send the code that this file asks for; where the two are answered differently, only a person can tell. */
function toProposals(codeUse: CodeUse, from: Code, to: Code): Proposal[] {
  const edit = codeUse.where === "reference" || isRead(codeUse) ? null : replaceCode(codeUse.node, to.name);
  if (!edit) return [];
  const isEqual =
    from.http === to.http && from.fault === to.fault && to.context.every((key) => from.context.includes(key));
  const isPlain = isEqual && codeUse.where !== "member";
  const use = { messageId: "use", data: { use: to.name }, edits: [edit], permission: { verdict: "safe" } } as const;
  return [isPlain ? { ...use, manual: false, autofix: true } : { ...use, manual: true }];
}

function isRead({ where, node }: CodeUse): boolean {
  return where === "member" ? isReadMember(node) : /^(?:comparison|case|membership)$/.test(where);
}

/** `err.code === Code.GONE`, `case Code.GONE:`, `{ [Code.GONE]: 404 }` */
function isReadMember({ parent: member }: TSESTree.Node): boolean {
  const place = member && parentOutsideCasts(member);
  if (place?.type === "BinaryExpression") return /^[!=]==?$/.test(place.operator);
  if (place?.type === "SwitchCase") return place.test === member;
  return place?.type === "Property" && place.computed && place.key === member;
}

/** Whether the replacement is asked for in the same test, list, table or `switch`: who still knows both is on the way. */
function isAskedBeside(codeUse: CodeUse, replacement: string, { codeUses }: Facts): boolean {
  const test = isRead(codeUse) ? findTest(codeUse.node) : null;
  return test !== null && codeUses.some(({ code, node }) => code === replacement && isWithin(node, test));
}

function findTest(node: TSESTree.Node): TSESTree.Node | null {
  let found: TSESTree.Node | null = null;
  for (let at = node.parent; at && !/(?:Statement|Declaration)$|Function/.test(at.type); at = at.parent)
    if (/^(?:Logical|Array|Object)Expression$/.test(at.type)) found = at;
  const place = node.parent?.type === "MemberExpression" ? node.parent : node;
  const inCase = place.parent?.type === "SwitchCase" ? place.parent.parent : null;
  return inCase ?? found;
}
