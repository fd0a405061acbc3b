import type { TSESTree } from "@typescript-eslint/types";
import { errorListeners } from "../knowledge/error-listeners.ts";
import { isLanguageError } from "../syntax/types.ts";
import {
  isFunction,
  literalString,
  parentOutsideCasts,
  propertyName,
  propertyValue,
  unwrap,
  enclosingFunction,
  type FunctionNode,
} from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import type { Nodes } from "./facts.ts";
import type { Handler } from "./handler.ts";
import { isOfStreams } from "./find-handover.ts";
import type { Known } from "./known.ts";
import { toPackagePath } from "./match.ts";

/** `.then`, an event, or a parameter that is called like an error. What begins alike stands together: so it is twice as fast. */
const CATCHING = new RegExp(
  [
    "\\.\\s*then\\b",
    "[\"'`](?:then|error|uncaughtException|unhandledRejection|clientError|uncaughtExceptionMonitor)[\"'`]",
    "(?:\\b_?(?:e(?:rr(?:or)?|r|x(?:ception)?)?|failure|problem|reason)\\d*|Err(?:or)?|Failure)\\s*(?:[,):=?]|/[*/])",
  ].join("|"),
);

/** Whether an error may be caught in a text, boundaries left aside: `false` is certain. */
export function canCatch(text: string): boolean {
  return text.includes("catch") || CATCHING.test(text);
}

/** Every error that is caught in a file: by clauses, promise handlers, error-first callbacks, listeners and boundaries. */
export function findCaughtErrors(nodes: Nodes, known: Known, handlers: readonly Handler[]): CaughtError[] {
  const clauses = nodes.catches.map(toClause);
  const boundaries = handlers.filter(({ isBoundary }) => isBoundary).flatMap((handler) => findBoundaryError(handler));
  const taken = new Set<TSESTree.Node>(handlers.map((handler) => handler.function));
  const functions: CaughtError[] = [];
  for (const call of nodes.calls) {
    const found = call.type === "CallExpression" && call.arguments.length > 0 ? findInCall(call, known) : null;
    if (!found || taken.has(found.node)) continue;
    taken.add(found.node);
    functions.push(found);
  }
  return [...clauses, ...boundaries, ...functions];
}

function toClause(node: TSESTree.CatchClause): CaughtError {
  return { kind: "catch", node, binding: node.param, function: enclosingFunction(node), nullable: false, call: null };
}

function findBoundaryError(handler: Handler): CaughtError[] {
  const { function: node } = handler;
  const binding = node.params.find((parameter) =>
    [...handler.roles].some(
      ([variable, { role }]) => role === "error" && variable.identifiers.includes(parameter as TSESTree.Identifier),
    ),
  );
  return binding ? [{ kind: "boundary", node, binding, function: node, nullable: false, call: null }] : [];
}

function findInCall(call: TSESTree.CallExpression, known: Known): CaughtError | null {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
  if (method === "catch" && call.arguments.length === 1)
    return toUnsettled(toCaughtAt(0, call, "promise", known), known);
  if (method === "then") return toUnsettled(toCaughtAt(1, call, "promise", known), known);
  if (method !== null && LISTENING.has(method))
    return isErrorEvent(call) ? toCaughtAt(1, call, "listener", known) : null;
  if (method === "subscribe" && isObserved(call)) return findInObserver(call, known);
  if (method === null && isOfStreams(callee, "catchError", known.bindings))
    return toCaughtAt(0, call, "listener", known);
  const told = method === null ? findInOptions(call, known) : null;
  if (told) return told;
  const last = call.arguments.length - 1;
  const given = call.arguments[last];
  if (!given || (method !== null && (CONVERTING.has(method) || (ITERATING.has(method) && !isQuery(call))))) return null;
  const target = unwrap(given);
  return isFunction(target) && isErrorFirst(target, known) ? toCaughtAt(last, call, "callback", known) : null;
}

/** `orders$.subscribe({ next, error: (err) => … })`, `orders$.subscribe(show, (err) => …)` */
function isObserved({ arguments: [first, second] }: TSESTree.CallExpression): boolean {
  if (first?.type === "ObjectExpression") return true;
  return first !== undefined && second !== undefined && isFunction(unwrap(second)) && literalString(first) === null;
}

function findInObserver(call: TSESTree.CallExpression, known: Known): CaughtError | null {
  const [observer, second] = call.arguments;
  const isObject = observer?.type === "ObjectExpression";
  const handler = isObject ? propertyValue(observer, "error") : second;
  const next = isObject ? propertyValue(observer, "next") : observer;
  if (!handler || handler === "unknown") return null;
  const found = toCaught(handler, { call, kind: "listener", known });
  const isSame = next && next !== "unknown" && known.functionOf(next) === found?.node;
  return isSame ? null : found;
}

