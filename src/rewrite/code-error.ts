import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isPlainError, type Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Code, Contract, ErrorBinding } from "../contract/contract.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { replaceExpression, type TextEdit } from "../syntax/edits.ts";
import {
  enclosingFunction,
  literalNumber,
  literalString,
  nearestFunctionName,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { chooseCode, sureEnough, type CodeChoice } from "./choose-code.ts";
import { isToAsker } from "./code-words.ts";
import { isIdentifying } from "./context.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import { findOwnKind } from "./find-own-kind.ts";
import { findTested } from "./find-tested.ts";
import { cancelled, isCancellationAt } from "./is-cancellation.ts";
import type { Permission, Proposal, Question } from "./proposal.ts";
import { removeStatement } from "./remove-statement.ts";
import { removeUnusedNames } from "./remove-unused-names.ts";
import { isStatusSetBefore, statusBefore } from "./response-status.ts";
import {
  findConstant,
  isRetold,
  noMessage,
  toMessageQuestions,
  toStableFormat,
  toStableMessage,
  type StableMessage,
} from "./stable-message.ts";
import { findUncodedParts, type UncodedError, type UncodedParts } from "./uncoded-parts.ts";
import { toWrapCall } from "./wrap-call.ts";

/** The texts that the proposals go by. */
export const codeMessages = {
  code: "Make a coded error of it: `{{code}}`, “{{message}}”.",
  codeByWrap: "Wrap `{{error}}` instead, which keeps its code: “{{message}}”.",
} as const;

/**
 * Makes a coded error of one that has no code: the code by its status, class and words, a stable message, and what varies in
 * the context. `decided` is the code that a person has given it. A text instead is the reason why that cannot be done.
 */
export function codeError(error: UncodedError, facts: Facts, decided: Code | null = null): Proposal | string {
  const { contract } = facts.setting;
  const binding = facts.known.canonical;
  if (!binding || !contract) return "the contract names no error class";
  if (isStatusSetBefore(error.node, facts)) return statusBefore;
  const parts = withStatements(error, facts);
  if (typeof parts === "string") return parts;
  if (!decided && isKnownToTrpc(parts))
    return `tRPC's clients know \`${parts.foreign?.name ?? ""}\` by its own errors alone`;
  const stable = toMessage(parts, facts);
  if (typeof stable === "string") return stable;
  const caught = findCaughtCause(parts, facts);
  const choice = decided ? toDecided(decided) : choose({ error, parts, stable }, contract, facts);
  const isTranslated = parts.isForeign && (typeof choice === "string" || choice.code.http !== 500);
  if (caught && stable.text !== null && !isTranslated)
    return decided
      ? "a wrap keeps the code that its cause may have"
      : wrapCause({ error, parts, stable, caught }, binding, facts);
  if (parts.cause && !isTranslated) return "its cause may be coded already";
  if (parts.cause && binding.options === null) return "the contract's class takes no cause in its options";
  if (typeof choice === "string") return choice;
  const kind = decided || parts.isForeign ? null : findOwnKind(facts);
  if (kind !== null)
    return `\`${kind}\` and others of the team's own are thrown here: only a person can tell which this one is`;
  return toProposal({ error, parts, stable, choice }, binding, facts);
}

/** Whether tRPC would call it something else where it is of another class. */
function isKnownToTrpc({ foreign }: UncodedParts): boolean {
  return foreign?.vocabulary === "trpc" && foreign.name !== "INTERNAL_SERVER_ERROR";
}

interface Taken extends UncodedParts {
  /** Statements that gave it a status, and are not needed any more. */
  readonly gone: readonly TextEdit[];
}

/** The parts, with those that statements add: `const err = new Error("no order"); err.status = 404; throw err;` */
function withStatements(error: UncodedError, facts: Facts): Taken | string {
  const parts = findUncodedParts(error, facts);
  const declarator = parentOutsideCasts(error.node);
  if (typeof parts === "string") return parts;
  if (declarator?.type !== "VariableDeclarator") return { ...parts, gone: [] };
  const [variable] = facts.bindings.declaredBy(declarator);
  if (!variable || !isUnreassigned(variable) || declarator.id.type !== "Identifier")
    return "what becomes of it before it leaves cannot be seen";
  if (declarator.id.typeAnnotation && !/^:\s*(?:any|Error|unknown)$/.test(textOf(declarator.id.typeAnnotation, facts)))
    return `\`${variable.name}\` is declared to be another error`;
  return takeStatements(variable, parts, facts);
}

function takeStatements(variable: Variable, parts: UncodedParts, facts: Facts): Taken | string {
  let taken: Taken = { ...parts, gone: [] };
  for (const reference of variable.references) {
    if (reference.init === true) continue;
    const set = findSetting(reference.identifier);
    if (set === null && isLeaving(reference.identifier)) continue;
    const status = set && /^(?:status|statusCode)$/.test(set.name) ? literalNumber(set.value) : null;
    const removal =
      set && status !== null ? removeStatement(set.statement, facts.source, { isAbout: () => false }) : null;
    if (removal === null || status === null) return `\`${variable.name}\` is given more than a code`;
    if (typeof removal === "string") return removal;
    taken = { ...taken, status, isForeign: true, gone: [...taken.gone, removal] };
  }
  return taken;
}

/** `err.status = 404;` */
function findSetting(
  node: TSESTree.Node,
): { readonly name: string; readonly value: TSESTree.Node; readonly statement: TSESTree.Node } | null {
  const member = parentOutsideCasts(node);
  const name = member?.type === "MemberExpression" && unwrap(member.object) === node ? propertyName(member) : null;
  const assignment = member && name !== null ? parentOutsideCasts(member) : null;
  if (name === null || assignment?.type !== "AssignmentExpression" || assignment.operator !== "=") return null;
  const statement = assignment.parent;
  return statement.type === "ExpressionStatement" ? { name, value: assignment.right, statement } : null;
}

/** `throw err`, `next(err)`, `reject(err)`, `return err` of an arrow that makes one. */
function isLeaving(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "ThrowStatement") return true;
  return parent?.type === "CallExpression" && parent.arguments.length === 1 && unwrap(parent.callee) !== node;
}

