import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { toPackagePath } from "../analysis/match.ts";
import { traverse } from "../syntax/traverse.ts";
import { isFunction, isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { INTRANSITIVE, isOperation, toDeed, toThing } from "./deed.ts";
import { toWords } from "./words.ts";

export function findFailedCall({ node, call }: CaughtError, facts: Facts): TSESTree.CallExpression | null {
  if (node.type !== "CatchClause") return call && toOperationOf(call, facts);
  const awaited = findAwaitedCalls((node.parent as TSESTree.TryStatement).block);
  const [first] = awaited;
  return first && awaited.length === 1 ? toOperationOf(first, facts) : null;
}

/** What a promise handler or an error-first callback was given for: the promise's own call, or the call itself. */
function toOperationOf(call: TSESTree.CallExpression, facts: Facts): TSESTree.CallExpression | null {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
  const origin = facts.bindings.originOf(callee);
  if (origin?.root.kind === "global" && origin.path[0] === "Promise") return null;
  if (/^(?:apply|call)$/.test(method ?? "")) return null; // of a function: `work.call(this)`
  if (callee.type !== "MemberExpression" || !ofPromises.test(method ?? ""))
    return /^(?:on|once|addListener|prependListener)$/.test(method ?? "") ? null : call;
  const promise = unwrap(callee.object);
  return promise.type === "CallExpression" ? toOperationOf(promise, facts) : null;
}

/** Methods of promises, those of bluebird among them. */
const ofPromises = /^(?:then|catch|finally|spread|tap|tapCatch|asCallback|nodeify)$/;

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

/** `await db.transaction(async (tx) => …)`: what is done is in the function that it is given. */
export function isRunner(call: TSESTree.CallExpression, { node }: CaughtError): boolean {
  return call.arguments.some((given) => isFunction(unwrap(given)) && !isWithin(node, given));
}

/** What is left of a call that does not speak: `orders.find()` finds orders, `axios()` is called, `save()` saves. */
export function findShortCall(call: TSESTree.CallExpression, facts: Facts): string | null {
  const words = toDeed(toWords(lastName(call.callee)));
  const callee = unwrap(call.callee);
  if (!isOperation(words)) return null;
  if (INTRANSITIVE.test(words.join(" "))) return words.join(" ");
  if (callee.type !== "MemberExpression") return isPackage(callee, facts) ? `call ${words.join(" ")}` : words.join(" ");
  const thing = isPackage(callee.object, facts) ? [] : toThing(toWords(lastName(callee.object)));
  return [...words.slice(0, 1), ...(thing.join(" ") === words[0] ? [] : thing)].join(" ");
}

function isPackage(node: TSESTree.Node, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  return (
    origin?.root.kind === "import" && origin.path.length === 0 && !/^[./#]/.test(toPackagePath(origin.root.module))
  );
}
