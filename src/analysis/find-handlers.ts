import type { TSESTree } from "@typescript-eslint/types";
import type { Contract } from "../contract/contract.ts";
import type { Export, Framework, HandlerFile, Registration, Role, Signature } from "../knowledge/framework.ts";
import { frameworks as knownFrameworks } from "../knowledge/frameworks.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import type { Source } from "../syntax/source.ts";
import { enclosingFunction, literalString, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { findFrameworks, isTypeOf, originOfType, roleOfType } from "./evidence.ts";
import type { Nodes } from "./facts.ts";
import { findApps, registrationsOf, type Apps } from "./find-apps.ts";
import { findExports, type Exported } from "./find-exports.ts";
import { findFunctions, returnedBy, type FoundFunction } from "./find-functions.ts";
import { findRoles, findSignature, parametersOf, roleByType, typeOfParameter } from "./find-roles.ts";
import type { Handler } from "./handler.ts";
import { isBinding, isEqual, isExport, toPackagePath } from "./match.ts";

export interface HandlerInput {
  readonly source: Source;
  readonly nodes: Nodes;
  readonly bindings: Bindings;
  /** The specifiers that the file imports or requires, without `npm:` and versions. */
  readonly imports: ReadonlySet<string>;
  readonly contract: Contract | null;
}

/**
 * Every function of a file that is a handler or a boundary, in source order. Each rests on evidence: it is registered with
 * an app, typed, decorated, exported where a framework looks for it, or handed to what the contract calls a handler's taker.
 */
export function findHandlers(input: HandlerInput, frameworks: readonly Framework[] = knownFrameworks): Handler[] {
  const on = frameworks.filter(({ name }) => !input.contract?.knowledgeOff.has(name));
  const { path, text } = input.source;
  const active = findFrameworks({ path, imports: input.imports, text }, on);
  if (active.length === 0 && !input.contract?.handlers.length) return [];
  return new HandlerSearch(input, active).run();
}

/** A handler that the contract names, of a framework that nobody knows. */
const unknownFramework: Framework = {
  name: "handler",
  title: "the framework",
  modules: [],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "the framework decides what a client sees of it",
  reads: [],
};

/** How a function came to be a handler. */
interface Evidence {
  readonly node: TSESTree.Node;
  readonly framework: Framework;
  readonly role?: "handler" | "boundary" | undefined;
  /** The framework's own, where there are none. */
  readonly signatures?: readonly Signature[] | undefined;
  /** Instead of signatures. */
  readonly roles?: readonly (Role | null)[];
  readonly returns?: false | undefined;
  readonly asyncWrapped?: boolean;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The search through one file. What says more is asked first: the first evidence for a function stands. */
class HandlerSearch {
  readonly #handlers = new Map<FunctionNode, Handler>();
  readonly #bindings: Bindings;
  readonly #apps: Apps;
  #exports: readonly Exported[] | null = null;

  constructor(
    readonly input: HandlerInput,
    readonly frameworks: readonly Framework[],
  ) {
    this.#bindings = input.bindings;
    this.#apps = findApps(input.nodes, frameworks, input.bindings);
  }

  run(): Handler[] {
    for (const call of this.input.nodes.calls) this.#takeCall(call);
    for (const framework of this.frameworks) {
      this.#takeClasses(framework);
      this.#takeFiles(framework);
      this.#takeDirective(framework);
      this.#takeTypedValues(framework);
    }
    for (const framework of this.frameworks) this.#takeTypedParameters(framework);
    return [...this.#handlers.values()].sort((left, right) => left.function.range[0] - right.function.range[0]);
  }

  #takeCall(call: Call): void {
    const callee = unwrap(call.callee);
    const method = call.type === "CallExpression" && callee.type === "MemberExpression" ? propertyName(callee) : null;
    for (const framework of this.frameworks) {
      const registrations = method === null ? undefined : registrationsOf(framework).get(method);
      if (registrations && callee.type === "MemberExpression" && this.#apps.isApp(callee.object, framework)) {
        const asyncWrapped = this.#isAsyncRouter(callee.object, framework);
        for (const registration of registrations) this.#takeArguments(call, registration, { framework, asyncWrapped });
      }
      for (const each of framework.calls ?? []) {
        if (this.#isCallee(call, each.callee)) this.#takeArguments(call, each, { framework });
      }
    }
    this.#takeNamedByContract(call);
  }

  /** The function itself, or what something of its module made: `createFactory().createHandlers(f)`. */
  #isCallee(call: Call, callee: Export): boolean {
    const origin = this.#bindings.originOf(call.callee);
    if (!origin) return false;
    if (isExport(origin, callee)) return true;
    const maker = origin.root.kind === "instance" ? origin.root.of.root : null;
    return (
      maker?.kind === "import" &&
      toPackagePath(maker.module) === callee.module &&
      isEqual(origin.path, callee.member.split("."))
    );
  }

  #takeArguments(
    call: Call,
    registration: Omit<Registration, "methods">,
    of: Pick<Evidence, "framework" | "asyncWrapped">,
  ): void {
    const { from, keys = [], events, role, signatures, returns } = registration;
    if (events && !events.includes(literalString(call.arguments[0]) ?? "")) return;
    const given = from === "last" ? call.arguments.slice(-1) : call.arguments.slice(from);
    for (const argument of given) this.#take(argument, keys, { ...of, node: call, role, signatures, returns });
  }

  /** Takes the functions that an expression stands for. */
  #take(node: TSESTree.Node, keys: readonly string[], evidence: Evidence): void {
    for (const found of findFunctions(node, keys, this.#bindings)) {
      const asyncWrapped = evidence.asyncWrapped === true || this.#isAsyncWrapped(found, evidence.framework);
      this.#add(found.function, { ...evidence, asyncWrapped });
    }
  }

  #add(node: FunctionNode, { framework, ...evidence }: Evidence): void {
    if (this.#handlers.has(node)) return;
    const wantsBoundary = evidence.role === "boundary";
    const signature = findSignature(node, evidence.signatures ?? framework.signatures, wantsBoundary);
    const roles = evidence.roles ?? signature?.roles ?? [];
    this.#handlers.set(node, {
      function: node,
      framework,
      isBoundary: wantsBoundary || signature?.boundary === true,
      roles: findRoles(node, roles, framework, this.#bindings),
      returns: evidence.returns !== false && framework.sinks.some(({ kind }) => kind === "return"),
      ...(evidence.asyncWrapped ? { asyncWrapped: true } : {}),
      evidence: evidence.node,
    });
  }

  #isAsyncWrapped({ wrappers }: FoundFunction, framework: Framework): boolean {
    const names = asyncWrappersOf(framework);
    if (names.length === 0) return false;
    if (wrappers.some((call) => isMadeBy(this.#bindings.originOf(call.callee), names))) return true;
    return this.input.source.ast.body.some((statement) => names.includes(patchOf(statement) ?? ""));
  }

  /** A router whose own package forwards what its handlers reject with. */
  #isAsyncRouter(node: TSESTree.Node, framework: Framework): boolean {
    const names = asyncWrappersOf(framework);
    return names.length > 0 && isMadeBy(this.#bindings.originOf(node), names);
  }

  /** `handlers` of the contract: `defineRoute("/orders", f)`. */
  #takeNamedByContract(call: Call): void {
    const { contract, source } = this.input;
    if (!contract || contract.handlers.length === 0) return;
    const origin = this.#bindings.originOf(call.callee);
    const binding = origin && contract.handlers.find((each) => isBinding(origin, each, source.path));
    const argument = binding ? call.arguments[binding.argument] : undefined;
    if (!argument) return;
    for (const found of findFunctions(argument, [], this.#bindings)) {
      const framework = this.#frameworkFor(found.function);
      this.#add(found.function, { node: call, framework, asyncWrapped: this.#isAsyncWrapped(found, framework) });
    }
  }

  /** Whose types the parameters have; else the only framework that the file has to do with. */
  #frameworkFor(node: FunctionNode): Framework {
    const typed = this.frameworks.find((framework) =>
      node.params.some((each) => roleByType(each, framework, this.#bindings) !== null),
    );
    const only = this.frameworks.length === 1 ? this.frameworks[0] : undefined;
    return typed ?? only ?? unknownFramework;
  }

  #takeClasses(framework: Framework): void {
    if (!framework.decorators && !framework.classes) return;
    for (const node of this.input.nodes.classes) {
      this.#takeBoundaryClass(node, framework);
      for (const { type, methods, role, signatures } of framework.classes ?? []) {
        const base = basesOf(node).find((each) => isTypeNamed(this.#bindings.originOf(each), framework, [type]));
        if (base) for (const method of methods) this.#take(node, [method], { node: base, framework, role, signatures });
      }
      if (framework.decorators) for (const member of node.body.body) this.#takeDecorated(member, framework);
    }
  }

  /** `@Catch() class … { catch(exception, host) }`: a boundary by its decorator alone. */
  #takeBoundaryClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, framework: Framework): void {
    const decorator = this.#findDecorator(node.decorators, framework, framework.decorators?.boundaryClasses ?? []);
    const form = framework.classes?.find(({ role }) => role === "boundary");
    if (!decorator || !form) return;
    for (const method of form.methods)
      this.#take(node, [method], { node: decorator, framework, role: "boundary", signatures: form.signatures });
  }

  #takeDecorated(member: TSESTree.ClassElement, framework: Framework): void {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return;
    const decorator = this.#findDecorator(member.decorators, framework, framework.decorators?.methods ?? []);
    if (!decorator || !member.value) return;
    for (const { function: node } of findFunctions(member.value, [], this.#bindings)) {
      const decorated = parametersOf(node).map((parameter) => this.#findDecoratedRole(parameter, framework));
      const roles = decorated.map((each) => each?.role ?? null);
      const answers = decorated.some((each) => each?.role === "response" && !isPassedThrough(each.decorator));
      this.#add(node, { node: decorator, framework, roles, returns: answers ? false : undefined });
    }
  }

  #findDecoratedRole(
    parameter: TSESTree.Parameter,
    framework: Framework,
  ): { role: Role; decorator: TSESTree.Decorator } | null {
    const roles = framework.decorators?.parameters ?? {};
    const target =
      parameter.type === "AssignmentPattern" && parameter.decorators.length === 0 ? parameter.left : parameter;
    const decorator = this.#findDecorator(target.decorators, framework, Object.keys(roles));
    const name = decorator && this.#bindings.originOf(calleeOf(decorator))?.path.join(".");
    const role = name ? roles[name] : undefined;
    return decorator && role ? { role, decorator } : null;
  }

  #findDecorator(
    decorators: readonly TSESTree.Decorator[] | undefined,
    framework: Framework,
    names: readonly string[],
  ): TSESTree.Decorator | null {
    return decorators?.find((each) => isTypeNamed(this.#bindings.originOf(calleeOf(each)), framework, names)) ?? null;
  }

  #takeFiles(framework: Framework): void {
    for (const file of framework.files ?? []) {
      if (!file.path.test(this.input.source.path) || !this.#isFile(file, framework)) continue;
      const signatures = [
        { arity: "any", roles: file.roles, ...(file.role === "boundary" ? { boundary: true } : {}) },
      ] as const;
      for (const name of file.exports)
        this.#takeExport(name.split("."), { framework, role: file.role, signatures, returns: file.returns });
    }
  }

  #isFile({ imported }: HandlerFile, { modules }: Framework): boolean {
    return !imported || modules.some((module) => this.input.imports.has(module));
  }

  #takeExport([name, ...keys]: readonly string[], evidence: Omit<Evidence, "node">): void {
    this.#exports ??= findExports(this.input.source.ast, this.input.nodes, this.#bindings);
    for (const each of this.#exports) {
      if (each.name === name) this.#take(each.node, keys, { ...evidence, node: each.node });
      else if (each.name === null && name !== undefined)
        this.#take(each.node, [name, ...keys], { ...evidence, node: each.node });
    }
  }

  /** "use server", above a whole file or first in a function. */
  #takeDirective(framework: Framework): void {
    const { directive } = framework;
    if (directive === undefined) return;
    const { source, nodes } = this.input;
    const above = findDirective(source.ast.body, directive);
    if (above) {
      this.#exports ??= findExports(source.ast, nodes, this.#bindings);
      for (const each of this.#exports) this.#take(each.node, [], { node: above, framework });
    }
    for (const node of nodes.functions) {
      const own = node.body.type === "BlockStatement" ? findDirective(node.body.body, directive) : null;
      if (own) this.#add(node, { node: own, framework });
    }
  }

  /** `const list: RequestHandler = …`, `… satisfies ServiceImpl<T>`, `(): RequestHandler => …` */
  #takeTypedValues(framework: Framework): void {
    if (framework.handlerTypes.length + (framework.boundaryTypes?.length ?? 0) + (framework.objects?.length ?? 0) === 0)
      return;
    for (const { type, value } of this.#typedValues()) {
      const origin = originOfType(type, this.#bindings);
      if (!origin) continue;
      if (isTypeOf(origin, framework, framework.handlerTypes)) this.#take(value, [], { node: type, framework });
      if (isTypeOf(origin, framework, framework.boundaryTypes ?? [])) {
        this.#take(value, [], { node: type, framework, role: "boundary", signatures: boundarySignatures(framework) });
      }
      for (const object of framework.objects ?? []) {
        if (isTypeOf(origin, framework, [object.type])) this.#take(value, object.keys, { node: type, framework });
      }
    }
  }

  #typed: readonly TypedValue[] | null = null;

  #typedValues(): readonly TypedValue[] {
    if (this.#typed) return this.#typed;
    const { nodes, source } = this.input;
    const typed: TypedValue[] = [];
    const take = (type: TSESTree.TypeNode | undefined, value: TSESTree.Node | null): void => {
      if (type && value) typed.push({ type, value });
    };
    for (const declarator of declaratorsOf(this.#bindings)) {
      take(declarator.id.typeAnnotation?.typeAnnotation, declarator.init);
      if (declarator.init) typed.push(...castsOf(declarator.init));
    }
    for (const { body } of nodes.classes) {
      for (const member of body.body)
        if (member.type === "PropertyDefinition") take(member.typeAnnotation?.typeAnnotation, member.value);
    }
    for (const node of nodes.functions) {
      typed.push(...castsAround(node));
      for (const returned of node.returnType ? returnedBy(node) : []) take(node.returnType?.typeAnnotation, returned);
    }
    for (const statement of source.ast.body)
      if (statement.type === "ExportDefaultDeclaration") typed.push(...castsOf(statement.declaration));
    return (this.#typed = typed);
  }

  /** `(req: Request, res: Response) => …`, unless the file calls it itself: then it is a helper. */
  #takeTypedParameters(framework: Framework): void {
    if (Object.keys(framework.parameterTypes).length === 0) return;
    const signatures = [...framework.signatures, ...boundarySignatures(framework)];
    for (const node of this.input.nodes.functions) {
      if (this.#handlers.has(node)) continue;
      const parameters = parametersOf(node);
      const types = parameters.map((parameter) => originOfType(typeOfParameter(parameter), this.#bindings));
      const roles = types.map((origin) => origin && roleOfType(origin, framework));
      const count = roles.filter((role) => role !== null).length;
      const signature = count > 0 ? signatures.find((each) => this.#fits(parameters, roles, each)) : undefined;
      if (!signature || this.#isCalled(node)) continue;
      const isAlone = count === 1 && roles.length === 1 && roles[0] === "context" && isOfferedElsewhere(node);
      if (count < 2 && !isAlone) continue;
      const evidence =
        typeOfParameter(parameters[roles.findIndex((role) => role !== null)] as TSESTree.Parameter) ?? node;
      this.#add(node, {
        node: evidence,
        framework,
        signatures: [signature],
        role: signature.boundary ? "boundary" : "handler",
        returns: isAlone ? false : undefined,
      });
    }
  }

  /** Every parameter stands where the signature has one of its role; what has a type of its own is none of the framework's. */
  #fits(parameters: readonly TSESTree.Parameter[], roles: readonly (Role | null)[], signature: Signature): boolean {
    if (signature.arity !== "any" && signature.arity !== roles.length) return false;
    return roles.every((role, index) => {
      const expected = signature.roles[index];
      if (expected === undefined) return false;
      if (expected === "error" || expected === "other") return role === null || role === expected;
      const parameter = parameters[index];
      return (
        role === expected || (role === null && parameter !== undefined && typeOfParameter(parameter) === undefined)
      );
    });
  }

  #isCalled(node: FunctionNode): boolean {
    const name = node.id ?? (node.parent.type === "VariableDeclarator" ? node.parent.id : null);
    if (name?.type !== "Identifier") return false;
    const owner = node.id ? node : node.parent;
    const variable = this.#bindings.declaredBy(owner).find(({ identifiers }) => identifiers.includes(name));
    return (
      variable?.references.some(
        ({ identifier }) => identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier,
      ) ?? false
    );
  }
}

interface TypedValue {
  readonly type: TSESTree.TypeNode;
  readonly value: TSESTree.Node;
}

function boundarySignatures({ registrations, calls = [], signatures }: Framework): readonly Signature[] {
  const own = signatures.filter(({ boundary }) => boundary);
  const registered = [...registrations, ...calls].flatMap((each) =>
    each.role === "boundary" ? (each.signatures ?? []) : [],
  );
  return [...own, ...registered].length > 0 ? [...own, ...registered] : signatures;
}

function asyncWrappersOf({ throws }: Framework): readonly string[] {
  return typeof throws.async === "string" ? [] : throws.async.wrappers;
}

/** Whether something comes from one of these packages, however often it was called or asked for a member. */
function isMadeBy(origin: Origin | null, packages: readonly string[]): boolean {
  let root = origin?.root;
  while (root?.kind === "instance") root = root.of.root;
  return root?.kind === "import" && packages.includes(toPackagePath(root.module));
}

/** The module that a statement loads for its effect: `import "express-async-errors"`, `require("express-async-errors")`. */
function patchOf(statement: TSESTree.ProgramStatement): string | null {
  if (statement.type === "ImportDeclaration") return statement.specifiers.length === 0 ? statement.source.value : null;
  const call = statement.type === "ExpressionStatement" ? statement.expression : null;
  const isRequire =
    call?.type === "CallExpression" && call.callee.type === "Identifier" && call.callee.name === "require";
  return isRequire ? literalString(call.arguments[0]) : null;
}

function basesOf(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): readonly TSESTree.Node[] {
  const interfaces = (node.implements as readonly TSESTree.TSClassImplements[] | undefined) ?? [];
  return [...(node.superClass ? [node.superClass] : []), ...interfaces.map(({ expression }) => expression)];
}

function isTypeNamed(origin: Origin | null, framework: Framework, names: readonly string[]): boolean {
  return origin !== null && names.length > 0 && isTypeOf(origin, framework, names);
}

function calleeOf({ expression }: TSESTree.Decorator): TSESTree.Node {
  return expression.type === "CallExpression" ? expression.callee : expression;
}

/** `@Res({ passthrough: true })`: what the method returns is sent all the same. */
function isPassedThrough({ expression }: TSESTree.Decorator): boolean {
  const options = expression.type === "CallExpression" ? expression.arguments[0] : undefined;
  if (options?.type !== "ObjectExpression") return false;
  return options.properties.some(
    (each) =>
      each.type === "Property" &&
      propertyName(each) === "passthrough" &&
      each.value.type === "Literal" &&
      each.value.value === true,
  );
}

function findDirective(body: readonly TSESTree.Node[], directive: string): TSESTree.Node | null {
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement" || typeof statement.directive !== "string") return null;
    if (statement.directive === directive) return statement;
  }
  return null;
}

function declaratorsOf(bindings: Bindings): readonly TSESTree.VariableDeclarator[] {
  const declarators: TSESTree.VariableDeclarator[] = [];
  for (const scope of bindings.scopeManager.scopes) {
    for (const { defs } of scope.variables) {
      const node = defs[0]?.node;
      if (node?.type === "VariableDeclarator" && node.id.type === "Identifier") declarators.push(node);
    }
  }
  return declarators;
}

/** The casts that an expression begins with: `f satisfies RequestHandler`. */
function castsOf(node: TSESTree.Node): readonly TypedValue[] {
  if (node.type !== "TSSatisfiesExpression" && node.type !== "TSAsExpression") return [];
  return [{ type: node.typeAnnotation, value: node.expression }, ...castsOf(node.expression)];
}

/** The casts that stand around a function wherever it is written. */
function castsAround(node: FunctionNode): readonly TypedValue[] {
  const typed: TypedValue[] = [];
  for (
    let at = node.parent as TSESTree.Node;
    at.type === "TSSatisfiesExpression" || at.type === "TSAsExpression";
    at = at.parent
  ) {
    typed.push({ type: at.typeAnnotation, value: node });
  }
  return typed;
}

/** A function that others can reach: exported, a method, or a property. A context alone is given to many a helper, too. */
function isOfferedElsewhere(node: FunctionNode): boolean {
  if (enclosingFunction(node)) return false;
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === "MethodDefinition") return at.accessibility !== "private" && at.key.type !== "PrivateIdentifier";
    if (at.type === "ExportNamedDeclaration" || at.type === "ExportDefaultDeclaration" || at.type === "Property")
      return true;
    if (at.type === "BlockStatement" || at.type === "CallExpression") return false;
  }
  return false;
}