function toMessage({ message, filling }: UncodedParts, facts: Facts): StableMessage | string {
  if (message === null) return noMessage;
  const format = filling === null ? null : literalString(message);
  if (filling !== null && filling.length > 0 && format === null) return "its message is not written out";
  const stable =
    format === null || filling === null
      ? toStableMessage(message, null, facts)
      : toStableFormat(format, filling, facts);
  if (typeof stable === "string") return stable;
  for (const text of stable.data.values())
    if (/(?:^|\.)(?:message|stack)$/.test(text)) return `its message holds that of another error, \`${text}\``;
  const constant = findConstant(stable);
  if (constant !== null) return constant;
  return stable.text === null ? "it has no message that stays the same" : stable;
}

/** `const message = "no order"`, which stays the name of it. */
function isNamed({ message }: UncodedParts, { text, data, written }: StableMessage): boolean {
  return message !== null && unwrap(message).type === "Identifier" && data.size === 0 && written[0] === text;
}

/** The caught error that is its cause: a wrap keeps the code which that may have. */
function findCaughtCause({ cause }: UncodedParts, { bindings }: Facts): Variable | null {
  const inner = cause && unwrap(cause);
  const variable = inner?.type === "Identifier" ? bindings.variableOf(inner) : null;
  return variable?.defs[0]?.type === "CatchClause" && isUnreassigned(variable) ? variable : null;
}

interface Made {
  readonly error: UncodedError;
  readonly parts: Taken;
  readonly stable: StableMessage;
}

function wrapCause(made: Made & { readonly caught: Variable }, binding: ErrorBinding, facts: Facts): Proposal | string {
  const { error, parts, stable, caught } = made;
  const { wrap } = binding;
  const message = stable.text ?? "";
  if (!wrap)
    return `${binding.name ?? "the contract's class"} has no wrapper, and \`${caught.name}\` may be coded already`;
  const context = toContext(made, facts);
  if (typeof context === "string") return context;
  if (isCancellationAt(error.node, facts)) return cancelled;
  const name = isNamed(parts, stable) ? textOf(parts.message as TSESTree.Node, facts) : null;
  const call = toWrapCall(wrap, error.node, { error: caught.name, message, name, context }, facts);
  if (typeof call === "string") return call;
  const edit = replaceExpression(error.node.range, call.text, facts.source.text);
  return {
    messageId: "codeByWrap",
    data: { error: caught.name, message },
    edits: removeUnusedNames([...call.imports, ...parts.gone, edit], facts.source),
    permission: toPermission(
      made,
      { needsRequest: false, imports: call.imports.length > 0, status: ownStatus, code: null },
      facts,
    ),
    manual: false,
  };
}

