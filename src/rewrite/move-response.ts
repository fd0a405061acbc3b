import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, functionName as nameOf, nearestFunctionName } from "../syntax/unwrap.ts";
import { findContextNames } from "./context.ts";
import { toFailureMessage } from "./failure-message.ts";
import { toFileStyle, toIndent } from "./file-style.ts";
import { numberOf } from "./number-of.ts";
import { type Permission, type Proposal, type Question, type SaidWords, toDecision } from "./proposal.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { removeStatement } from "./remove-statement.ts";
import { findNext, findTail, type Frame, type Place } from "./response-place.ts";
import { toWrapCall } from "./wrap-call.ts";

/** A response whose answer is to be left to the boundary. */
export interface MovedResponse {
  readonly node: TSESTree.Node;
  readonly caught: CaughtError;
  readonly place: Place;
  /** The code that keeps its status; `null` where the wrap does so by itself. */
  readonly code: string | null;
  /** That status, where it is the same whatever has failed. */
  readonly status: number | null;
  /** Statements before it that do nothing but set the status. */
  readonly setters: readonly TSESTree.Statement[];
  /** What it has at the top level, as far as that is written out. */
  readonly members: readonly string[];
  /** The error itself is sent, as its class has it. */
  readonly isWhole: boolean;
  /** A log may go with it, or there was none, so that the boundary has to tell of the error. */
  readonly isLogged: boolean;
}

/** The texts that the proposals go by. */
export const moveMessages = {
  throwWrap: "Throw a wrap of `{{error}}` up to the boundary: “{{message}}”.",
  handWrap: "Hand a wrap of `{{error}}` to `{{callee}}`: “{{message}}”.",
} as const;

/** Throws a wrap in the place of a response. A text instead of it is the reason why that cannot be done. */
export function throwWrap(frame: Frame, moved: MovedResponse, facts: Facts, said?: SaidWords): Proposal | string {
  const permission = toThrowPermission(frame, moved, facts);
  if (typeof permission === "string") return permission;
  const wrapped = writeWrap(moved, facts, said);
  if (typeof wrapped === "string") return wrapped;
  const dead = findTail(moved.place)?.dead;
  const edits = replace(moved, { ...wrapped, text: `throw ${wrapped.text}`, dead: dead ? [dead] : [] }, facts);
  if (typeof edits === "string") return edits;
  const { error, message, doubt } = wrapped;
  const decision = toDecision(doubt, { wants: "message", fill: (words) => throwWrap(frame, moved, facts, words) });
  return { messageId: "throwWrap", data: { error, message }, edits, permission, ...decision };
}

/** Hands a wrap to the handler's `next`, in the place of a response; `null` where there is none. */
export function handWrap(moved: MovedResponse, facts: Facts): Proposal | string | null {
  const next = findNext(moved.node, facts);
  return next && handTo(next, moved, facts);
}

function handTo(
  next: NonNullable<ReturnType<typeof findNext>>,
  moved: MovedResponse,
  facts: Facts,
  said?: SaidWords,
): Proposal | string {
  const wrapped = writeWrap(moved, facts, said);
  if (typeof wrapped === "string") return wrapped;
  const call = `${next.name}(${wrapped.text})`;
  const text = moved.place.kind === "return" ? `return ${call}` : call;
  const edits = replace(moved, { ...wrapped, text, dead: [] }, facts);
  if (typeof edits === "string") return edits;
  const data = { error: wrapped.error, message: wrapped.message, callee: next.name };
  const permission: Permission = { verdict: "needs-project", questions: toQuestions(next.handler, moved, facts) };
  const fill = (words: SaidWords): Proposal | string => handTo(next, moved, facts, words);
  return { messageId: "handWrap", data, edits, permission, ...toDecision(wrapped.doubt, { wants: "message", fill }) };
}

interface WrittenWrap {
  readonly text: string;
  readonly imports: readonly TextEdit[];
  readonly error: string;
  readonly message: string;
  /** Why a person has to write the message. */
  readonly doubt: string | null;
}

function writeWrap({ caught, node, code }: MovedResponse, facts: Facts, said?: SaidWords): WrittenWrap | string {
  if (said?.code) return "the status of its answer says which code it has";
  const { canonical } = facts.known;
  if (caught.binding?.type !== "Identifier") return "the error has no name of its own here";
  const error = caught.binding.name;
  if (!canonical?.wrap)
    return `${canonical?.name ?? "the contract's class"} has no wrapper, and ${error} may be coded already`;
  const { text: message, doubt } = toFailureMessage(caught, facts, said);
  const context = findContextNames(node, facts);
  const call = toWrapCall(canonical.wrap, node, { error, message, context, code }, facts);
  return typeof call === "string" ? call : { ...call, error, message, doubt };
}

