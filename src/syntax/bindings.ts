import type { Reference, Scope, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Types } from "./types.ts";
import { isRequireCall, literalString, parameterTarget, propertyName, unwrap } from "./unwrap.ts";

/** Where a name comes from. */
export type Root =
  /** A module, by its specifier. */
  | { readonly kind: "import"; readonly module: string }
  | { readonly kind: "global" }
  /** A declaration of this file that is followed no further: a function, a class, an enum, a variable whose value is not known. */
  | { readonly kind: "declaration"; readonly variable: Variable }
  /** What calling, constructing or being typed as something gives: `express()`, `new Rollbar()`, `(app: Application)`. */
  | { readonly kind: "instance"; readonly of: Origin; readonly made: "call" | "new" | "type" }
  | { readonly kind: "this"; readonly node: TSESTree.ThisExpression };

/**
 * What a name or a member expression denotes: a root and the path of properties from it. For an import the path begins with
 * the exported name; `default` and namespaces are dropped, so that `import S from "m"`, `import * as S` and `require("m")`
 * all give an empty path.
 */
export interface Origin {
  readonly root: Root;
  readonly path: readonly string[];
}

/** Resolves names to what they denote, through scopes; never by their text. One for each file. */
export class Bindings {
  readonly #references = new Map<TSESTree.Node, Reference>();
  readonly #origins = new Map<TSESTree.Node, Origin | null>();

  constructor(
    readonly scopeManager: ScopeManager,
    /** What a type checker says, where one may be asked. */
    readonly types: Types | null = null,
  ) {
    for (const scope of scopeManager.scopes)
      for (const reference of scope.references) this.#references.set(reference.identifier, reference);
  }

  /** The variable that an identifier reads or writes; `null` for a global that nobody declares. */
  variableOf(identifier: TSESTree.Node): Variable | null {
    return this.#references.get(identifier)?.resolved ?? null;
  }

  /** The variables that a function or a catch clause declares: its parameters, and what stands in its own scope. */
  declaredBy(node: TSESTree.Node): readonly Variable[] {
    return this.scopeManager.getDeclaredVariables(node);
  }

  /** What an expression denotes, or `null` where that is not known. */
  originOf(node: TSESTree.Node): Origin | null {
    const inner = unwrap(node);
    const known = this.#origins.get(inner);
    if (known !== undefined) return known;
    this.#origins.set(inner, null); // a cycle (`const a = b, b = a`) denotes nothing
    const origin = this.#resolve(inner);
    this.#origins.set(inner, origin);
    return origin;
  }

  #resolve(node: TSESTree.Node): Origin | null {
    switch (node.type) {
      case "Identifier":
        return this.#resolveIdentifier(node);
      case "ThisExpression":
        return { root: { kind: "this", node }, path: [] };
      case "MemberExpression":
        return this.#resolveMember(node);
      case "AwaitExpression":
        return this.originOf(node.argument);
      case "ImportExpression":
        return toImport(literalString(node.source), []);
      case "CallExpression":
        return this.#resolveCall(node);
      case "NewExpression":
        return this.#toInstance(this.originOf(node.callee), "new");
      default:
        return null;
    }
  }

  #resolveCall(node: TSESTree.CallExpression): Origin | null {
    if (isRequireCall(node) && !this.variableOf(node.callee)?.defs.length)
      return toImport(literalString(node.arguments[0]), []);
    return this.#toInstance(this.originOf(node.callee), "call");
  }

  #toInstance(of: Origin | null, made: "call" | "new" | "type"): Origin | null {
    return of && { root: { kind: "instance", of, made }, path: [] };
  }

  #resolveMember(node: TSESTree.MemberExpression): Origin | null {
    const name = propertyName(node);
    const object = unwrap(node.object);
    if (name !== null && object.type === "ThisExpression") return this.#resolveField(object, name);
    const origin = this.originOf(object);
    return origin && name !== null ? join(origin, name) : null;
  }

  #resolveIdentifier(node: TSESTree.Identifier): Origin | null {
    const variable = this.variableOf(node);
    if (!variable || variable.defs.length === 0) return { root: { kind: "global" }, path: [node.name] };
    return this.originOfVariable(variable);
  }

  /** What a variable holds, as long as it is declared once and never reassigned. */
  originOfVariable(variable: Variable): Origin | null {
    const definition = variable.defs[0];
    const declared: Origin = { root: { kind: "declaration", variable }, path: [] };
    if (!definition || variable.defs.length > 1) return declared;
    const node = definition.node;
    if (
      node.type === "ImportSpecifier" ||
      node.type === "ImportDefaultSpecifier" ||
      node.type === "ImportNamespaceSpecifier"
    ) {
      return originOfImport(node);
    }
    if (node.type === "TSImportEqualsDeclaration") return originOfImportEquals(node);
    const typed = this.#toInstance(this.#declaredType(definition.name), "type");
    if (node.type === "VariableDeclarator" && isUnreassigned(variable)) {
      return (node.init && this.#originInPattern(node.id, definition.name, node.init)) ?? typed ?? declared;
    }
    return typed ?? declared;
  }

  /** Follows destructuring: in `const { a: { b: c } } = init`, `c` is `init.a.b`. */
  #originInPattern(pattern: TSESTree.Node, target: TSESTree.Node, init: TSESTree.Node): Origin | null {
    const path = pathInPattern(pattern, target);
    const origin = path && this.originOf(init);
    return origin ? path.reduce(join, origin) : null;
  }

  /** What `this.name` is, by the class's field or the constructor's parameter property. */
  #resolveField(node: TSESTree.ThisExpression, name: string): Origin | null {
    const member = findField(node, name);
    const unknown: Origin = { root: { kind: "this", node }, path: [name] };
    if (member === null) return unknown;
    if (member.type === "PropertyDefinition") {
      const type = this.#toInstance(this.#typeOrigin(member.typeAnnotation), "type");
      return type ?? (member.value && this.originOf(member.value)) ?? unknown;
    }
    const parameter = member.parameter.type === "AssignmentPattern" ? member.parameter.left : member.parameter;
    return this.#toInstance(this.#declaredType(parameter), "type") ?? unknown;
  }

  /** The type that a variable is declared to have, whatever it is given, where that is a plain name. */
  declaredTypeOf({ defs: [definition] }: Variable): Origin | null {
    return definition ? this.#declaredType(definition.name) : null;
  }

  /** The type that a parameter or variable is declared to have, where that is a plain name. */
  #declaredType(name: TSESTree.Node): Origin | null {
    return "typeAnnotation" in name
      ? this.#typeOrigin(name.typeAnnotation as TSESTree.TSTypeAnnotation | undefined)
      : null;
  }

  #typeOrigin(annotation: TSESTree.TSTypeAnnotation | undefined): Origin | null {
    const type = annotation?.typeAnnotation;
    return type?.type === "TSTypeReference" ? this.originOfTypeName(type.typeName) : null;
  }

  /** What the name of a type denotes: `Request`, `express.Request`. */
  originOfTypeName(name: TSESTree.EntityName): Origin | null {
    if (name.type === "Identifier") return this.#resolveIdentifier(name);
    const left = name.type === "TSQualifiedName" ? this.originOfTypeName(name.left) : null;
    return left && name.type === "TSQualifiedName" ? join(left, name.right.name) : null;
  }
}

