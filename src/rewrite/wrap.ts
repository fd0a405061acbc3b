import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { isTelling, type Path } from "../analysis/path.ts";
import type { Code } from "../contract/contract.ts";
import { findNotifier } from "../knowledge/notifiers.ts";
import { throwsCoded } from "../analysis/throws-coded.ts";
import {
  type Becoming,
  toDecision,
  type OpenWords,
  type Permission,
  type Proposal,
  type Question,
  type SaidWords,
} from "./proposal.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import {
  enclosingFunction,
  isNullish,
  isWithin,
  nearestFunctionName,
  parentOutsideCasts,
  unwrap,
} from "../syntax/unwrap.ts";
import { answersAlone } from "./answers-alone.ts";
import { noCauseInLib, toCauseOption } from "./add-cause.ts";
import { doesNothing } from "./does-nothing.ts";
import { findContextNames } from "./context.ts";
import { type FailureMessage, toFailureMessage } from "./failure-message.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import { isCertainlyThere } from "./is-certainly-there.ts";
import { numberOf } from "./number-of.ts";
import { isStatusSetBefore, statusBefore } from "./response-status.ts";
import { toWrapCall } from "./wrap-call.ts";

/** An expression that is to become a wrap of the error it holds. */
export interface WrapSite {
  readonly caught: CaughtError;
  /** The expression that leaves: the argument of a `throw`, of `reject`, of a callback. */
  readonly argument: TSESTree.Node;
  /** The error may be null there, so that a bare wrap would fail every success. */
  readonly nullable: boolean;
}

/** The texts that the two proposals go by. */
export const wrapMessages = {
  wrap: "Wrap `{{error}}`: “{{message}}”.",
  wrapInError: "Wrap `{{error}}` in an Error with it as the cause: “{{message}}”.",
} as const;

/**
 * Wraps a caught error where it leaves: with the contract's class, or with `Error` and its cause where there is none. `said` is
 * what a person wants it to say.
 */
export function wrap(site: WrapSite, facts: Facts, said: SaidWords | null = null): Proposal | string {
  const place = findPlace(site, facts);
  if (typeof place === "string") return place;
  if (answersAlone(site.caught, facts)) return "its `try` does nothing but answer, of which there is nothing to say";
  if (doesNothing(site.caught, facts))
    return "its `try` does nothing that could fail, of which there is nothing to say";
  const message = toFailureMessage(site.caught, facts, said);
  const open: OpenWords = { wants: "message", fill: (words) => wrap(site, facts, words) };
  const saying = { site, message, code: said?.code ?? null, open };
  return facts.known.canonical ? wrapInCoded(place, saying, facts) : wrapInError(place, saying, facts);
}

/** What a wrap is to say, and of which error. */
interface Saying {
  readonly site: WrapSite;
  readonly message: FailureMessage;
  /** The code that a person has given to what has none. */
  readonly code: Code | null;
  readonly open: OpenWords;
}

function wrapInError(place: WrapPlace, { site, message, code, open }: Saying, facts: Facts): Proposal | string {
  if (code) return "the contract names no error class that could have a code";
  if (throwsCoded(site.caught, facts))
    return "its `try` throws errors that have a code, which an `Error` around them would hide";
  const text = toWrapInError(place.error, toLiteral(message.text, toFileStyle(facts)), facts);
  const data = { error: place.error, message: message.text };
  const edits = [{ ...place.range, text: place.toText(text) }];
  const permission = toWrapPermission(site, { facts, imports: false, isPlain: true });
  const decision = message.doubt === null ? toDecision(findDoubt(facts)) : toDecision(message.doubt, open);
  return { messageId: "wrapInError", data, edits, permission, ...decision };
}

/** Why an `Error` around the error may not be what is wanted; `null` where there is neither another class nor another way. */
function findDoubt({ setting: { contract, hasErrorCause } }: Facts): string | null {
  if (contract) return "the contract names no error class to wrap it with: is it to be a plain `Error`?";
  return hasErrorCause === false ? noCauseInLib : null;
}

function toWrapInError(error: string, message: string, { setting }: Facts): string {
  return setting.hasErrorCause === false
    ? `Object.assign(new Error(${message}), ${toCauseOption(error)})`
    : `new Error(${message}, ${toCauseOption(error)})`;
}

