import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import type { Nodes } from "./facts.ts";

/** Something that a file exports. Without a name, it is the whole of `module.exports`, whose properties are the exports. */
export interface Exported {
  readonly name: string | null;
  readonly node: TSESTree.Node;
}

/** What a file exports of its own, as ESM or as CommonJS. */
export function findExports(program: TSESTree.Program, nodes: Nodes, bindings: Bindings): readonly Exported[] {
  return [
    ...program.body.flatMap(exportsOfStatement),
    ...nodes.assignments.flatMap((assignment) => exportsOfAssignment(assignment, bindings)),
  ];
}

function exportsOfStatement(statement: TSESTree.ProgramStatement): Exported[] {
  if (statement.type === "ExportDefaultDeclaration") return [{ name: "default", node: statement.declaration }];
  if (statement.type === "TSExportAssignment") return toWhole(statement.expression);
  if (statement.type !== "ExportNamedDeclaration") return [];
  const declared = statement.declaration ? exportsOfDeclaration(statement.declaration) : [];
  if (statement.source) return declared;
  return [...declared, ...statement.specifiers.map(({ exported, local }) => ({ name: nameOf(exported), node: local }))];
}

function exportsOfDeclaration(node: TSESTree.NamedExportDeclarations): Exported[] {
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")
    return node.id ? [{ name: node.id.name, node }] : [];
  if (node.type !== "VariableDeclaration") return [];
  return node.declarations.flatMap(({ id, init }) =>
    id.type === "Identifier" && init ? [{ name: id.name, node: init }] : [],
  );
}

/** `exports.x = …`, `module.exports.x = …`, `module.exports = …` */
function exportsOfAssignment({ left, right }: TSESTree.AssignmentExpression, bindings: Bindings): Exported[] {
  const origin = left.type === "MemberExpression" ? bindings.originOf(left) : null;
  if (origin?.root.kind !== "global") return [];
  const path = origin.path[0] === "module" ? origin.path.slice(1) : origin.path;
  const [root, name, ...rest] = path;
  if (root !== "exports" || rest.length > 0) return [];
  return name === undefined ? toWhole(right) : [{ name, node: right }];
}

/** `module.exports = …`, and as TypeScript writes it: `export = …` */
function toWhole(node: TSESTree.Node): Exported[] {
  return [
    { name: "default", node },
    { name: null, node },
  ];
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}
