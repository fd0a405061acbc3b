import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { traverse } from "../syntax/traverse.ts";
import { removeStatement } from "./remove-statement.ts";

/** What is gone from a text, and the node in which constants may have lost their last use by it. */
export interface Loss {
  readonly gone: readonly { readonly start: number; readonly end: number }[];
  readonly within: TSESTree.Node;
}

/** Takes the declarations out of constants that only the lost text read, if making them does nothing. */
export function removeUnusedLocals({ gone, within }: Loss, { source }: Facts): TextEdit[] {
  const variables = source.scopeManager.scopes.flatMap((scope) => scope.variables);
  const unused = new Set(variables.filter((variable) => isInside(variable, within) && isLost(variable)));
  const declarations = new Set([...unused].flatMap((variable) => findDeclaration(variable) ?? []));
  return [...declarations].flatMap((declaration) => {
    const declared = variables.filter(({ defs }) => defs[0]?.node.parent === declaration);
    if (!declared.every((each) => unused.has(each))) return [];
    const removal = removeStatement(declaration, source, { isAbout: () => false });
    return typeof removal === "string" ? [] : [removal];
  });

  function isLost({ references }: Variable): boolean {
    const reads = references.filter((reference) => reference.init !== true);
    const isGone = ({ range }: TSESTree.Node): boolean =>
      gone.some(({ start, end }) => range[0] >= start && range[1] <= end);
    return reads.length > 0 && reads.every(({ identifier }) => isGone(identifier));
  }
}

function isInside({ identifiers }: Variable, { range }: TSESTree.Node): boolean {
  return identifiers.some((each) => each.range[0] >= range[0] && each.range[1] <= range[1]);
}

function findDeclaration({ defs }: Variable): TSESTree.VariableDeclaration | null {
  const node = defs[0]?.node;
  if (node?.type !== "VariableDeclarator" || !node.init || node.parent.declarations.length !== 1) return null;
  return isQuiet(node.init) ? node.parent : null;
}

/** Whether an expression does nothing but give a value; asking an error for its texts counts as nothing. */
function isQuiet(node: TSESTree.Node): boolean {
  let quiet = true;
  traverse(node, (each) => {
    const isCall = each.type === "CallExpression" && !/^(?:String|JSON\.stringify)$/.test(calleeText(each));
    quiet &&= !isCall && !/^(?:New|Await|Yield|Assignment|Update|Import)Expression$/.test(each.type);
  });
  return quiet;
}

function calleeText({ callee }: TSESTree.CallExpression): string {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return "";
  if (callee.property.name === "toString") return "String";
  return callee.object.type === "Identifier" ? `${callee.object.name}.${callee.property.name}` : "";
}
