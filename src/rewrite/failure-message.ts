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
import { toWords } from "./words.ts";

/** What a wrap of this error says: "could not " and the words of the operation that failed. */
export function toFailureMessage(caught: CaughtError, facts: Facts): string {
  return `could not ${findOperation(caught, facts) ?? "finish the operation"}`;
}

/** The one call awaited in the `try`, else the function around it or the route that it serves, else what little is known. */
function findOperation(caught: CaughtError, facts: Facts): string | null {
  if (isRelay(caught, facts)) return null;
  const call = findFailedCall(caught, facts);
  const called = toDeed(toWords(call && lastName(call.callee)));
  if (called.length > 1 && !RUNNING.test(called.join(" ")) && isOperation(called) && isSpeaking(called))
    return called.join(" ");
  const short = (call && findShortCall(call, facts)) ?? findShortName(caught.node, facts);
  const around = findSurroundings(caught.node, facts) ?? (short && toLonger(short, facts));
  return around ?? findProgram(called) ?? findModuleDeed(caught.node, facts);
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

/** What a nameless function does that is all of a module: `module.exports = async (pageId) => …` of `rebuild-tree.js`. */
function findModuleDeed(node: TSESTree.Node, { source: { path } }: Facts): string | null {
  const around = isFunction(node) ? node : enclosingFunction(node);
  const parent = around && parentOutsideCasts(around);
  const isModule =
    parent?.type === "ExportDefaultDeclaration" ||
    (parent?.type === "AssignmentExpression" && lastName(parent.left) === "exports");
  const [name = ""] = path.slice(path.lastIndexOf("/") + 1).split(".");
  const words = toWords(name);
  return isModule && words.length > 1 && MODULE_DEED.test(words[0] ?? "") ? words.join(" ") : null;
}

const MODULE_DEED =
  /^(?:build|check|clean|collect|compute|convert|create|delete|download|export|fetch|generate|import|index|load|migrate|notify|parse|process|publish|purge|rebuild|refresh|remove|render|resize|sanitize|send|sync|update|upload|validate)$/;

/** `main().catch(…)`: what is run as a whole. */
function findProgram(words: readonly string[]): string | null {
  return words.length === 1 && /^(?:app|application|main)$/.test(words[0] ?? "") ? `run ${words.join(" ")}` : null;
}

/** Words that say what is done only together with what it is done to. */
const BARE =
  /^(?:all|and|any|apply|at|by|call|count|create|delete|do|exec|execute|fail|fetch|find|first|get|id|ids|in|insert|into|invoke|key|keys|list|load|many|new|null|on|one|or|perform|pk|post|process|put|query|read|remove|request|run|save|select|send|set|start|then|throw|to|unique|update|upsert|where|with|write)$/;
/** Names of what holds or carries things, which say nothing of the things. */
const VAGUE =
  /^(?:api|base|client|collection|conn|connection|context|controller|ctx|dao|database|db|factory|gateway|handler|helper|impl|instance|manager|model|module|processor|provider|repo|repository|resolver|self|server|service|store|table|that|trx|tx)$/i;
/** Not what is done, but how a function is used. */
const NO_OPERATION =
  /^(?:action|app|application|as|callback|cb|component|constructor|default|done|endpoint|exports|fn|from|func|function|handle|handler|has|inner|is|ingestor|listener|loader|main|middleware|next|on|ready|resolver|response|returning|services?|route|then|to|with|wrapped|wrapper)$/;
const LAST_OF_NO_OPERATION =
  /^(?:callback|controller|factory|fn|handler|hook|ingestor|listener|loader|middleware|parser|resolver|wrapper)$/;

/** What is done to something else: `send to queue`, not `json to yaml`. */
const DONE_TO =
  /^(?:add|append|apply|assign|attach|back|bind|broadcast|change|commit|connect|convert|copy|deploy|dump|emit|export|fall|flush|forward|go|import|invite|join|jump|link|listen|log|map|merge|migrate|move|navigate|notify|parse|persist|pipe|post|print|promote|publish|push|put|redirect|register|render|reply|report|reset|resolve|respond|restore|return|revert|roll|route|save|scroll|send|serialize|set|ship|store|stream|submit|subscribe|switch|sync|talk|transfer|transform|translate|turn|update|upgrade|upload|upsert|write)$/;
/** What no verb is, though a name begins with it. */
const NOUN =
  /^(?:acl|admin|agent|api|API|app|args|body|channels|client|collection|config|credentials?|db|DB|elements|entity|entries|events|feature|flow|graph|headers|http|HTTP|info|jobs|keys|ldap|LDAP|member|members|message|messages|metadata|notifications?|oauth|OAuth|object|options|params|peer|permissions?|plugin|project|props|response|responses|role|roles|room|rooms|rows|rule|rules|saml|SAML|settings?|smtp|SMTP|socket|sso|SSO|stats|status|tasks|template|templates|tenant|thread|threads|timestamp|topic|url|URL|users|value|values|variable|variables|version|versions|workflow|workspace)$/;
const LAST_VERB =
  /^(?:authenticate|authorize|cleanup|convert|create|decode|delete|destroy|disconnect|download|encode|export|fetch|generate|import|init|initialize|insert|parse|publish|refresh|register|remove|render|resolve|save|send|serialize|sign|subscribe|sync|unsubscribe|update|upload|upsert|validate|verify|write)$/;
const SUBJECT = /^(?:by|for|from|in|of|with|without)$/;
const KEPT =
  /^(?:count|data|details|history|ids?|info|list|metadata|name|names|options|settings|size|state|stats|status|url|values?)$/;
const HAPPENED_TO =
  /^(?:added|changed|completed|connected|created|deleted|disconnected|expired|failed|finished|joined|left|moved|opened|received|removed|renamed|started|stopped|updated)$/;

const FORMAT = /^(?:base64|buffer|csv|hex|html|JSON|json|markdown|object|pdf|string|text|toml|xml|yaml|yml)$/;

/** A name that is a thing's, not a deed's: `dataExport`, `profileImageUpload`. */
const THING =
  /^(?:account|admin|basket|branch|cart|code|content|customer|data|dns|DNS|document|email|file|health|http|HTTP|https|HTTPS|image|inventory|invoice|jwt|JWT|media|order|password|payment|product|profile|quantity|schema|security|session|stock|token|user|video)$/;
const DEED =
  /^(?:backup|check|cleanup|conversion|creation|deletion|download|erasure|exchange|export|import|login|logout|lookup|migration|question|registration|reset|server|sync|update|upload|validation|verification)$/;

/** A verb and its particle, written as one word. */
const PARTED = /^(sign|log)(in|out|off|up)$|^(shut|tear)(down)$|^(start|set|clean|look|back)(up)$|^(roll)(back)$/;
/** Verbs that are done to nothing. */
const INTRANSITIVE = /^(?:listen|(?:log|sign) (?:in|off|out|up)|(?:shut|tear) down|start up)$/;

/** Names that begin so say no deed: `canReadProject`, `v1IdForUser`, `multi`, `promisified`. */
const NO_VERB =
  /^(?:after|afterwards|before|can|handler|could|done|finally|may|must|should|will|would|multi|original|callback|passport|promisify|promisified|[a-z]\d?)$/;
/** What calls functions, whatever those do: `eachSeries`, `mapLimit`. */
const OF_FUNCTIONS = /^(?:concat|each|eachOf|every|filter|map|parallel|reduce|some|times) (?:of )?(?:limit|series)$/;
/** What has happened, by which a callback is called: `configLoaded`. */
const HAPPENED = /^(?:closed|completed|connected|done|ended|finished|loaded|opened|received)$/;

/** Names of what runs other work, which say nothing of it: `fetchWithRetry(load)`, `attemptUpdate()`. */
const RUNNING = /^(?:attempt|perform action|try)\b|\bwith (?:backoff|lock|logging|retry|retries|timeout)$/;

/** Longer names are a machine's. */
const MOST_WORDS = 8;

/** Whether words can stand behind "could not". */
function isOperation(words: readonly string[]): boolean {
  const [first, ...others] = words;
  if (first === undefined || words.length > MOST_WORDS || !words.some((word) => word.length > 2)) return false;
  if (NO_VERB.test(first) || OF_FUNCTIONS.test(words.join(" ")) || HAPPENED.test(others.at(-1) ?? "")) return false;
  if (words.length === 1 || /^(?:as|from|has|is|on|then|to|with)$/.test(first)) return !NO_OPERATION.test(first);
  return BARE.test(first) || !LAST_OF_NO_OPERATION.test(others.at(-1) ?? "");
}

/**
 * What is done under a name: `signup` signs up, `findOrThrow` finds. Where it begins with no verb, `jsonToYaml` converts,
 * `allRows` gets, `dataExport` is run, and `jwtVerify` verifies.
 */
function toDeed(name: readonly string[]): readonly string[] {
  const [or, last = ""] = name.slice(-2);
  const words = /^(?:fail|throw)$/.test(last) && or === "or" ? name.slice(0, -2) : name;
  const [first = "", ...others] = words;
  const parts = PARTED.exec(first);
  if (parts) return [...parts.slice(1).filter(Boolean), ...others];
  if (first === "exists") return ["check", ...others];
  if (first === "auth" && others.length > 0) return ["authenticate", ...others];
  if (/^(?:cb|fn)$/.test(last) && words.length > 2) return toDeed(words.slice(0, -1));
  if (first === "del") return ["delete", ...others];
  if (first === "do" && others.length === 1) return others;
  if (first === "random" && others.length > 0) return ["get", ...words];
  if (first === "transaction" || (first === "worker" && others.length > 0)) return ["run", ...words];
  if (first === "webhook") return ["handle", ...words];
  if (words.length === 2 && THING.test(first) && /^(?:current|latest|local|remote)$/.test(last))
    return ["get", last, first];
  if (isConversion(words)) return ["convert", ...words];
  if (words.length === 2 && THING.test(first) && /^(?:decode|encode|parse|sign|validate|verify)$/.test(last))
    return [last, first];
  if (THING.test(first) && words.some((word) => DEED.test(word))) return ["run", ...words];
  if (words.length > 1 && words.every((word) => THING.test(word))) return ["get", ...words];
  if (/^(?:after|before)$/.test(first) && others.length > 1) return ["run", ...words];
  if (words.length === 2 && last === "event" && (THING.test(first) || /^(?:asset|page)$/.test(first)))
    return ["handle", ...words];
  if (/^(?:all|current|every|latest)$/.test(first) && others.length > 0) return ["get", ...words];
  const isHandling = first === "handle" && /^(?:create|delete|remove|save|send|update|upload)$/.test(others[0] ?? "");
  if (isHandling || /^(?:dynamic|graceful)(?:ally|ly)?$/.test(first)) return toDeed(others);
  if (/^safe(?:ly)?$/.test(first) && others.length > 1) return others;
  return isNoun(first) && others.length > 0 ? toDeedWith(words) : words;
}

function isNoun(word: string): boolean {
  return NOUN.test(word) || THING.test(word);
}

/** What is done with a thing, where a name begins with it: `oauthAuthorize` authorizes, `notificationsForUser` gets, else it is run. */
function toDeedWith(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  if (LAST_OF_NO_OPERATION.test(last)) return words;
  if (last === "exists") return ["check", ...words.slice(0, -1)];
  if (HAPPENED_TO.test(last)) return ["handle", ...words];
  if (words.length === 2 && LAST_VERB.test(last)) return [last, ...words.slice(0, -1)];
  return [words.some((word) => SUBJECT.test(word)) || KEPT.test(last) ? "get" : "run", ...words];
}

/** `json to yaml`, `order lines to csv` */
function isConversion(words: readonly string[]): boolean {
  const at = words.indexOf("to");
  if (at < 1 || at === words.length - 1 || DONE_TO.test(words[0] ?? "")) return false;
  return words.length === 3 || FORMAT.test(words.at(-1) ?? "");
}

/** `load order`, `charge`; not `find by id`. */
function isSpeaking(words: readonly string[]): boolean {
  return words.some((word) => !BARE.test(word));
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

/** From the inside out; what is set up fails later than the setting up. */
function* functionsAround(node: TSESTree.Node): Generator<FunctionNode> {
  const nearest = isFunction(node) ? node : enclosingFunction(node);
  for (let at = nearest; at; at = enclosingFunction(at))
    if (at === nearest || !SETTING_UP.test(functionName(at) ?? "")) yield at;
}

const SETTING_UP = /^(?:bootstrap|configure|init|initialize|mount|register|setup)$/;

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

/** Words without those that only say what holds the thing: `OrdersRepository` is about orders. */
function toThing(words: readonly string[]): string[] {
  return words.filter((word) => word.length > 1 && !VAGUE.test(word));
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
  if (callee.type !== "MemberExpression" || !/^(?:then|catch|finally)$/.test(method ?? ""))
    return /^(?:on|once|addListener|prependListener)$/.test(method ?? "") ? null : call;
  const promise = unwrap(callee.object);
  return promise.type === "CallExpression" ? toOperationOf(promise, facts) : null;
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

/** What the nearest function does that has a name or serves something: an anonymous callback belongs to the one around it. */
function findSurroundings(node: TSESTree.Node, facts: Facts): string | null {
  for (const at of functionsAround(node)) {
    const found = findNamed(at, facts) ?? findRoute(at, facts) ?? findEvent(at);
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

/** A method of what a factory returns: the factory was done long before. */
function isOfReturned(node: FunctionNode): boolean {
  const property = parentOutsideCasts(node);
  if (property?.type !== "Property") return false;
  const holder = parentOutsideCasts(property.parent);
  return holder?.type === "ReturnStatement" || (holder !== null && isFunction(holder));
}

/** `new OIDCStrategy(options, async (user, done) => …)`: what is handed to a constructor is called later, and often. */
function isOfMade(node: FunctionNode): boolean {
  const made = parentOutsideCasts(node);
  return made?.type === "NewExpression" && lastName(made.callee) !== "Promise";
}

function findNamed(node: FunctionNode, facts: Facts): string | null {
  const name = functionName(node);
  if (name !== null && /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name)) return `serve ${name}`;
  const task = findTaskName(node);
  if (task !== null) return `run ${task}`;
  const words = toDeed(toDone(node, toWords(name)));
  if (/^handler?$/.test(words.join(" ")) && WORKING.test(classNameOf(node) ?? ""))
    return ["run", ...toWords(classNameOf(node))].join(" ");
  if (!isOperation(words) || isComponent(node, facts)) return null;
  const isListing = words.length === 2 && /^(?:ids|keys)$/.test(words[1] ?? "");
  if (words.length > 1 && (isListing || isSpeaking(words))) return words.join(" ");
  const className = toWords(classNameOf(node));
  const thing = toThing(className);
  const isOfThing = thing.length > 0 && (!isSpeaking(words) || thing.length < className.length);
  if (isOfThing) return [...words.slice(0, 1), ...thing].join(" ");
  return isSpeaking(words) ? words.join(" ") : null;
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
  const path = literalString(evidence.arguments[0]);
  const method = lastName(evidence.callee);
  return path?.startsWith("/") && method ? `serve ${method === "use" ? "" : `${method.toUpperCase()} `}${path}` : null;
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
  if (!name || PLUMBING.test(name) || /error|exception|rejection/i.test(name)) return null;
  return `${isMediaType(name) ? "parse" : "handle"} ${name}`;
}
