import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, isWithin, unwrap } from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import type { Facts } from "./facts.ts";

/** Whether the `try` of a clause itself throws an error that has a meaning: `try { if (!id) throw notFound(); … } catch (err) { … }`. */
export function throwsCoded({ node }: CaughtError, { nodes, known }: Facts): boolean {
  if (node.type !== "CatchClause") return false;
  const { block } = node.parent as TSESTree.TryStatement;
  const around = enclosingFunction(block);
  return nodes.throws.some((each) => {
    if (!isWithin(each, block) || enclosingFunction(each) !== around) return false;
    const made = unwrap(each.argument);
    const meaning = made.type === "NewExpression" || made.type === "CallExpression" ? known.meaningOf(made) : null;
    return meaning?.kind === "construction" && /^(?:coded|foreign)$/.test(meaning.construction.kind);
  });
}
