import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { findReach, type ReachContext } from "../analysis/find-reach.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Roles } from "../analysis/meaning.ts";
import { isNameVisible, isUnreassigned } from "../syntax/bindings.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import {
  enclosingFunction,
  isFunction,
  parentOutsideCasts,
  propertyName,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";

/** How an expression stands among the statements around it. */
export interface Place {
  /** A statement of its own, what is returned, or the body of an arrow function. */
  readonly kind: "statement" | "return" | "body";
  /** What to replace: the statement, or the body. */
  readonly node: TSESTree.Node;
}

/** The place of a response, or `null` where it is a part of another expression. */
export function findPlace(node: TSESTree.Node): Place | null {
  if (node.type === "ReturnStatement") return { kind: "return", node };
  let at = node;
  let parent = parentOutsideCasts(at);
  while (
    parent &&
    (parent.type === "AwaitExpression" || (parent.type === "UnaryExpression" && parent.operator === "void"))
  ) {
    at = parent;
    parent = parentOutsideCasts(at);
  }
  if (parent?.type === "ExpressionStatement") return { kind: "statement", node: parent };
  if (parent?.type === "ReturnStatement") return { kind: "return", node: parent };
  return parent && isFunction(parent) && parent.body.type !== "BlockStatement"
    ? { kind: "body", node: parent.body }
    : null;
}

/** What stands behind the last thing that a function does on a path. */
export interface Tail {
  /** A `return` or `break` right behind it, dead once it throws. */
  readonly dead: TSESTree.Statement | null;
}

/** What follows a place, if that is nothing: the function is left right behind it. `null` where more is done. */
export function findTail({ kind, node }: Place): Tail | null {
  if (kind !== "statement") return { dead: null };
  let dead: TSESTree.Statement | null = null;
  let at = node;
  for (let parent = at.parent; parent && !isFunction(parent); at = parent, parent = parent.parent) {
    const next = nextStatement(at, parent);
    if (next === "elsewhere") return null;
    if (!next) continue;
    const isBreak = next.type === "BreakStatement" && next.label === null && parent.type === "SwitchCase";
    if (at === node && (isBreak || isBareReturn(next))) dead = next;
    if (isBareReturn(next)) return { dead };
    if (!isBreak) return null;
    parent = parent.parent as TSESTree.Node;
  }
  return { dead };
}

/** The statement that is reached after one, inside of a parent; `elsewhere` where that cannot be said so simply. */
function nextStatement(node: TSESTree.Node, parent: TSESTree.Node): TSESTree.Statement | "elsewhere" | null {
  switch (parent.type) {
    case "BlockStatement":
      return parent.body[parent.body.indexOf(node as TSESTree.Statement) + 1] ?? null;
    case "SwitchCase": {
      const next = parent.consequent[parent.consequent.indexOf(node as TSESTree.Statement) + 1];
      return next ?? (parent.parent.cases.at(-1) === parent ? null : "elsewhere");
    }
    case "IfStatement":
    case "CatchClause":
    case "SwitchStatement":
    case "LabeledStatement":
      return null;
    case "TryStatement":
      return node === parent.finalizer ? "elsewhere" : null;
    default:
      return "elsewhere";
  }
}

function isBareReturn(node: TSESTree.Node): boolean {
  return node.type === "ReturnStatement" && node.argument === null;
}

/** Whether a `try` of the same function takes what is thrown at a node. */
export function isTaken(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at.parent); at = at.parent) {
    if (at.parent.type === "TryStatement" && at.parent.block === at && at.parent.handler) return true;
  }
  return false;
}

/** The handler that a throw at some place leaves, and how. */
export interface Frame {
  readonly handler: Handler;
  /** It leaves as the rejection of a promise. */
  readonly isRejection: boolean;
}

/** Where a throw at a node goes; the reason, as a clause, where it would not come to the framework. */
export function findFrame(node: TSESTree.Node, title: string, facts: Facts): Frame | string {
  let at = enclosingFunction(node);
  let isRejection = false;
  let place: TSESTree.Node | null = node;
  while (at) {
    if (place && isTaken(place)) return "another catch around it would take what is thrown";
    const handler = findHandler(at, facts);
    if (handler?.isBoundary) return "it is the boundary's own answer";
    if (handler) return { handler, isRejection: isRejection || handler.function.async };
    const chain = findChainEnd(at);
    if (!chain) return describeFrame(at, title);
    if (chain.goesOn) return "more handlers follow in the promise chain";
    if (chain.kind === "floating") return "nobody waits for the promise that a throw would reject";
    if (chain.kind === "awaited" && !isLastAwait(chain.node)) return "more is done after the promise";
    isRejection = true;
    place = chain.node.type === "AwaitExpression" ? chain.node : null; // a promise that is returned leaves every try
    at = chain.function;
  }
  return "it stands in no handler";
}

