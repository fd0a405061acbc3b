import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findRemoteCall, type RemoteCall } from "../analysis/find-remote-call.ts";
import { isTaken } from "../rewrite/response-place.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { enclosingFunction, isFunction, isWithin, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isSignal } from "./error-fault.ts";
import { findLostCauses } from "./lost-cause.ts";
import { resolveMade } from "./uncoded-error.ts";

/** An error that takes the place of an error answer of another service, which nobody reads on the way. */
export interface DroppedAnswer {
  /** What makes the error. */
  readonly node: TSESTree.Node;
  readonly call: RemoteCall;
}

/** Every answer of a file that is dropped, in the order of the errors that replace it. */
export function findDroppedAnswers(facts: Facts): DroppedAnswer[] {
  const { nodes, bindings } = facts;
  const calls = nodes.calls.flatMap((call) => (call.type === "CallExpression" && findRemoteCall(call, bindings)) || []);
  if (calls.length === 0) return [];
  const made = nodes.throws.flatMap((each) => toMade(each, facts) ?? []);
  const dropped = made.flatMap(({ node, statement }) => {
    const call = calls.find((each) =>
      each.rejects ? isReplaced(each, statement, facts) : isUnread(each, statement, facts),
    );
    return call ? [{ node, call }] : [];
  });
  const owned = dropped.length > 0 ? new Set(findLostCauses(facts).map(({ construction }) => construction.node)) : null;
  return dropped.filter(({ node }) => !owned?.has(node as TSESTree.NewExpression));
}

interface Made {
  readonly node: TSESTree.Node;
  readonly statement: TSESTree.ThrowStatement;
}

/** An error that a statement throws out of its function. */
function toMade(statement: TSESTree.ThrowStatement, facts: Facts): Made | null {
  const node = resolveMade(statement.argument, facts);
  if (isTaken(statement) || (node.type !== "NewExpression" && node.type !== "CallExpression")) return null;
  const meaning = facts.known.meaningOf(node);
  return meaning?.kind === "construction" && !isSignal(meaning.construction, facts) ? { node, statement } : null;
}

/** Whether a throw stands where a response was an error's, and nothing there has to do with the response. */
function isUnread(call: RemoteCall, statement: TSESTree.ThrowStatement, facts: Facts): boolean {
  const response = findResponse(call.node, facts);
  if (!response || !isUnreassigned(response)) return false;
  const branch = findBranch(statement, response, facts);
  return branch !== null && !mentions(branch, derivedFrom(response, facts));
}

/** `const res = await fetch(url)`, `fetch(url).then((res) => …)` */
function findResponse(call: TSESTree.CallExpression, { bindings }: Facts): Variable | null {
  const parent = parentOutsideCasts(call);
  const declarator = parent?.type === "AwaitExpression" ? parentOutsideCasts(parent) : null;
  if (declarator?.type === "VariableDeclarator")
    return declarator.id.type === "Identifier" ? (bindings.declaredBy(declarator)[0] ?? null) : null;
  const then =
    parent?.type === "MemberExpression" && propertyName(parent) === "then" ? parentOutsideCasts(parent) : null;
  const [target] = then?.type === "CallExpression" ? then.arguments : [];
  const [parameter] = target && isFunction(target) ? target.params : [];
  if (!target || parameter?.type !== "Identifier") return null;
  return bindings.declaredBy(target).find(({ identifiers }) => identifiers.includes(parameter)) ?? null;
}

/** The statements that run only where a response was an error's, as a test of it around a throw or right before it says. */
function findBranch(statement: TSESTree.Statement, response: Variable, facts: Facts): TSESTree.Node[] | null {
  for (let at: TSESTree.Node = statement; at.parent && !isFunction(at.parent); at = at.parent) {
    const parent: TSESTree.Node = at.parent;
    if (parent.type === "IfStatement" && at !== parent.test) {
      const outcome = findErrorOutcome(parent.test, response, facts);
      if (outcome === (at === parent.consequent)) return [at];
      if (outcome !== null || isOf(parent.test, response, facts)) return null;
    }
    if (parent.type === "BlockStatement") {
      const index = parent.body.indexOf(at as TSESTree.Statement);
      const test = parent.body.slice(0, index).find((each) => isGoodExit(each, response, facts));
      if (test) return parent.body.slice(parent.body.indexOf(test) + 1, index + 1);
    }
  }
  return null;
}

