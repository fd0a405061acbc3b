import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import { enclosingClass } from "../analysis/find-functions.ts";
import { stabiliseMessage, stabiliseMessageTexts } from "../rewrite/stabilise-message.ts";
import { initOf } from "../syntax/constants.ts";
import { literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { isNeverDefault } from "./invariant.ts";
import { findLostCauses } from "./lost-cause.ts";

const rule = "no-dynamic-message";

/** C4: the message of a coded error is another one on every occurrence, or none. */
export const noDynamicMessage: Finder = {
  rule,
  messages: {
    dynamic:
      "The message of `{{error}}` holds `{{data}}`, and so reads otherwise on every occurrence: it can be neither searched nor grouped. Keep it stable, and put what varies into the context.",
    empty: "The message of `{{error}}` is empty: nobody who reads it learns what failed. Say what could not be done.",
    ...stabiliseMessageTexts,
  },

  find(facts: Facts): Finding[] {
    if (isClientCode(facts)) return [];
    const found = facts.codedErrors.flatMap((error) => toFinding(error, facts) ?? []);
    if (found.length === 0) return [];
    // a message that takes the place of a cause is settled with it
    const lost = new Set<TSESTree.Node>(findLostCauses(facts).map(({ construction }) => construction.node));
    return found.filter(({ node }) => !node.parent || !isPartOf(node, lost));
  },
};

function isPartOf(node: TSESTree.Node, calls: ReadonlySet<TSESTree.Node>): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (calls.has(at)) return true;
    if (/Statement$/.test(at.type)) return false;
  }
  return false;
}

function toFinding(error: CodedError, facts: Facts): Finding | null {
  const node = error.message;
  if (!node || isNeverDefault(error.node)) return null;
  const title = error.node.type === "NewExpression" ? `new ${error.name}` : toTitle(error);
  if (literalString(node)?.trim() === "")
    return { rule, messageId: "empty", data: { error: title }, node, proposals: [], unsettled: "its message is empty" };
  const [hole] = findHoles(node, facts);
  if (!hole) return null;
  const settled = stabiliseMessage({ ...error, message: node }, facts);
  const data = { error: title, data: toExcerpt(hole, facts) };
  const proposals = typeof settled === "string" ? [] : [settled];
  return { rule, messageId: "dynamic", data, node, proposals, unsettled: typeof settled === "string" ? settled : null };
}

/** `super(…)` makes an error of the class that it stands in. */
function toTitle({ node, name }: CodedError): string {
  if (node.type !== "CallExpression" || node.callee.type !== "Super") return name;
  return enclosingClass(node)?.id?.name ?? name;
}

/** What a text is put together from that varies: the `id` of `` `no order ${id}` ``. None where it is no text that is put together here. */
function findHoles(node: TSESTree.Node, facts: Facts): TSESTree.Node[] {
  const inner = unwrap(node);
  const holesOf = (parts: readonly TSESTree.Node[]): TSESTree.Node[] =>
    parts.flatMap((part) => (isComposed(part) ? findHoles(part, facts) : isConstant(part, facts) ? [] : [part]));
  if (inner.type === "TemplateLiteral") return holesOf(inner.expressions);
  if (inner.type === "BinaryExpression") return isComposed(inner) ? holesOf([inner.left, inner.right]) : [];
  if (inner.type === "ConditionalExpression")
    return [...findHoles(inner.consequent, facts), ...findHoles(inner.alternate, facts)];
  if (inner.type === "LogicalExpression") return [...findHoles(inner.left, facts), ...findHoles(inner.right, facts)];
  const init = inner.type === "Identifier" ? initOf(facts.bindings.variableOf(inner)) : null;
  return init && isComposed(init) ? findHoles(init, facts) : [];
}

/** Whether an expression is a text in parts; `index + 1` is a number. */
function isComposed(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "TemplateLiteral") return true;
  if (inner.type !== "BinaryExpression" || inner.operator !== "+") return false;
  return [inner.left, inner.right].some((side) => literalString(side) !== null || isComposed(side));
}

/** Whether an expression is the same on every occurrence: a literal, a choice of some, a setting, what is made of such. */
function isConstant(node: TSESTree.Node, facts: Facts): boolean {
  const inner = unwrap(node);
  const of = (each: TSESTree.Node): boolean => isConstant(each, facts);
  switch (inner.type) {
    case "Literal":
      return true;
    case "TemplateLiteral":
      return inner.expressions.every(of);
    case "ConditionalExpression":
      return of(inner.consequent) && of(inner.alternate);
    case "LogicalExpression":
    case "BinaryExpression":
      return of(inner.left) && of(inner.right);
    case "Identifier":
      return isShared(inner, facts);
    case "MemberExpression":
      return propertyName(inner) !== null && of(inner.object);
    case "CallExpression":
      return inner.arguments.every(of) && isSetting(inner, facts);
    default:
      return false;
  }
}

/** `ALLOWED.join(", ")`, `Object.keys(ALLOWED)`; not `Date.now()`, nor `nextId()`. */
function isSetting({ callee, arguments: given }: TSESTree.CallExpression, facts: Facts): boolean {
  const inner = unwrap(callee);
  if (inner.type === "MemberExpression" && isDeclaredAbove(unwrap(inner.object), facts)) return true;
  return given.length > 0 && isConstant(inner, facts);
}

/** An import, a global, or what the top level of the file declares once. */
function isShared(node: TSESTree.Identifier, { bindings }: Facts): boolean {
  const variable = bindings.variableOf(node);
  if (!variable || variable.defs.length === 0) return true;
  const init = initOf(variable);
  if (init && literalString(init) !== null) return true;
  const [definition] = variable.defs;
  if (definition?.type === "ImportBinding" || definition?.type === "TSEnumName") return true;
  return init !== null && (variable.scope.type === "module" || variable.scope.type === "global");
}

function isDeclaredAbove(node: TSESTree.Node, facts: Facts): boolean {
  const variable = node.type === "Identifier" ? facts.bindings.variableOf(node) : null;
  return node.type === "Identifier" && initOf(variable) !== null && isShared(node, facts);
}
