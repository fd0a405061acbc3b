import type { TSESTree } from "@typescript-eslint/types";
import { builtinSlot, findConstructors, findSuperCall, inheritedSlot, type ClassNode } from "../analysis/class-slot.ts";
import type { CauseSlot } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { isTypescript } from "../contract/glob.ts";
import { isDeclaredAnywhere } from "../syntax/bindings.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { someNode } from "../syntax/traverse.ts";
import { parameterTarget } from "../syntax/unwrap.ts";
import { toSeparation } from "./insert-argument.ts";

/** The text that the proposal goes by. */
export const takeCauseMessages = {
  takeCause: "Let `{{name}}` take a cause.",
} as const;

/** How a class that drops causes could take one: where, and by which edits. */
export interface TakenCause {
  readonly slot: CauseSlot;
  readonly edits: readonly TextEdit[];
}

/** The same as far as a machine can write it: in a language that knows causes, and in one that knows none. */
export interface TakenCauses {
  readonly current: TakenCause | null;
  readonly old: TakenCause | null;
}

type Read = Pick<Facts, "source" | "known">;

/**
 * Lets a class of errors take a cause behind its other arguments: `(message, options?: ErrorOptions) { super(message, options); }`; or
 * `(message, readonly cause?: unknown)` where the project's `lib` knows no options. Neither where it takes one already, or only a
 * person could write that.
 */
export function takeCause(node: ClassNode, facts: Read): TakenCauses {
  const [constructor, ...overloads] = findConstructors(node);
  const isOwn = node.superClass !== null && builtinSlot(node.superClass, facts.known)?.kind === "option";
  if (!constructor?.body || overloads.length > 0 || !isOwn || node.decorators.length > 0) return none;
  if (!isDropping(node, facts) || !canHaveMore(constructor)) return none;
  return { current: toOptions(constructor, facts), old: toField(constructor, facts) };
}

const none: TakenCauses = { current: null, old: null };

type Constructor = TSESTree.FunctionExpression;

function isDropping(node: ClassNode, { known }: Read): boolean {
  const inherited = inheritedSlot(node, known, 0);
  return inherited?.slot.kind === "none" && !inherited.overwrites && !inherited.coded;
}

/** One that takes its values one by one, and nothing by these names. */
function canHaveMore({ params, body }: Constructor): boolean {
  const isTaken = (node: TSESTree.Node): boolean =>
    node.type === "Identifier" && /^(?:arguments|options|cause)$/.test(node.name);
  const isLast = (each: TSESTree.Parameter): boolean =>
    each.type === "RestElement" || each.decorators.length > 0 || isObject(each, params.length);
  return !params.some(isLast) && ![...params, body].some((each) => someNode(each, isTaken));
}

/** `(message, { status })`, `(params: Params)`: whatever else is to be said belongs there. */
function isObject(parameter: TSESTree.Parameter, count: number): boolean {
  const target = parameterTarget(parameter);
  const type = target.type === "Identifier" ? target.typeAnnotation?.typeAnnotation.type : undefined;
  const isNamed = type === "TSTypeReference" && count === 1;
  return target.type === "ObjectPattern" || type === "TSTypeLiteral" || isNamed;
}

function toOptions(constructor: Constructor, { source }: Read): TakenCause | null {
  const call = findSuperCall(constructor);
  const handed = call && handToSuper(call, "options");
  if (!handed || isDeclaredAnywhere("ErrorOptions", source.scopeManager)) return null;
  const written = isTypescript(source.path) ? "options?: ErrorOptions" : "options";
  const slot = {
    kind: "option",
    index: constructor.params.length,
    key: "cause",
    isHidden: true,
    isOpen: true,
  } as const;
  return { slot, edits: [insertParameter(constructor, written, source), handed] };
}

function toField(constructor: Constructor, { source }: Read): TakenCause | null {
  if (!isTypescript(source.path)) return null;
  const slot = { kind: "argument", index: constructor.params.length, isOpen: true } as const;
  return { slot, edits: [insertParameter(constructor, "readonly cause?: unknown", source)] };
}

/** `super(message, options)` for `super(message)`; `null` where that is given anything else. */
export function handToSuper({ arguments: given }: TSESTree.CallExpression, written: string): TextEdit | null {
  const [only, ...others] = given;
  if (!only || others.length > 0 || only.type === "SpreadElement") return null;
  const [, end] = only.range;
  return { start: end, end, text: `, ${written}` };
}

/** A parameter behind all others. */
function insertParameter({ params, range }: Constructor, written: string, { text }: Facts["source"]): TextEdit {
  const last = params.at(-1);
  const at = last ? last.range[1] : text.indexOf("(", range[0]) + 1;
  return { start: at, end: at, text: last ? `,${toSeparation(last, text)}${written}` : written };
}
