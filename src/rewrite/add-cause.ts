import type { TSESTree } from "@typescript-eslint/types";
import { posix } from "node:path";
import { resolveObject } from "../analysis/cause.ts";
import type { CauseSlot, Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { toModuleName } from "../contract/module-name.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { enclosingFunction, literalString, nearestFunctionName, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ErrorForm } from "../knowledge/error-library.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import { insertArgument, toSeparation } from "./insert-argument.ts";
import { toDecision, type Permission, type Proposal, type Question } from "./proposal.ts";

/** The text that the proposal goes by. */
export const addCauseMessages = {
  addCause: "Pass `{{error}}` as the cause.",
} as const;

/** Why an error gets no cause by a machine where `new Error(message, { cause })` does not compile. */
export const noCauseInLib =
  "the project's `lib` knows no `cause`: raise it to `es2022`, or is `Object.assign` to add it?";

/** Gives an error that is made the caught one, by this name, as its cause. A text instead is the reason why it cannot be. */
export function addCause(construction: Construction, error: string, facts: Facts): Proposal | string {
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
    permission: toPermission(construction, facts),
    ...decision,
  };
}

/** A cause cuts nobody off; who compares errors whole, writes them out or asks for a cause finds one that was not there. */
function toPermission(construction: Construction, facts: Facts): Permission {
  const { node, form, message } = construction;
  const { path } = facts.source;
  const functionName = nearestFunctionName(enclosingFunction(node));
  const cause = isShown(construction, facts) ? "shown" : "hidden";
  const said = literalString(message);
  const given = { made: true, cause, ...(said !== null && { said }) } as const;
  const questions: Question[] = [{ kind: "listeners", functionName, exported: true, path, ...given }];
  const origin = facts.bindings.originOf(node.callee);
  if (!form && origin?.root.kind === "import") {
    const module = toModuleName(origin.root.module, posix.dirname(path));
    questions.push({ kind: "keeps-cause", path, module, name: origin.path[0] ?? "default" });
  }
  if (form?.causeSince !== undefined)
    questions.push({ kind: "version", path, module: form.callee.module, since: form.causeSince });
  return { verdict: "needs-project", questions };
}

/** Whether the cause becomes a property like any other, as that of an `Error` is none. What a class of the file makes of it is open. */
function isShown(construction: Construction, facts: Facts): boolean {
  const { kind, slot, form } = construction;
  if (isMissingInLib(construction, facts)) return true;
  if (form) return form.showsCause === true;
  return kind === "coded" ? slot.kind === "argument" : !("isOfLanguage" in slot);
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
  return isTypedArgument(construction, facts) || isTypedOption(construction, facts)
    ? `does \`${name}\` take any value that is caught as its cause?`
    : null;
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

/** A class's parameter may be of a type that a caught value, which is `unknown`, is not. */
function isTypedArgument({ kind, slot }: Construction, { source }: Facts): boolean {
  return kind !== "coded" && slot.kind === "argument" && /\.[cm]?tsx?$/.test(source.path);
}

/** `constructor(message: string, options?: { cause?: Error })`: of a class of the file, whose options say what a cause is. */
function isTypedOption({ slot, node }: Construction, facts: Facts): boolean {
  const options = slot.kind === "option" ? findParameter(node.callee, slot.index, facts) : null;
  const target = options?.type === "AssignmentPattern" ? options.left : options;
  const type = target && "typeAnnotation" in target ? target.typeAnnotation?.typeAnnotation : undefined;
  const cause = type && slot.kind === "option" ? findMember(type, slot.key, facts) : undefined;
  const said = cause?.typeAnnotation?.typeAnnotation.type;
  return said !== undefined && said !== "TSUnknownKeyword" && said !== "TSAnyKeyword";
}

/** The parameter of the constructor that a class of the file has, or takes over from another of the file. */
function findParameter(callee: TSESTree.Node, index: number, facts: Facts, depth = 0): TSESTree.Parameter | null {
  const declared = facts.bindings.variableOf(unwrap(callee))?.defs[0]?.node;
  if (declared?.type !== "ClassDeclaration" && declared?.type !== "ClassExpression") return null;
  for (const member of declared.body.body)
    if (member.type === "MethodDefinition" && member.kind === "constructor") return member.value.params[index] ?? null;
  return declared.superClass && depth < 8 ? findParameter(declared.superClass, index, facts, depth + 1) : null;
}

/** A member of a type that is written out, or declared by its name at the top level of the file. */
function findMember(type: TSESTree.TypeNode, key: string, facts: Facts): TSESTree.TSPropertySignature | undefined {
  const name = type.type === "TSTypeReference" && type.typeName.type === "Identifier" ? type.typeName.name : null;
  const declared = name === null ? null : findDeclaredType(name, facts);
  const written = declared?.type === "TSTypeAliasDeclaration" ? declared.typeAnnotation : type;
  const ofLiteral = written.type === "TSTypeLiteral" ? written.members : [];
  const members = declared?.type === "TSInterfaceDeclaration" ? declared.body.body : ofLiteral;
  return members
    .filter((each) => each.type === "TSPropertySignature")
    .find((each) => each.key.type === "Identifier" && each.key.name === key);
}

function findDeclaredType(
  name: string,
  { source: { ast } }: Facts,
): TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | null {
  for (const statement of ast.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    const isType = declared?.type === "TSInterfaceDeclaration" || declared?.type === "TSTypeAliasDeclaration";
    if (isType && declared.id.name === name) return declared;
  }
  return null;
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
