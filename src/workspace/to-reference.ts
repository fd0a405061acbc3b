import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { posix } from "node:path";
import type { Facts } from "../analysis/facts.ts";
import { enclosingClass } from "../analysis/find-functions.ts";
import type { Roles } from "../analysis/meaning.ts";
import { toModuleName } from "../contract/module-name.ts";
import type { Origin } from "../syntax/bindings.ts";
import { resolveConstant } from "../syntax/constants.ts";
import { isFunction, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import type { Reference, TypeName } from "./file-contribution.ts";

/** A file while its contribution is read. */
export interface ReadFile {
  readonly facts: Facts;
  readonly isTest: boolean;
  /** The numbers of functions; what stands in none is at the top level, 0. */
  readonly numbers: ReadonlyMap<TSESTree.Node, number>;
  /** The modules of specifiers that were asked for. */
  readonly modules: Map<string, string>;
  /** What the parameters of its handlers are. */
  readonly roles: Roles;
  /** The line of an offset, counted from 1. */
  readonly lineAt: (offset: number) => number;
}

/** A specifier in the file, in the form in which modules are compared. */
export function toModule(specifier: string, { facts, modules }: ReadFile): string {
  const known = modules.get(specifier) ?? toModuleName(specifier, posix.dirname(facts.source.path));
  modules.set(specifier, known);
  return known;
}

/** What an expression stands for where a function is expected; `null` for what nothing of the workspace could be. */
export function toReference(node: TSESTree.Node, file: ReadFile): Reference | null {
  const inner = toCalled(node);
  const own = functionOf(inner, file);
  const index = own ? file.numbers.get(own) : undefined;
  if (index !== undefined) return { kind: "function", index };
  const parameter = inner.type === "Identifier" ? toParameter(inner, file) : null;
  if (parameter) return parameter;
  const origin = file.facts.bindings.originOf(inner);
  if (origin?.root.kind === "import") return toImport(origin.root.module, origin.path, file);
  if (inner.type !== "MemberExpression") return null;
  const member = toMember(inner, file);
  const listed = findListed(inner, file);
  return member && listed ? { kind: "held", of: [listed, member] } : member;
}

/** What another module exports, and a table of the file has by a name, beside what may be put there later: `const store = { load };`. */
function findListed(member: TSESTree.MemberExpression, file: ReadFile): Reference | null {
  const { bindings } = file.facts;
  const table = resolveConstant(member.object, bindings);
  const name = propertyName(member);
  const properties = table.type === "ObjectExpression" && name !== null ? table.properties : [];
  const listed = properties.find((each) => each.type === "Property" && propertyName(each) === name);
  const origin = listed?.type === "Property" ? bindings.originOf(listed.value) : null;
  return origin?.root.kind === "import" ? toImport(origin.root.module, origin.path, file) : null;
}

/** What a callee is that a call gives back: `withErrors(options)(handler)`. */
export function toProduct(callee: TSESTree.Node, file: ReadFile): Reference | null {
  const inner = unwrap(callee);
  const of = inner.type === "CallExpression" ? toReference(inner.callee, file) : null;
  return of?.kind === "function" || of?.kind === "import" ? { kind: "product", of } : null;
}

/** `(0, orders_1.load)(…)`, as compilers write the call of what is imported. */
export function toCalled(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  const last = inner.type === "SequenceExpression" ? inner.expressions.at(-1) : undefined;
  return last ? unwrap(last) : inner;
}

/** The function of the file that an expression is or names; a parameter names none, whatever declares it. */
export function functionOf(node: TSESTree.Node, { facts }: ReadFile): FunctionNode | null {
  const inner = unwrap(node);
  if (isFunction(inner)) return inner;
  const variable = inner.type === "Identifier" ? facts.bindings.variableOf(inner) : null;
  return variable && variable.defs[0]?.type !== "Parameter" ? facts.known.functionOf(inner) : null;
}

/** The number of a function of the file; 0, that of the module, for none. */
export function numberOf(node: FunctionNode | null, { numbers }: ReadFile): number {
  return (node && numbers.get(node)) ?? 0;
}

/** What `new` makes calls the constructor of a class. */
export function toConstructorReference(node: TSESTree.NewExpression, file: ReadFile): Reference | null {
  const of = toClassName(file.facts.bindings.originOf(node.callee), file);
  return of && { kind: "member", name: "constructor", of };
}

function toImport(module: string, path: readonly string[], file: ReadFile): Reference | null {
  return module.startsWith("node:") ? null : { kind: "import", module: toModule(module, file), path };
}

function toParameter(node: TSESTree.Identifier, { facts, numbers }: ReadFile): Reference | null {
  const variable = facts.bindings.variableOf(node);
  const owner = variable?.defs[0]?.type === "Parameter" ? variable.defs[0].node : null;
  const of = owner ? numbers.get(owner) : undefined;
  if (!variable || !owner || of === undefined || !isFunction(owner)) return null;
  const index = positionOf(variable, owner);
  return index < 0 ? { kind: "member", name: variable.name, of: null } : { kind: "parameter", of, index };
}

function positionOf({ identifiers }: Variable, owner: FunctionNode): number {
  return owner.params.findIndex((each) =>
    identifiers.includes((each.type === "AssignmentPattern" ? each.left : each) as TSESTree.Identifier),
  );
}

function toMember(node: TSESTree.MemberExpression, file: ReadFile): Reference | null {
  const name = propertyName(node);
  const object = unwrap(node.object);
  if (name === null) return toLookup(object, file);
  if (object.type === "ThisExpression")
    return { kind: "member", name, of: { module: null, name: classNameOf(object) } };
  if (object.type === "Super") return { kind: "member", name, of: null };
  const { bindings } = file.facts;
  const origin = bindings.originOf(object);
  if (origin?.root.kind === "global" && isStandard(origin.path[0] ?? "")) return null;
  const variable = object.type === "Identifier" ? bindings.variableOf(object) : null;
  const declared = toClassName(variable && bindings.declaredTypeOf(variable), file);
  return { kind: "member", name, of: declared ?? (origin && toTypeName(origin, file)) };
}

/** `this[name]`, `client[name]`, where it is known what a client is. */
function toLookup(object: TSESTree.Node, file: ReadFile): Reference | null {
  const origin = object.type === "ThisExpression" ? null : file.facts.bindings.originOf(object);
  const of = origin ? toTypeName(origin, file) : { module: null, name: classNameOf(object) };
  return of?.name == null ? null : { kind: "lookup", of };
}

/** What a language or its host declares, not an application: `WIKI.models.users.login(…)`. */
function isStandard(name: string): boolean {
  return (
    name in globalThis ||
    /^(?:window|document|self|localStorage|sessionStorage|location|history|require|module|exports|\$|jQuery|Deno|Bun)$/.test(
      name,
    )
  );
}

/** The name of the class around a node, or `null`. */
export function classNameOf(node: TSESTree.Node): string | null {
  return enclosingClass(node)?.id?.name ?? null;
}

/** The type of what an expression holds, as far as it has a name. */
export function toTypeName({ root, path }: Origin, file: ReadFile): TypeName | null {
  if (root.kind === "declaration")
    return path.length === 0 && isClass(root.variable) ? { module: null, name: root.variable.name } : null;
  if (root.kind !== "instance" || path.length > 0) return root.kind === "instance" ? toMaker(root.of, file) : null;
  if (root.made !== "call") return toClassName(root.of, file);
  return registries.has(root.of.path.at(-1) ?? "") ? null : toMaker(root.of, file);
}

/** They give back what an application has put there: `app.get("orders")`, `container.resolve(Orders)`. */
const registries = new Set(["get", "resolve", "inject"]);

/** What came from a module is of that module, whatever it is; the index knows whether that is one of the workspace. */
function toMaker({ root }: Origin, file: ReadFile): TypeName | null {
  if (root.kind === "import") return { module: toModule(root.module, file), name: null };
  return root.kind === "instance" ? toMaker(root.of, file) : null;
}

/** The class or interface that a name denotes, as far as it has a name of its own. */
export function toClassName(origin: Origin | null, file: ReadFile): TypeName | null {
  if (origin?.root.kind === "import")
    return { module: toModule(origin.root.module, file), name: origin.path.at(-1) ?? "default" };
  return origin?.root.kind === "declaration" ? { module: null, name: origin.root.variable.name } : null;
}

function isClass({ defs }: Variable): boolean {
  const type = defs[0]?.node.type;
  return type === "ClassDeclaration" || type === "ClassExpression";
}