/** `if (res.ok) return res.json();` */
function isGoodExit(node: TSESTree.Statement, response: Variable, facts: Facts): boolean {
  if (node.type !== "IfStatement" || node.alternate || findErrorOutcome(node.test, response, facts) !== false)
    return false;
  const last = node.consequent.type === "BlockStatement" ? node.consequent.body.at(-1) : node.consequent;
  return last?.type === "ReturnStatement";
}

/** The outcome of a test by which an answer is known to be an error's of whatever kind; `null` where it says no such thing. */
function findErrorOutcome(node: TSESTree.Node, response: Variable, facts: Facts): boolean | null {
  const test = unwrap(node);
  if (test.type === "UnaryExpression" && test.operator === "!") {
    const inner = findErrorOutcome(test.argument, response, facts);
    return inner === null ? null : !inner;
  }
  if (test.type === "MemberExpression") return propertyOf(test, response, facts) === "ok" ? false : null;
  if (test.type !== "BinaryExpression") return null;
  const property = propertyOf(test.left, response, facts);
  const right = unwrap(test.right);
  if (right.type !== "Literal") return null;
  if (property === "ok" && /^[!=]==?$/.test(test.operator))
    return (right.value === false) === test.operator.startsWith("=");
  if ((property !== "status" && property !== "statusCode") || typeof right.value !== "number") return null;
  const isGood = right.value >= 200 && right.value < 300;
  if (/^!==?$/.test(test.operator)) return isGood ? true : null;
  if (/^===?$/.test(test.operator)) return isGood ? false : null;
  return /^>=?$/.test(test.operator) && right.value <= 400 ? true : null;
}

function propertyOf(node: TSESTree.Node, response: Variable, { bindings }: Facts): string | null {
  const member = unwrap(node);
  const isMember = member.type === "MemberExpression" && bindings.variableOf(unwrap(member.object)) === response;
  return isMember ? propertyName(member) : null;
}

function isOf(node: TSESTree.Node, response: Variable, facts: Facts): boolean {
  return mentions([node], derivedFrom(response, facts));
}

/** A response and everything that was declared or assigned with it: `const body = await res.json()`. */
function derivedFrom(response: Variable, facts: Facts): ReadonlySet<Variable> {
  const derived = new Set([response]);
  for (const { references } of derived) {
    for (const { identifier } of references) for (const each of keptIn(identifier, facts)) derived.add(each);
  }
  return derived;
}

/** The variables that are declared or assigned with an expression that a node is a part of. */
function keptIn(node: TSESTree.Node, { bindings }: Facts): Variable[] {
  const kept: Variable[] = [];
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const parent: TSESTree.Node = at.parent;
    if (parent.type === "VariableDeclarator" && at === parent.init) kept.push(...bindings.declaredBy(parent));
    const target = parent.type === "AssignmentExpression" && at === parent.right ? parent.left : null;
    const assigned = target && bindings.variableOf(target);
    if (assigned) kept.push(assigned);
  }
  return kept;
}

function mentions(nodes: readonly TSESTree.Node[], variables: ReadonlySet<Variable>): boolean {
  return [...variables].some(({ references }) =>
    references.some(({ identifier }) => nodes.some((node) => isWithin(identifier, node))),
  );
}

/** Whether a throw stands in a catch that takes what a call is rejected with, and that does nothing with it. */
function isReplaced({ node }: RemoteCall, statement: TSESTree.ThrowStatement, facts: Facts): boolean {
  const clause = findClause(statement);
  if (!clause || !isWithin(node, clause.parent.block) || enclosingFunction(node) !== enclosingFunction(clause))
    return false;
  if (parentOutsideCasts(node)?.type !== "AwaitExpression" || !isOnlyCall(node, clause, facts)) return false;
  return facts.bindings.declaredBy(clause).every(({ references }) => references.length === 0);
}

function findClause(statement: TSESTree.Node): TSESTree.CatchClause | null {
  for (let at: TSESTree.Node | undefined = statement; at && !isFunction(at); at = at.parent) {
    if (at.type === "CatchClause") return at;
  }
  return null;
}

/** Whether nothing else that is awaited in a `try` could have failed. */
function isOnlyCall(call: TSESTree.Node, clause: TSESTree.CatchClause, { nodes }: Facts): boolean {
  const { block } = clause.parent;
  return nodes.calls.every(
    (each) => each === call || !isWithin(each, block) || parentOutsideCasts(each)?.type !== "AwaitExpression",
  );
}
