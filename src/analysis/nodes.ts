import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { Nodes } from "./facts.ts";

type Collected = { [Kind in keyof Nodes]: Nodes[Kind][number][] };

/** Collects the nodes that the analysis starts from, in one pass over the tree without its types. */
export function collectNodes(program: TSESTree.Program): Nodes {
  const nodes: Collected = {
    calls: [],
    functions: [],
    catches: [],
    throws: [],
    returns: [],
    assignments: [],
    deciding: [],
    strings: [],
    lookups: [],
    classes: [],
  };
  collect(program, nodes);
  return nodes;
}

/** This runs for every node of every file: what most of them are has its way spelt out. */
function collect(node: TSESTree.Node, nodes: Collected): void {
  switch (node.type) {
    case "Identifier":
      if (node.decorators?.length) collectBelow(node, nodes);
      return; // below the others are types only
    case "Literal":
      if (typeof node.value === "string") nodes.strings.push(node);
      return;
    case "MemberExpression":
      collect(node.object, nodes);
      if (!node.computed) return;
      nodes.lookups.push(node);
      return collect(node.property, nodes);
    case "CallExpression":
      nodes.calls.push(node);
      collect(node.callee, nodes);
      return collectAll(node.arguments, nodes);
    case "ExpressionStatement":
      return collect(node.expression, nodes);
    case "VariableDeclaration":
      return collectAll(node.declarations, nodes);
    case "VariableDeclarator":
      collect(node.id, nodes);
      return node.init ? collect(node.init, nodes) : undefined;
    case "ObjectExpression":
      return collectAll(node.properties, nodes);
    case "BinaryExpression":
      if (node.operator === "in") nodes.lookups.push(node);
      collect(node.left, nodes);
      return collect(node.right, nodes);
    case "AwaitExpression":
      return collect(node.argument, nodes);
    case "BlockStatement":
      return collectAll(node.body, nodes);
    case "Property":
      if (node.key.type !== "Identifier") collect(node.key, nodes);
      return collect(node.value, nodes);
    default:
      return collectRare(node, nodes);
  }
}

function collectRare(node: TSESTree.Node, nodes: Collected): void {
  switch (node.type) {
    case "TSTypeAnnotation":
    case "TSTypeParameterDeclaration":
    case "TSTypeParameterInstantiation":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return;
    case "ArrowFunctionExpression":
    case "FunctionDeclaration":
    case "FunctionExpression":
      nodes.functions.push(node);
      break;
    case "NewExpression":
      nodes.calls.push(node);
      break;
    case "CatchClause":
      nodes.catches.push(node);
      break;
    case "ThrowStatement":
      nodes.throws.push(node);
      break;
    case "ReturnStatement":
      nodes.returns.push(node);
      break;
    case "AssignmentExpression":
      nodes.assignments.push(node);
      break;
    case "IfStatement":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "SwitchStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      nodes.deciding.push(node);
      break;
    case "ClassDeclaration":
    case "ClassExpression":
      nodes.classes.push(node);
      break;
    case "TemplateLiteral":
      if (node.expressions.length === 0) nodes.strings.push(node);
      break;
  }
  collectBelow(node, nodes);
}

function collectBelow(node: TSESTree.Node, nodes: Collected): void {
  const record = node as unknown as Readonly<
    Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>
  >;
  for (const key of keysOf(node.type)) {
    const value = record[key];
    if (Array.isArray(value)) collectAll(value, nodes);
    else if (value) collect(value, nodes);
  }
}

function collectAll(list: readonly (TSESTree.Node | null)[], nodes: Collected): void {
  for (const node of list) if (node) collect(node, nodes);
}

const typeKeys: ReadonlySet<string> = new Set(["typeParameters", "typeArguments", "superTypeArguments", "returnType"]);
const keysByType = new Map<string, readonly string[]>();

/** The keys below which there may be more than types. */
function keysOf(type: string): readonly string[] {
  const known = keysByType.get(type);
  if (known !== undefined) return known;
  const keys = (visitorKeys[type] ?? []).filter((key) => !typeKeys.has(key));
  keysByType.set(type, keys);
  return keys;
}
