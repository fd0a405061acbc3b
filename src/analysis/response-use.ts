import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";

/** Frameworks whose response can be told by what is done with it. */
export type ShownFramework = "express" | "node-http";

/** Whether a text may answer as Express does: `false` is certain. */
export function canAnswer(text: string): boolean {
  return /(?:[sS]tatus|jsonp?)\s*\(/.test(text);
}

/**
 * The framework whose response a parameter is by what is done with it, though nothing in the file says so: `res.status(404).json(x)`,
 * `res.json(x)` beside `req.params`; `res.writeHead(404)` with `res.end(x)`. `null` for any other variable.
 */
export function findResponseUse(variable: Variable): ShownFramework | null {
  const known = used.get(variable);
  if (known !== undefined) return known;
  const found = variable.defs[0]?.type === "Parameter" ? findUse(variable) : null;
  used.set(variable, found);
  return found;
}

const used = new WeakMap<Variable, ShownFramework | null>();

function findUse(variable: Variable): ShownFramework | null {
  const members = variable.references.flatMap(({ identifier }) => memberOf(identifier) ?? []);
  if (isExpressResponse(members, variable)) return "express";
  return isNodeResponse(members) ? "node-http" : null;
}

function isExpressResponse(members: readonly TSESTree.MemberExpression[], variable: Variable): boolean {
  const calls = members.flatMap((member) => callOf(member) ?? []);
  if (calls.some(isStatusChain) || calls.some((call) => isCallOf(call, SENDING_STATUS))) return true;
  if (!calls.some((call) => isCallOf(call, SENDING) && call.arguments.length > 0)) return false;
  return (
    calls.some(isStatusStatement) || (calls.some((call) => isCallOf(call, JSON_ALONE)) && isBesideRequest(variable))
  );
}

const SENDING_STATUS = /^sendStatus$/;
const SENDING = /^(?:json|jsonp|send)$/;
/** What a socket or a channel has no method for. */
const JSON_ALONE = /^jsonp?$/;

/** `res.status(404).json(x)`, also with `.set("a", "b")` in between. */
function isStatusChain(call: TSESTree.CallExpression): boolean {
  let hasStatus = false;
  for (let at: TSESTree.CallExpression | null = call; at; at = nextOf(at)) {
    if (isStatus(at)) hasStatus = true;
    else if (hasStatus && isCallOf(at, SENDING) && at.arguments.length === 1) return true;
  }
  return false;
}

/** `res.status(404);` */
function isStatusStatement(call: TSESTree.CallExpression): boolean {
  return isStatus(call) && parentOutsideCasts(call)?.type === "ExpressionStatement";
}

function isStatus(call: TSESTree.CallExpression): boolean {
  return isCallOf(call, /^status$/) && call.arguments.length === 1;
}

/** Whether the parameter before it is read as only a request is: `req.params.id`, `({ body }, res) => …`. */
function isBesideRequest({ scope, defs: [definition] }: Variable): boolean {
  const owner = definition?.node;
  if (!definition || !owner || !isFunction(owner)) return false;
  const before = owner.params[owner.params.indexOf(definition.name as TSESTree.Parameter) - 1];
  if (before?.type === "ObjectPattern") return before.properties.some((each) => isOfRequest(each));
  const request = before?.type === "Identifier" ? scope.set.get(before.name) : undefined;
  return request?.references.some(({ identifier }) => isOfRequest(memberOf(identifier))) ?? false;
}

function isOfRequest(node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.RestElement | null): boolean {
  return node !== null && node.type !== "RestElement" && REQUEST.test(propertyName(node) ?? "");
}

const REQUEST = /^(?:body|params|query|headers|cookies|originalUrl|baseUrl)$/;

/** `res.writeHead(…)` or `res.statusCode = …`, and `res.end(…)`. */
function isNodeResponse(members: readonly TSESTree.MemberExpression[]): boolean {
  const isCalled = (method: string): boolean =>
    members.some((member) => callOf(member) !== null && propertyName(member) === method);
  const isStatusSet = members.some(
    (member) =>
      member.parent.type === "AssignmentExpression" &&
      member.parent.left === member &&
      propertyName(member) === "statusCode",
  );
  return isCalled("end") && (isStatusSet || isCalled("writeHead"));
}

function memberOf(node: TSESTree.Node): TSESTree.MemberExpression | null {
  return node.parent?.type === "MemberExpression" && node.parent.object === node ? node.parent : null;
}

function callOf(member: TSESTree.MemberExpression): TSESTree.CallExpression | null {
  return member.parent.type === "CallExpression" && member.parent.callee === member ? member.parent : null;
}

/** The call of a method of what a call returns. */
function nextOf(call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const member = parentOutsideCasts(call);
  return member?.type === "MemberExpression" && unwrap(member.object) === call ? callOf(member) : null;
}

function isCallOf({ callee }: TSESTree.CallExpression, methods: RegExp): boolean {
  return callee.type === "MemberExpression" && methods.test(propertyName(callee) ?? "");
}
