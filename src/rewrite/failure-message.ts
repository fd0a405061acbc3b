import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { toPackagePath } from "../analysis/match.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { findRegisteredName, isMediaType } from "../syntax/registration.ts";
import { traverse } from "../syntax/traverse.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  isWithin,
  lastName,
  literalString,
  parentOutsideCasts,
  propertyName,
  propertyValue,
  unwrap,
} from "../syntax/unwrap.ts";
import { BARE, hasHappened, INTRANSITIVE, isAgent, isOperation, isSpeaking, RUNNING, toDeed, toThing } from "./deed.ts";
import { isVerb } from "./verbs.ts";
import { toWords } from "./words.ts";

/** What a wrap of this error says: "could not " and the words of the operation that failed. */
export function toFailureMessage(caught: CaughtError, facts: Facts): string {
  const operation = findOperation(caught, facts);
  return operation === null ? unknownFailure : `could not ${operation}`;
}

const unknownFailure = "could not finish the operation";

/** Why nobody but a person should write this message; `null` where it says what failed. */
export function findMessageDoubt(message: string): string | null {
  if (message === unknownFailure) return "nothing near says what failed there: what is the wrap to say?";
  const said = message.replace("could not ", "");
  return EMPTY.test(said) ? `“${message}” does not say what failed there: what is the wrap to say?` : null;
}

/** What is done to a store, or by all of a program. */
const EMPTY = /^(?:call|exec|execute|insert|perform|query|run (?:app|application|main|transaction)|select|upsert)$/;

/** The one call awaited in the `try`, else the function around it or the route that it serves, else what little is known. */
function findOperation(caught: CaughtError, facts: Facts): string | null {
  if (isRelay(caught, facts)) return null;
  const call = findFailedCall(caught, facts);
  const called = toDeed(toWords(call && lastName(call.callee)));
  const isSaid = called.length > 1 && !RUNNING.test(called.join(" ")) && isOperation(called) && isSpeaking(called);
  if (isSaid && !(call && isRunner(call, caught))) return called.join(" ");
  const short = (call && findShortCall(call, facts)) ?? findShortName(caught.node, facts);
  const surrounding = findSurroundings(caught.node, facts);
  if (surrounding?.startsWith("serve ") && isSpeaking(called) && isVerb(called[0] ?? "")) return called.join(" ");
  const around = surrounding ?? (isSaid ? called.join(" ") : null);
  return (
    around ??
    (short && toLonger(short, facts)) ??
    findProgram(called) ??
    findModuleDeed(caught.node, facts) ??
    findRootRoute(caught.node, facts)
  );
}

/** `serve GET /`, which of many routers may be: the last thing that is said. */
function findRootRoute(node: TSESTree.Node, facts: Facts): string | null {
  for (const at of functionsAround(node)) {
    const route = findRoute(at, facts);
    if (route !== null) return route;
  }
  return null;
}

function withoutRoot(route: string | null): string | null {
  return route?.endsWith(" /") ? null : route;
}

/** `await db.transaction(async (tx) => …)`: what is done is in the function that it is given. */
function isRunner(call: TSESTree.CallExpression, { node }: CaughtError): boolean {
  return call.arguments.some((given) => isFunction(unwrap(given)) && !isWithin(node, given));
}

/** A bare word, with what a file of many is about: `run` in `migrations.ts` runs migrations. */
function toLonger(said: string, { source: { path } }: Facts): string {
  const [name = ""] = path.slice(path.lastIndexOf("/") + 1).split(".");
  const about = toWords(name.replace(/^\d+[-_]/, "")); // the second of `02-send-reminders.ts`
  const isMany = /[^isu]s$/.test(name) && !OF_CODE.test(about.at(-1) ?? "");
  return BARE.test(said) && isMany ? [said, ...about].join(" ") : said;
}

const OF_CODE =
  /^(?:commands|constants|controllers|helpers|hooks|libs|models|queries|routers|routes|services|tools|types|utils)$/;

/** `pool.on("error", (err) => this.emit("error", err))`: whatever failed, it was not what the function around it does. */
export function isRelay({ kind, node }: CaughtError, { nodes, bindings }: Facts): boolean {
  if (kind !== "listener") return false;
  return nodes.calls.some(({ callee }) => isOwnEmit(unwrap(callee), bindings) && isWithin(callee, node));
}

