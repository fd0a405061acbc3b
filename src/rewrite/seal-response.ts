import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Leak } from "../analysis/find-leaks.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Sink } from "../analysis/sink.ts";
import { wireShapeOf } from "../contract/scope.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, functionName, unwrap } from "../syntax/unwrap.ts";
import { findContextNames } from "./context.ts";
import { toFailureMessage } from "./failure-message.ts";
import { toFileStyle } from "./file-style.ts";
import { maskLeaks } from "./mask-leaks.ts";
import type { Permission, Proposal, Question } from "./proposal.ts";
import { removeStatement } from "./remove-statement.ts";
import { removeUnusedLocals } from "./remove-unused-locals.ts";
import { removeUnusedNames } from "./remove-unused-names.ts";
import {
  findFrame,
  findNext,
  findPlace,
  findTail,
  hasBegun,
  rolesOf,
  type Frame,
  type Place,
} from "./response-place.ts";
import { findResponseStatus, type ResponseStatus } from "./response-status.ts";
import { toWrapCall } from "./wrap-call.ts";

/** A place that sends something raw of a caught error to a client. */
export interface ResponseSite {
  /** The call, assignment or `return`, in the function that caught the error. */
  readonly node: TSESTree.Node;
  readonly sink: Sink;
  /** The function of this file that sends it, if it is not sent here. */
  readonly through: string | null;
  readonly caught: CaughtError;
  readonly leaks: readonly [Leak, ...Leak[]];
  /** Whoever runs the service is told of the error too, on every path. */
  readonly isTold: boolean;
}

/** What can be done about a response: edits, best first, or the reason why a machine can do nothing. */
export interface SealedResponse {
  readonly proposals: readonly Proposal[];
  readonly unsettled: string | null;
}

/** The texts that the proposals go by. */
export const sealMessages = {
  throwWrap: "Throw a wrap of `{{error}}` up to the boundary: “{{message}}”.",
  handWrap: "Hand a wrap of `{{error}}` to `{{callee}}`: “{{message}}”.",
  mask: "Send “{{message}}” in its place.",
} as const;

/**
 * Keeps a raw error from the client: its wrap is thrown to the boundary, or handed to `next` where a throw would not get
 * there; else, and on a wire of the service's own, a stable text is sent in its place. Status and shape stay.
 */
export function sealResponse(site: ResponseSite, facts: Facts): SealedResponse {
  if (site.caught.kind === "boundary") return { proposals: [], unsettled: "the boundary has to send an envelope" };
  const place = findPlace(site.node);
  const status = toStatus(site, place, facts);
  const mask = maskResponse(site, status, facts);
  const masks = typeof mask === "string" ? [] : [mask];
  if (!facts.setting.contract || !facts.known.canonical)
    return { proposals: masks.map(toManual), unsettled: "the contract names no error class to throw" };
  if (wireShapeOf(facts.setting.contract, facts.source.path) === "own")
    return { proposals: masks, unsettled: typeof mask === "string" ? mask : null };
  const thrown = moveResponse(site, { place, status }, facts);
  if (typeof thrown !== "string") return { proposals: [...thrown, ...masks.map(toManual)], unsettled: null };
  const isLost = !site.isTold;
  return { proposals: isLost ? masks.map(toManual) : masks, unsettled: isLost || masks.length === 0 ? thrown : null };
}

function toManual(proposal: Proposal): Proposal {
  return { ...proposal, manual: true };
}

function toStatus(
  { node, sink, through, leaks: [leak] }: ResponseSite,
  place: Place | null,
  facts: Facts,
): ResponseStatus {
  const call = through !== null && node.type === "CallExpression" ? node : null;
  const isWhole = leak.part === "error" && sink.data.some((each) => unwrap(each) === leak.node);
  return findResponseStatus({ node, sink, call, statement: place?.node ?? null, isWhole }, facts);
}

