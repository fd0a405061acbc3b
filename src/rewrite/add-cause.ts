import type { TSESTree } from "@typescript-eslint/types";
import { posix } from "node:path";
import { resolveObject } from "../analysis/cause.ts";
import { localClass } from "../analysis/class-slot.ts";
import type { CauseSlot, Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { isTypescript } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, literalString, nearestFunctionName, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ErrorForm } from "../knowledge/error-library.ts";
import { takesAnyCause } from "./cause-type.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import { insertArgument, toSeparation } from "./insert-argument.ts";
import { toDecision, type Permission, type Proposal, type Question, type SlotQuestion } from "./proposal.ts";

/** The text that the proposal goes by. */
export const addCauseMessages = {
  addCause: "Pass `{{error}}` as the cause.",
} as const;

/** Why an error gets no cause by a machine where `new Error(message, { cause })` does not compile. */
export const noCauseInLib =
  "the project's `lib` knows no `cause`: raise it to `es2022`, or is `Object.assign` to add it?";

/**
 * Gives an error that is made the caught one, by this name, as its cause. `place`: what the index is asked of where its class
 * takes one. A text instead is the reason why it cannot be.
 */
export function addCause(
  construction: Construction,
  error: string,
  facts: Facts,
  place?: SlotQuestion,
): Proposal | string {
  const { name, form } = construction;
  if (isCopied(construction)) return `\`${name}\` would send the message of \`${error}\` to the client`;
  if (form?.causeArgument !== undefined) return `\`${name}\` takes the error in front of its message`;
  const edits = isMissingInLib(construction, facts)
    ? assignCause(construction, error)
    : toEdit(construction, error, facts);
  if (typeof edits === "string") return edits;
  const decision = toDecision(findDoubt(construction, error, facts));
  return {
    messageId: "addCause",
    data: { error },
    edits: [edits].flat(),
    permission: toPermission(construction, facts, place),
    ...decision,
  };
}

/** A cause cuts nobody off; who compares errors whole, writes them out or asks for a cause finds one that was not there. */
function toPermission(construction: Construction, facts: Facts, place: SlotQuestion | undefined): Permission {
  const { node, form, message } = construction;
  const { path } = facts.source;
  const functionName = nearestFunctionName(enclosingFunction(node));
  const cause = isShown(construction, facts) ? "shown" : "hidden";
  const said = literalString(message);
  const given = { made: true, cause, ...(said !== null && { said }) } as const;
  const questions: Question[] = [{ kind: "listeners", functionName, exported: true, path, ...given }];
  const kept = place ?? toKeepsCause(construction, facts);
  if (kept) questions.push(kept);
  if (form?.causeSince !== undefined)
    questions.push({ kind: "version", path, module: form.callee.module, since: form.causeSince });
  return { verdict: "needs-project", questions };
}

/** What the index is asked of a class of another module whose place for a cause is known. */
function toKeepsCause(construction: Construction, facts: Facts): Question | null {
  const of = construction.form ? null : toSlotQuestion(construction, facts);
  return of?.module ? { kind: "keeps-cause", path: of.path, module: of.module, name: of.name } : null;
}

/** What the index is asked of the place that the class of an error has for a cause; `null` where the class cannot be named. */
export function toSlotQuestion({ node }: Construction, { bindings, source, setting }: Facts): SlotQuestion | null {
  const origin = bindings.originOf(node.callee);
  const [name = "default", ...further] = origin?.path ?? [];
  const common = {
    kind: "cause-slot",
    path: source.path,
    ...(setting.hasErrorCause === false && { isOld: true as const }),
  } as const;
  if (origin?.root.kind === "declaration" && origin.path.length === 0)
    return { ...common, module: null, name: origin.root.variable.name };
  if (origin?.root.kind !== "import" || further.length > 0) return null;
  return { ...common, module: toModuleName(origin.root.module, posix.dirname(source.path)), name };
}

/** Whether the cause becomes a property like any other, as that of an `Error` is none. What a class of the file makes of it is open. */
function isShown(construction: Construction, facts: Facts): boolean {
  const { kind, slot, form } = construction;
  if (isMissingInLib(construction, facts)) return true;
  if (form) return form.showsCause === true;
  return kind === "coded" ? slot.kind === "argument" : !("isOfLanguage" in slot || "isHidden" in slot);
}