/** Of this object, or of one that was made here; an emitter that was handed in is told of what it was handed in for. */
function isOwnEmit(callee: TSESTree.Node, bindings: Bindings): boolean {
  if (callee.type !== "MemberExpression" || propertyName(callee) !== "emit") return false;
  const definition = bindings.variableOf(unwrap(callee.object))?.defs[0];
  return callee.object.type === "ThisExpression" || definition?.type === "Variable";
}

/**
 * What a nameless function does that is all of a module, by the name of its file: `module.exports = async (pageId) => …` of
 * `rebuild-tree.js`; or by that of its folder, of which it is the entry: `export const handler = …` of `ingest/index.ts`.
 */
function findModuleDeed(node: TSESTree.Node, { source: { path } }: Facts): string | null {
  const around = isFunction(node) ? node : enclosingFunction(node);
  if (!around || !isModule(around)) return null;
  const names = path.split("/").slice(-2).reverse();
  const [name = ""] = names.flatMap((each) => each.split(".").slice(0, 1)).filter((each) => !ENTRY.test(each));
  const words = toWords(name);
  const isDeed = words.length > 1 ? isVerb(words[0] ?? "") : MODULE_DEED.test(name);
  return isDeed && isOperation(words) ? words.join(" ") : null;
}

const ENTRY = /^(?:app|function|handler|index|lambda|main)$/;
/** Verbs that alone are a module's, and no thing's name. */
const MODULE_DEED =
  /^(?:clean|cleanup|collect|compute|convert|create|delete|download|fetch|generate|ingest|load|migrate|notify|parse|publish|purge|rebuild|refresh|remove|render|resize|sanitize|send|sync|update|upload|validate)$/;

function isModule(node: FunctionNode): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "ExportDefaultDeclaration") return true;
  if (parent?.type === "AssignmentExpression") return /^(?:exports|handler)$/.test(lastName(parent.left) ?? "");
  const declaration = parent?.type === "VariableDeclarator" ? parent.parent : node;
  return declaration.parent?.type === "ExportNamedDeclaration" && /^(?:handler|main)$/.test(functionName(node) ?? "");
}

/** `main().catch(…)`: what is run as a whole. */
function findProgram(words: readonly string[]): string | null {
  return words.length === 1 && /^(?:app|application|main)$/.test(words[0] ?? "") ? `run ${words.join(" ")}` : null;
}

/** What is left of a call that does not speak: `orders.find()` finds orders, `axios()` is called, `save()` saves. */
function findShortCall(call: TSESTree.CallExpression, facts: Facts): string | null {
  const words = toDeed(toWords(lastName(call.callee)));
  const callee = unwrap(call.callee);
  if (!isOperation(words)) return null;
  if (INTRANSITIVE.test(words.join(" "))) return words.join(" ");
  if (callee.type !== "MemberExpression") return isPackage(callee, facts) ? `call ${words.join(" ")}` : words.join(" ");
  const thing = isPackage(callee.object, facts) ? [] : toThing(toWords(lastName(callee.object)));
  return [...words.slice(0, 1), ...(thing.join(" ") === words[0] ? [] : thing)].join(" ");
}

/** From the inside out; what is set up, or made to be called, fails later than the setting up and the making. */
function* functionsAround(node: TSESTree.Node): Generator<FunctionNode> {
  const nearest = isFunction(node) ? node : enclosingFunction(node);
  for (let at = nearest; at; at = enclosingFunction(at)) {
    if (at === nearest || !SETTING_UP.test(toWords(functionName(at))[0] ?? "")) yield at;
    if (isMadeByFactory(at)) return;
  }
}

/** `function createGuard() { return async (req, res, next) => … }` */
function isMadeByFactory(node: FunctionNode): boolean {
  const holder = parentOutsideCasts(node);
  const factory = enclosingFunction(node);
  const isResult = holder?.type === "ReturnStatement" || holder === factory;
  return isResult && factory !== null && FACTORY.test(toWords(functionName(factory))[0] ?? "");
}