/** What must be so for a throw to be answered; the reason where it cannot be. */
function toThrowPermission({ handler, isRejection }: Frame, moved: MovedResponse, facts: Facts): Permission | string {
  const { throws, title, name } = handler.framework;
  const questions = toQuestions(handler, moved, facts);
  if (!isRejection) {
    if (throws.sync === "crash") return `${title} does not catch what a handler throws`;
  } else if (throws.async === "unhandled") return `${title} does not take what an async handler throws`;
  else if (throws.async !== "forwarded" && !handler.asyncWrapped)
    questions.push({ kind: "forwards-rejections", path: facts.source.path, framework: name });
  return { verdict: "needs-project", questions };
}

function toQuestions(
  { function: node, framework }: Handler,
  { isLogged, code, status, caught, members, isWhole }: MovedResponse,
  facts: Facts,
): Question[] {
  let functionName: string | null = null;
  for (let at: Handler["function"] | null = node; at && functionName === null; at = enclosingFunction(at))
    functionName = nameOf(at);
  const { path } = facts.source;
  const entry = { path, framework: framework.name, functionName };
  const kept = code === null ? {} : ({ keepsStatus: true } as const);
  return [
    { kind: "boundary", ...entry, ...kept },
    ...toStatusQuestions({ caught, status }, facts),
    ...toAnswerQuestions({ caught, status, isWhole, isWrapped: true }, facts),
    ...(members.length > 0
      ? [{ kind: "answer-readers", path, caught: numberOf(caught, facts), members } as const]
      : []),
    ...(isLogged ? [{ kind: "notifying-boundary", ...entry } as const] : []),
  ];
}

/** Whether what is caught there has the status that it is answered with, where that is written out. */
export function toStatusQuestions(
  { caught, status }: Pick<MovedResponse, "caught" | "status">,
  facts: Facts,
): Question[] {
  const { path } = facts.source;
  return status === null ? [] : [{ kind: "status", path, caught: numberOf(caught, facts), status }];
}

/** Whether what is answered may be wanted as it is: by whoever asks, or by a test. */
export function toAnswerQuestions(
  {
    caught,
    status,
    isWhole,
    isWrapped,
  }: Pick<MovedResponse, "caught" | "status" | "isWhole"> & {
    readonly isWrapped: boolean;
  },
  facts: Facts,
): Question[] {
  const { path } = facts.source;
  const functionName = nearestFunctionName(caught.node);
  return [
    { kind: "own-text", path, caught: numberOf(caught, facts), isWrapped, ...(isWhole && { isWhole }) },
    { kind: "expected-answer", path, functionName, status, keepsForm: !isWrapped },
  ];
}

interface Replacement {
  readonly text: string;
  readonly imports: readonly TextEdit[];
  /** Statements that are never reached any more. */
  readonly dead: readonly TSESTree.Statement[];
}

/** Puts a statement in the place of a response, and takes out what is of no use any more; or says why something would be. */
function replace(moved: MovedResponse, { text, imports, dead }: Replacement, facts: Facts): TextEdit[] | string {
  const { place, caught, setters } = moved;
  const [start, end] = place.node.range;
  const quiet = { isAbout: () => false };
  const obsolete = [...dead, ...setters].map((each) => removeStatement(each, facts.source, quiet));
  const reason = obsolete.find((each) => typeof each === "string");
  if (reason !== undefined) return String(reason);
  const gone = [{ start, end, text: "" }, ...obsolete.filter((each) => typeof each !== "string")];
  const leftovers = removeLeftovers(gone, caught.node, facts);
  if (typeof leftovers === "string") return leftovers;
  const removed = gone.filter((each) => !leftovers.all.some((outer) => isWithin(each, outer)));
  const placed = { start, end: start, text: toPlaced(text, place, facts) };
  return [...sortEdits([...imports, placed, ...removed, ...leftovers.all])];
}

function isWithin(inner: TextEdit, outer: TextEdit): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** A statement as it stands in a place: where an arrow function had an expression, a `throw` needs a block. */
function toPlaced(statement: string, { kind, node }: Place, facts: Facts): string {
  const { end, newline } = toFileStyle(facts);
  if (kind !== "body") return `${statement}${end}`;
  if (!statement.startsWith("throw ")) return statement;
  const { text } = facts.source;
  const indent = toIndent(text, node.range[0]);
  const step = /^(\t| {2,8})\S/m.exec(text)?.[1] ?? "  ";
  return `{${newline}${indent}${step}${statement}${end}${newline}${indent}}`;
}
