import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { literalStatus } from "../analysis/find-status.ts";
import { findReturnSink, findSink } from "../analysis/find-sinks.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Sink } from "../analysis/sink.ts";
import { findPlace, rolesOf } from "../rewrite/response-place.ts";
import { findStatusExpression } from "../rewrite/response-status.ts";
import { enclosingFunction, lastName, propertyValue, unwrap } from "../syntax/unwrap.ts";

/** An error response whose body is written out where it is sent. */
export interface HandBuiltAnswer {
  readonly sink: Sink;
  readonly body: TSESTree.ObjectExpression;
  /** `null` where it is not written out. */
  readonly status: number | null;
  readonly isBoundary: boolean;
  /** It stands in a catch clause, where there is an error to answer for. */
  readonly isCaught: boolean;
  /** It stands in the handler's own body: what is thrown in a listener or a timer meets no boundary. */
  readonly isThrowable: boolean;
}

/** The error responses of a file that are built by hand: their status says so, or a caught error is at hand for certain. */
export function findHandBuiltAnswers(facts: Facts): HandBuiltAnswer[] {
  const answers = findSinks(facts).flatMap((sink) => toAnswer(sink, facts) ?? []);
  return answers.sort((left, right) => left.body.range[0] - right.body.range[0]);
}

function findSinks(facts: Facts): Sink[] {
  const { nodes, handlers, known } = facts;
  const roles = rolesOf(facts);
  const calls = nodes.calls.flatMap((call) =>
    call.arguments.some(toObject) ? (findSink(call, roles, known) ?? []) : [],
  );
  const assigned = nodes.assignments.flatMap((each) =>
    toObject(each.right) ? (known.sinkOfAssignment(each, roles) ?? []) : [],
  );
  const returned = handlers.flatMap((handler) =>
    exitsOf(handler, facts).flatMap((exit) => findReturnSink(handler, exit, known) ?? []),
  );
  return [...calls, ...assigned, ...returned];
}

function exitsOf(handler: Handler, { nodes }: Facts): readonly TSESTree.Node[] {
  if (!handler.returns) return [];
  const { body } = handler.function;
  if (body.type !== "BlockStatement") return toObject(body) ? [body] : [];
  return nodes.returns.filter((each) => toObject(each.argument) && enclosingFunction(each) === handler.function);
}

function toAnswer(sink: Sink, facts: Facts): HandBuiltAnswer | null {
  const body = sink.channel === "body" && !isPage(sink) ? findBody(sink) : null;
  if (!body) return null;
  const isBoundary = isInBoundary(sink.node, facts);
  const place = { isBoundary, isCaught: isCaught(sink.node), isThrowable: isThrowable(sink.node, facts) };
  if (sink.status !== null) return sink.status >= 400 ? { sink, body, status: sink.status, ...place } : null;
  const said = findStatusExpression(sink, findPlace(sink.node)?.node ?? null, facts);
  const status = said && literalStatus(said);
  const isError = said ? isErrorStatus(said) || (status === null && (isBoundary || place.isCaught)) : false;
  return isError ? { sink, body, status, ...place } : null;
}

/** What is rendered is no body: it goes into a page. */
function isPage({ node }: Sink): boolean {
  const name = node.type === "CallExpression" ? lastName(node.callee) : null;
  return name !== null && /^(?:render|view|html|text|fail)/.test(name);
}

function findBody({ data, name }: Sink): TSESTree.ObjectExpression | null {
  const [first, second] = data;
  if (!first) return null;
  // `res.json(404, { … })`
  const sent = toObject(literalStatus(first) !== null && second ? second : first);
  if (!sent || name !== returned) return sent;
  // `return { statusCode: 404, body: JSON.stringify({ … }) }`; without a body, it is no status that is sent
  const inner = propertyValue(sent, "body");
  if (inner && inner !== "unknown") return propertyValue(sent, "statusCode") ? toObject(inner) : null;
  return propertyValue(sent, "statusCode") || propertyValue(sent, "status") ? null : sent;
}

const returned = "the returned value";

/** `{ … }`, `JSON.stringify({ … })` */
function toObject(node: TSESTree.Node | null): TSESTree.ObjectExpression | null {
  const inner = node && unwrap(node);
  if (inner?.type === "ObjectExpression") return inner;
  const [first] = inner?.type === "CallExpression" && isStringify(inner) ? inner.arguments : [];
  return first ? toObject(first) : null;
}

function isStringify({ callee }: TSESTree.CallExpression): boolean {
  const { type } = callee;
  return type === "MemberExpression" && lastName(callee.object) === "JSON" && lastName(callee) === "stringify";
}

/** `404`, `isMissing ? 404 : 500`, `err.status ?? 500` */
function isErrorStatus(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "ConditionalExpression") return [inner.consequent, inner.alternate].every(isErrorStatus);
  if (inner.type === "LogicalExpression") return isErrorStatus(inner.right);
  return (literalStatus(inner) ?? 0) >= 400;
}

function isCaught(node: TSESTree.Node): boolean {
  const around = enclosingFunction(node);
  for (let at: TSESTree.Node | undefined = node; at && at !== around; at = at.parent)
    if (at.type === "CatchClause") return true;
  return false;
}

/** Unknown functions are taken for handlers of files whose framework registers them elsewhere. */
function isThrowable(node: TSESTree.Node, { handlers }: Facts): boolean {
  const around = enclosingFunction(node);
  const isHandler = handlers.some((handler) => handler.function === around);
  return isHandler || around === null || !isCallback(around);
}

/** `stream.on("error", () => …)`, `setTimeout(() => …)`, `.then(() => …)` */
function isCallback(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee !== node;
}

function isInBoundary(node: TSESTree.Node, { handlers }: Facts): boolean {
  const around = enclosingFunction(node);
  return handlers.some((handler) => handler.isBoundary && handler.function === around);
}
