import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import { isFunction } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";

/** Collects the nodes that the analysis starts from, in one pass over the tree. */
export function collectNodes(program: TSESTree.Program): Nodes {
  const nodes = {
    calls: [] as Nodes["calls"][number][],
    functions: [] as Nodes["functions"][number][],
    catches: [] as TSESTree.CatchClause[],
    throws: [] as TSESTree.ThrowStatement[],
    returns: [] as TSESTree.ReturnStatement[],
    assignments: [] as TSESTree.AssignmentExpression[],
    strings: [] as TSESTree.Node[],
    classes: [] as Nodes["classes"][number][],
  };
  traverse(program, (node) => {
    if (isFunction(node)) nodes.functions.push(node);
    else if (node.type === "CallExpression" || node.type === "NewExpression") nodes.calls.push(node);
    else if (node.type === "CatchClause") nodes.catches.push(node);
    else if (node.type === "ThrowStatement") nodes.throws.push(node);
    else if (node.type === "ReturnStatement") nodes.returns.push(node);
    else if (node.type === "AssignmentExpression") nodes.assignments.push(node);
    else if (node.type === "ClassDeclaration" || node.type === "ClassExpression") nodes.classes.push(node);
    else if (
      node.type === "Literal"
        ? typeof node.value === "string"
        : node.type === "TemplateLiteral" && node.expressions.length === 0
    )
      nodes.strings.push(node);
  });
  return nodes;
}
