import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { readUnwrapped } from "../rewrite/read-unwrapped.ts";
import type { Proposal } from "../rewrite/proposal.ts";
import { traverse } from "../syntax/traverse.ts";
import { functionName, isFunction } from "../syntax/unwrap.ts";
import type { Finding } from "./finding.ts";

/** How whoever holds an error would read what is below the wraps around it; `null` where only a person could write that. */
export function findUnwrappedRead(binding: TSESTree.Node, owner: TSESTree.Node, facts: Facts): Proposal | null {
  if (binding.type !== "Identifier" || isTypeGuard(owner)) return null;
  const error = facts.bindings.declaredBy(owner).find(({ identifiers }) => identifiers.includes(binding));
  const proposal = error ? readUnwrapped(owner, error, facts) : "";
  return typeof proposal === "string" ? null : proposal;
}

/** What it says of its argument would not be so of a wrap: who calls it is to read what is below. */
function isTypeGuard(owner: TSESTree.Node): boolean {
  if (!isFunction(owner)) return false;
  return (
    owner.returnType?.typeAnnotation.type === "TSTypePredicate" || /^(?:is|has)[A-Z]/.test(functionName(owner) ?? "")
  );
}

/** Those whose names for an error stand at some offsets, and whom a wrap of another place would cut off. */
export function findReachedReads(offsets: ReadonlySet<number>, facts: Facts): Finding[] {
  const found: Finding[] = [];
  traverse(facts.source.ast, (node) => {
    for (const binding of findBindings(node)) {
      const proposal = offsets.has(binding.range[0]) ? findUnwrappedRead(binding, node, facts) : null;
      if (proposal) found.push(toFinding(firstOf(node) ?? node, proposal));
    }
  });
  return found;
}

function findBindings(node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === "CatchClause") return node.param ? [node.param] : [];
  return isFunction(node) ? node.params : [];
}

/** Where the name is given: a directive above the function says nothing of that line. */
function firstOf(owner: TSESTree.Node): TSESTree.Node | undefined {
  const body = owner.type === "CatchClause" || isFunction(owner) ? owner.body : null;
  return body?.type === "BlockStatement" ? body.body[0] : undefined;
}

function toFinding(node: TSESTree.Node, proposal: Proposal): Finding {
  return {
    rule: "no-shallow-match",
    messageId: proposal.messageId,
    data: proposal.data,
    node,
    proposals: [proposal],
    unsettled: null,
    needsProof: true,
  };
}
