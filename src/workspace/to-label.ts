import type { Handler } from "../analysis/handler.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { findRegisteredRoute } from "../syntax/registration.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isWithin,
  lastName,
  literalString,
  parentOutsideCasts,
} from "../syntax/unwrap.ts";

export const topLabel = "the top level";

/** What a person would call a function: its name, what it is registered as, or what stands around it. */
export function toLabel(node: FunctionNode, handlers: ReadonlyMap<FunctionNode, Handler>): string {
  const name = functionName(node);
  if (name !== null) return `\`${name}\``;
  const handler = handlers.get(node);
  const label = (handler && toHandlerLabel(handler)) ?? findEvent(node);
  if (label !== null) return label;
  const around = enclosingFunction(node);
  if (around) return toLabel(around, handlers);
  return findChainEnd(node) ? "the promise handler" : topLabel;
}

/** "the error middleware", "`GET /orders/:id`", "the middleware of `/orders`", "the `notFound` handler" */
function toHandlerLabel({ function: node, isBoundary, evidence }: Handler): string | null {
  const call = evidence.type === "CallExpression" || evidence.type === "NewExpression" ? evidence : null;
  const name = call && lastName(call.callee);
  const part = name === "use" ? "middleware" : "handler";
  if (isBoundary) return findEvent(node) ?? `the error ${part}`;
  const route = call?.type === "CallExpression" ? findRegisteredRoute(call) : null;
  if (route !== null) return route.startsWith("/") ? `the ${part} of \`${route}\`` : `\`${route}\``;
  const event = findEvent(node);
  if (event !== null || !call || name === null) return event;
  const of = literalString(call.arguments[0]);
  if (of !== null) return `the ${part} of "${of}"`;
  return name === "use" ? "the middleware" : `the \`${name}\` handler`;
}

/** 'the listener of "error"': `queue.on("error", (err) => …)` */
function findEvent(node: FunctionNode): string | null {
  const call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression" || isWithin(node, call.callee) || !LISTENING.test(lastName(call.callee) ?? ""))
    return null;
  const event = literalString(call.arguments[0]);
  return event === null ? null : `the listener of "${event}"`;
}

const LISTENING = /^(?:on|once|(?:add|prepend|prependOnce)Listener|addEventListener)$/;