const FACTORY = /^(?:build|create|define|factory|generate|get|make|new|with|wrap)$/;

const SETTING_UP = /^(?:bootstrap|configure|init|initiali[sz]e|mount|register|setup)$/;

/** The nearest function's own name, where it is the last thing left to say. */
function findShortName(node: TSESTree.Node, facts: Facts): string | null {
  for (const at of functionsAround(node)) {
    const words = toWords(functionName(at));
    const verb = words.length === 1 && /^(?:entries|ids|items|keys|size|values)$/.test(words[0] ?? "") ? ["get"] : [];
    if (isOperation(words) && !isComponent(at, facts)) return [...verb, ...words].join(" ");
    if (isOfMade(at)) return null;
  }
  return null;
}

function isPackage(node: TSESTree.Node, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  return (
    origin?.root.kind === "import" && origin.path.length === 0 && !/^[./#]/.test(toPackagePath(origin.root.module))
  );
}

function findFailedCall({ node, call }: CaughtError, facts: Facts): TSESTree.CallExpression | null {
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

/** What the nearest function does that has a name or serves something: an anonymous callback belongs to the one around it. */
function findSurroundings(node: TSESTree.Node, facts: Facts): string | null {
  for (const at of functionsAround(node)) {
    const found = findNamed(at, facts) ?? withoutRoot(findRoute(at, facts)) ?? findEvent(at);
    if (found !== null) return found;
    if (isOfReturned(at) || isOfMade(at)) return null;
  }
  return null;
}

/** `bank-sync` of `task({ id: "bank-sync", run: async () => … })` */
function findTaskName(node: FunctionNode): string | null {
  const property = parentOutsideCasts(node);
  const isTask =
    property?.type === "Property" && /^(?:execute|handler|perform|run)$/.test(propertyName(property) ?? "");
  const id = isTask && property.parent.type === "ObjectExpression" ? propertyValue(property.parent, "id") : null;
  const name = id === "unknown" ? null : literalString(id);
  return name !== null && /^[\w.:-]{3,60}$/.test(name) ? name : null;
}

/** Classes that are one piece of work: `DeleteUserWorker`. */
const WORKING = /.(?:Consumer|Cron|Job|Processor|Task|Worker)$/;

/** `DeleteUserWorker` deletes a user; `ReadmeWorker` is run. */
function toWork(words: readonly string[]): string {
  const deed = words.slice(0, -1);
  const isDeed = deed.length > 1 && isVerb(deed[0] ?? "") && !hasHappened(deed) && isOperation(deed);
  return (isDeed ? deed : ["run", ...words]).join(" ");
}

/** A method of what a factory returns: the factory was done long before. */
function isOfReturned(node: FunctionNode): boolean {
  const property = parentOutsideCasts(node);
  if (property?.type !== "Property") return false;
  const holder = parentOutsideCasts(property.parent);
  return holder?.type === "ReturnStatement" || (holder !== null && isFunction(holder));
}

/**
 * `new OIDCStrategy(options, async (user, done) => …)`, `app.route({ handler: async () => … })`: what is handed to a constructor, or
 * in an object, is called later, and often.
 */
function isOfMade(node: FunctionNode): boolean {
  const holder = parentOutsideCasts(node);
  if (holder?.type === "NewExpression") return lastName(holder.callee) !== "Promise";
  const object = holder?.type === "Property" ? holder.parent : null;
  const call = object && parentOutsideCasts(object);
  return call?.type === "NewExpression" || call?.type === "CallExpression";
}

function findNamed(node: FunctionNode, facts: Facts): string | null {
  const name = functionName(node);
  if (name !== null && /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name)) return `serve ${name}`;
  const task = findTaskName(node);
  if (task !== null) return `run ${task}`;
  const words = toDeed(toDone(node, withoutRole(toWords(name), facts)));
  if (/^handler?$/.test(words.join(" ")) && WORKING.test(classNameOf(node) ?? ""))
    return toWork(toWords(classNameOf(node)));
  if (!isOperation(words) || isComponent(node, facts)) return null;
  const isListing = words.length === 2 && /^(?:ids|keys)$/.test(words[1] ?? "");
  if (words.length > 1 && (isListing || isSpeaking(words))) return words.join(" ");
  const className = toWords(classNameOf(node));
  const thing = toThing(className);
  const isOfThing =
    thing.length > 0 && !isAgent(thing, words[0]) && (!isSpeaking(words) || thing.length < className.length);
  if (isOfThing)
    return [...words.slice(0, 1), ...(thing.length > 1 && thing[0] === words[0] ? thing.slice(1) : thing)].join(" ");
  return isSpeaking(words) ? words.join(" ") : null;
}

/** `loadOrderService` of `load-order.service.js`, `readBasketMiddleware`: what a function is says nothing of what it does. */
function withoutRole(words: string[], { source: { path } }: Facts): string[] {
  const [first = "", last = ""] = [words[0], words.at(-1)];
  const isRole = /^(?:handler|middleware)$/.test(last) && !FACTORY.test(first);
  const isOfFile = /^(?:dal|request|service)$/.test(last) && toWords(toFileName(path)).join(" ") === words.join(" ");
  return words.length > 2 && isVerb(first) && (isRole || isOfFile) ? words.slice(0, -1) : words;
}

/** Without the ending; what stands before it may say what is in the file: `load-order.service` */
function toFileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, path.lastIndexOf("."));
}