/** That of a wrap whose cause has none. */
const ownStatus = 500;

const byPerson = "a person";

function toDecided(code: Code): CodeChoice {
  return { code, confidence: 1, by: byPerson };
}

function choose({ error, parts, stable }: Made, contract: Contract, facts: Facts): CodeChoice | string {
  const { status, foreign } = parts;
  const { handler, node } = error;
  const isRequested = handler !== undefined && handler.framework.sinks.length > 0;
  const tested = findTested(node, isRequested ? handler : null, stable.text, facts);
  const below = isRequested ? "request" : handler ? "job" : "anything";
  const choice = chooseCode({ message: stable.text, status, foreign, below, ...tested }, contract);
  const internal = contract.codes.get("INTERNAL_ERROR");
  // a text that is thrown says nothing of whose fault it is, unless it speaks to whoever asks, as what is handed on in a handler may
  const isText = typeof choice === "string" && parts.message === error.node && !(isRequested && error.callee != null);
  const isSilent = isText && !isToAsker(stable.text ?? "");
  return isSilent && internal ? { code: internal, confidence: sureEnough, by: "its being a text" } : choice;
}

function toProposal(
  made: Made & { readonly choice: CodeChoice },
  binding: ErrorBinding,
  facts: Facts,
): Proposal | string {
  const { error, parts, stable, choice } = made;
  if (!binding.construct)
    return `${binding.name ?? "the contract's class"} wants more than a code, a message and options`;
  const provided = provideErrorClass(binding, error.node, facts);
  if (typeof provided === "string") return provided;
  const context = toContext(made, facts);
  if (typeof context === "string") return context;
  const code = choice.code.name;
  const message = stable.text ?? choice.code.message;
  const cause = parts.cause ? textOf(parts.cause, facts) : null;
  const name = isNamed(parts, stable) ? textOf(parts.message as TSESTree.Node, facts) : null;
  const text = toConstruction(binding, provided.name, { code, message, name, context, cause }, facts);
  if (text === null) return `${binding.name ?? "the contract's class"} has no place for what would be said`;
  const edit = replaceExpression(error.node.range, text, facts.source.text);
  const needsRequest = error.handler === undefined && choice.code.fault === "client";
  const status = choice.by === byPerson ? null : choice.code.http;
  return {
    messageId: "code",
    data: { code, message },
    edits: removeUnusedNames([...provided.edits, ...parts.gone, edit], facts.source),
    permission: toPermission(made, { needsRequest, imports: provided.edits.length > 0, status, code }, facts),
    manual: choice.confidence < sureEnough,
    choice: { code, confidence: choice.confidence, by: choice.by },
  };
}

interface PermissionManner {
  readonly needsRequest: boolean;
  readonly imports: boolean;
  /** That which it is given; `null` where a person has said so. */
  readonly status: number | null;
  /** `null` where its cause has a say in it. */
  readonly code: string | null;
}

/**
 * Whether it may be made. Nobody above may ask for what is gone; where a host reads a status or code that is gone, or where a
 * client fault has to be answered as one, a boundary has to stand above. A status that the code gives it, unless by a person's
 * word, has to be the one that is answered where an error has none.
 */
