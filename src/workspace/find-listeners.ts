import type { TSESTree } from "@typescript-eslint/types";
import { findDecorator } from "../analysis/find-decorators.ts";
import { enclosingClass } from "../analysis/find-functions.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Path } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";
import { enclosingFunction, isFunction, lastName } from "../syntax/unwrap.ts";
import type { Ask, Listener } from "./file-contribution.ts";
import { findTreatment } from "./find-treatment.ts";
import { isClassOfWraps } from "./is-class-of-wraps.ts";
import { lineOf, toShortText } from "./to-short-text.ts";
import { numberOf, type ReadFile } from "./to-reference.ts";

/** The listeners of a file, and which of them a clause or a function is. */
export interface FoundListeners {
  readonly all: Listener[];
  readonly byNode: ReadonlyMap<TSESTree.Node, number>;
}

/** Everybody in a file who gets hold of an error, with what becomes of it there. */
export function findListeners(file: ReadFile): FoundListeners {
  const { fates } = file.facts;
  return {
    all: fates.map((fate) => toListener(fate, file)),
    byNode: new Map(fates.map(({ caught }, index) => [caught.node, index])),
  };
}

function toListener(fate: Fate, file: ReadFile): Listener {
  const { caught } = fate;
  const { asks, passes, logs, goesOn, unwrap } = findTreatment(
    caught.binding,
    caught.node,
    file,
    caught.kind === "boundary",
  );
  const selected = caught.kind === "boundary" ? findSelected(caught.node, file) : [];
  const around = isFunction(caught.node) ? enclosingFunction(caught.node) : caught.function;
  return {
    function: numberOf(around, file),
    self: isFunction(caught.node) ? (file.numbers.get(caught.node) ?? null) : null,
    line: lineOf(caught.node, file),
    kind: caught.kind,
    asks: [...selected, ...asks],
    passes,
    ...(logs && { logs }),
    ...(goesOn && { goesOn }),
    ...(unwrap !== undefined && selected.length === 0 && { unwrap }),
    ...toOutcome(fate.paths),
  };
}

/**
 * The class of errors that a function is called for: `@Catch(StoreError) class StoreFilter { catch(exception) { … } }`,
 * `@ErrorHandler(StoreError) answer(error) { … }`.
 */
export function findSelected(node: TSESTree.Node, file: ReadFile): Ask[] {
  const call = findFilterCall(node, file) ?? findMethodCall(node, file);
  if (!call) return [];
  const text = toShortText(`@${file.facts.source.text.slice(...call.range)}`);
  return [{ text, line: lineOf(call, file), isCause: false }];
}

function findFilterCall(node: TSESTree.Node, file: ReadFile): TSESTree.CallExpression | null {
  const framework = file.facts.handlers.find((handler) => handler.function === node)?.framework;
  const names = framework?.decorators?.boundaryClasses ?? [];
  const decorator =
    framework && findDecorator(enclosingClass(node)?.decorators, names, { framework, bindings: file.facts.bindings });
  const call = decorator?.node.expression;
  return call?.type !== "CallExpression" || call.arguments.every((each) => isClassOfWraps(each, file)) ? null : call;
}

/** What decorates a method with a class of errors, whosever decorator it is. */
function findMethodCall({ parent }: TSESTree.Node, file: ReadFile): TSESTree.CallExpression | null {
  if (parent?.type !== "MethodDefinition") return null;
  const calls = parent.decorators.map(({ expression }) => expression);
  return (
    calls.find(
      (each): each is TSESTree.CallExpression =>
        each.type === "CallExpression" && each.arguments.some((argument) => isErrorClass(argument, file)),
    ) ?? null
  );
}

function isErrorClass(node: TSESTree.Node, file: ReadFile): boolean {
  const declared = node.type === "Identifier" ? file.facts.bindings.variableOf(node)?.defs[0]?.node : null;
  const parent = declared?.type === "ClassDeclaration" ? declared.superClass : null;
  const names = [node, ...(parent ? [parent] : [])].map((each) => lastName(each) ?? "");
  return names.some((name) => /(?:Error|Exception)$/.test(name)) && !isClassOfWraps(node, file);
}

/** What becomes of an error, all paths taken together; what cannot be told is taken to be the worst. */
export function toOutcome(paths: readonly Path[] | null): Pick<Listener, "leaves" | "ends" | "emits"> {
  if (paths === null) return { leaves: "bare", ends: "silent", emits: true };
  const ways = paths.map(findWay);
  const leaving = ways.map(({ leaves }) => leaves);
  const ending = paths.filter((path, index) => path.certain && ways[index]?.isEnd);
  return {
    leaves: leaving.includes("bare") ? "bare" : leaving.includes("wrapped") ? "wrapped" : "no",
    ends: ending.length === 0 ? "no" : ending.every(isNotified) ? "notified" : "silent",
    emits: paths.some(({ steps }) => steps.some(({ event }) => event.kind === "handed" && event.via === "emit")),
  };
}

interface Way {
  readonly leaves: Listener["leaves"];
  /** The error itself goes no further than here. */
  readonly isEnd: boolean;
}

function findWay({ steps, end }: Path): Way {
  const values = steps.flatMap(({ event }) => (event.kind === "handed" ? [event.value] : []));
  if (end.kind === "threw" || (end.kind === "returned" && end.value.kind === "rejection")) values.push(end.value);
  const ways = values.map(toLeaving);
  const isStored = steps.some(({ event }) => event.kind === "stored");
  if (isStored || ways.includes("bare")) return { leaves: "bare", isEnd: ways.length === 0 };
  return { leaves: ways.includes("wrapped") ? "wrapped" : "no", isEnd: !ways.includes("wrapped") };
}

function toLeaving(value: Value): Listener["leaves"] {
  if (value.kind === "rejection") return toLeaving(value.of);
  if (value.kind === "error" || value.kind === "unknown") return "bare";
  return value.kind === "made" ? "wrapped" : "no";
}

function isNotified({ steps }: Path): boolean {
  return steps.some(({ event }) => event.kind === "notified");
}
