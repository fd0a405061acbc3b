import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Sink as SinkForm } from "../knowledge/framework.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { oncePer } from "../syntax/once-per.ts";
import { enclosingFunction, parentOutsideCasts, propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";
import { findFrameworks } from "./evidence.ts";
import { findReach, type Reach } from "./find-reach.ts";
import { findStatus } from "./find-status.ts";
import type { Handler } from "./handler.ts";
import { isEqual, isExport, toPackagePath } from "./match.ts";
import type { Roles } from "./meaning.ts";
import type { Sink } from "./sink.ts";

/** What is asked to tell a sink: where names come from, which frameworks are known, and which file it is. */
export interface SinkContext {
  readonly bindings: Bindings;
  readonly frameworks: readonly Framework[];
  /** Absolute, with forward slashes. */
  readonly path: string;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type MethodForm = Extract<SinkForm, { kind: "method" }>;
type CallForm = Extract<SinkForm, { kind: "call" }>;

/**
 * The sink that a call is: a method of a parameter (`res.status(500).json(x)`), a function that builds an answer
 * (`Response.json(x)`), or a callback that answers (`callback(null, x)`); `null` for any other call. A callback that is
 * given an error by its bare name hands it over, which is no sink.
 */
export function findSink(node: Call, roles: Roles, context: SinkContext): Sink | null {
  const reach = node.type === "CallExpression" ? findCalleeReach(node, roles, context) : null;
  if (node.type === "CallExpression" && reach)
    return reach.path.length > 0 ? findMethodSink(node, reach, context) : findAnswer(node, reach);
  return findCallSink(node, roles, context);
}

/** The sink that an assignment is (`ctx.body = x`, `ctx.body.error = x`), or `null`. */
export function findAssignmentSink(
  node: TSESTree.AssignmentExpression,
  roles: Roles,
  context: SinkContext,
): Sink | null {
  const left = unwrap(node.left);
  if (left.type !== "MemberExpression") return null;
  const reach = findReach(left, roles, context);
  if (!reach) return null;
  const { framework, role } = reach.parameter;
  for (const form of framework.sinks) {
    if (
      form.kind !== "assignment" ||
      form.on !== role ||
      !isEqual(reach.path.slice(0, form.property.length), form.property)
    )
      continue;
    return {
      node,
      framework,
      name: reach.name,
      channel: form.channel ?? "body",
      data: [node.right],
      ends: false,
      status: null,
    };
  }
  return null;
}

/**
 * The sink that leaving a handler with a value is: a `return`, a `yield`, or the expression that is an arrow's body. `null`
 * where the framework sends nothing of it, or where the value was sent already (`return res.json(x)`, `return reply`).
 */
export function findReturnSink(handler: Handler, node: TSESTree.Node, context: SinkContext): Sink | null {
  const { framework, roles } = handler;
  if (!handler.returns || !isOwnExit(handler, node)) return null;
  const argument = node.type === "ReturnStatement" || node.type === "YieldExpression" ? node.argument : node;
  if (!argument) return null;
  const value = unwrap(argument);
  const sent = value.type === "AwaitExpression" ? unwrap(value.argument) : value;
  const isCall = sent.type === "CallExpression" || sent.type === "NewExpression";
  if (isCall ? isSent(sent, roles, context) : findReach(sent, roles, context)?.path.length === 0) return null;
  return {
    node,
    framework,
    name: "the returned value",
    channel: "body",
    data: [argument],
    ends: true,
    status: statusIn(sent, context.bindings),
  };
}

function isOwnExit(handler: Handler, node: TSESTree.Node): boolean {
  if (node.type === "ReturnStatement" || node.type === "YieldExpression")
    return enclosingFunction(node) === handler.function;
  return handler.function.body === node && node.type !== "BlockStatement";
}

/** A call that is a sink, or that sets up the answer of one: `return reply.send(x)`, `return reply.code(204)`. */
function isSent(node: Call, roles: Roles, context: SinkContext): boolean {
  return findSink(node, roles, context) !== null || findReach(node, roles, context) !== null;
}

function findCalleeReach(node: TSESTree.CallExpression, roles: Roles, context: SinkContext): Reach | null {
  const callee = unwrap(node.callee);
  if (callee.type === "MemberExpression") {
    const method = propertyName(callee);
    if (method === null || !formsOf(context.frameworks).methods.has(method)) return null;
  } else if (callee.type !== "Identifier") return null;
  return findReach(callee, roles, context);
}

function findMethodSink(node: TSESTree.CallExpression, reach: Reach, { bindings }: SinkContext): Sink | null {
  const { framework, role } = reach.parameter;
  const method = reach.path.at(-1) ?? "";
  const form = framework.sinks.find(
    (each): each is MethodForm =>
      isMethodForm(each) &&
      each.on === role &&
      each.methods.includes(method) &&
      isEqual(each.path ?? [], reach.path.slice(0, -1)),
  );
  if (!form) return null;
  const channel = form.channel ?? "body";
  const status =
    statusOfMethod(node, form, { framework, bindings }) ?? statusAfter(node, { framework, bindings }) ?? reach.status;
  return { node, framework, name: reach.name, channel, data: toData(node, form.arguments), ends: form.ends, status };
}

function isMethodForm(form: SinkForm): form is MethodForm {
  return form.kind === "method";
}

interface StatusContext {
  readonly framework: Framework;
  readonly bindings: Bindings;
}

/** A status among the arguments: `c.json(x, 404)`, `res.redirect(302, url)`, `c.body(x, { status: 404 })`. */
function statusOfMethod(
  node: TSESTree.CallExpression,
  form: MethodForm,
  { framework: { status: methods }, bindings }: StatusContext,
): number | null {
  const callee = unwrap(node.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
  if (method !== null && methods.includes(method)) return findStatus(node.arguments[0], bindings);
  if (form.channel === "header" || node.arguments.length < 2) return null;
  for (const [index, argument] of node.arguments.entries()) {
    const status =
      findStatus(argument, bindings) ??
      (index > 0 && !form.arguments.includes(index) ? statusIn(unwrap(argument), bindings) : null);
    if (status !== null) return status;
  }
  return null;
}

/** `h.response(x).code(404)` */
function statusAfter(node: TSESTree.CallExpression, { framework, bindings }: StatusContext): number | null {
  for (let next = chainedAfter(node); next; next = chainedAfter(next.call)) {
    if (framework.status.includes(next.method)) return findStatus(next.call.arguments[0], bindings);
    if (!framework.chainable.includes(next.method)) return null;
  }
  return null;
}

/** The call of a method of what a call returns. */
function chainedAfter(node: TSESTree.Node): { readonly call: TSESTree.CallExpression; readonly method: string } | null {
  const member = parentOutsideCasts(node);
  if (member?.type !== "MemberExpression" || unwrap(member.object) !== node) return null;
  const method = propertyName(member);
  const call = parentOutsideCasts(member);
  if (method === null || call?.type !== "CallExpression" || unwrap(call.callee) !== member) return null;
  return { call, method };
}

function findAnswer(node: TSESTree.CallExpression, { parameter, name }: Reach): Sink | null {
  const { framework, role } = parameter;
  const form = framework.answers?.find(({ on }) => on === role);
  const [first] = node.arguments;
  if (!form || !first || unwrap(first).type === "Identifier") return null;
  const data = toData(node, form.arguments);
  return { node, framework, name, channel: "body", data, ends: true, status: null };
}

function findCallSink(node: Call, roles: Roles, context: SinkContext): Sink | null {
  const callee = unwrap(node.callee);
  const origin = context.bindings.originOf(callee);
  if (origin?.root.kind !== "import" && origin?.root.kind !== "global") return null;
  const isConstruction = node.type === "NewExpression";
  const named = formsOf(context.frameworks).calls.get(origin.path.join(".")) ?? [];
  const forms = named.filter(
    ({ form }) => (form.construct ?? false) === isConstruction && isCallee(origin, form.callee),
  );
  const found = origin.root.kind === "global" ? findLikely(forms, roles, context) : forms[0];
  if (!found) return null;
  const { framework, form } = found;
  const name = isConstruction ? `new ${nameOf(callee)}` : nameOf(callee);
  const data = toData(node, form.arguments);
  return {
    node,
    framework,
    name,
    channel: form.channel ?? "body",
    data,
    ends: false,
    status: statusOfCall(node, context.bindings),
  };
}

function isCallee(origin: Origin, { module, member }: CallForm["callee"]): boolean {
  return module === null ? origin.root.kind === "global" : isExport(origin, { module, member });
}

/** A global says nothing of the framework: those come first whose parameters are at hand, then those of the file. */
function findLikely(forms: readonly OwnedForm[], roles: Roles, context: SinkContext): OwnedForm | undefined {
  if (forms.length === 0) return undefined;
  for (const { framework } of roles.values()) {
    const own = forms.find((each) => each.framework === framework);
    if (own) return own;
  }
  const likely = activeFrameworks(context);
  return forms.find(({ framework }) => likely.includes(framework));
}

const active = new WeakMap<Bindings, readonly Framework[]>();

function activeFrameworks({ bindings, frameworks, path }: SinkContext): readonly Framework[] {
  const known = active.get(bindings);
  if (known) return known;
  const found = findFrameworks({ path, imports: importsOf(bindings) }, frameworks);
  active.set(bindings, found);
  return found;
}

/** The modules that the names at the top of a file come from. */
function importsOf({ scopeManager }: Bindings): ReadonlySet<string> {
  const imports = new Set<string>();
  for (const scope of scopeManager.scopes) {
    for (const { defs } of scope.variables) {
      const parent = defs[0]?.type === "ImportBinding" ? defs[0].parent : null;
      if (parent?.type === "ImportDeclaration") imports.add(toPackagePath(parent.source.value));
    }
  }
  return imports;
}

/** `Response.json(x, { status: 404 })`, `error(404, x)` */
function statusOfCall(node: Call, bindings: Bindings): number | null {
  const [first, ...rest] = node.arguments;
  const options = rest.map((each) => statusIn(unwrap(each), bindings)).find((status) => status !== null);
  return options ?? (rest.length > 0 ? findStatus(first, bindings) : null);
}

function statusIn(node: TSESTree.Node, bindings: Bindings): number | null {
  if (node.type !== "ObjectExpression") return null;
  for (const key of ["status", "statusCode"]) {
    const value = propertyValue(node, key);
    if (value !== null && value !== "unknown") return findStatus(value, bindings);
  }
  return null;
}

/** The arguments that are sent; behind a spread, nobody can count, so the spread stands for them. */
function toData(node: Call, positions: readonly number[]): readonly TSESTree.Node[] {
  const spread = node.arguments.findIndex((argument) => argument.type === "SpreadElement");
  const data = new Set<TSESTree.Node>();
  for (const position of positions) {
    const argument = node.arguments[spread >= 0 && spread < position ? spread : position];
    if (argument) data.add(argument.type === "SpreadElement" ? argument.argument : argument);
  }
  return [...data];
}

function nameOf(node: TSESTree.Node): string {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name;
  return inner.type === "MemberExpression" ? `${nameOf(inner.object)}.${propertyName(inner) ?? "…"}` : "…";
}

interface OwnedForm {
  readonly framework: Framework;
  readonly form: CallForm;
}

/** The forms of sinks by name: most calls are told by their name to be none. */
interface Forms {
  readonly methods: ReadonlySet<string>;
  /** By the path from the module, or the global name. */
  readonly calls: ReadonlyMap<string, readonly OwnedForm[]>;
}

const formsOf = oncePer((frameworks: readonly Framework[]): Forms => {
  const methods = new Set<string>();
  const calls = new Map<string, OwnedForm[]>();
  for (const framework of frameworks) {
    for (const form of framework.sinks) {
      if (form.kind === "method") for (const method of form.methods) methods.add(method);
      if (form.kind !== "call") continue;
      const name = form.callee.member === "default" ? "" : form.callee.member;
      calls.set(name, [...(calls.get(name) ?? []), { framework, form }]);
    }
  }
  return { methods, calls };
});
