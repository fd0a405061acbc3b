import type { TSESTree } from "@typescript-eslint/types";
import { findConstructors, localClass, type ClassNode } from "../analysis/class-slot.ts";
import type { CauseSlot } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { isTypescript } from "../contract/glob.ts";
import { parameterTarget, unwrap } from "../syntax/unwrap.ts";

type Read = Pick<Facts, "source" | "known">;

/**
 * Whether a class of the file takes whatever is caught, which is `unknown`, in its place for a cause: in TypeScript its parameter,
 * or the member of its options, may be of another type. `null` where the file does not tell.
 */
export function takesAnyCause(node: ClassNode, slot: CauseSlot, facts: Read): boolean | null {
  if (slot.kind !== "argument" && slot.kind !== "option") return true;
  if (!isTypescript(facts.source.path) || "isOfLanguage" in slot) return true;
  const parameter = findParameter(node, slot.index, facts);
  if (parameter === null) return null;
  const type = typeOf(parameter);
  if (slot.kind === "argument" || type === undefined) return isOpen(type);
  const members = findMembers(type, facts);
  if (members === null) return nameOf(type) === "ErrorOptions" || null;
  const cause = members.find((each) => each.key.type === "Identifier" && each.key.name === slot.key);
  return cause ? isOpen(cause.typeAnnotation?.typeAnnotation) : null;
}

function isOpen(type: TSESTree.TypeNode | undefined): boolean {
  return type === undefined || type.type === "TSUnknownKeyword" || type.type === "TSAnyKeyword";
}

/** The parameter of the constructor that a class of the file has, or takes over from another of the file. */
function findParameter(node: ClassNode, index: number, facts: Read, depth = 0): TSESTree.Parameter | null {
  const [constructor] = findConstructors(node);
  if (constructor) return constructor.params[index] ?? null;
  const parent = node.superClass ? unwrap(node.superClass) : null;
  const above = parent?.type === "Identifier" && depth < 8 ? localClass(parent, facts.known) : null;
  return above && findParameter(above, index, facts, depth + 1);
}

function typeOf(parameter: TSESTree.Parameter): TSESTree.TypeNode | undefined {
  const target = parameterTarget(parameter);
  const isNamed = target.type === "Identifier" || target.type === "ObjectPattern";
  return isNamed ? target.typeAnnotation?.typeAnnotation : undefined;
}

function nameOf(type: TSESTree.TypeNode): string | null {
  return type.type === "TSTypeReference" && type.typeName.type === "Identifier" ? type.typeName.name : null;
}

/** The members of a type that is written out, or declared by its name at the top level of the file; `null` where it is neither. */
function findMembers(type: TSESTree.TypeNode, facts: Read): readonly TSESTree.TSPropertySignature[] | null {
  const name = nameOf(type);
  const declared = name === null ? null : findDeclaredType(name, facts);
  const written = declared?.type === "TSTypeAliasDeclaration" ? declared.typeAnnotation : type;
  const ofLiteral = written.type === "TSTypeLiteral" ? written.members : null;
  const members = declared?.type === "TSInterfaceDeclaration" ? declared.body.body : ofLiteral;
  return members?.filter((each) => each.type === "TSPropertySignature") ?? null;
}

function findDeclaredType(
  name: string,
  { source: { ast } }: Read,
): TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | null {
  for (const statement of ast.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    const isType = declared?.type === "TSInterfaceDeclaration" || declared?.type === "TSTypeAliasDeclaration";
    if (isType && declared.id.name === name) return declared;
  }
  return null;
}
