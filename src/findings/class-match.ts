import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isTypescript } from "../contract/glob.ts";
import { matchThroughCauses } from "../rewrite/match-through-causes.ts";
import { traverse } from "../syntax/traverse.ts";
import { enclosingFunction, isFunction, unwrap } from "../syntax/unwrap.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finding, Proposal } from "./finding.ts";

/** A test of an error's class, and how it would look through the causes with all that relies on it. */
export interface ClassMatch {
  readonly test: TSESTree.BinaryExpression;
  readonly proposal: Proposal;
}

/** What `err instanceof X` would be behind a wrap; `null` where only a person could write that. */
export function findClassMatch(test: TSESTree.BinaryExpression, facts: Facts): ClassMatch | null {
  const left = unwrap(test.left);
  const error = left.type === "Identifier" ? facts.bindings.variableOf(left) : null;
  if (!error || isTypeGuard(test, facts)) return null;
  const proposal = matchThroughCauses({ test, error, isOwn: false }, facts);
  return typeof proposal === "string" || proposal.manual ? null : { test, proposal };
}

/** Whether callers may take from what a function returns which class its argument is of, which a cause does not tell. */
function isTypeGuard(test: TSESTree.Node, { source: { path } }: Facts): boolean {
  const around = enclosingFunction(test);
  const type = around?.returnType?.typeAnnotation.type;
  if (type === "TSTypePredicate") return true;
  return type === undefined && isTypescript(path) && isReturned(test);
}

function isReturned(test: TSESTree.Node): boolean {
  let at = test;
  while (at.parent && /^(?:Logical|Unary)Expression$|^TS\w+Expression$/.test(at.parent.type)) at = at.parent;
  const { parent } = at;
  return parent?.type === "ReturnStatement" || (parent !== undefined && isFunction(parent) && parent.body === at);
}

/** The tests at some offsets, which a wrap of another place would cut off. */
export function findReachedTests(offsets: ReadonlySet<number>, facts: Facts): Finding[] {
  const found: Finding[] = [];
  traverse(facts.source.ast, (node) => {
    const isReached = node.type === "BinaryExpression" && node.operator === "instanceof" && offsets.has(node.range[0]);
    const match = isReached ? findClassMatch(node, facts) : null;
    if (match) found.push(toFinding(match, facts));
  });
  return found;
}

function toFinding({ test, proposal }: ClassMatch, facts: Facts): Finding {
  return {
    rule: "no-shallow-match",
    messageId: "shallow",
    data: { ...proposal.data, test: toExcerpt(test, facts), callee: "what it comes from" },
    node: test,
    proposals: [proposal],
    unsettled: null,
    needsProof: true,
  };
}
