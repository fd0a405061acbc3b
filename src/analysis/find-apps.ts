import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Registration } from "../knowledge/framework.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { oncePer } from "../syntax/once-per.ts";
import { literalString, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { isAppType, isTypeOf, originOfDeclaredType, originOfType } from "./evidence.ts";
import type { Nodes } from "./facts.ts";
import { enclosingClass, findFunctions } from "./find-functions.ts";
import { parametersOf } from "./find-roles.ts";
import { findDeclarators } from "./find-typed-values.ts";
import { isExport, toPackagePath } from "./match.ts";

/** Which expressions of a file are apps or routers of which framework. */
export interface Apps {
  isApp(node: TSESTree.Node, framework: Framework): boolean;
}

/** Finds the apps that functions are given: `app.register((instance) => …)`. All others are resolved when they are asked for. */
export function findApps(nodes: Nodes, frameworks: readonly Framework[], bindings: Bindings): Apps {
  const apps = new AppResolver(nodes, bindings);
  const nesting = frameworks.filter(({ nestings, plugins }) => nestings || plugins);
  for (const framework of nesting) {
    apps.takePlugins(framework);
    apps.takeNested(framework);
  }
  return apps;
}

class AppResolver implements Apps {
  readonly #given = new Map<Variable, Set<Framework>>();
  #fields: ReadonlyMap<TSESTree.Node, ReadonlyMap<string, TSESTree.Node>> | null = null;

  constructor(
    readonly nodes: Nodes,
    readonly bindings: Bindings,
  ) {}

  isApp(node: TSESTree.Node, framework: Framework): boolean {
    const inner = unwrap(node);
    if (inner.type === "AwaitExpression") return this.isApp(inner.argument, framework);
    if (inner.type === "CallExpression" && isChained(inner, framework))
      return this.isApp(inner.callee.object, framework);
    const type = originOfDeclaredType(inner, this.bindings);
    if (type && isAppType(type, framework)) return true;
    const origin = this.bindings.originOf(inner);
    return origin !== null && this.#isAppOrigin(origin, framework);
  }

  #isAppOrigin({ root, path }: Origin, framework: Framework): boolean {
    const { chained = [] } = framework;
    if (root.kind === "import") return isFactory(root.module, path, framework);
    if (root.kind === "this") return this.#isAppField(root.node, path, framework);
    if (!path.every((name) => chained.includes(name))) return false;
    if (root.kind === "declaration") return this.#given.get(root.variable)?.has(framework) ?? false;
    if (root.kind !== "instance") return false;
    return root.made === "type" ? isAppType(root.of, framework) : this.#isAppOrigin(root.of, framework);
  }

  /** `constructor() { this.router = Router(); }` */
  #isAppField(node: TSESTree.ThisExpression, path: readonly string[], framework: Framework): boolean {
    const around = path.length === 1 ? enclosingClass(node) : null;
    this.#fields ??= findFields(this.nodes);
    const value = around && this.#fields.get(around)?.get(path[0] ?? "");
    return value ? this.isApp(value, framework) : false;
  }

  /** `const routes: FastifyPluginAsync = async (app) => …`, `fp(async (app) => …)` */
  takePlugins(framework: Framework): void {
    for (const { types, calls, parameter } of framework.plugins ?? []) {
      for (const { id, init } of findDeclarators(this.bindings)) {
        const origin = init && originOfType(id.typeAnnotation?.typeAnnotation, this.bindings);
        if (origin && isTypeOf(origin, framework, types)) this.#give({ node: init, keys: [], parameter }, framework);
      }
      for (const call of this.nodes.calls) {
        const [node] = call.arguments;
        const origin = node ? this.bindings.originOf(call.callee) : null;
        const isPlugin = origin !== null && calls.some((callee) => isExport(origin, callee));
        if (node && isPlugin) this.#give({ node, keys: [], parameter }, framework);
      }
    }
  }

  /** One nested function may register the next, wherever it stands: until no other is given an app. */
  takeNested(framework: Framework): void {
    const nested = this.nodes.calls.flatMap((call) => nestedIn(call, framework));
    let isNew = nested.length > 0;
    while (isNew) {
      isNew = false;
      for (const each of nested) {
        if (this.isApp(each.on, framework)) isNew = this.#give(each, framework) || isNew;
      }
    }
  }

  /** Whether one of the functions had not been given an app before. */
  #give({ node, keys, parameter }: Given, framework: Framework): boolean {
    let isNew = false;
    for (const { function: given } of findFunctions(node, keys, this.bindings)) {
      const variable = this.#parameter(given, parameter);
      if (!variable || this.#given.get(variable)?.has(framework)) continue;
      this.#given.set(variable, new Set(this.#given.get(variable)).add(framework));
      isNew = true;
    }
    return isNew;
  }

  #parameter(node: FunctionNode, index: number): Variable | null {
    const parameter = parametersOf(node)[index];
    return (
      this.bindings.declaredBy(node).find(({ defs }) => parameter !== undefined && defs[0]?.name === parameter) ?? null
    );
  }
}