/** `createProxyMiddleware({ on: { error: (err, req, res) => … } })` */
function findInOptions(call: TSESTree.CallExpression, known: Known): CaughtError | null {
  const options = call.arguments.find((each) => each.type === "ObjectExpression");
  for (const { module, keys } of options ? errorListeners : []) {
    const handler = options && keys.reduce<TSESTree.Node | null>(toMember, options);
    const root = handler && known.bindings.originOf(call.callee)?.root;
    if (handler && root?.kind === "import" && toPackagePath(root.module) === module)
      return toCaught(handler, { call, kind: "listener", known });
  }
  return null;
}

function toMember(object: TSESTree.Node | null, key: string): TSESTree.Node | null {
  const value = object?.type === "ObjectExpression" ? propertyValue(object, key) : null;
  return value === "unknown" ? null : value;
}

/** `null` for what its promise calls when it succeeds as well: `load().then(ack).catch(ack)`, `load().then(ack, ack)`. */
function toUnsettled(error: CaughtError | null, known: Known): CaughtError | null {
  for (let at = error?.call ?? null; at !== null; at = promiseOf(at)) {
    const succeeded = at.arguments[0];
    if (isMethod(at, "then") && succeeded && known.functionOf(succeeded) === error?.node) return null;
  }
  return error;
}

/** The call by which the promise was made that one of its methods is called on. */
function promiseOf({ callee }: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const method = unwrap(callee);
  const promise = method.type === "MemberExpression" ? unwrap(method.object) : null;
  return promise?.type === "CallExpression" ? promise : null;
}

function isMethod({ callee }: TSESTree.CallExpression, name: string): boolean {
  const inner = unwrap(callee);
  return inner.type === "MemberExpression" && propertyName(inner) === name;
}

/** `Orders.find({ id }, (err, orders) => …)`: a database's method of an array's name. */
function isQuery({ arguments: given }: TSESTree.CallExpression): boolean {
  const [first, ...others] = given.map(unwrap);
  const callback = others.at(-1);
  return first?.type === "ObjectExpression" && callback !== undefined && isFunction(callback);
}

const LISTENING = new Set(["on", "once", "addListener", "prependListener"]);
const ITERATING = new Set([
  "map",
  "forEach",
  "filter",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "flatMap",
  "reduce",
  "reduceRight",
  "sort",
]);
const CONVERTING = new Set(["finally", "tap", "mapErr", "orElse", "mapError", "catchAll", "catchError", "tapError"]);
const ERROR_EVENTS = new Set([
  "error",
  "uncaughtException",
  "unhandledRejection",
  "clientError",
  "uncaughtExceptionMonitor",
]);

function isErrorEvent(call: TSESTree.CallExpression): boolean {
  return ERROR_EVENTS.has(literalString(call.arguments[0]) ?? "");
}

function toCaughtAt(
  index: number,
  call: TSESTree.CallExpression,
  kind: CaughtError["kind"],
  known: Known,
): CaughtError | null {
  const argument = call.arguments[index];
  return argument ? toCaught(argument, { call, kind, known }) : null;
}

interface Taking {
  readonly call: TSESTree.CallExpression;
  readonly kind: CaughtError["kind"];
  readonly known: Known;
}

function toCaught(handler: TSESTree.Node, { call, kind, known }: Taking): CaughtError | null {
  const node = known.functionOf(handler);
  return node && { kind, node, binding: node.params[0] ?? null, function: node, nullable: kind === "callback", call };
}

/**
 * A function that is called back with an error or null: its first parameter is named as one, and it either takes a result too,
 * asks whether there is an error, or hands the parameter on, which an async one does with a record just as well.
 */
function isErrorFirst(node: FunctionNode, known: Known): boolean {
  const [first] = node.params;
  if (first?.type !== "Identifier") return false;
  const variable = known.bindings.declaredBy(node).find(({ identifiers }) => identifiers.includes(first));
  const isLookedAt = variable?.references.some(
    ({ identifier }) => isTested(identifier) || (first.name !== "e" && !node.async && isHandedOn(identifier)),
  );
  return isLookedAt === true && (isErrorByType(first, known) ?? isErrorName(first.name));
}

function isErrorName(name: string): boolean {
  return /^_?(?:err|error|er|e|ex|exception|failure|problem|reason)\d*$|(?:Err|Error|Failure)$/.test(name);
}

/** `null` where no type settles it. Errors that are no `Error` have a message nevertheless. */
function isErrorByType(node: TSESTree.Node, { bindings: { types } }: Known): boolean | null {
  if (types?.familiesOf(node)?.every((family) => family.some(isLanguageError))) return true;
  return types && (types.isPrimitive(node) || types.lacks(node, "message")) ? false : null;
}

function isTested(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (!parent) return false;
  if (parent.type === "IfStatement" || parent.type === "ConditionalExpression") return unwrap(parent.test) === node;
  if (parent.type === "LogicalExpression") return unwrap(parent.left) === node;
  if (parent.type === "UnaryExpression") return parent.operator === "!";
  return (
    parent.type === "BinaryExpression" &&
    /^[!=]==?$/.test(parent.operator) &&
    [parent.left, parent.right].some((side) => side.type === "Literal" && side.value === null)
  );
}

function isHandedOn(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  return (
    parent?.type === "CallExpression" && parent.arguments[0] === node && unwrap(parent.callee).type === "Identifier"
  );
}
