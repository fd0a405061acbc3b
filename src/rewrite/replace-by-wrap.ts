import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import { isPlainError, type Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { hasOverlap, sortEdits } from "../syntax/apply-edits.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { traverse } from "../syntax/traverse.ts";
import { literalString, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { findContextNames } from "./context.ts";
import { isAskerRefused, isOfProof } from "./code-words.ts";
import { toFailureMessage } from "./failure-message.ts";
import { cancelled, isCancellationAt } from "./is-cancellation.ts";
import { isCertainlyThere } from "./is-certainly-there.ts";
import { toDecision, type Permission, type Proposal, type SaidWords } from "./proposal.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { isStatusSetBefore, statusBefore } from "./response-status.ts";
import {
  findConstant,
  isRetold,
  noMessage,
  toMessageQuestions,
  toStableMessage,
  type StableMessage,
} from "./stable-message.ts";
import { toWrapCall } from "./wrap-call.ts";
import { toWrapPermission } from "./wrap.ts";
import { countWords } from "./words.ts";

/** An error that is made in place of a caught one, and leaves. */
export interface MadeSite {
  readonly caught: CaughtError;
  /** The variable that the caught error is bound to; it can be seen where the other one is made. */
  readonly error: Variable;
  readonly construction: Construction;
  /** The expression that leaves: the construction itself, or a name for it. */
  readonly leaving: TSESTree.Node;
}

/** The text that the proposal goes by. */
export const replaceByWrapMessages = {
  replaceByWrap: "Wrap `{{error}}` instead: “{{message}}”.",
} as const;

/**
 * Puts the contract's wrap of the caught error in the place of a plain error that has lost it, with what is stable in the
 * message; the rest goes into the context. A text instead is the reason why that cannot be done.
 */
export function replaceByWrap(site: MadeSite, facts: Facts, said: SaidWords | null = null): Proposal | string {
  const { caught, error, construction } = site;
  const { canonical } = facts.known;
  if (!canonical) return "there is no contract whose error class could wrap it";
  const { wrap } = canonical;
  if (!wrap)
    return `${canonical.name ?? "the contract's class"} has no wrapper, and \`${error.name}\` may be coded already`;
  if (isStatusSetBefore(construction.node, facts)) return statusBefore;
  if (isCancellationAt(construction.node, facts)) return cancelled;
  const stable = findObstacle(site, facts) ?? toMessage(construction, error, facts);
  if (typeof stable === "string") return stable;
  if (wrap.options === null && stable.data.size > 0)
    return `\`${wrap.name}\` takes no context for what the message holds`;
  if (stable.text === null && isTelling(stable)) return "too little is left of its message without what it holds";
  const wants = stable.text === null ? "message" : "code";
  if (said?.message != null && wants === "code") return "its message stands there already";
  const { text: message, doubt } =
    stable.text === null
      ? toFailureMessage(caught, facts, said)
      : { text: stable.text, doubt: said?.code ? null : findCodeDoubt(stable.text) };
  const context = toContext(stable, construction.node, facts);
  const name = stable.text === null ? null : findMessageName(construction.message, stable);
  const given = { error: error.name, message, name, context, code: said?.code?.name ?? null };
  const call = toWrapCall(wrap, construction.node, given, facts);
  if (typeof call === "string") return call;
  const gone = findGone(construction.node, [error.name, ...context, ...(name === null ? [] : [name])]);
  const leftovers = removeLeftovers(gone, caught.node, facts);
  if (typeof leftovers === "string") return leftovers;
  const [start, end] = construction.node.range;
  const made = [...call.imports, { start, end, text: call.text }];
  // an import that goes may be the line behind which another comes
  const all = [...made, ...leftovers.all];
  const edits = sortEdits(hasOverlap(all) ? [...made, ...leftovers.constants] : all);
  const { questions } = toWrapPermission(
    { caught, argument: site.leaving },
    {
      facts,
      imports: call.imports.length > 0,
      isRetold: isRetold(stable),
      isMoved: stable.data.size > 0,
      ...(isPlainError(construction) && { becomes: { code: null, status: null } }),
      code: said?.code ?? null,
    },
  );
  const permission: Permission = {
    verdict: "needs-project",
    questions: [...questions, ...toMessageQuestions(stable, facts.source.path)],
  };
  const decision = toDecision(doubt, { wants, fill: (words) => replaceByWrap(site, facts, words) });
  return { messageId: "replaceByWrap", data: { error: error.name, message }, edits, permission, ...decision };
}

/** A wrap of what has no code is a server fault, which one who may not ask for something is not. */
function findCodeDoubt(text: string): string | null {
  return isAskerRefused(text) || isOfProof(text)
    ? `“${text}” is the fault of who asks: only a person can tell which code it has`
    : null;
}

function toMessage({ message }: Construction, error: Variable, facts: Facts): StableMessage | string {
  const stable = message ? toStableMessage(message, error, facts) : noMessage;
  if (typeof stable === "string") return stable;
  const fallback = message && stable.text === null ? findFallback(message) : null;
  return findConstant(stable) ?? (fallback === null ? stable : { ...stable, text: fallback });
}

/** What is said where the error tells nothing: "no answer" of `err.response?.data?.message || "no answer"`. */
function findFallback(message: TSESTree.Node): string | null {
  const inner = unwrap(message);
  const text = inner.type === "LogicalExpression" && inner.operator !== "&&" ? literalString(inner.right) : null;
  return text !== null && !text.includes("${") && countWords(text) > 1 ? text : null;
}

/** The constant that holds a message which stays as it is. */
function findMessageName(message: TSESTree.Node | null, { text, data, written }: StableMessage): string | null {
  const inner = message && unwrap(message);
  return inner?.type === "Identifier" && data.size === 0 && written.length === 1 && written[0] === text
    ? inner.name
    : null;
}

/** Whether a message says more than an error's own, in words that people may know it by. */
function isTelling({ written }: StableMessage): boolean {
  return countWords(written.join(" ")) > 2;
}

function toContext({ data }: StableMessage, node: TSESTree.Node, facts: Facts): string[] {
  const names = findContextNames(node, facts).filter((name) => !data.has(name) && ![...data.values()].includes(name));
  return [...[...data].map(([key, text]) => (key === text ? key : `${key}: ${text}`)), ...names];
}

/** The names that a wrap does not read any more. */
function findGone(node: TSESTree.Node, kept: readonly string[]): TextEdit[] {
  const names = new Set(kept.flatMap((text) => text.match(/[\p{ID_Continue}$]+/gu) ?? []));
  const gone: TextEdit[] = [];
  traverse(node, (each) => {
    const [start, end] = each.range;
    if (each.type === "Identifier" && !names.has(each.name)) gone.push({ start, end, text: "" });
  });
  return gone;
}

/** Why what is made cannot be another error without more being lost. */
function findObstacle(site: MadeSite, facts: Facts): string | null {
  const { caught, error, construction } = site;
  if (construction.slot.kind === "errors") return `\`${construction.name}\` may hold more errors than one`;
  const { node } = construction;
  const isThere = !caught.nullable || isCertainlyThere(error.name, node, caught.node) || isReadIn(node, error.name);
  if (!isThere) return `\`${error.name}\` may be null there`;
  return findRemainder(site, facts);
}

/** Whether a member of the error is read, which would have failed without one: `err.message`. */
function isReadIn(node: TSESTree.Node, name: string): boolean {
  let isRead = false;
  traverse(node, (each) => {
    isRead ||=
      each.type === "MemberExpression" &&
      !each.optional &&
      each.object.type === "Identifier" &&
      each.object.name === name;
    return each.type !== "LogicalExpression" && each.type !== "ConditionalExpression";
  });
  return isRead;
}

/** What else happens to the error that is made, so that a wrap could not stand for it. */
function findRemainder({ construction: { node, name }, leaving }: MadeSite, facts: Facts): string | null {
  const outermost = toOutermost(node);
  if (outermost === unwrap(leaving)) return null;
  const declarator = parentOutsideCasts(outermost);
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") {
    return `what becomes of \`${name}\` before it leaves cannot be seen`;
  }
  const [variable] = facts.bindings.declaredBy(declarator);
  if (!variable || !isUnreassigned(variable) || declarator.id.typeAnnotation) {
    return `\`${declarator.id.name}\` may be another error`;
  }
  const isGiven = variable.references.some(({ identifier }) => isGivenMore(identifier));
  return isGiven ? `\`${declarator.id.name}\` is given more than a wrap has` : null;
}

/** The whole of a choice between errors: `failed ? new Error("…") : fallback`. */
function toOutermost(node: TSESTree.Node): TSESTree.Node {
  const parent = parentOutsideCasts(node);
  const isChoice =
    parent?.type === "ConditionalExpression" ? unwrap(parent.test) !== node : parent?.type === "LogicalExpression";
  return parent && isChoice ? toOutermost(parent) : node;
}

/** `failure.status = 502`, `Object.assign(failure, …)`; by another name a wrap serves whoever asks for that. */
function isGivenMore(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "CallExpression" && parent.arguments[0] === node) {
    const callee = unwrap(parent.callee);
    return callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Object";
  }
  if (parent?.type !== "MemberExpression" || unwrap(parent.object) !== node) return false;
  const around = parentOutsideCasts(parent);
  const isAssigned = around?.type === "AssignmentExpression" && unwrap(around.left) === parent;
  return isAssigned && propertyName(parent) !== "name";
}
