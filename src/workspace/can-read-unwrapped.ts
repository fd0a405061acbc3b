import type { Reference } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { findUnwrappedRead } from "../findings/unwrapped-read.ts";
import { parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * Whether what was thrown could be read below the wraps, and somebody still hears of these: where a boundary or a catch looks at
 * nothing else, they would be for nobody.
 */
export function canReadUnwrapped(
  binding: TSESTree.Node,
  owner: TSESTree.Node,
  { file: { facts }, isBoundary }: { readonly file: ReadFile; readonly isBoundary: boolean },
): boolean {
  const proposal = findUnwrappedRead(binding, owner, facts);
  if (proposal === null || !(isBoundary || owner.type === "CatchClause")) return proposal !== null;
  const starts = new Set(proposal.edits.map(({ start }) => start));
  const error = facts.bindings
    .declaredBy(owner)
    .find(({ identifiers }) => identifiers.some((each) => each === binding));
  const isHeard = (each: Reference): boolean =>
    each.isRead() && (!starts.has(each.identifier.range[0]) || isGiven(each.identifier));
  return error?.references.some(isHeard) ?? false;
}

/** Whether something is given to a function, which may tell it. */
function isGiven(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  return parent?.type === "CallExpression" && unwrap(parent.callee) !== node;
}
