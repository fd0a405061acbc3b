import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import type { Nodes } from "./facts.ts";

/** Collects the nodes that the analysis starts from, in one pass over the tree without its types. */
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
    switch (node.type) {
      case "TSTypeAnnotation":
      case "TSTypeParameterDeclaration":
      case "TSTypeParameterInstantiation":
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
        return false;
      case "Identifier":
        return node.decorators?.length ? undefined : false; // half of all nodes; below them are types only
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
      case "FunctionExpression":
        return void nodes.functions.push(node);
      case "CallExpression":
      case "NewExpression":
        return void nodes.calls.push(node);
      case "CatchClause":
        return void nodes.catches.push(node);
      case "ThrowStatement":
        return void nodes.throws.push(node);
      case "ReturnStatement":
        return void nodes.returns.push(node);
      case "AssignmentExpression":
        return void nodes.assignments.push(node);
      case "ClassDeclaration":
      case "ClassExpression":
        return void nodes.classes.push(node);
      case "Literal":
        return typeof node.value === "string" ? void nodes.strings.push(node) : undefined;
      case "TemplateLiteral":
        return node.expressions.length === 0 ? void nodes.strings.push(node) : undefined;
    }
  });
  return nodes;
}
