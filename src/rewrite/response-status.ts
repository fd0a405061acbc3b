import type { TSESTree } from "@typescript-eslint/types";
import { findReach } from "../analysis/find-reach.ts";
import { findStatus, literalStatus } from "../analysis/find-status.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Sink } from "../analysis/sink.ts";
import { codeOfStatus } from "../knowledge/status-codes.ts";
import { isEqual } from "../analysis/match.ts";
import { isFunction, propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";
import { rolesOf } from "./response-place.ts";

/** What a response's status means to whoever is to answer instead. */
export interface ResponseStatus {
  /** The code that keeps it; `null` where that is the fallback's, or the error's own. */
  readonly code: string | null;
  /** The number, where it is the same whatever has failed. */
  readonly literal: number | null;
  /** What a client may read in place of the error. */
  readonly message: string;
  /** The message says what the status says. */
  readonly isNamed: boolean;
  /** Statements before the response that do nothing but set it. */
  readonly setters: readonly TSESTree.Statement[];
  /** Why nobody else could answer with it, as a clause; `null` where somebody could. */
  readonly obstacle: string | null;
}

/** A response, as far as its status is concerned. */
export interface StatusSite {
  readonly node: TSESTree.Node;
  readonly sink: Sink;
  /** The call of the function that answers, if it is another one. */
  readonly call: TSESTree.CallExpression | null;
  /** The statement that it is. */
  readonly statement: TSESTree.Node | null;
  /** The error itself is what is sent. */
  readonly isWhole: boolean;
}

const unclear = "its status is not written out";

/** The status that a response has. */
export function findResponseStatus(site: StatusSite, facts: Facts): ResponseStatus {
  const { sink } = site;
  if (sink.status !== null) return ofLiteral(sink.status, [], facts);
  const inChain = findStatusArgument(sink.node, sink) ?? findStatusOption(sink);
  if (inChain) return ofExpression(inChain, site, facts);
  const setter = site.call || !site.statement ? null : findSetter(site.statement, facts);
  if (setter) {
    const status = ofExpression(setter.value, site, facts);
    return { ...status, setters: [setter.statement] };
  }
  // Fastify takes an error that is sent for one that was thrown, and nothing else that is
  if (site.isWhole && sink.framework.name === "fastify") return { ...ofFallback(facts), isNamed: false };
  return { ...ofFallback(facts), obstacle: "it answers with no error status, and a boundary would" };
}

function ofFallback(facts: Facts): ResponseStatus {
  const message = toMessage("INTERNAL_ERROR", facts);
  return { code: null, literal: null, message, isNamed: true, setters: [], obstacle: null };
}

/** What a client reads about a code: what the contract says, or its name in words. */
function toMessage(code: string, { setting }: Facts): string {
  return setting.contract?.codes.get(code)?.message ?? code.toLowerCase().replaceAll("_", " ");
}

function ofLiteral(status: number, setters: readonly TSESTree.Statement[], facts: Facts): ResponseStatus {
  if (status === 500) return { ...ofFallback(facts), literal: status, setters };
  if (status < 400)
    return { ...ofFallback(facts), setters, obstacle: `it answers ${status}, and a boundary would not` };
  const code = codeOfStatus(status);
  const known = code === null ? undefined : facts.setting.contract?.codes.get(code);
  const message = toMessage(code ?? "INTERNAL_ERROR", facts);
  if (known?.http === status) return { code, literal: status, message, isNamed: true, setters, obstacle: null };
  return {
    code: null,
    literal: status,
    message,
    isNamed: false,
    setters,
    obstacle: `its status ${status} has no code in the contract`,
  };
}

function ofExpression(node: TSESTree.Node, { call }: StatusSite, facts: Facts): ResponseStatus {
  const given = call && findGiven(node, call, facts);
  const status = findStatus(given ?? node, facts.bindings);
  if (status !== null) return ofLiteral(status, [], facts);
  // a wrap keeps the status that a library gave the error
  const obstacle = isOwnStatus(unwrap(given ?? node)) ? null : unclear;
  return { ...ofFallback(facts), isNamed: false, obstacle };
}

/** `err.status || 500`, `err.statusCode ?? err.status ?? 500` */
function isOwnStatus(node: TSESTree.Node): boolean {
  if (node.type !== "LogicalExpression" || node.operator === "&&") return false;
  return isStatusOf(node.left) && literalStatus(node.right) === 500;
}

function isStatusOf(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "LogicalExpression") return inner.operator !== "&&" && [inner.left, inner.right].every(isStatusOf);
  return inner.type === "MemberExpression" && /^status(?:Code)?$/.test(propertyName(inner) ?? "");
}

