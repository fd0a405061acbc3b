import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Framework } from "../knowledge/framework.ts";
import { isUnreassigned, pathInPattern, type Bindings, type Origin } from "../syntax/bindings.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { frameworksOf, originOfDeclaredType, roleBySettledType, roleOfType } from "./evidence.ts";
import type { ParameterRole, Roles } from "./meaning.ts";
import { findStatus } from "./find-status.ts";
import { findResponseUse } from "./response-use.ts";

/** What an expression reaches of a handler's parameter: `reply.code(500).raw` is the `raw` of a reply, its status 500. */
export interface Reach {
  readonly parameter: ParameterRole;
  /** The properties from the parameter to what is reached; `*` for a computed one. */
  readonly path: readonly string[];
  /** The last literal status that was set on the way. */
  readonly status: number | null;
  /** How it is written, without what merely sets something up: `reply.raw`. */
  readonly name: string;
}

export interface ReachContext {
  readonly bindings: Bindings;
  readonly frameworks: readonly Framework[];
}

/** What an expression reaches of a parameter with a role, through aliases, parts and chainable methods; `null` for anything else. */
export function findReach(node: TSESTree.Node, roles: Roles, context: ReachContext): Reach | null {
  const inner = unwrap(node);
  switch (inner.type) {
    case "Identifier":
      return reachOfName(inner, roles, context);
    case "MemberExpression":
      return reachOfMember(inner, roles, context);
    case "CallExpression":
      return reachOfCall(inner, roles, context);
    case "AwaitExpression":
      return findReach(inner.argument, roles, context);
    default:
      return null;
  }
}

function reachOfName(node: TSESTree.Identifier, roles: Roles, context: ReachContext): Reach | null {
  const variable = context.bindings.variableOf(node);
  if (!variable) return null;
  const parameter = roles.get(variable);
  if (parameter) return { parameter, path: parameter.path ?? [], status: null, name: node.name };
  const alias = isUnreassigned(variable) ? reachOfAlias(node, variable, { roles, context }) : null;
  const at = { name: node.name, path: [] };
  return (
    alias ??
    reachByType(originOfDeclaredType(node, context.bindings), at, context) ??
    reachBySettledType(node, at, context) ??
    reachByUse(variable, at, context)
  );
}

/** `const r = res`, `const { raw } = reply` */
function reachOfAlias(
  node: TSESTree.Identifier,
  { defs }: Variable,
  { roles, context }: { readonly roles: Roles; readonly context: ReachContext },
): Reach | null {
  const [definition] = defs;
  const declarator = definition?.node.type === "VariableDeclarator" && defs.length === 1 ? definition.node : null;
  if (!definition || !declarator?.init || isSelf(declarator.init, node)) return null;
  const path = pathInPattern(declarator.id, definition.name);
  const from = path && findReach(declarator.init, roles, context);
  return from && { ...from, path: [...from.path, ...path], name: node.name };
}

/** `var res = res || …` would go on for ever. */
function isSelf(init: TSESTree.Node, node: TSESTree.Node): boolean {
  return init.range[0] <= node.range[0] && node.range[1] <= init.range[1];
}

function reachOfMember(node: TSESTree.MemberExpression, roles: Roles, context: ReachContext): Reach | null {
  const name = propertyName(node) ?? "*";
  const from = findReach(node.object, roles, context);
  if (from) return { ...from, path: [...from.path, name], name: `${from.name}.${name === "*" ? "…" : name}` };
  const origin = unwrap(node.object).type === "ThisExpression" ? context.bindings.originOf(node) : null;
  if (origin?.root.kind !== "instance" || origin.root.made !== "type") return null;
  return reachByType(origin.root.of, { name: `this.${name}`, path: origin.path }, context);
}

/** What is typed as a parameter of a framework is as good as one, wherever it comes from. */
function reachByType(
  type: Origin | null,
  at: Pick<Reach, "name" | "path">,
  { frameworks }: ReachContext,
): Reach | null {
  if (type?.root.kind !== "import") return null;
  for (const framework of frameworksOf(type.root.module, frameworks)) {
    const role = roleOfType(type, framework);
    if (role) return { parameter: { role, framework }, status: null, ...at };
  }
  return null;
}

/** What a type checker knows to be a parameter of a framework's, however it came to that type. */
function reachBySettledType(
  node: TSESTree.Node,
  at: Pick<Reach, "name" | "path">,
  { bindings, frameworks }: ReachContext,
): Reach | null {
  if (!bindings.types) return null;
  for (const framework of frameworks) {
    const role = roleBySettledType(node, framework, bindings);
    if (role) return { parameter: { role, framework }, status: null, ...at };
  }
  return null;
}

/** What is answered with as only a response can be, though nothing else in the file says what it is. */
function reachByUse(variable: Variable, at: Pick<Reach, "name" | "path">, { frameworks }: ReachContext): Reach | null {
  const shown = findResponseUse(variable);
  const framework = shown && frameworks.find(({ name }) => name === shown);
  return framework ? { parameter: { role: "response", framework }, status: null, ...at } : null;
}

/** `res.status(500)` is the response still; `host.getResponse()` is another parameter. */
function reachOfCall(node: TSESTree.CallExpression, roles: Roles, context: ReachContext): Reach | null {
  const callee = unwrap(node.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
  const from = callee.type === "MemberExpression" && method !== null ? findReach(callee.object, roles, context) : null;
  if (!from || method === null) return null;
  const { framework, role } = from.parameter;
  const accessor = framework.accessors?.find((each) => each.on === role && each.method === method);
  if (accessor) return { ...from, parameter: { role: accessor.gives, framework }, name: `${from.name}.${method}()` };
  const isStatus = framework.status.includes(method);
  if (!isStatus && !framework.chainable.includes(method)) return null;
  return isStatus ? { ...from, status: findStatus(node.arguments[0], context.bindings) } : from;
}
