import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { findWrites } from "../analysis/find-writes.ts";
import type { Leak } from "../analysis/find-leaks.ts";
import type { Roles } from "../analysis/meaning.ts";
import type { Sink } from "../analysis/sink.ts";
import { findThrown } from "../analysis/throws-coded.ts";
import { wireShapeOf } from "../contract/scope.ts";
import { isClientStatus } from "../knowledge/status-codes.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import { someNode } from "../syntax/traverse.ts";
import { isWithin, literalString, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { findPurpose } from "./find-purpose.ts";
import { maskLeaks } from "./mask-leaks.ts";
import { handWrap, moveMessages, throwWrap, toStatusQuestions, toAnswerQuestions } from "./move-response.ts";
import type { Proposal } from "./proposal.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { findFrame, findPlace, findTail, hasBegun, rolesOf, type Place } from "./response-place.ts";
import { isTextReader } from "./text-reader.ts";
import { findResponseStatus, type ResponseStatus } from "./response-status.ts";

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
export const sealMessages = { ...moveMessages, mask: "Send “{{message}}” in its place." } as const;

/**
 * Keeps a raw error from the client: its wrap is thrown to the boundary, or handed to `next` where a throw would not get
 * there; else, and on a wire of the service's own, a stable text is sent in its place. Status and shape stay.
 */
export function sealResponse(site: ResponseSite, facts: Facts): SealedResponse {
  if (site.caught.kind === "boundary") return { proposals: [], unsettled: "the boundary has to send an envelope" };
  if (!isWithin(site.node, site.caught.node))
    return { proposals: [], unsettled: "it answers where nothing failed, too" };
  const purpose = findPurpose(site, facts);
  if (purpose !== null) return { proposals: [], unsettled: purpose };
  const place = findPlace(site.node);
  const status = toStatus(site, place, facts);
  const mask = maskResponse(site, status, facts);
  const masks = typeof mask === "string" ? [] : [mask];
  const code = findSentCode(site, facts);
  if (code !== null)
    return {
      proposals: masks.map(toManual),
      unsettled: `\`${code}\` is sent with it, and its text may be for the client, too`,
    };
  if (!facts.setting.contract)
    return { proposals: masks.map(toManual), unsettled: "there is no contract, and so no coded error to throw" };
  if (!facts.known.canonical)
    return { proposals: masks.map(toManual), unsettled: "the contract names no error class to throw" };
  const asked = toAsked(status);
  const inPlace = asked === null ? masks : masks.map(toManual);
  if (wireShapeOf(facts.setting.contract, facts.source.path) === "own")
    return { proposals: inPlace, unsettled: typeof mask === "string" ? mask : asked };
  const thrown = moveResponse(site, { place, status }, facts);
  const isLost = !site.isTold;
  if (typeof thrown !== "string") {
    const isManual = isLost || asked !== null;
    const spares = masks.map((each) => (isManual ? toManual(each) : toSpare(each, { site, status }, facts)));
    return { proposals: [...thrown, ...spares], unsettled: null };
  }
  if (masks.length === 0) return { proposals: [], unsettled: thrown };
  if (isLost)
    return { proposals: masks.map(toManual), unsettled: `${thrown}, and nobody but the client is told of the error` };
  return { proposals: inPlace, unsettled: asked };
}

/** Why a client may need the text that it would lose: its own request is at fault; `null` where it is not. */
function toAsked(status: ResponseStatus): string | null {
  return isClientFault(status) ? `who is answered ${String(status.literal)} may need to know why` : null;
}

/** `{ error: err.message, code: err.code }`: who gives errors a code that clients read may give them a text for those as well. */
function findSentCode({ sink, caught }: ResponseSite, { bindings, source: { text } }: Facts): string | null {
  const variables = bindings.declaredBy(caught.node);
  let code: string | null = null;
  const isCode = (node: TSESTree.Node): boolean => {
    if (node.type !== "MemberExpression" || propertyName(node) !== "code") return false;
    const variable = bindings.variableOf(unwrap(node.object));
    if (!variable || !variables.includes(variable)) return false;
    code = text.slice(...node.range);
    return true;
  };
  return sink.data.some((each) => someNode(each, isCode)) ? code : null;
}

function toManual(proposal: Proposal): Proposal {
  return { ...proposal, manual: true };
}

/** What is thrown and has a status of its own may have a text that was written for the client, too: a person decides. */
function toSpare(
  proposal: Proposal,
  { site, status }: { readonly site: ResponseSite; readonly status: ResponseStatus },
  facts: Facts,
): Proposal {
  const own = proposal.permission.verdict === "needs-project" ? proposal.permission.questions : [];
  const questions = [...toStatusQuestions({ caught: site.caught, status: status.literal }, facts), ...own];
  return { ...proposal, permission: { verdict: "needs-project", questions }, spare: true };
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
  { sink, through, leaks, caught }: ResponseSite,
  status: ResponseStatus,
  facts: Facts,
): Proposal | string {
  if (through !== null) return `\`${through}\` gives the answer, and others may call it`;
  if (isErrorOfLambda(sink, leaks)) return "Lambda takes an error there, and nothing in its place";
  const { contract } = facts.setting;
  if (contract && !status.isNamed) return status.obstacle ?? "its status is the error's own";
  // a client that reads no error status reads what is said in its place
  const isOwnWire = contract !== null && wireShapeOf(contract, facts.source.path) === "own";
  if (contract && !isOwnWire && sink.channel === "body" && status.obstacle !== null) return status.obstacle;
  // `try { if (!isFile) throw new Error("path is not a file"); … }`
  if (findThrown(caught, facts).length > 0)
    return "its `try` throws errors of its own, whose texts may be for the client";
  const body = leaks.find(({ node }) => isBody(node, sink));
  const maker = body ? findOwnCall(body.node, facts) : null;
  if (maker !== null) return toMadeBy(maker);
  const filled = leaks.find(({ node }) => isFilled(node, facts) || isMadeWithMore(node));
  if (filled) return `\`${facts.source.text.slice(...filled.node.range)}\` has more in it than the error`;
  const masks = maskLeaks(leaks, status.message, facts);
  const asked = { caught, status: status.literal, isWhole: isWhole(leaks), isWrapped: false };
  const gone = masks.map((each) => ({ ...each, text: "" }));
  const leftovers = removeLeftovers(gone, caught.node, facts);
  if (typeof leftovers === "string") return leftovers;
  return {
    messageId: "mask",
    data: { message: status.message },
    edits: [...sortEdits([...masks, ...leftovers.all])],
    permission: { verdict: "needs-project", questions: toAnswerQuestions(asked, facts) },
    manual: false,
  };
}

/** `callback(failed(err), event)`, `context.done(err)` */
function isErrorOfLambda({ framework, node }: Sink, leaks: readonly Leak[]): boolean {
  const given = framework.name === "aws-lambda" && node.type === "CallExpression" ? node.arguments[0] : undefined;
  return given !== undefined && leaks.some((leak) => isWithin(leak.node, given));
}

/** Whether a name stands for an object or a list, which no text can take the place of. */
function isFilled(node: TSESTree.Node, { bindings }: Facts): boolean {
  const variable = node.type === "Identifier" ? bindings.variableOf(node) : null;
  const writes = (variable && findWrites(variable)) ?? [];
  return writes.some(({ kind, given }) => kind === "member" || /^(?:Object|Array)Expression$/.test(unwrap(given).type));
}

/** `renderPage(jobs, err.message)`: what is made of a text and other things. */
function isMadeWithMore(node: TSESTree.Node): boolean {
  const made = unwrap(node);
  return made.type === "CallExpression" && made.arguments.length > 1 && !isTextReader(made);
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
  const { code, literal, setters } = status;
  const isLogged = site.through !== null || !site.isTold;
  const sent = { members: findMembers(site), isWhole: isWhole(site.leaks) };
  const moved = { ...site, ...sent, place, code, status: literal, setters, isLogged };
  const thrown = typeof frame === "string" ? frame : throwWrap(frame, moved, facts);
  const handed = handWrap(moved, facts);
  const proposals = [thrown, handed].filter((each) => each !== null && typeof each !== "string");
  return proposals.length > 0 ? proposals : String(thrown);
}

/** Whether the error itself is sent: what of it, its class may say by a `toJSON`. */
function isWhole(leaks: readonly Leak[]): boolean {
  return leaks.some(({ part }) => part === "error");
}

/** What an answer has at the top level, as far as that is written out, by whom it is sent or by who gives that the parts. */
function findMembers({ sink, node, through }: ResponseSite): string[] {
  const given = through !== null && node.type === "CallExpression" ? node.arguments : [];
  const objects = [...sink.data, ...given].map((each) => unwrap(each));
  const properties = objects.flatMap((each) => (each.type === "ObjectExpression" ? each.properties : []));
  return properties.flatMap((each) => (each.type === "Property" ? (propertyName(each) ?? []) : []));
}

/** Why nobody else can answer in the place of a response, as a clause, wherever the error would go. */
function findObstacle(
  { node, sink, through, isTold }: ResponseSite,
  { place, status }: Situation & { readonly place: Place },
  facts: Facts,
): string | null {
  if (sink.channel !== "body") return "it is no body that the boundary would send";
  const isComplete = sink.ends || place.kind !== "statement" || sink.node.type === "AssignmentExpression";
  if (!isComplete || !findTail(place)) return "it is not the last thing that is done here";
  if (status.obstacle !== null) return status.obstacle;
  if ((isTold || isClientFault(status)) && sink.data.some(hasOwnText)) return "its text was written for whoever asked";
  const maker = sink.data.map((each) => findMaker(each, facts)).find((each) => each !== null);
  if (maker) return toMadeBy(maker);
  return through !== null && !doesOnlyAnswer(node, facts) ? `\`${through}\` does more than answer` : null;
}

/** `res.send(toProblem({ detail: err.message }))`: the function of the project's own that makes a whole body; `null` where none does. */
function findMaker(data: TSESTree.Node, facts: Facts): string | null {
  return isOfParts(unwrap(data)) ? findOwnCall(data, facts) : null;
}

function isOfParts(made: TSESTree.Node): boolean {
  const given = made.type === "CallExpression" || made.type === "NewExpression" ? made.arguments : [];
  return given.some((each) => unwrap(each).type === "ObjectExpression");
}

function toMadeBy(maker: string): string {
  return `its body is made by \`${maker}\`, whose shape others may rely on`;
}

/** `toBody(err)`: the name of the function of the project's own that a call is of. */
function findOwnCall(node: TSESTree.Node, { bindings, source: { text } }: Facts): string | null {
  const made = unwrap(node);
  if (made.type !== "CallExpression" && made.type !== "NewExpression") return null;
  const root = bindings.originOf(made.callee)?.root;
  const isOwn = root?.kind === "declaration" || (root?.kind === "import" && /^[.#@~]\/|^#/.test(root.module));
  return isOwn ? text.slice(...made.callee.range) : null;
}

/** Whether it is all that is sent, and by its name no text: `res.send(toBody(err))`. */
function isBody(node: TSESTree.Node, { data }: Sink): boolean {
  const inner = unwrap(node);
  const isText = inner.type === "CallExpression" && isTextReader(inner) && !isOfParts(inner);
  return !isText && data.some((each) => unwrap(each) === inner);
}

function isClientFault({ literal }: ResponseStatus): boolean {
  return literal !== null && isClientStatus(literal);
}

/** `{ error: "Check the token.", details: err.message }`: a boundary sends the contract's message for the code in its place. */
function hasOwnText(data: TSESTree.Node): boolean {
  return someNode(data, (node) => /\S\s\S/.test(literalString(node) ?? ""));
}

/** Whether a function of this file does nothing but log and answer. */
function doesOnlyAnswer(node: TSESTree.Node, facts: Facts): boolean {
  const target = node.type === "CallExpression" ? facts.known.functionOf(node.callee) : null;
  if (node.type !== "CallExpression" || !target) return false;
  const { body } = target;
  const roles = rolesBehind(node, target, facts);
  const statements = body.type === "BlockStatement" ? body.body : [body];
  return statements.every((each) => isAnswer(each, roles, facts));
}

/** What the parameters of a function are that is called with those of a handler. */
function rolesBehind({ arguments: given }: TSESTree.CallExpression, target: FunctionNode, facts: Facts): Roles {
  const { bindings } = facts;
  const roles = new Map(rolesOf(facts));
  for (const variable of bindings.declaredBy(target)) {
    const index = target.params.findIndex((each) => variable.identifiers.includes(each as TSESTree.Identifier));
    const argument = given[index];
    const named = argument && bindings.variableOf(unwrap(argument));
    const role = named && roles.get(named);
    if (role) roles.set(variable, role);
  }
  return roles;
}

function isAnswer(node: TSESTree.Node | null, roles: Roles, facts: Facts): boolean {
  switch (node?.type) {
    case undefined:
      return true;
    case "ExpressionStatement":
      return isAnswer(unwrap(node.expression), roles, facts);
    case "ReturnStatement":
    case "AwaitExpression":
      return isAnswer(node.argument && unwrap(node.argument), roles, facts);
    case "CallExpression":
      return /^(?:log|sink)$/.test(facts.known.meaningOf(node, roles)?.kind ?? "");
    default:
      return false;
  }
}