function findHandler(node: FunctionNode, { handlers }: Facts): Handler | undefined {
  return handlers.find((handler) => handler.function === node);
}

function isLastAwait(node: TSESTree.Node): boolean {
  const place = findPlace(node);
  return place !== null && findTail(place) !== null;
}

function describeFrame(node: FunctionNode, title: string): string {
  const call = parentOutsideCasts(node);
  const callee = call?.type === "CallExpression" ? unwrap(call.callee) : null;
  const name =
    callee?.type === "Identifier" ? callee.name : callee?.type === "MemberExpression" ? propertyName(callee) : null;
  if (name === null) return "it does not stand in a handler's own frame";
  const kind = /^(?:on|once|addListener|prependListener|addEventListener)$/.test(name)
    ? "a listener"
    : /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)$/.test(name)
      ? "a timer"
      : "a callback";
  return `it stands in ${kind}: a throw would not reach ${title}`;
}

/** The `next` of the handler around a node, where it takes errors and can be named there. */
export function findNext(node: TSESTree.Node, { handlers, source }: Facts): { handler: Handler; name: string } | null {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    const handler = handlers.find((each) => each.function === at && !each.isBoundary);
    if (!handler) continue;
    const roles = [...handler.roles];
    // a `next` beside a context continues, and takes no error
    if (!roles.some(([, { role }]) => role === "response")) return null;
    const next = roles.find(([variable, { role }]) => role === "next" && isUsable(variable));
    return next ? { handler, name: next[0].name } : null;
  }
  return null;

  function isUsable(variable: Variable): boolean {
    return isUnreassigned(variable) && isNameVisible(source.scopeManager, node, variable);
  }
}

/** Whether something may have been sent before a response is reached, so that its status is out already. */
export function hasBegun(node: TSESTree.Node, facts: Facts): boolean {
  let outermost = enclosingFunction(node);
  for (let at = outermost; at; at = enclosingFunction(at)) {
    if (facts.handlers.some((handler) => handler.function === at)) outermost = at;
  }
  if (!outermost) return false;
  const [start] = outermost.range;
  const roles = rolesOf(facts);
  const before = facts.nodes.calls.filter(({ range }) => range[0] >= start && range[1] <= node.range[0]);
  return before.some((call) => isStreaming(call, roles, facts) || isEarlier(call, node, { roles, facts }));
}

/** What every parameter of the file's handlers is. */
export function rolesOf({ handlers }: Facts): Roles {
  return new Map(handlers.flatMap((handler) => [...handler.roles]));
}

/** `res.write(…)`, `res.writeHead(…)`, `file.pipe(res)` */
function isStreaming(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  roles: Roles,
  { bindings, known }: Facts,
): boolean {
  const callee = unwrap(call.callee);
  const method =
    callee.type === "MemberExpression" ? propertyName(callee) : callee.type === "Identifier" ? callee.name : null;
  if (method === null) return false;
  const context: ReachContext = { bindings, frameworks: known.frameworks };
  if (/^(?:pipe|pipeline|pipeTo|stream|streamSSE)$/.test(method))
    return call.arguments.some((argument) => isAnswering(argument, roles, context));
  return (
    /^(?:write|writeHead|flushHeaders|flush|hijack|writeProcessing|writeEarlyHints)$/.test(method) &&
    callee.type === "MemberExpression" &&
    isAnswering(callee.object, roles, context)
  );
}

function isAnswering(node: TSESTree.Node, roles: Roles, context: ReachContext): boolean {
  return /^(?:response|reply|context)$/.test(findReach(node, roles, context)?.parameter.role ?? "");
}

/** A complete answer after which the same function goes on. */
function isEarlier(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  node: TSESTree.Node,
  { roles, facts }: { readonly roles: Roles; readonly facts: Facts },
): boolean {
  if (enclosingFunction(call) !== enclosingFunction(node)) return false;
  const meaning = facts.known.meaningOf(call, roles);
  if (meaning?.kind !== "sink" || !meaning.sink.ends) return false;
  const place = findPlace(call);
  return place !== null && findTail(place) === null;
}
