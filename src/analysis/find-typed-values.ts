import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import type { Source } from "../syntax/source.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { returnedBy } from "./find-functions.ts";

/** An expression and the type that it is said to have; that of its elements, where it is an array. */
export interface TypedValue {
  readonly type: TSESTree.TypeNode;
  readonly value: TSESTree.Node;
}

/** `const list: RequestHandler = …`, `… satisfies ServiceImpl<T>`, `(): RequestHandler => …`, `class { list: RequestHandler = … }` */
export function findTypedValues(source: Source, nodes: Nodes, bindings: Bindings): readonly TypedValue[] {
  return [
    ...findDeclarators(bindings).flatMap(({ id, init }) => [...toTyped(id.typeAnnotation, init), ...castsOf(init)]),
    ...nodes.classes.flatMap(({ body }) => body.body.flatMap(typedField)),
    ...nodes.functions.flatMap((node) => [...castsAround(node), ...typedReturns(node)]),
    ...source.ast.body.flatMap((node) => (node.type === "ExportDefaultDeclaration" ? castsOf(node.declaration) : [])),
  ];
}

export type NamedDeclarator = TSESTree.VariableDeclarator & { readonly id: TSESTree.Identifier };

/** The declarations of variables by a plain name. */
export function findDeclarators({ scopeManager }: Bindings): readonly NamedDeclarator[] {
  const declarators: NamedDeclarator[] = [];
  for (const { variables } of scopeManager.scopes) {
    for (const { defs } of variables) {
      const node = defs[0]?.node;
      if (node?.type === "VariableDeclarator" && hasName(node)) declarators.push(node);
    }
  }
  return declarators;
}

function hasName(node: TSESTree.VariableDeclarator): node is NamedDeclarator {
  return node.id.type === "Identifier";
}

function toTyped(annotation: TSESTree.TSTypeAnnotation | undefined, value: TSESTree.Node | null): TypedValue[] {
  const type = annotation?.typeAnnotation;
  if (!type || !value) return [];
  return [{ type: type.type === "TSArrayType" ? type.elementType : type, value }];
}

function typedField(member: TSESTree.ClassElement): TypedValue[] {
  return member.type === "PropertyDefinition" ? toTyped(member.typeAnnotation, member.value) : [];
}

function typedReturns(node: FunctionNode): TypedValue[] {
  const { returnType } = node;
  return returnType ? returnedBy(node).flatMap((returned) => toTyped(returnType, returned)) : [];
}

/** The casts that an expression begins with: `f satisfies RequestHandler`. */
function castsOf(node: TSESTree.Node | null): TypedValue[] {
  if (node?.type !== "TSSatisfiesExpression" && node?.type !== "TSAsExpression") return [];
  return [{ type: node.typeAnnotation, value: node.expression }, ...castsOf(node.expression)];
}

/** The casts around a function, wherever it is written. */
function castsAround(node: TSESTree.Node): TypedValue[] {
  const { parent } = node;
  if (parent?.type !== "TSSatisfiesExpression" && parent?.type !== "TSAsExpression") return [];
  return [{ type: parent.typeAnnotation, value: node }, ...castsAround(parent)];
}