function maskResponse(
  { through, leaks, caught }: ResponseSite,
  status: ResponseStatus,
  facts: Facts,
): Proposal | string {
  if (through !== null) return `\`${through}\` gives the answer, and others may call it`;
  const { contract } = facts.setting;
  if (contract && status.obstacle !== null && !status.isNamed) return status.obstacle;
  const edits = maskLeaks(leaks, status.message, facts);
  const locals = removeUnusedLocals({ gone: edits, within: caught.node }, facts);
  return {
    messageId: "mask",
    data: { message: status.message },
    edits: [...sortEdits([...edits, ...locals])],
    permission: { verdict: "safe" },
    manual: false,
  };
}

interface Situation {
  readonly place: Place | null;
  readonly status: ResponseStatus;
}

/** The proposals that leave the answer to the boundary; the reason, as a clause, where there is none. */
function moveResponse(site: ResponseSite, { place, status }: Situation, facts: Facts): Proposal[] | string {
  const frame = findFrame(site.node, site.sink.framework.title, facts);
  if (hasBegun(site.node, facts)) return `the response has begun${typeof frame === "string" ? `, and ${frame}` : ""}`;
  if (!place) return "the response is a part of another expression";
  const obstacle = findObstacle(site, { place, status }, facts);
  if (obstacle !== null) return obstacle;
  const wrapped = writeWrap(site, status.code, facts);
  if (typeof wrapped === "string") return wrapped;
  const move: Move = { site, place, wrapped, setters: status.setters, facts };
  const thrown = typeof frame === "string" ? frame : throwWrap(frame, move);
  const handed = handWrap(move);
  const proposals = [thrown, handed].filter((each) => each !== null && typeof each !== "string");
  return proposals.length > 0 ? proposals : String(thrown);
}

/** Why nobody else can answer in the place of a response, as a clause, wherever the error would go. */
function findObstacle(
  { node, sink, through }: ResponseSite,
  { place, status }: Situation & { readonly place: Place },
  facts: Facts,
): string | null {
  if (sink.channel !== "body") return "it is no body that the boundary would send";
  const isComplete = sink.ends || place.kind !== "statement" || sink.node.type === "AssignmentExpression";
  if (!isComplete || !findTail(place)) return "it is not the last thing that is done here";
  if (status.obstacle !== null) return status.obstacle;
  return through !== null && !doesOnlyAnswer(node, facts) ? `\`${through}\` does more than answer` : null;
}

interface Move {
  readonly site: ResponseSite;
  readonly place: Place;
  readonly wrapped: WrittenWrap;
  readonly setters: readonly TSESTree.Statement[];
  readonly facts: Facts;
}

function throwWrap(frame: Frame, move: Move): Proposal | string {
  const permission = toThrowPermission(frame, move.facts);
  if (typeof permission === "string") return permission;
  const { text, error, message } = move.wrapped;
  const dead = findTail(move.place)?.dead;
  const edits = moveTo(`throw ${text}`, dead ? [dead] : [], move);
  return { messageId: "throwWrap", data: { error, message }, edits, permission, manual: false };
}

/** To `next`, where the handler has one. */
function handWrap(move: Move): Proposal | null {
  const { site, place, wrapped, facts } = move;
  const next = findNext(site.node, facts);
  if (!next) return null;
  const call = `${next.name}(${wrapped.text})`;
  const edits = moveTo(place.kind === "return" ? `return ${call}` : call, [], move);
  const data = { error: wrapped.error, message: wrapped.message, callee: next.name };
  const permission: Permission = { verdict: "needs-project", questions: [toBoundaryQuestion(next.handler, facts)] };
  return { messageId: "handWrap", data, edits, permission, manual: false };
}

interface WrittenWrap {
  readonly text: string;
  readonly imports: readonly TextEdit[];
  readonly error: string;
  readonly message: string;
}

