import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, isWithin, unwrap } from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import type { Construction } from "./construction.ts";
import type { Facts } from "./facts.ts";

/** Whether the `try` of a clause itself throws an error that has a meaning: `try { if (!id) throw notFound(); … } catch (err) { … }`. */
export function throwsCoded(caught: CaughtError, facts: Facts): boolean {
  return findThrown(caught, facts).some((made) => {
    const meaning = facts.known.meaningOf(made);
    return meaning?.kind === "construction" && /^(?:coded|foreign)$/.test(meaning.construction.kind);
  });
}

/** What the `try` of a clause itself throws that a call or a `new` makes. */
export function findThrown({ node }: CaughtError, { nodes }: Pick<Facts, "nodes">): Construction["node"][] {
  if (node.type !== "CatchClause") return [];
  const { block } = node.parent as TSESTree.TryStatement;
  const around = enclosingFunction(block);
  return nodes.throws.flatMap((each) => {
    if (!isWithin(each, block) || enclosingFunction(each) !== around) return [];
    const made = unwrap(each.argument);
    return made.type === "NewExpression" || made.type === "CallExpression" ? [made] : [];
  });
}
