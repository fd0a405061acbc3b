import type { Facts } from "../analysis/facts.ts";
import { functionName, type FunctionNode, parentOutsideCasts } from "../syntax/unwrap.ts";
import { findDeedOfClass, isAgent, isOperation, isSpeaking, toDeed, toThing } from "./deed.ts";
import { FACTORY } from "./functions-around.ts";
import { isPlainWording } from "./plain-wording.ts";
import { findFileRoute, findTaskName } from "./registered-deed.ts";
import { isVerb } from "./verbs.ts";
import { toWords } from "./words.ts";

export function findNamed(node: FunctionNode, facts: Facts): string | null {
  const name = functionName(node);
  if (name !== null && /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name))
    return `serve ${[name, ...findFileRoute(facts)].join(" ")}`;
  const task = findTaskName(node);
  if (task !== null) return `run ${task}`;
  const words = toDeed(toDone(node, withoutRole(toWords(name), node, facts)));
  const deed = findWork(words, toWords(classNameOf(node)), classNameOf(node) ?? "");
  if (deed !== null) return deed;
  if (!isOperation(words) || isComponent(node, facts)) return null;
  const isListing = words.length === 2 && /^(?:ids|keys)$/.test(words[1] ?? "");
  if (words.length > 1 && (isListing || isSpeaking(words))) return words.join(" ");
  const className = toWords(classNameOf(node));
  const thing = toThing(className, words[0]);
  const isOfThing =
    thing.length > 0 &&
    !isAgent(thing, words[0]) &&
    (!isSpeaking(words) || thing.length < className.length || isBareVerb(words));
  if (isOfThing)
    return [...words.slice(0, 1), ...(thing.length > 1 && thing[0] === words[0] ? thing.slice(1) : thing)].join(" ");
  return isSpeaking(words) ? words.join(" ") : null;
}

/** `publish` of `OrderEvents`: a verb that wants to be told of what. */
function isBareVerb(words: readonly string[]): boolean {
  return words.length === 1 && isVerb(words[0] ?? "") && !isPlainWording(words);
}

/** Classes that are one piece of work: `DeleteUserWorker`. */
const WORKING = /.(?:Consumer|Cron|Job|Processor|Task|Worker)$/;

/** `DeleteUserWorker` deletes a user; `ReadmeWorker` is run. */
function findWork(words: readonly string[], classWords: readonly string[], className: string): string | null {
  if (!/^(?:execute|handler?|invoke|perform|process|run)$/.test(words.join(" "))) return null;
  const deed = findDeedOfClass(classWords);
  if (deed !== null) return deed.join(" ");
  return /^handler?$/.test(words.join(" ")) && WORKING.test(className) ? ["run", ...classWords].join(" ") : null;
}

/** `loadOrderService` of `load-order.service.js`, `readBasketMiddleware`: what a function is says nothing of what it does. */
function withoutRole(words: string[], node: FunctionNode, { source: { path }, handlers }: Facts): string[] {
  const [first = "", last = ""] = [words[0], words.at(-1)];
  // `createOrderHandler` makes a handler, unless it is one
  const isOne = !FACTORY.test(first) || handlers.some((handler) => handler.function === node);
  const isRole = /^(?:handler|middleware)$/.test(last) && isOne;
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
export function isComponent(node: FunctionNode, { source }: Facts): boolean {
  return /x$/.test(source.path) && /^\p{Lu}/u.test(functionName(node) ?? "");
}

/** The name of the class whose method or field a function is. */
function classNameOf(node: FunctionNode): string | null {
  const member = parentOutsideCasts(node);
  if (member?.type !== "MethodDefinition" && member?.type !== "PropertyDefinition") return null;
  const { parent } = member.parent;
  return parent.id?.name ?? null;
}