function toPermission(
  { error: { node, handler, callee, construction }, parts, stable }: Made,
  { needsRequest, imports, status, code }: PermissionManner,
  facts: Facts,
): Permission {
  const { path } = facts.source;
  const functionName = nearestFunctionName(node);
  const isOwnFrame = handler !== undefined && enclosingFunction(node) === handler.function;
  const isRead = parts.isForeign || (callee != null && handler?.framework.reads.includes("code") === true);
  const questions: Question[] = toMessageQuestions(stable, path);
  if (!isOwnFrame || parts.isForeign)
    questions.push({
      kind: "listeners",
      functionName,
      exported: true,
      path,
      made: true,
      ...(construction === null && { text: true }),
      ...(isRetold(stable) && { retold: true }),
      ...(parts.cause === null && { causeless: true }),
      ...(isPlain(construction, parts) && { becomes: { code, status: code === null ? null : status } }),
    });
  const framework = handler?.framework.name ?? null;
  if (!parts.isForeign && status !== null)
    questions.push({ kind: "fallback-status", path, framework, functionName, made: true, status });
  if (isRead || needsRequest) questions.push({ kind: "boundary", path, framework, functionName, made: true });
  if (imports) questions.push({ kind: "import-cycle", path });
  if (imports && handler === undefined) questions.push({ kind: "browsers", path });
  return questions.length === 0 ? { verdict: "safe" } : { verdict: "needs-project", questions };
}

/** `new Error("…")`, which has nothing but its message. */
function isPlain(construction: Construction | null, { status, foreign, data }: Taken): boolean {
  return (
    construction !== null && isPlainError(construction) && status === null && foreign === null && data.length === 0
  );
}

/** The members of the context; a text where one of them must not stand there. */
function toContext({ parts, stable }: Made, facts: Facts): string[] | string {
  const members = [...stable.data].map(([name, text]) => toMember(toKey(name), text));
  for (const property of parts.data) {
    const text = textOf(property, facts);
    const name = propertyName(property) ?? "";
    if (!isIdentifying(name) || !isQuiet(property.value)) return `it carries \`${name}\``;
    if (!members.includes(text)) members.push(text);
  }
  return members;
}

/** A name, a path or a literal: what can be read a moment later just as well. */
function isQuiet(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return isQuiet(inner.object) && propertyName(inner) !== null;
  return inner.type === "Identifier" || inner.type === "Literal" || inner.type === "ThisExpression";
}

/** `id` for `req.params.id`: where in a request or an answer it came says nothing of what it is. */
function toKey(name: string): string {
  if (/^(?:res|resp|\w*[rR]esponse)Status$/.test(name)) return "status";
  const [, first = "", rest = ""] = /^(?:params|query|body)([A-Z])(.*)$/.exec(name) ?? [];
  return first === "" ? name : `${first.toLowerCase()}${rest}`;
}

function toMember(key: string, text: string): string {
  return key === text ? key : `${key}: ${text}`;
}

function textOf({ range }: TSESTree.Node, { source }: Facts): string {
  return source.text.slice(...range);
}

interface Texts {
  readonly code: string;
  readonly message: string;
  /** The constant that holds the message; `null` where it is written out. */
  readonly name: string | null;
  readonly context: readonly string[];
  readonly cause: string | null;
}

/** `new AppError("NOT_FOUND", "order not found", { context: { id } })`, in the class's own order. */
function toConstruction(
  binding: ErrorBinding,
  name: string,
  { code, message, name: held, context, cause }: Texts,
  facts: Facts,
): string | null {
  const style = toFileStyle(facts);
  const texts = { code: toLiteral(code, style), message: held ?? toLiteral(message, style) };
  const made = binding.factory ? name : `new ${name}`;
  const data = context.length > 0 ? `{ ${context.join(", ")} }` : null;
  const { fields } = binding;
  if (data !== null && !binding.context) return null;
  if (binding.object !== null) {
    const given = [
      ...(data === null ? [] : [`${fields.context}: ${data}`]),
      ...(cause === null ? [] : [toMember(fields.cause, cause)]),
    ];
    return `${made}({ ${[`${fields.code}: ${texts.code}`, `${fields.message}: ${texts.message}`, ...given].join(", ")} })`;
  }
  const options = [
    ...(cause === null ? [] : [toMember("cause", cause)]),
    ...(data === null ? [] : [`context: ${data}`]),
  ];
  if (binding.code === null || binding.message === null || (options.length > 0 && binding.options === null))
    return null;
  const places: string[] = [];
  places[binding.code] = texts.code;
  places[binding.message] = texts.message;
  if (options.length > 0 && binding.options !== null) places[binding.options] = `{ ${options.join(", ")} }`;
  return `${made}(${Array.from(places, (each) => each ?? "undefined").join(", ")})`;
}
