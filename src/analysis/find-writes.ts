import type { Reference, Scope, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { pathInPattern } from "../syntax/bindings.ts";
import { isLoop, isWithin, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";

/** A place where a variable, or the object that it holds, is given something. */
export interface Write {
  /** The expression that is written. */
  readonly given: TSESTree.Node;
  /** The declaration, assignment or call by which it is. */
  readonly node: TSESTree.Node;
  /** `variable`: it holds this from then on. `text`: beside what it held, `text += x`. `member`: within it, `body.error = x`, `list.push(x)`. */
  readonly kind: "variable" | "text" | "member";
  /** The properties that lead to what the variable gets of it: `["message"]` in `const { message } = err`. */
  readonly path: readonly string[];
  /** The property that is written, where it is known. */
  readonly member: string | null;
}

/** Everything that a variable is given in the function that declares it; `null` where somebody else may give it more. */
export function findWrites(variable: Variable): readonly Write[] | null {
  const writes: Write[] = [];
  for (const reference of variable.references) {
    const write = toAssignment(reference, variable) ?? toMemberWrite(reference);
    if (reference.isWrite() && (write === null || reference.from.variableScope !== variable.scope.variableScope))
      return null;
    if (write) writes.push(write);
  }
  return writes;
}

function toAssignment({ identifier, writeExpr, init }: Reference, { defs }: Variable): Write | null {
  if (!writeExpr) return null;
  const node = init ? defs[0]?.node : findAssignment(identifier);
  const pattern =
    node?.type === "VariableDeclarator" ? node.id : node?.type === "AssignmentExpression" ? node.left : null;
  const path = pattern && pathInPattern(pattern, identifier);
  if (!node || !path) return null;
  const isText = node.type === "AssignmentExpression" && node.operator !== "=";
  return { given: writeExpr, node, kind: isText ? "text" : "variable", path, member: null };
}

function findAssignment(target: TSESTree.Node): TSESTree.AssignmentExpression | null {
  for (let at: TSESTree.Node = target; at.parent; at = at.parent) {
    if (at.parent.type === "AssignmentExpression") return at.parent.left === at ? at.parent : null;
    if (!/^(?:ObjectPattern|ArrayPattern|Property|AssignmentPattern)$/.test(at.parent.type)) return null;
  }
  return null;
}

/** Whether a name stands for an object that is given something: `body` in `body.error = x`. */
export function isWrittenInto(reference: Reference): boolean {
  return toMemberWrite(reference) !== null;
}

/** What an object is given by its name: `body.error = x`, `body.meta.error = x`, `list.push(x)`, `Object.assign(body, x)`. */
function toMemberWrite({ identifier: owner, from }: Reference): Write | null {
  const parent = parentOutsideCasts(owner);
  if (parent?.type === "CallExpression" && unwrap(parent.arguments[0] ?? parent) === owner)
    return toMerge(parent, from);
  if (parent?.type !== "MemberExpression" || unwrap(parent.object) !== owner) return null;
  let target = parent;
  for (let at = parentOutsideCasts(target); at?.type === "MemberExpression" && unwrap(at.object) === target;)
    [target, at] = [at, parentOutsideCasts(at)];
  const node = parentOutsideCasts(target);
  const common = { kind: "member", path: [], member: propertyName(parent) } as const;
  if (node?.type === "AssignmentExpression" && unwrap(node.left) === target)
    return { ...common, given: node.right, node };
  const isPush = node?.type === "CallExpression" && node.callee === target && isPushing(target);
  const pushed = isPush ? node.arguments[0] : undefined;
  return pushed && isPush ? { ...common, given: pushed, node, member: null } : null;
}

/** `errors.push`, `errors.unshift` */
export function isPushing(callee: TSESTree.Node): callee is TSESTree.MemberExpression {
  return callee.type === "MemberExpression" && /^(?:push|unshift)$/.test(propertyName(callee) ?? "");
}

function toMerge(node: TSESTree.CallExpression, from: Scope): Write | null {
  const callee = unwrap(node.callee);
  const isMerge =
    callee.type === "MemberExpression" && propertyName(callee) === "assign" && isGlobalObject(callee.object, from);
  const given = isMerge ? node.arguments[1] : undefined;
  return given ? { given, node, kind: "member", path: [], member: null } : null;
}

function isGlobalObject(node: TSESTree.Node, from: Scope): boolean {
  let scope: Scope | null = from;
  while (scope && !scope.set.get("Object")?.defs.length) scope = scope.upper;
  return scope === null && node.type === "Identifier" && node.name === "Object";
}

/** The writes that what stands at a place may still hold: nothing was certainly written over them. */
export function findReaching(writes: readonly Write[], at: TSESTree.Node): readonly Write[] {
  const before = writes.filter(({ node }) => node.range[1] <= at.range[0] && !areExclusive(node, at));
  const certain = before.filter(({ kind, node }) => kind === "variable" && conditionsOf(node, at).length === 0);
  const last = Math.max(...certain.map(({ node }) => node.range[0]));
  return before.filter(({ node }) => node.range[1] > last);
}

/** One arm of a test, or a part of a program that may be left out. */
export interface Condition {
  /** `null` where nothing is asked: a loop's body, a catch clause, a case. */
  readonly test: TSESTree.Node | null;
  readonly outcome: boolean;
}

/** The conditions that a node stands under, and another does not. */
export function conditionsOf(node: TSESTree.Node, other: TSESTree.Node): readonly Condition[] {
  const conditions: Condition[] = [];
  for (let at = node; at.parent && !isWithin(other, at); at = at.parent) {
    const condition = toCondition(at, at.parent);
    if (condition) conditions.push(condition);
  }
  return conditions;
}

function toCondition(at: TSESTree.Node, parent: TSESTree.Node): Condition | null {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return at === parent.test ? null : { test: parent.test, outcome: at === parent.consequent };
    case "LogicalExpression":
      if (at === parent.left) return null;
      return { test: parent.operator === "??" ? null : parent.left, outcome: parent.operator === "&&" };
    case "SwitchCase":
    case "CatchClause":
      return { test: null, outcome: true };
    case "TryStatement":
      return at === parent.block ? { test: null, outcome: true } : null;
    default:
      return isLoop(parent) ? { test: null, outcome: true } : null;
  }
}

/** Whether two nodes stand in the two arms of one test. */
function areExclusive(one: TSESTree.Node, other: TSESTree.Node): boolean {
  let at = one;
  while (at.parent && !isWithin(other, at.parent)) at = at.parent;
  const { parent } = at;
  if (parent?.type !== "IfStatement" && parent?.type !== "ConditionalExpression") return false;
  return at !== parent.test && !isWithin(other, parent.test);
}
