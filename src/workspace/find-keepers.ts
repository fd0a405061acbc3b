import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import { isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ReadFile } from "./to-reference.ts";
import { nameOf } from "./to-short-text.ts";

/** The variables that keep a value which nobody has awaited, as it is or in a list: of what it goes into only what `mayHold` it counts. */
export function findKeepers(
  value: TSESTree.Node,
  { facts: { bindings } }: ReadFile,
  mayHold: typeof isPromiseIn = () => true,
): readonly Variable[] {
  let child = value;
  for (let at = value.parent; at && !isFunction(at); child = at, at = at.parent) {
    if (at.type === "VariableDeclarator")
      return /^(?:Identifier|Array)/.test(at.id.type) ? bindings.declaredBy(at) : [];
    if (at.type === "ForOfStatement" && at.right === child && at.left.type === "VariableDeclaration")
      return at.left.declarations.flatMap((each) => bindings.declaredBy(each));
    if (at.type === "AwaitExpression" || at.type.endsWith("Statement")) return [];
    const taker = findTaker(at, child);
    if (taker) return [bindings.variableOf(taker) ?? []].flat();
    if (!mayHold(at, child)) return [];
  }
  return [];
}

/** `pending` of `pending = load()`, `all` of `all.push(load())`. */
function findTaker(at: TSESTree.Node, child: TSESTree.Node): TSESTree.Identifier | null {
  const callee = at.type === "CallExpression" && at.callee !== child ? unwrap(at.callee) : null;
  const isAdded = callee?.type === "MemberExpression" && /^(?:push|unshift|add)$/.test(propertyName(callee) ?? "");
  const taker = isAdded ? callee.object : at.type === "AssignmentExpression" && at.right === child ? at.left : null;
  return taker?.type === "Identifier" ? taker : null;
}

/** Whether an expression that a promise stands in is that promise, a list of it, or one that fails when it does. */
export function isPromiseIn(at: TSESTree.Node, child: TSESTree.Node): boolean {
  switch (at.type) {
    case "ArrayExpression":
    case "LogicalExpression":
      return true;
    case "ConditionalExpression":
      return at.test !== child;
    case "MemberExpression":
      return at.object === child && /^(?:then|catch|finally)$/.test(propertyName(at) ?? "");
    case "CallExpression":
      return at.callee === child || nameOf(at.callee).startsWith("Promise.");
    default:
      return unwrap(at) !== at;
  }
}

/** The field that keeps a promise: `this.ready = load().then(open)`, `ready = load()` of a class; `null` where none does. */
export function findField(call: TSESTree.Node): string | null {
  let child: TSESTree.Node = call;
  for (let at: TSESTree.Node | undefined = call.parent; at && !isFunction(at); child = at, at = at.parent) {
    if (at.type === "PropertyDefinition") return at.value === child ? propertyName(at) : null;
    if (at.type === "AssignmentExpression")
      return at.right === child && at.left.type === "MemberExpression" ? propertyName(at.left) : null;
    if (!isPromiseIn(at, child)) return null;
  }
  return null;
}

/** The places that read a member, by its name. */
export function collectMembers({
  facts: { source },
}: ReadFile): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> {
  const members = new Map<string, TSESTree.MemberExpression[]>();
  traverse(source.ast, (node) => {
    const name = node.type === "MemberExpression" ? propertyName(node) : null;
    if (node.type !== "MemberExpression" || name === null) return;
    members.set(name, [...(members.get(name) ?? []), node]);
  });
  return members;
}

/** Whether somebody waits for a promise where it is read, or gets it back. */
export function isAwaitedOrReturned(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  const isReturned = parent?.type === "ReturnStatement" || (parent !== null && isFunction(parent));
  return isReturned || isWaitedFor(node);
}

/** Whether it is awaited where it is read, or a handler is hung on it. */
export function isWaitedFor(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !at.type.endsWith("Statement") && !isFunction(at); at = at.parent) {
    if (at.type === "AwaitExpression") return true;
    if (at.type === "MemberExpression" && /^(?:then|catch)$/.test(propertyName(at) ?? "")) return true;
  }
  return false;
}