/** What a person has to decide before the cause is added; `null` where nothing is open. */
function findDoubt(construction: Construction, error: string, facts: Facts): string | null {
  const { kind, name } = construction;
  // a plain error says nothing of a code that its cause has
  if (kind === "builtin" && facts.setting.contract)
    return `is \`${name}\` to stay a plain error, whatever code \`${error}\` has, or to become a wrap?`;
  if (kind === "builtin" && isMissingInLib(construction, facts)) return noCauseInLib;
  if (construction.form?.hidesWithCause === true)
    return `servers such as Yoga hide the message of a \`${name}\` that has a cause: is the client to read it?`;
  return isTyped(construction, facts) ? `does \`${name}\` take any value that is caught as its cause?` : null;
}

function isCopied(construction: Construction): boolean {
  const { form, library } = construction;
  if (library?.exposes === "never") return false;
  return form?.copiesCause === "always" || (form?.copiesCause === "without-message" && !hasMessage(construction));
}

function hasMessage({ node, form }: Construction): boolean {
  const options = node.arguments[form?.options ?? -1];
  const key = form?.messageKey;
  if (options?.type !== "ObjectExpression" || key === undefined) return false;
  return options.properties.some((property) => property.type === "Property" && propertyName(property) === key);
}

/** A class's parameter, or the member of its options, may be of a type that a caught value, which is `unknown`, is not. */
function isTyped({ kind, slot, node }: Construction, facts: Facts): boolean {
  if (kind === "coded" || (slot.kind !== "argument" && slot.kind !== "option") || slot.isOpen) return false;
  const callee = unwrap(node.callee);
  const declared = callee.type === "Identifier" ? localClass(callee, facts.known) : null;
  const takesAny = declared && takesAnyCause(declared, slot, facts);
  return slot.kind === "argument" ? takesAny !== true && isTypescript(facts.source.path) : takesAny === false;
}

/** The language's own place for a cause, where the project is compiled against a language that has none. */
function isMissingInLib({ slot }: Construction, { setting }: Facts): boolean {
  return "isOfLanguage" in slot && setting.hasErrorCause === false;
}

/** `Object.assign(new Error("…"), { cause: err })` is known to every language that has errors. */
function assignCause({ node: { range } }: Construction, error: string): TextEdit[] {
  const [start, end] = range;
  return [
    { start, end: start, text: "Object.assign(" },
    { start: end, end, text: `, ${toCauseOption(error)})` },
  ];
}

/** `{ cause: err }`, `{ cause }` */
export function toCauseOption(error: string): string {
  return error === "cause" ? "{ cause }" : `{ cause: ${error} }`;
}

/** `new NotFoundError({ message: "…", info })`: a class that takes either does not look at what comes behind an object. */
function isGivenAsObject(message: TSESTree.Node | null): boolean {
  return message !== null && unwrap(message).type === "ObjectExpression";
}

function toEdit(
  { node, slot, name, message, overwritesCause, form }: Construction,
  error: string,
  facts: Facts,
): TextEdit | string {
  if (overwritesCause) return `\`${name}\` overwrites the cause that it is given`;
  const { text } = facts.source;
  switch (slot.kind) {
    case "argument":
      if (isGivenAsObject(message)) return `\`${name}\` is given an object in place of its arguments`;
      return insertArgument(node, slot.index, { value: error, text });
    case "option":
      return inOptions(node, slot, { error, facts, standard: form?.standard });
    case "errors":
      return inOptions(node, { kind: "option", index: 2, key: "cause" }, { error, facts });
    case "none":
      return `\`${name}\` takes no cause`;
    case "unknown":
      return `nobody can tell from this file where \`${name}\` takes a cause`;
  }
}

interface Wanted {
  readonly error: string;
  readonly facts: Facts;
  /** What options have to say where there are none yet. */
  readonly standard?: ErrorForm["standard"];
}

function inOptions(
  node: Construction["node"],
  { index, key }: CauseSlot & { kind: "option" },
  { error, facts, standard }: Wanted,
): TextEdit | string {
  const property = key === error ? key : `${key}: ${error}`;
  const options = node.arguments[index];
  if (!options) {
    const beside = standard ? `, ${standard.key}: ${toLiteral(standard.text, toFileStyle(facts))}` : "";
    return insertArgument(node, index, { value: `{ ${property}${beside} }`, text: facts.source.text });
  }
  const object = unwrap(options);
  if (object.type !== "ObjectExpression") {
    const isElsewhere = resolveObject(options, facts.bindings) !== null;
    return isElsewhere ? "its options are made elsewhere" : "nobody can tell from this file what its options hold";
  }
  const present = object.properties.find((each) => each.type === "Property" && propertyName(each) === key);
  if (present) return { start: present.range[0], end: present.range[1], text: property };
  const [first] = object.properties;
  if (!first) return { start: object.range[0], end: object.range[1], text: `{ ${property} }` };
  const separation = toSeparation(first, facts.source.text);
  return { start: first.range[0], end: first.range[0], text: `${property},${separation}` };
}
