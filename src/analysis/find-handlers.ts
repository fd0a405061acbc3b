import type { TSESTree } from "@typescript-eslint/types";
import type { Contract } from "../contract/contract.ts";
import type {
  Export,
  Framework,
  HandlerClass,
  HandlerFile,
  Registration,
  Role,
  Signature,
} from "../knowledge/framework.ts";
import { frameworks as knownFrameworks } from "../knowledge/frameworks.ts";
import type { Bindings, Origin, Root } from "../syntax/bindings.ts";
import { findPrologueDirective } from "../syntax/find-prologue-directive.ts";
import type { Source } from "../syntax/source.ts";
import { isRequireCall, literalString, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { findFrameworks, isTypeOf, originOfType } from "./evidence.ts";
import type { Nodes } from "./facts.ts";
import { findApps, registrationsOf, type Apps } from "./find-apps.ts";
import { findDecoratedRole, findDecorator } from "./find-decorators.ts";
import { findExports, type Exported } from "./find-exports.ts";
import { findFunctions, type FoundFunction } from "./find-functions.ts";
import { findRoles, findSignature, parametersOf, roleByType } from "./find-roles.ts";
import { boundarySignatures, findTypedSignature } from "./find-typed-signature.ts";
import { findTypedValues, type TypedValue } from "./find-typed-values.ts";
import type { Handler } from "./handler.ts";
import { isUsedAsBoundary } from "./is-used-as-boundary.ts";
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
  const off = input.contract?.knowledgeOff;
  const on = off && off.size > 0 ? frameworks.filter(({ name }) => !off.has(name)) : frameworks;
  const { path } = input.source;
  const shown = findFrameworks({ path, imports: input.imports, strings: input.nodes.strings }, on);
  const active = on.filter(
    (each) => shown.includes(each) || (input.bindings.types && isTypedIn(input, each)) || isUsedIn(input, each),
  );
  if (active.length === 0 && !input.contract?.handlers.length) return [];
  return new HandlerSearch(input, active).run();
}

/** Whether a parameter of the file is of a framework's type, though the file imports nothing of it. */
function isTypedIn({ nodes, bindings }: HandlerInput, framework: Framework): boolean {
  if (Object.keys(framework.parameterTypes).length === 0) return false;
  return nodes.functions.some(({ params }) => params.some((each) => roleByType(each, framework, bindings) !== null));
}

/** Whether a function of the file is Express's error middleware by what it does, though the file imports nothing of it. */
function isUsedIn({ nodes, bindings }: HandlerInput, { name }: Framework): boolean {
  return name === "express" && nodes.functions.some((node) => isUsedAsBoundary(node, bindings));
}