/** A factory, what it makes by being called or constructed, and what that returns for chaining. */
function isFactory(module: string, path: readonly string[], framework: Framework): boolean {
  const { chained = [] } = framework;
  return framework.factories.some((factory) => {
    if (toPackagePath(module) !== factory.module) return false;
    const made = factory.member === "default" || factory.member === "*" ? [] : factory.member.split(".");
    return (
      made.every((name, index) => path[index] === name) &&
      path.slice(made.length).every((name) => chained.includes(name))
    );
  });
}

type ChainedCall = TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression };

/** Whether a call returns the app that it was made on, or a router of it: `app.route("/x")`, `app.get("/x", f)`; not `app.get("setting")`. */
function isChained(node: TSESTree.CallExpression, framework: Framework): node is ChainedCall {
  const method = node.callee.type === "MemberExpression" ? propertyName(node.callee) : null;
  if (method === null) return false;
  if (framework.chained?.includes(method)) return true;
  const isOfApp =
    registrationsOf(framework).has(method) || framework.nestings?.some(({ methods }) => methods.includes(method));
  return isOfApp === true && (node.arguments.length > 1 || literalString(node.arguments[0]) === null);
}

/** A framework's registrations by the name of their method. */
export const registrationsOf = oncePer((framework: Framework): ReadonlyMap<string, readonly Registration[]> => {
  const byMethod = new Map<string, Registration[]>();
  for (const registration of framework.registrations) {
    for (const method of registration.methods) byMethod.set(method, [...(byMethod.get(method) ?? []), registration]);
  }
  return byMethod;
});

/** An expression for functions, and which of their parameters is an app. */
interface Given {
  readonly node: TSESTree.Node;
  readonly keys: readonly string[];
  readonly parameter: number;
}

/** The functions that a call nests, if what it is called on is an app. */
function nestedIn(
  call: Nodes["calls"][number],
  { nestings = [] }: Framework,
): (Given & { readonly on: TSESTree.Node })[] {
  const callee = call.type === "CallExpression" ? unwrap(call.callee) : null;
  const method = callee?.type === "MemberExpression" ? propertyName(callee) : null;
  if (callee?.type !== "MemberExpression" || method === null) return [];
  const on = callee.object;
  return nestings.flatMap(({ methods, from, keys = [], parameter }) => {
    if (!methods.includes(method)) return [];
    const given = from === "last" ? call.arguments.slice(-1) : call.arguments.slice(from);
    return given.map((node) => ({ on, node, keys, parameter }));
  });
}

/** What `this.x` is assigned, by class. */
function findFields(nodes: Nodes): ReadonlyMap<TSESTree.Node, ReadonlyMap<string, TSESTree.Node>> {
  const fields = new Map<TSESTree.Node, Map<string, TSESTree.Node>>();
  for (const { left, right } of nodes.assignments) {
    if (left.type !== "MemberExpression" || left.object.type !== "ThisExpression") continue;
    const around = enclosingClass(left);
    const name = propertyName(left);
    if (!around || name === null) continue;
    fields.set(around, (fields.get(around) ?? new Map<string, TSESTree.Node>()).set(name, right));
  }
  return fields;
}
