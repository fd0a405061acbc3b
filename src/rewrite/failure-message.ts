import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { traverse } from "../syntax/traverse.ts";
import {
  enclosingFunction,
  functionName,
  isFunction,
  literalString,
  propertyName,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";

/** What a wrap of this error says: "could not " and the words of the operation that failed. */
export function toFailureMessage(caught: CaughtError, facts: Facts): string {
  return `could not ${findOperation(caught, facts) ?? "finish the operation"}`;
}

/** The one call awaited in the `try`, else the function around it, else the route that it serves. */
function findOperation(caught: CaughtError, facts: Facts): string | null {
  const call = findFailedCall(caught);
  const called = call && toWords(calleeName(call));
  const around = findNamedFunction(caught.node);
  const named = around && toWords(functionName(around));
  if (called && (called.length > 1 || !named)) return called.join(" ");
  if (named && isOperation(named)) return named.join(" ");
  return findRoute(caught.node, facts) ?? called?.join(" ") ?? null;
}

function isOperation(words: readonly string[]): boolean {
  const [first] = words;
  return (
    first !== undefined && !NO_VERBS.has(first) && !/(?:handler|middleware|listener|callback)$/.test(words.at(-1) ?? "")
  );
}

const NO_VERBS = new Set([
  "constructor",
  "default",
  "on",
  "main",
  "handler",
  "handle",
  "callback",
  "cb",
  "fn",
  "next",
  "done",
  "then",
]);

function findFailedCall({ node, call }: CaughtError): TSESTree.CallExpression | null {
  if (node.type !== "CatchClause") return call && toOperationOf(call);
  const awaited = findAwaitedCalls((node.parent as TSESTree.TryStatement).block);
  return awaited.length === 1 ? (awaited[0] ?? null) : null;
}

/** What a promise handler or an error-first callback was given for: the promise's own call, or the call itself. */
function toOperationOf(call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
  if (callee.type !== "MemberExpression" || !/^(?:then|catch|finally)$/.test(method ?? ""))
    return /^(?:on|once|addListener)$/.test(method ?? "") ? null : call;
  const promise = unwrap(callee.object);
  return promise.type === "CallExpression" ? toOperationOf(promise) : null;
}

function findAwaitedCalls(block: TSESTree.BlockStatement): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  traverse(block, (node) => {
    if (isFunction(node)) return false;
    const argument = node.type === "AwaitExpression" ? unwrap(node.argument) : null;
    if (argument?.type === "CallExpression") calls.push(argument);
    return true;
  });
  return calls;
}

function calleeName(call: TSESTree.CallExpression): string | null {
  const callee = unwrap(call.callee);
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? propertyName(callee) : null;
}

/** The nearest function with a name: an anonymous callback belongs to the one around it. */
function findNamedFunction(node: TSESTree.Node): FunctionNode | null {
  for (let at = isFunction(node) ? node : enclosingFunction(node); at; at = enclosingFunction(at)) {
    if (functionName(at)) return at;
  }
  return null;
}

/** `GET /orders/:id`, where the function around was registered so. */
function findRoute(node: TSESTree.Node, { handlers }: Facts): string | null {
  for (let at = isFunction(node) ? node : enclosingFunction(node); at; at = enclosingFunction(at)) {
    const { evidence } = handlers.find((handler) => handler.function === at) ?? {};
    if (evidence?.type !== "CallExpression") continue;
    const path = literalString(evidence.arguments[0]);
    const method = calleeName(evidence);
    if (path !== null && method !== null) return `serve ${method === "use" ? "" : `${method.toUpperCase()} `}${path}`;
  }
  return null;
}

/** The words of a camelCase or snake_case name, in lower case; acronyms stay together. `null` where there are none. */
function toWords(name: string | null): string[] | null {
  const words = name
    ?.replace(/^[#_$]+/, "")
    .replace(/(?:Async|Sync|Promise)$/, "")
    .match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g);
  return words && words.length > 0 ? words.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())) : null;
}