/** A handler that the contract names, of a framework that nobody knows. */
export const unknownFramework: Framework = {
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

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The search through one file. What says more is asked first: the first evidence for a function stands. */
class HandlerSearch {
  readonly #handlers = new Map<FunctionNode, Handler>();
  readonly #bindings: Bindings;
  readonly #apps: Apps;
  /** The calls that take handlers, where the file names their module at all. */
  readonly #calls: ReadonlyMap<Framework, NonNullable<Framework["calls"]>>;
  #exports: readonly Exported[] | null = null;
  #typed: readonly TypedValue[] | null = null;
  /** What the file loads for its effect. */
  #patches: ReadonlySet<string | null> | null = null;

  constructor(
    readonly input: HandlerInput,
    readonly frameworks: readonly Framework[],
  ) {
    this.#bindings = input.bindings;
    this.#apps = findApps(input.nodes, frameworks, input.bindings);
    const isNamed = ({ callee }: { readonly callee: Export }): boolean => input.source.text.includes(callee.module);
    this.#calls = new Map(frameworks.map((each) => [each, each.calls?.filter(isNamed) ?? []]));
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
    for (const framework of this.frameworks) this.#takeUsedParameters(framework);
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
      for (const each of this.#calls.get(framework) ?? []) {
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
    const patches = (this.#patches ??= new Set(this.input.source.ast.body.map(patchOf)));
    return names.some((name) => patches.has(name));
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
      for (const form of framework.classes ?? []) this.#takeClass(node, form, framework);
      for (const member of framework.decorators ? node.body.body : []) this.#takeDecorated(member, framework);
    }
  }

  #takeClass(node: ClassNode, { type, methods, role, signatures }: HandlerClass, framework: Framework): void {
    const base = basesOf(node).find((each) => {
      const origin = this.#bindings.originOf(each);
      return origin !== null && isTypeOf(origin, framework, [type]);
    });
    if (base) for (const method of methods) this.#take(node, [method], { node: base, framework, role, signatures });
  }

  /** `@Catch() class … { catch(exception, host) }`: a boundary by its decorator alone. */
  #takeBoundaryClass(node: ClassNode, framework: Framework): void {
    const names = framework.decorators?.boundaryClasses ?? [];
    const decorator = findDecorator(node.decorators, names, { framework, bindings: this.#bindings });
    const form = framework.classes?.find(({ role }) => role === "boundary");
    if (!decorator || !form) return;
    const { methods, role, signatures } = form;
    for (const method of methods) this.#take(node, [method], { node: decorator.node, framework, role, signatures });
  }

  #takeDecorated(member: TSESTree.ClassElement, framework: Framework): void {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return;
    const names = framework.decorators?.methods ?? [];
    const decorator = findDecorator(member.decorators, names, { framework, bindings: this.#bindings });
    if (!decorator || !member.value) return;
    for (const { function: node } of findFunctions(member.value, [], this.#bindings)) {
      const decorated = parametersOf(node).map((each) => findDecoratedRole(each, framework, this.#bindings));
      const roles = decorated.map((each) => each?.role ?? null);
      const returns = decorated.some((each) => each?.answers) ? false : undefined;
      this.#add(node, { node: decorator.node, framework, roles, returns });
    }
  }

  #takeFiles(framework: Framework): void {
    for (const file of framework.files ?? []) {
      if (!file.path.test(this.input.source.path) || !this.#isFile(file, framework)) continue;
      const { exports, roles, role, returns } = file;
      for (const name of exports) this.#takeExport(name.split("."), { framework, role, roles, returns });
    }
  }

  #isFile({ imported }: HandlerFile, { modules }: Framework): boolean {
    return !imported || modules.some((module) => this.input.imports.has(module));
  }

  #takeExport([name = "", ...keys]: readonly string[], evidence: Omit<Evidence, "node">): void {
    for (const exported of this.#exported()) {
      const { node } = exported;
      if (exported.name === name) this.#take(node, keys, { ...evidence, node });
      else if (exported.name === null) this.#take(node, [name, ...keys], { ...evidence, node });
    }
  }

  #exported(): readonly Exported[] {
    return (this.#exports ??= findExports(this.input.source.ast, this.input.nodes, this.#bindings));
  }

  /** "use server", above a whole file or first in a function. */
  #takeDirective(framework: Framework): void {
    const { directive } = framework;
    if (directive === undefined) return;
    const { source, nodes } = this.input;
    const above = findPrologueDirective(source.ast.body, directive);
    if (framework.chainEnds) return above ? this.#takeChainEnds(framework.chainEnds, framework) : undefined;
    if (above) for (const each of this.#exported()) this.#take(each.node, [], { node: above, framework });
    for (const node of nodes.functions) {
      const own = node.body.type === "BlockStatement" ? findPrologueDirective(node.body.body, directive) : null;
      if (own) this.#add(node, { node: own, framework });
    }
  }

  /** `client.inputSchema(s).action(f)`, of a client that is imported. */
  #takeChainEnds(ends: readonly string[], framework: Framework): void {
    for (const call of this.input.nodes.calls) {
      const callee = unwrap(call.callee);
      const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
      if (callee.type !== "MemberExpression" || method === null || !ends.includes(method)) continue;
      if (rootOf(this.#bindings.originOf(callee.object))?.kind === "import")
        this.#takeArguments(call, { from: 0 }, { framework });
    }
  }

  #takeTypedValues(framework: Framework): void {
    const forms = typedForms(framework);
    if (forms.length === 0) return;
    const { source, nodes } = this.input;
    for (const { type, value } of (this.#typed ??= findTypedValues(source, nodes, this.#bindings))) {
      const origin = originOfType(type, this.#bindings);
      for (const { types, keys, ...evidence } of forms) {
        if (origin && isTypeOf(origin, framework, types))
          this.#take(value, keys, { ...evidence, node: type, framework });
      }
    }
  }

  #takeTypedParameters(framework: Framework): void {
    if (Object.keys(framework.parameterTypes).length === 0) return;
    for (const node of this.input.nodes.functions) {
      const found = this.#handlers.has(node) ? null : findTypedSignature(node, framework, this.#bindings);
      if (!found) continue;
      const { signature, type, isAlone } = found;
      this.#add(node, { node: type, framework, signatures: [signature], returns: isAlone ? false : undefined });
    }
  }

  #takeUsedParameters(framework: Framework): void {
    if (framework.name !== "express") return;
    for (const node of this.input.nodes.functions) {
      const [error] = parametersOf(node);
      if (error && isUsedAsBoundary(node, this.#bindings))
        this.#add(node, { node: error, framework, role: "boundary" });
    }
  }
}

type TypedForm = Pick<Evidence, "role" | "signatures"> & {
  readonly types: readonly string[];
  readonly keys: readonly string[];
};

/** The types by which a framework's handlers are known, and where they are inside a value of that type. */
function typedForms(framework: Framework): readonly TypedForm[] {
  const { handlerTypes, boundaryTypes = [], objects = [] } = framework;
  const boundary = {
    types: boundaryTypes,
    keys: [],
    role: "boundary",
    signatures: boundarySignatures(framework),
  } as const;
  const forms = [
    { types: handlerTypes, keys: [] },
    boundary,
    ...objects.map(({ type, keys }) => ({ types: [type], keys })),
  ];
  return forms.filter(({ types }) => types.length > 0);
}

function asyncWrappersOf({ throws }: Framework): readonly string[] {
  return typeof throws.async === "string" ? [] : throws.async.wrappers;
}

/** Whether something comes from one of these packages, however often it was called or asked for a member. */
function isMadeBy(origin: Origin | null, packages: readonly string[]): boolean {
  const root = rootOf(origin);
  return root?.kind === "import" && packages.includes(toPackagePath(root.module));
}

/** What something comes from, however often it was called or asked for a member. */
function rootOf(origin: Origin | null): Root | undefined {
  let root = origin?.root;
  while (root?.kind === "instance") root = root.of.root;
  return root;
}

/** The module that a statement loads for its effect: `import "express-async-errors"`, `require("express-async-errors")`. */
function patchOf(statement: TSESTree.ProgramStatement): string | null {
  if (statement.type === "ImportDeclaration") return statement.specifiers.length === 0 ? statement.source.value : null;
  const call = statement.type === "ExpressionStatement" ? statement.expression : null;
  return isRequireCall(call) ? literalString(call.arguments[0]) : null;
}

function basesOf(node: ClassNode): readonly TSESTree.Node[] {
  const interfaces = (node.implements as readonly TSESTree.TSClassImplements[] | undefined) ?? [];
  return [...(node.superClass ? [node.superClass] : []), ...interfaces.map(({ expression }) => expression)];
}
