import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { functionName, lastName } from "../syntax/unwrap.ts";
import { BARE, isOperation, isSpeaking, RUNNING, toDeed } from "./deed.ts";
import { findFailedCall, findShortCall, isRunner } from "./failed-call.ts";
import { findNamed, isComponent } from "./function-deed.ts";
import { functionsAround, isOfMade, isOfReturned } from "./functions-around.ts";
import { findModuleDeed } from "./module-deed.ts";
import { findEvent, findRoute } from "./registered-deed.ts";
import { isRelay } from "./relay.ts";
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

/** A bare word, with what a file of many is about: `run` in `migrations.ts` runs migrations. */
function toLonger(said: string, { source: { path } }: Facts): string {
  const [name = ""] = path.slice(path.lastIndexOf("/") + 1).split(".");
  const about = toWords(name.replace(/^\d+[-_]/, "")); // the second of `02-send-reminders.ts`
  const isMany = /[^isu]s$/.test(name) && !OF_CODE.test(about.at(-1) ?? "");
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
