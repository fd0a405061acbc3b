import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { initOf } from "../syntax/constants.ts";
import { literalString, propertyName, unwrap, withCasts } from "../syntax/unwrap.ts";
import { claimOfAny } from "./code-claim.ts";
import type { CodeUses } from "./code-use.ts";
import type { Facts } from "./facts.ts";
import { isBinding } from "./match.ts";

/** The members of an enum or of a constant object that is one of the contract's sources of codes. */
export function addSourceCodes(uses: CodeUses): void {
  for (const { variables } of uses.facts.bindings.scopeManager.scopes) {
    for (const variable of variables) {
      for (const { value } of isOwnSource(variable, uses) ? (membersOf(variable) ?? []) : [])
        if (value && literalString(value) !== null)
          uses.add(unwrap(value), literalString(value) ?? "", "declaration", "certain");
    }
  }
}

/** The members of any other one that is asked by code: `err.code in TABLE`, `TABLE[err.code]`. */
export function addTableCodes(uses: CodeUses): void {
  for (const [variable, asked] of findTables(uses.facts)) {
    if (isOwnSource(variable, uses)) continue;
    for (const { key, name } of membersOf(variable) ?? []) {
      const claim = uses.contract.codePattern.test(name) ? claimOfAny(asked, name, uses.facts) : null;
      if (key) uses.add(key, name, "membership", claim);
    }
  }
}

/** The variables that are asked by a key which is worked out, each with what it is asked for. */
function findTables({ nodes, bindings }: Facts): ReadonlyMap<Variable, readonly TSESTree.Node[]> {
  const tables = new Map<Variable, TSESTree.Node[]>();
  for (const node of nodes.lookups) {
    const [table, key] = node.type === "BinaryExpression" ? [node.right, node.left] : [node.object, node.property];
    const variable = bindings.variableOf(unwrap(table));
    if (variable) tables.set(variable, [...(tables.get(variable) ?? []), key]);
  }
  return tables;
}

interface Member {
  readonly name: string;
  /** `null` where it cannot be renamed without its value: `{ NOT_FOUND }`. */
  readonly key: TSESTree.Node | null;
  readonly value: TSESTree.Node | null;
}

/** The members of an enum or of a constant object, frozen or not; `null` for any other variable. */
function membersOf(variable: Variable): Member[] | null {
  const definition = variable.defs[0]?.node;
  if (definition?.type === "TSEnumDeclaration") {
    return definition.body.members.map(({ id, initializer }) => ({
      name: id.type === "Identifier" ? id.name : (literalString(id) ?? ""),
      key: id,
      value: initializer ?? null,
    }));
  }
  const object = definition?.type === "VariableDeclarator" ? constantObject(definition.init) : null;
  return object && initOf(variable) ? object.properties.flatMap(toMember) : null;
}

function constantObject(init: TSESTree.Node | null): TSESTree.ObjectExpression | null {
  const inner = init && unwrap(init);
  const frozen =
    inner?.type === "CallExpression" &&
    inner.callee.type === "MemberExpression" &&
    propertyName(inner.callee) === "freeze"
      ? inner.arguments[0]
      : inner;
  const object = frozen ? unwrap(frozen) : null;
  return object?.type === "ObjectExpression" ? object : null;
}

function toMember(property: TSESTree.ObjectLiteralElement): Member[] {
  const name = property.type === "Property" ? propertyName(property) : null;
  if (property.type !== "Property" || name === null) return [];
  return [{ name, key: property.shorthand || property.computed ? null : property.key, value: property.value }];
}

function isOwnSource(variable: Variable, { facts, contract }: CodeUses): boolean {
  const origin = { root: { kind: "declaration", variable }, path: [] } as const;
  return contract.codeSources.some((source) => isBinding(origin, source, facts.known.path));
}

/** `ErrorCode.NOT_FUOND`, where another file declares `ErrorCode`: a member may have another value than its name. */
export function addMemberCodes(uses: CodeUses): void {
  for (const scope of uses.facts.bindings.scopeManager.scopes) {
    for (const { identifier, isValueReference } of scope.references) {
      if (isValueReference) addMember(withCasts(identifier), uses, 0);
    }
  }
}

function addMember(object: TSESTree.Node, uses: CodeUses, depth: number): void {
  const { parent } = object;
  if (parent?.type !== "MemberExpression" || parent.object !== object || depth > 3) return;
  if (!uses.facts.known.find(object, uses.contract.codeSources)) return addMember(withCasts(parent), uses, depth + 1);
  const name = propertyName(parent);
  if (name === null || isDeclaredMember(object, name, uses.facts)) return;
  const value = uses.facts.bindings.types?.textOf(parent);
  if (value == null) uses.add(parent.property, name, "member", "possible");
  else uses.add(parent, value, "reference", "certain");
}

function isDeclaredMember(object: TSESTree.Node, name: string, { bindings }: Facts): boolean {
  const origin = bindings.originOf(object);
  const variable = origin?.root.kind === "declaration" ? origin.root.variable : null;
  return (variable && membersOf(variable)?.some((member) => member.name === name)) ?? false;
}