function writeWrap({ caught, node }: ResponseSite, code: string | null, facts: Facts): WrittenWrap | string {
  const { canonical } = facts.known;
  if (caught.binding?.type !== "Identifier") return "the error has no name of its own here";
  const error = caught.binding.name;
  if (!canonical?.wrap)
    return `${canonical?.name ?? "the contract's class"} has no wrapper, and ${error} may be coded already`;
  if (code !== null && canonical.wrap.options === null) return `${canonical.wrap.name} takes no code`;
  const message = toFailureMessage(caught, facts);
  const context = findContextNames(node, facts);
  const binding = { ...canonical, wrap: canonical.wrap };
  const call = toWrapCall(binding, node, { error, message, context, code }, facts);
  return typeof call === "string" ? call : { ...call, error, message };
}

/** What must be so for a throw to be answered; the reason where it cannot be. */
function toThrowPermission({ handler, isRejection }: Frame, facts: Facts): Permission | string {
  const { throws, title, name } = handler.framework;
  const questions: Question[] = [toBoundaryQuestion(handler, facts)];
  if (!isRejection) {
    if (throws.sync === "crash") return `${title} does not catch what a handler throws`;
  } else if (throws.async === "unhandled") return `${title} does not take what an async handler throws`;
  else if (throws.async !== "forwarded" && !handler.asyncWrapped)
    questions.push({ kind: "forwards-rejections", path: facts.source.path, framework: name });
  return { verdict: "needs-project", questions };
}

function toBoundaryQuestion({ function: node, framework }: Handler, { source: { path } }: Facts): Question {
  let name: string | null = null;
  for (let at: Handler["function"] | null = node; at && name === null; at = enclosingFunction(at))
    name = functionName(at);
  return { kind: "boundary", path, framework: framework.name, functionName: name };
}

/** The edits that put a statement in the place of a response, and take out what is of no use any more. */
function moveTo(
  statement: string,
  dead: readonly TSESTree.Statement[],
  { site, place, wrapped, setters, facts }: Move,
): TextEdit[] {
  const { source } = facts;
  const [start, end] = place.node.range;
  const quiet = { isAbout: () => false };
  const obsolete = [...dead, ...setters].map((each) => removeStatement(each, source, quiet));
  const gone = [{ start, end, text: "" }, ...obsolete.filter((each) => typeof each !== "string")];
  const locals = removeUnusedLocals({ gone, within: site.caught.node }, facts);
  const edits = removeUnusedNames([...gone, ...locals], source).map((edit) =>
    edit.start === start && edit.end === end ? { ...edit, text: toPlaced(statement, place, facts) } : edit,
  );
  return [...sortEdits([...wrapped.imports, ...edits])];
}

/** A statement as it stands in a place: where an arrow function had an expression, a `throw` needs a block. */
function toPlaced(statement: string, { kind, node }: Place, facts: Facts): string {
  const { end, newline } = toFileStyle(facts);
  if (kind !== "body") return `${statement}${end}`;
  if (!statement.startsWith("throw ")) return statement;
  const { text } = facts.source;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", node.range[0] - 1) + 1))?.[0] ?? "";
  const step = /^(\t| {2,8})\S/m.exec(text)?.[1] ?? "  ";
  return `{${newline}${indent}${step}${statement}${end}${newline}${indent}}`;
}

/** Whether a function of this file does nothing but log and answer. */
function doesOnlyAnswer(node: TSESTree.Node, facts: Facts): boolean {
  const target = node.type === "CallExpression" ? facts.known.functionOf(node.callee) : null;
  if (!target) return false;
  return target.body.type === "BlockStatement"
    ? target.body.body.every((each) => isAnswer(each, facts))
    : isAnswer(target.body, facts);
}

function isAnswer(node: TSESTree.Node | null, facts: Facts): boolean {
  switch (node?.type) {
    case undefined:
      return true;
    case "ExpressionStatement":
      return isAnswer(unwrap(node.expression), facts);
    case "ReturnStatement":
    case "AwaitExpression":
      return isAnswer(node.argument && unwrap(node.argument), facts);
    case "CallExpression": {
      const meaning = facts.known.meaningOf(node, rolesOf(facts));
      return meaning?.kind === "log" || meaning?.kind === "sink";
    }
    default:
      return false;
  }
}