/** What a call gives for a parameter of the function that it calls. */
function findGiven(
  node: TSESTree.Node,
  call: TSESTree.CallExpression,
  { known, bindings }: Facts,
): TSESTree.Node | null {
  const variable = bindings.variableOf(unwrap(node));
  const target = known.functionOf(call.callee);
  const index = target?.params.findIndex((each) => variable?.identifiers.includes(each as TSESTree.Identifier)) ?? -1;
  return call.arguments[index] ?? null;
}

/** The expression that sets the status of a response: in its chain, its options or a statement before it; `null` where none does. */
export function findStatusExpression(sink: Sink, statement: TSESTree.Node | null, facts: Facts): TSESTree.Node | null {
  const own = findStatusArgument(sink.node, sink) ?? findStatusOption(sink);
  return own ?? (statement && findSetter(statement, facts)?.value) ?? null;
}

/** `status` of `res.status(status).json(…)` */
function findStatusArgument(node: TSESTree.Node, sink: Sink): TSESTree.Node | null {
  const call = unwrap(node);
  const callee = call.type === "CallExpression" ? unwrap(call.callee) : null;
  if (callee?.type !== "MemberExpression") return null;
  const before = unwrap(callee.object);
  const method = before.type === "CallExpression" ? unwrap(before.callee) : null;
  if (before.type !== "CallExpression" || method?.type !== "MemberExpression") return null;
  if (sink.framework.status.includes(propertyName(method) ?? "")) return before.arguments[0] ?? null;
  return findStatusArgument(before, sink);
}

/** `status` of `Response.json(x, { status })`, `c.json(x, status)`, `return { statusCode, body }` */
function findStatusOption({ node, data }: Sink): TSESTree.Node | null {
  const isCall = node.type === "CallExpression" || node.type === "NewExpression";
  const options = isCall ? node.arguments.filter((each) => each !== data[0]) : data;
  for (const option of options) {
    const inner = unwrap(option);
    if (inner.type !== "ObjectExpression")
      return isCall && !data.includes(option) && inner.type !== "SpreadElement" ? inner : null;
    for (const key of ["status", "statusCode"]) {
      const value = propertyValue(inner, key);
      if (value !== null && value !== "unknown") return value;
    }
  }
  return null;
}

/** Why an error that would have a status by its code is not made. */
export const statusBefore = "a status is set before it, which that of a code would replace";

/** Whether the status of a response is set on the way to a place: `res.status(410); next(new Error("gone"))`. */
export function isStatusSetBefore(node: TSESTree.Node, facts: Facts): boolean {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent)
    if (findSetter(at, facts)) return true;
  return false;
}

interface Setter {
  readonly statement: TSESTree.Statement;
  readonly value: TSESTree.Node;
}

/** `ctx.status = 500;`, `res.status(500);` before the response, in the same block. */
function findSetter(statement: TSESTree.Node, facts: Facts): Setter | null {
  const block = statement.parent;
  if (block?.type !== "BlockStatement") return null;
  const before = block.body.slice(0, block.body.indexOf(statement as TSESTree.Statement));
  for (const each of before.reverse()) {
    const value = each.type === "ExpressionStatement" ? findSetStatus(unwrap(each.expression), facts) : null;
    if (value) return { statement: each, value };
  }
  return null;
}

function findSetStatus(node: TSESTree.Node, facts: Facts): TSESTree.Node | null {
  const context = { bindings: facts.bindings, frameworks: facts.known.frameworks };
  if (node.type === "AssignmentExpression") {
    const reach = findReach(node.left, rolesOf(facts), context);
    const properties = reach?.parameter.framework.statusProperties ?? [];
    return properties.some((each) => isEqual(each.split("."), reach?.path ?? [])) ? node.right : null;
  }
  const callee = node.type === "CallExpression" ? unwrap(node.callee) : null;
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression") return null;
  const reach = findReach(callee.object, rolesOf(facts), context);
  const isStatus = reach?.path.length === 0 && reach.parameter.framework.status.includes(propertyName(callee) ?? "");
  return isStatus ? (node.arguments[0] ?? null) : null;
}
