import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Value } from "../analysis/value.ts";
import { enclosingFunction, functionName, type FunctionNode, isFunction, lastName } from "../syntax/unwrap.ts";
import { BARE, isOperation, isSpeaking, RUNNING, toDeed } from "./deed.ts";
import { findFailedCall, findShortCall, isRunner } from "./failed-call.ts";
import { findNamed, isComponent } from "./function-deed.ts";
import { functionsAround, isOfMade, isOfReturned } from "./functions-around.ts";
import { findModuleDeed } from "./module-deed.ts";
import { isPlainWording } from "./plain-wording.ts";
import { findEvent, findRoute } from "./registered-deed.ts";
import type { SaidWords } from "./proposal.ts";
import { isRelay } from "./relay.ts";
import { toFileWords } from "./file-words.ts";
import { isVerb } from "./verbs.ts";
import { toWords } from "./words.ts";

/** What a wrap says. */
export interface FailureMessage {
  readonly text: string;
  /** Why nobody but a person should write it; `null` where it says what failed. */
  readonly doubt: string | null;
}

/** What a wrap of this error says: what a person has said, else "could not " and the words of the operation that failed. */
export function toFailureMessage(caught: CaughtError, facts: Facts, said: SaidWords | null = null): FailureMessage {
  if (said?.message != null) return { text: said.message, doubt: null };
  const operation = findOperation(caught, facts);
  if (operation === null)
    return {
      text: "could not finish the operation",
      doubt: "nothing near says what failed there: what is the wrap to say?",
    };
  const text = `could not ${operation}`;
  if (!isClear(operation)) return { text, doubt: `“${text}” does not say what failed there: what is the wrap to say?` };
  const isTwice = findSayers(operation, caught, facts).length > 1;
  return { text, doubt: isTwice ? `“${text}” is what another wrap near there says: what is this one to say?` : null };
}

/** Whether words that were made of names, a route or the name of something that is registered can stand as they are. */
function isClear(operation: string): boolean {
  if (operation.startsWith("serve ")) return operation.includes("/");
  const words = operation.split(" ");
  return (words.length === 2 && /[.:/_-]/.test(operation)) || isPlainWording(words);
}

/** What is caught in the same function, leaves it, and would be told in the same words. */
function findSayers(operation: string, caught: CaughtError, facts: Facts): readonly CaughtError[] {
  const around = outermostFunction(caught.node);
  const near = facts.fates.filter((fate) => outermostFunction(fate.caught.node) === around && canLeave(fate));
  if (near.length < 2) return [];
  return near.map((fate) => fate.caught).filter((each) => findOperation(each, facts) === operation);
}

/** Whether a caught error leaves as it is on some path. */
function canLeave({ paths }: Fate): boolean {
  return (paths ?? []).some(({ end, steps }) => {
    const isHanded = steps.some(({ event }) => event.kind === "handed" && isWhole(event.value));
    return isHanded || ((end.kind === "threw" || end.kind === "returned") && isWhole(end.value));
  });
}

function isWhole(value: Value): boolean {
  return value.kind === "rejection" ? isWhole(value.of) : value.kind === "error";
}

function outermostFunction(node: TSESTree.Node): FunctionNode | null {
  const around = enclosingFunction(node);
  return around ? (outermostFunction(around) ?? around) : isFunction(node) ? node : null;
}

/**
 * The one call awaited in the `try`, else the function around it or the route that it serves, else what little is known: the first
 * of them that is clear, or the first of all.
 */
function findOperation(caught: CaughtError, facts: Facts): string | null {
  if (isRelay(caught, facts)) return null;
  const said = [...findSaid(caught, facts)];
  return said.find(isClear) ?? said[0] ?? null;
}

function* findSaid(caught: CaughtError, facts: Facts): Generator<string> {
  const call = findFailedCall(caught, facts);
  const words = toDeed(toWords(call && lastName(call.callee)));
  const called = words.join(" ");
  const isSaid = words.length > 1 && !RUNNING.test(called) && isOperation(words) && isSpeaking(words);
  if (isSaid && !(call && isRunner(call, caught))) yield called;
  const surrounding = findSurroundings(caught.node, facts);
  if (surrounding?.startsWith("serve ") && isSpeaking(words) && isVerb(words[0] ?? "")) yield called;
  if (surrounding !== null) yield surrounding;
  if (isSaid) yield called;
  const short = (call && findShortCall(call, facts)) ?? findShortName(caught.node, facts);
  if (short) yield toLonger(short, facts);
  yield* findLeast(words, caught, facts);
}

function* findLeast(called: readonly string[], { node }: CaughtError, facts: Facts): Generator<string> {
  const found = [findProgram(called), findModuleDeed(node, facts), findRootRoute(node, facts)];
  yield* found.filter((each) => each !== null);
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

/** A bare word, with what a file of many is about: `run` in `migrations.ts` runs migrations. */
function toLonger(said: string, { source: { path } }: Facts): string {
  const about = toFileWords(path.slice(path.lastIndexOf("/") + 1));
  const last = about.at(-1) ?? "";
  const isMany = /[^isu]s$/i.test(last) && !OF_CODE.test(last);
  return BARE.test(said) && isMany ? [said, ...about].join(" ") : said;
}

const OF_CODE =
  /^(?:commands|constants|controllers|helpers|hooks|libs|models|queries|routers|routes|services|tools|types|utils)$/;

/** `main().catch(…)`: what is run as a whole. */
function findProgram(words: readonly string[]): string | null {
  return words.length === 1 && /^(?:app|application|main)$/.test(words[0] ?? "") ? `run ${words.join(" ")}` : null;
}

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

/** What the nearest function does that has a name or serves something: an anonymous callback belongs to the one around it. */
function findSurroundings(node: TSESTree.Node, facts: Facts): string | null {
  for (const at of functionsAround(node)) {
    const found = findNamed(at, facts) ?? withoutRoot(findRoute(at, facts)) ?? findEvent(at);
    if (found !== null) return found;
    if (isOfReturned(at) || isOfMade(at)) return null;
  }
  return null;
}
