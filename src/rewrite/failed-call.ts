import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { toPackagePath } from "../analysis/match.ts";
import { someNode, traverse } from "../syntax/traverse.ts";
import { isFunction, isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { INTRANSITIVE, isAgent, isOperation, isSpeaking, toDeed, toThing } from "./deed.ts";
import { toWords } from "./words.ts";

export function findFailedCall({ node, call }: CaughtError, facts: Facts): TSESTree.CallExpression | null {
  if (node.type !== "CatchClause") return call && toOperationOf(call, facts);
  const { block } = node.parent as TSESTree.TryStatement;
  const failing = findAwaitedCalls(block).filter((each) => !isCaughtInside(each, facts));
  const [first] = failing;
  return first && failing.length === 1 && !hasOtherFailing(block, first, facts) ? toOperationOf(first, facts) : null;
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

/** Whether another call of a `try` is as likely to fail: `JSON.parse(await read(path))`. */
function hasOtherFailing(block: TSESTree.BlockStatement, call: TSESTree.CallExpression, facts: Facts): boolean {
  let isFound = false;
  traverse(block, (node) => {
    if (isFound || isFunction(node) || node === call) return false;
    isFound = (node.type === "CallExpression" || node.type === "NewExpression") && isLikelyToFail(node, facts);
    return !isFound;
  });
  return isFound;
}

/** What takes texts apart, or tells what is wrong with them, by throwing. */
const refusing = /^(?:assert|decrypt|parse|validate|verify)(?:[A-Z]\w*)?$/;
/** What takes any text. */
const lenient = new Set(["path", "querystring", "qs", "url", "Date", "Number"]);

function isLikelyToFail({ callee }: TSESTree.CallExpression | TSESTree.NewExpression, { bindings }: Facts): boolean {
  const inner = unwrap(callee);
  const { root, path = [] } = bindings.originOf(inner) ?? {};
  if (root?.kind === "global" && path.join(".") === "URL") return true;
  const from =
    root?.kind === "import" ? root.module.replace(/^node:/, "") : root?.kind === "global" ? (path[0] ?? "") : "";
  const name = lastName(inner) ?? "";
  return (inner.type === "MemberExpression" && refusing.test(name) && !lenient.has(from)) || /\wSync$/.test(name);
}

/** Whether a call is of a function of the file whose failures are all caught there, and go no further. */
function isCaughtInside({ callee }: TSESTree.CallExpression, { known }: Facts): boolean {
  const body = known.functionOf(callee)?.body;
  if (body?.type !== "BlockStatement" || !body.body.some(({ type }) => type === "TryStatement")) return false;
  return body.body.every((statement) =>
    statement.type === "TryStatement" ? isSwallowing(statement) : !someNode(statement, isCallOrThrow),
  );
}

function isSwallowing({ handler, finalizer }: TSESTree.TryStatement): boolean {
  const isLeaving = (node: TSESTree.Node): boolean =>
    node.type === "ThrowStatement" || (node.type === "Identifier" && node.name === "reject");
  return handler !== null && !someNode(handler.body, isLeaving) && (!finalizer || !someNode(finalizer, isCallOrThrow));
}

function isCallOrThrow({ type }: TSESTree.Node): boolean {
  return /^(?:Call|New|Await|TaggedTemplate)Expression$|^ThrowStatement$/.test(type);
}

/** `await db.transaction(async (tx) => …)`: what is done is in the function that it is given. */
export function isRunner(call: TSESTree.CallExpression, { node }: CaughtError): boolean {
  return call.arguments.some((given) => isFunction(unwrap(given)) && !isWithin(node, given));
}

/** What is done to what a call is given, and not to what it is called on: `Joi.validate(input)`. */
const OF_ARGUMENTS =
  /^(?:authenticate|authorize|calculate|compare|compile|compute|convert|decode|decrypt|deserialize|encode|encrypt|format|hash|map|parse|render|resolve|serialize|sign|sync|transform|translate|validate|verify)$/;

/** `queue.add(() => send(order))`: what fails is the job, and not that it is added. */
function isQueueing(words: readonly string[], { arguments: given }: TSESTree.CallExpression): boolean {
  return (
    /^(?:add|enqueue|push|queue|schedule|submit)$/.test(words.join(" ")) &&
    given.some((each) => isFunction(unwrap(each)))
  );
}

/** What is left of a call that does not speak: `orders.find()` finds orders, `axios()` is called, `save()` saves. */
export function findShortCall(call: TSESTree.CallExpression, facts: Facts): string | null {
  const words = toDeed(toWords(lastName(call.callee)));
  const callee = unwrap(call.callee);
  if (!isOperation(words) || isQueueing(words, call)) return null;
  if (INTRANSITIVE.test(words.join(" "))) return words.join(" ");
  if (callee.type !== "MemberExpression") return isPackage(callee, facts) ? `call ${words.join(" ")}` : words.join(" ");
  // `createCase` names what it creates itself
  if ((isSpeaking(words) && words.length > 1) || OF_ARGUMENTS.test(words[0] ?? "")) return null;
  const thing = isPackage(callee.object, facts) ? [] : toThing(toWords(lastName(callee.object)), words[0]);
  if (isAgent(thing, undefined)) return null;
  const things = OF_MANY.test(words.join(" ")) ? toMany(thing) : thing;
  return [...words.slice(0, 1), ...(thing.join(" ") === words[0] ? [] : things)].join(" ");
}

/** What is done to rows: `getAll` may get all of one thing. */
const OF_MANY = /^(?:create|delete|find|insert|remove|update|upsert) (?:and count )?(?:all|many)\b/;

/** What has no plural, or is one. */
const UNCOUNTED = /(?:^|[^s])s$|^(?:content|data|feedback|history|info|information|media|metadata|people|staff)$/i;

/** `order.findMany()` finds orders. */
function toMany(thing: readonly string[]): readonly string[] {
  const last = thing.at(-1);
  if (last === undefined || UNCOUNTED.test(last)) return thing;
  const plural = /[^aeiou]y$/.test(last)
    ? `${last.slice(0, -1)}ies`
    : /(?:ch|sh|ss|x)$/.test(last)
      ? `${last}es`
      : `${last}s`;
  return [...thing.slice(0, -1), plural];
}

function isPackage(node: TSESTree.Node, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  return (
    origin?.root.kind === "import" && origin.path.length === 0 && !/^[./#]/.test(toPackagePath(origin.root.module))
  );
}
