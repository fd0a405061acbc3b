import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isBinding } from "../analysis/match.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { traverse } from "../syntax/traverse.ts";
import { lastName, unwrap } from "../syntax/unwrap.ts";

/** So many throws of a team's own classes are a file's habit. */
const habit = 3;

/** The class of the team's own whose errors, and those of others like it, a file throws where it throws none of the contract's; else `null`. */
export function findOwnKind(facts: Facts): string | null {
  const { own, isOurs } = findThrown(facts);
  return isOurs || own.length < habit ? null : (own[0] ?? null);
}

const findThrown = oncePerFile((facts: Facts): { readonly own: readonly string[]; readonly isOurs: boolean } => {
  const own: string[] = [];
  let isOurs = false;
  traverse(facts.source.ast, (node) => {
    const made = node.type === "ThrowStatement" ? unwrap(node.argument) : null;
    if (made?.type !== "NewExpression") return;
    if (isCanonical(made.callee, facts)) isOurs = true;
    else if (isOwnClass(made.callee, facts)) own.push(lastName(made.callee) ?? "");
  });
  return { own, isOurs };
});

function isCanonical(callee: TSESTree.Node, { bindings, known, source }: Facts): boolean {
  const origin = bindings.originOf(callee);
  return known.canonical !== null && origin !== null && isBinding(origin, known.canonical, source.path);
}

/** A class of errors that stands in the file, or that another one of the project's exports. */
function isOwnClass(callee: TSESTree.Node, { bindings }: Facts): boolean {
  const root = bindings.originOf(callee)?.root;
  if (!/(?:Error|Exception)$/.test(lastName(callee) ?? "")) return false;
  return root?.kind === "declaration" || (root?.kind === "import" && /^(?:\.|[@~#]?\/|#)/.test(root.module));
}