function wrapInCoded(place: WrapPlace, { site, message, code, open }: Saying, facts: Facts): Proposal | string {
  const { argument } = site;
  const { error } = place;
  const { canonical } = facts.known;
  if (!canonical?.wrap)
    return `${canonical?.name ?? "the contract's class"} has no wrapper, and ${error} may be coded already`;
  if (isStatusSetBefore(argument, facts)) return statusBefore;
  const context = findContextNames(argument, facts);
  const given = { error, message: message.text, context, code: code?.name ?? null };
  const call = toWrapCall(canonical.wrap, argument, given, facts);
  if (typeof call === "string") return call;
  const edits = sortEdits([...call.imports, { ...place.range, text: place.toText(call.text) }]);
  const permission = toWrapPermission(site, { facts, imports: call.imports.length > 0, isWhole: true, code });
  const decision = toDecision(message.doubt, open);
  return { messageId: "wrap", data: { error, message: message.text }, edits, permission, ...decision };
}

/** Where a wrap is written, and what stands around it there. */
interface WrapPlace {
  /** The name that the error goes by there. */
  readonly error: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly toText: (wrapped: string) => string;
}

function toPlace(error: string, node: TSESTree.Node, toText: WrapPlace["toText"] = (text) => text): WrapPlace {
  return { error, range: { start: node.range[0], end: node.range[1] }, toText };
}

function findPlace({ caught, argument, nullable }: WrapSite, facts: Facts): WrapPlace | string {
  const variable = findVariable(caught, facts);
  if (!variable) return "the error has no name of its own here";
  if (!isWithin(argument, caught.node))
    return enclosingFunction(argument) === caught.function
      ? `\`${variable.name}\` is kept by the catch, and leaves behind it`
      : `\`${variable.name}\` leaves through a function that is used elsewhere too`;
  const inner = unwrap(argument);
  const leaf = inner.type === "Identifier" ? inner : findLeaf(inner, variable, facts);
  if (leaf) {
    const isThere = isCertainlyThere(leaf.name, leaf, caught.node);
    const isNullable = nullable || (caught.nullable && !isThere);
    return toPlace(leaf.name, leaf === inner ? argument : outsideErrorCasts(leaf), (text) =>
      isNullable ? `${leaf.name} && ${text}` : text,
    );
  }
  const fallback = caught.nullable ? findFallback(inner, variable, facts) : null;
  if (fallback !== null) return toPlace(variable.name, argument, (text) => `${variable.name} ? ${text} : ${fallback}`);
  if (inner.type === "CallExpression")
    return `\`${variable.name}\` leaves through a function that is used elsewhere too`;
  return `\`${variable.name}\` leaves as a part of a larger expression`;
}

/** `(err as Error)` of a choice: a wrap is one without being told so. */
function outsideErrorCasts(leaf: TSESTree.Node): TSESTree.Node {
  const { parent } = leaf;
  if (parent?.type !== "TSAsExpression" || parent.typeAnnotation.type !== "TSTypeReference") return leaf;
  const { typeName } = parent.typeAnnotation;
  return typeName.type === "Identifier" && typeName.name === "Error" ? parent : leaf;
}

/** The variable that an error was caught as. */
function findVariable({ node, binding }: CaughtError, { bindings }: Facts): Variable | null {
  const name = binding?.type === "AssignmentPattern" ? binding.left : binding;
  if (name?.type !== "Identifier") return null;
  return bindings.declaredBy(node).find(({ identifiers }) => identifiers.includes(name)) ?? null;
}

/** The one place where an expression that chooses between values gives the error: `known ?? err`, `failed ? err : null`. */
function findLeaf(expression: TSESTree.Node, variable: Variable, facts: Facts): TSESTree.Identifier | null {
  const leaves = findValues(expression).filter(
    (node): node is TSESTree.Identifier => node.type === "Identifier" && facts.bindings.variableOf(node) === variable,
  );
  return leaves.length === 1 ? (leaves[0] ?? null) : null;
}

