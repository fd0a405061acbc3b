import type { TSESTree } from "@typescript-eslint/types";
import { builtinSlot, findConstructors, inheritedSlot, type ClassNode } from "../analysis/class-slot.ts";
import type { CauseSlot } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { someNode } from "../syntax/traverse.ts";
import { toSeparation } from "./insert-argument.ts";

/** How a class that drops causes could take one: where, and by which edits. */
export interface TakenCause {
  readonly slot: CauseSlot;
  readonly edits: readonly TextEdit[];
}

type Read = Pick<Facts, "source" | "known">;

/**
 * Lets a class of errors take a cause behind its other arguments: `(message, options?: ErrorOptions) { super(message, options); }`; or
 * `(message, readonly cause?: unknown)` where `isOld`, as the project's `lib` knows no options. `null` where it takes one already, or
 * only a person could write that.
 */
export function takeCause(node: ClassNode, isOld: boolean, facts: Read): TakenCause | null {
  const [constructor, ...overloads] = findConstructors(node);
  const inherited = node.superClass && builtinSlot(node.superClass, facts.known);
  if (!constructor?.body || overloads.length > 0 || inherited?.kind !== "option") return null;
  if (node.decorators.length > 0 || !isDropping(node, facts) || !canHaveMore(constructor)) return null;
  const { params } = constructor;
  const isTyped = /\.[cm]?tsx?$/.test(facts.source.path);
  const index = params.length;
  if (isOld) {
    const added = insertParameter(constructor, "readonly cause?: unknown", facts);
    return isTyped ? { slot: { kind: "argument", index, isOpen: true }, edits: [added] } : null;
  }
  const message = findMessage(constructor.body);
  if (!message || isDeclared("ErrorOptions", facts)) return null;
  const added = insertParameter(constructor, isTyped ? "options?: ErrorOptions" : "options", facts);
  const [, end] = message.range;
  const slot = { kind: "option", index, key: "cause", isHidden: true, isOpen: true } as const;
  return { slot, edits: [added, { start: end, end, text: ", options" }] };
}

type Constructor = TSESTree.FunctionExpression;

function isDropping(node: ClassNode, { known }: Read): boolean {
  const inherited = inheritedSlot(node, known, 0);
  return inherited?.slot.kind === "none" && !inherited.overwrites && !inherited.coded;
}

/** One that takes its values one by one, and nothing by these names. */
function canHaveMore({ params, body }: Constructor): boolean {
  if (
    params.some((each) => isObject(each, params.length)) ||
    params.some((each) => each.type === "RestElement" || each.decorators.length > 0)
  )
    return false;
  const isTaken = (node: TSESTree.Node): boolean =>
    node.type === "Identifier" && /^(?:arguments|options|cause)$/.test(node.name);
  return ![...params, body].some((each) => someNode(each, isTaken));
}

/** `(message, { status })`, `(params: Params)`: whatever else is to be said belongs there. */
function isObject(parameter: TSESTree.Node, count: number): boolean {
  if (parameter.type === "TSParameterProperty") return isObject(parameter.parameter, count);
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  const type = target.type === "Identifier" ? target.typeAnnotation?.typeAnnotation.type : undefined;
  const isNamed = type === "TSTypeReference" && count === 1;
  return target.type === "ObjectPattern" || type === "TSTypeLiteral" || isNamed;
}

/** The one argument of `super(message)`. */
function findMessage({ body }: TSESTree.BlockStatement): TSESTree.Node | null {
  for (const statement of body) {
    const call = statement.type === "ExpressionStatement" ? statement.expression : null;
    if (call?.type !== "CallExpression" || call.callee.type !== "Super") continue;
    const [message, ...others] = call.arguments;
    return message && others.length === 0 && message.type !== "SpreadElement" ? message : null;
  }
  return null;
}

function isDeclared(name: string, { source: { scopeManager } }: Read): boolean {
  return scopeManager.scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0);
}

/** A parameter behind all others. */
function insertParameter({ params, range }: Constructor, written: string, { source: { text } }: Read): TextEdit {
  const last = params.at(-1);
  const at = last ? last.range[1] : text.indexOf("(", range[0]) + 1;
  return { start: at, end: at, text: last ? `,${toSeparation(last, text)}${written}` : written };
}