/** What an accessor or a constructor does: a getter `size` reads the size, the constructor of `Feed` creates a feed. */
function toDone(node: FunctionNode, words: readonly string[]): readonly string[] {
  const member = parentOutsideCasts(node);
  if (member?.type !== "MethodDefinition" && member?.type !== "Property") return words;
  if (member.kind === "constructor") return ["create", ...toWords(classNameOf(node))];
  return member.kind === "get" ? ["read", ...words] : member.kind === "set" ? ["set", ...words] : words;
}

/** Whether a function is a component, whose name says what it shows. */
function isComponent(node: FunctionNode, { source }: Facts): boolean {
  return /x$/.test(source.path) && /^\p{Lu}/u.test(functionName(node) ?? "");
}

/** The name of the class whose method or field a function is. */
function classNameOf(node: FunctionNode): string | null {
  const member = parentOutsideCasts(node);
  if (member?.type !== "MethodDefinition" && member?.type !== "PropertyDefinition") return null;
  const { parent } = member.parent;
  return parent.id?.name ?? null;
}

/** `serve GET /orders/:id`, where a function was registered so. */
function findRoute(node: FunctionNode, { handlers }: Facts): string | null {
  const { evidence } = handlers.find((handler) => handler.function === node) ?? {};
  if (evidence?.type !== "CallExpression") return null;
  const [first] = evidence.arguments;
  const path = literalString(first);
  const method = lastName(evidence.callee);
  if (path?.startsWith("/") && method) return `serve ${method === "use" ? "" : `${method.toUpperCase()} `}${path}`;
  return first?.type === "ObjectExpression" ? findWrittenRoute(first) : null;
}

/** `app.route({ method: "GET", url: "/metrics", handler })` */
function findWrittenRoute(route: TSESTree.ObjectExpression): string | null {
  const valueOf = (key: string): string | null => {
    const value = propertyValue(route, key);
    return value === "unknown" ? null : literalString(value);
  };
  const [method, path] = [valueOf("method"), valueOf("url") ?? valueOf("path")];
  return path?.startsWith("/") ? `serve ${method ? `${method.toUpperCase()} ` : ""}${path}` : null;
}

/** Streams and sockets have these; they say nothing about what is being done. */
const PLUMBING =
  /^(?:abort|close|connect|connection|data|drain|end|exit|finish|message|open|ready|readable|request|response)$/i;

/** `handle order.placed`, where a function listens to an event of this name, or is registered under it. */
function findEvent(node: FunctionNode): string | null {
  const call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression" || call.arguments[0] === node) return null;
  const isListener = /^(?:on|once|addListener|subscribe|addContentTypeParser)$/.test(lastName(call.callee) ?? "");
  const name = isListener ? literalString(call.arguments[0]) : findRegisteredName(node);
  if (!name || !/\p{L}/u.test(name) || PLUMBING.test(name) || /error|exception|rejection/i.test(name)) return null;
  return `${isMediaType(name) ? "parse" : "handle"} ${name}`;
}
