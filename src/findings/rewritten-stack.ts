import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { removeStatement } from "../rewrite/remove-statement.ts";
import { isFunction, isWithin, propertyName, unwrap } from "../syntax/unwrap.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finding } from "./finding.ts";
import { findLostCauses } from "./lost-cause.ts";

export const stackMessages = {
  rewritten: "`{{stack}}` is overwritten: it no longer says where `{{error}}` came from. Leave the stack as it is.",
  remade:
    "`{{made}}` makes a text of `{{error}}`: its stack and its code are lost here. Hand on `{{error}}` itself, or make it the cause.",
  keepStack: "Leave the stack as it is.",
} as const;

/** The places where the stack of a caught error is overwritten, or another error is made of its text. */
export function findRewrittenStacks(facts: Facts): Finding[] {
  const overwriting = facts.nodes.assignments.filter(isOverwriting);
  return facts.fates.flatMap(({ caught }) => {
    const error = facts.bindings.declaredBy(caught.node).find(({ identifiers: [name] }) => name === caught.binding);
    if (!error || caught.kind === "boundary") return [];
    const own = overwriting.flatMap((node) => findOverwritten(node, error, facts));
    return [...own, ...findRemade(error, caught, facts)];
  });
}

function isOverwriting({ operator, left }: TSESTree.AssignmentExpression): boolean {
  const target = unwrap(left);
  return operator === "=" && target.type === "MemberExpression" && propertyName(target) === "stack";
}

/** `err.stack = "";`, but not `err.stack += …` or a stack that has the old one in it, or another error's. */
function findOverwritten(node: TSESTree.AssignmentExpression, error: Variable, facts: Facts): Finding[] {
  const left = unwrap(node.left);
  if (left.type !== "MemberExpression") return [];
  if (facts.bindings.variableOf(unwrap(left.object)) !== error) return [];
  if (/stack|trace/i.test(facts.source.text.slice(...node.right.range))) return [];
  const data = { stack: toExcerpt(left, facts), error: error.name };
  const { parent } = node;
  const removal =
    parent.type === "ExpressionStatement"
      ? removeStatement(parent, facts.source, never)
      : "it is a part of a larger expression";
  return [
    {
      rule: "no-lost-stack",
      messageId: "rewritten",
      data,
      node,
      proposals:
        typeof removal === "string"
          ? []
          : [{ messageId: "keepStack", data: {}, edits: [removal], permission: { verdict: "safe" }, manual: true }],
      unsettled: typeof removal === "string" ? removal : null,
    },
  ];
}

const never = { isAbout: () => false };

/** `notify(new Error(err))`; where it leaves in the error's place, the cause is lost, which is another rule's to say. */
function findRemade(error: Variable, { node: clause }: CaughtError, facts: Facts): Finding[] {
  const made = error.references.flatMap(({ identifier }) => {
    const call = identifier.parent;
    const isFirst =
      (call.type === "NewExpression" || call.type === "CallExpression") && call.arguments[0] === identifier;
    if (!isFirst || call.arguments.length > 1 || isTested(call, error, clause, facts)) return [];
    const meaning = facts.known.meaningOf(call);
    return meaning?.kind === "construction" && meaning.construction.kind === "builtin" ? [call] : [];
  });
  if (made.length === 0) return [];
  const owned = new Set<TSESTree.Node>(findLostCauses(facts).map(({ construction }) => construction.node));
  return made
    .filter((node) => !owned.has(node))
    .map((node) => ({
      rule: "no-lost-stack",
      messageId: "remade",
      data: { made: toExcerpt(node, facts), error: error.name },
      node,
      proposals: [],
      unsettled: "only a person can tell whether the error itself is meant",
    }));
}

/** Whether it was asked before what the error is: `err instanceof Error ? err : new Error(err)`. */
function isTested(node: TSESTree.Node, error: Variable, clause: TSESTree.Node, { source }: Facts): boolean {
  for (let at = node; at.parent && at !== clause && !isFunction(at); at = at.parent) {
    const { parent } = at;
    const test =
      parent.type === "IfStatement" || parent.type === "ConditionalExpression"
        ? parent.test
        : parent.type === "LogicalExpression"
          ? parent.left
          : null;
    if (test && test !== at && error.references.some(({ identifier }) => isWithin(identifier, test))) return true;
  }
  return new RegExp(`\\b${error.name}\\b[^;]*\\binstanceof\\b|\\btypeof ${error.name}\\b`).test(
    source.text.slice(clause.range[0], node.range[0]),
  );
}