function findValues(expression: TSESTree.Node): TSESTree.Node[] {
  const node = unwrap(expression);
  switch (node.type) {
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap(findValues);
    case "LogicalExpression":
      return findValues(node.right);
    case "SequenceExpression":
      return node.expressions.slice(-1).flatMap(findValues);
    default:
      return [node];
  }
}

/** What an error that may be null is replaced by: the right side of `err || null`. */
function findFallback(node: TSESTree.Node, variable: Variable, { bindings, source: { text } }: Facts): string | null {
  if (node.type !== "LogicalExpression" || node.operator === "&&") return null;
  return isNullish(unwrap(node.right)) && bindings.variableOf(unwrap(node.left)) === variable
    ? text.slice(...node.right.range)
    : null;
}

/**
 * Whether a wrap may be written: everybody above who asks about the raw error is a listener that it would cut off, and whoever
 * gets it as a value may read anything of it. `isWhole`:
 * the error that left is the one that becomes the cause. `isPlain`: an `Error` around it, which keeps none of its status.
 */
export function toWrapPermission(
  { caught, argument }: Pick<WrapSite, "caught" | "argument">,
  {
    facts,
    imports,
    isWhole = false,
    isPlain = false,
    isRetold = true,
    isMoved = false,
    becomes,
    code = null,
  }: WrapManner,
): Permission & { readonly verdict: "needs-project" } {
  const { path } = facts.source;
  const outer = caught.kind === "catch" ? caught.function : enclosingFunction(caught.node);
  const functionName = nearestFunctionName(outer);
  const manner = {
    ...(isWhole && { wraps: true as const, caught: numberOf(caught, facts) }),
    ...(isPlain && { plain: true as const }),
    ...(isRetold && { retold: !isMoved && isTold({ caught, argument }, facts) ? ("shown" as const) : (true as const) }),
    ...(isMoved && { moved: true as const }),
    ...(becomes && { becomes }),
    ...(isKnownAgain({ caught, argument }, facts) && { notified: true as const }),
  };
  const questions: Question[] = isReturned(argument)
    ? [{ kind: "readers", functionName, path }]
    : [{ kind: "listeners", functionName, exported: true, path, ...manner }];
  if (code?.fault === "client") questions.push({ kind: "boundary", path, framework: null, functionName, made: true });
  if (imports) questions.push({ kind: "import-cycle", path });
  return { verdict: "needs-project", questions };
}

/** Whether the error is logged or notified before, however it comes to leave there. */
function isTold(site: Pick<WrapSite, "caught" | "argument">, facts: Facts): boolean {
  const leaving = findLeaving(site, facts);
  return leaving.length > 0 && leaving.every(({ steps }) => steps.some(isTelling));
}

/** Whether it may be notified before, by what takes the same error twice for one. */
function isKnownAgain(site: Pick<WrapSite, "caught" | "argument">, facts: Facts): boolean {
  return findLeaving(site, facts).some(({ steps }) =>
    steps.some(({ event }) => event.kind === "notified" && findNotifier(event.notifier)?.repeatsSameObject !== true),
  );
}

/** The ways by which the error leaves there. */
function findLeaving({ caught, argument }: Pick<WrapSite, "caught" | "argument">, { fates }: Facts): readonly Path[] {
  const paths = fates.find((fate) => fate.caught === caught)?.paths ?? [];
  return paths.filter(
    ({ steps, end }) =>
      ("argument" in end && end.argument === argument) ||
      steps.some(({ event }) => event.kind === "handed" && event.argument === argument),
  );
}

function isReturned(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  return parent?.type === "ReturnStatement" || parent?.type === "ArrowFunctionExpression";
}

interface WrapManner {
  readonly facts: Facts;
  /** Whether the error class is imported for it. */
  readonly imports: boolean;
  readonly isWhole?: boolean;
  readonly isPlain?: boolean;
  /** Whether what leaves says something else than before. */
  readonly isRetold?: boolean;
  /** Whether what the text held besides the error goes into the context. */
  readonly isMoved?: boolean;
  /** Where a plain error was made that the wrap takes the place of. */
  readonly becomes?: Becoming;
  /** The code that a person has given it: that of a client fault has to be answered as one. */
  readonly code?: Code | null;
}