function join(origin: Origin, name: string): Origin {
  const isModule = origin.root.kind === "import" && origin.path.length === 0;
  return isModule && name === "default" ? origin : { root: origin.root, path: [...origin.path, name] };
}

function toImport(module: string | null, path: readonly string[]): Origin | null {
  return module === null ? null : { root: { kind: "import", module }, path };
}

function originOfImport(node: TSESTree.ImportClause): Origin | null {
  const declaration = node.parent as TSESTree.ImportDeclaration;
  if (node.type !== "ImportSpecifier") return toImport(declaration.source.value, []);
  const name = node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
  return toImport(declaration.source.value, name === "default" ? [] : [name]);
}

function originOfImportEquals(node: TSESTree.TSImportEqualsDeclaration): Origin | null {
  const reference = node.moduleReference;
  return reference.type === "TSExternalModuleReference" ? toImport(literalString(reference.expression), []) : null;
}

/** The property path from a pattern to the identifier that it binds; `null` through arrays, rests and computed keys. */
export function pathInPattern(pattern: TSESTree.Node, target: TSESTree.Node): string[] | null {
  if (pattern === target) return [];
  if (pattern.type === "AssignmentPattern") return pathInPattern(pattern.left, target);
  if (pattern.type !== "ObjectPattern") return null;
  for (const property of pattern.properties) {
    if (property.type === "RestElement") continue;
    const name = propertyName(property);
    const rest = pathInPattern(property.value, target);
    if (rest && name !== null) return [name, ...rest];
  }
  return null;
}

/** A variable that keeps the value it was declared with. */
export function isUnreassigned(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

type Field = TSESTree.PropertyDefinition | TSESTree.TSParameterProperty;

function findField(node: TSESTree.Node, name: string): Field | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "ClassBody") return findMember(at, name);
    if (at.type === "FunctionDeclaration") return null;
    if (at.type === "FunctionExpression" && at.parent.type !== "MethodDefinition") return null;
  }
  return null;
}

function findMember(body: TSESTree.ClassBody, name: string): Field | null {
  for (const member of body.body) {
    if (member.type === "PropertyDefinition" && propertyName(member) === name) return member;
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    const parameter = member.value.params.find(
      (each): each is TSESTree.TSParameterProperty =>
        each.type === "TSParameterProperty" && parameterName(each) === name,
    );
    if (parameter) return parameter;
  }
  return null;
}

function parameterName(node: TSESTree.TSParameterProperty): string | null {
  const target = parameterTarget(node);
  return target.type === "Identifier" ? target.name : null;
}

/** Whether any scope of the file declares something of that name. */
export function isDeclaredAnywhere(name: string, { scopes }: ScopeManager): boolean {
  return scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0);
}

/** All scopes from a node's own outwards; used to ask whether a name can be used at a place. */
export function isNameVisible(scopeManager: ScopeManager, node: TSESTree.Node, variable: Variable): boolean {
  for (let scope = innermostScope(scopeManager, node); scope; scope = scope.upper) {
    const found = scope.set.get(variable.name);
    if (found) return found === variable;
  }
  return false;
}

/** The innermost scope around a node. */
export function innermostScope(scopeManager: ScopeManager, node: TSESTree.Node): Scope | null {
  for (let at: TSESTree.Node | undefined | null = node; at; at = at.parent) {
    const scope = scopeManager.acquire(at, true);
    if (scope) return scope.type === "function-expression-name" ? (scope.childScopes[0] ?? scope) : scope;
  }
  return null;
}
