import { ts } from "ts-morph";
import type { OpenProgram } from "../project/open-program.ts";
import { nameOf, unwrapped, visit } from "../rename-code/ts-nodes.ts";
import { findAnswered } from "./answered-status.ts";
import { docOf, parseSource, sourceOf, stringValues, type CodeSource } from "./code-source.ts";
import { dropForeign } from "./drop-foreign.ts";
import { findWrittenStatus } from "./find-written-status.ts";
import { findWrapper } from "./wrapper.ts";
import { ErrorClasses, isStatus, nowhere, toRole, type ErrorClass, type Positions, type Role } from "./error-class.ts";

/** What was seen of one code, in the order of the files. */
export interface SeenCode {
  readonly name: string;
  readonly docs: string[];
  readonly messages: string[];
  readonly statuses: number[];
}

/** A function that makes errors of a class. */
export interface Factory {
  readonly declaration: ts.FunctionDeclaration | ts.VariableDeclaration | ts.MethodDeclaration;
  /** `AppError.notFound` for a static method. */
  readonly name: string;
  readonly positions: Positions;
  readonly fixedCode: string | null;
  /** The class of what it makes; `null` where that may be one of several. */
  readonly makes: ErrorClass | null;
}

/** What stands in the place of a code where an error of a class is made. */
export interface OddCode {
  readonly node: ts.Expression;
  readonly made: ErrorClass;
}

/** The errors of a repository as they are. */
export class Gathered {
  readonly codes = new Map<string, SeenCode>();
  readonly classes = new Map<ErrorClass, number>();
  /** The files in which errors of a class are made. */
  readonly makers = new Map<ErrorClass, Set<string>>();
  /** What codes are written out where errors of a class are made, or where it is declared. */
  readonly codesOf = new Map<ErrorClass, Set<string>>();
  /** Those of which some error was seen to have a code that is written out. */
  readonly coded = new Set<ErrorClass>();
  factories: Factory[] = [];
  readonly sources = new Map<CodeSource["declaration"], CodeSource>();
  /** Sources that nothing makes an error with: by their names alone. */
  readonly guessed = new Map<CodeSource["declaration"], CodeSource>();
  /** Codes that are worked out at run time, and sentences that stand in the place of one. */
  computed: OddCode[] = [];
  sentences: OddCode[] = [];

  see(name: string): SeenCode {
    const known = this.codes.get(name) ?? { name, docs: [], messages: [], statuses: [] };
    this.codes.set(name, known);
    return known;
  }

  seeOf(made: ErrorClass, name: string): SeenCode {
    this.codesOf.set(made, (this.codesOf.get(made) ?? new Set()).add(name));
    return this.see(name);
  }

  /** Forgets a class, with what was seen of it; the codes stay. */
  dropClass(dropped: ErrorClass): void {
    this.classes.delete(dropped);
    this.coded.delete(dropped);
    this.factories = this.factories.filter(({ makes }) => makes !== dropped);
    this.computed = this.computed.filter(({ made }) => made !== dropped);
    this.sentences = this.sentences.filter(({ made }) => made !== dropped);
  }

  addSource(source: CodeSource): void {
    const isOfSentences = source.members.some(({ code }) => /\s/.test(code));
    if (isOfSentences || this.sources.has(source.declaration)) return;
    this.sources.set(source.declaration, source);
    for (const { code, doc } of source.members) {
      const seen = this.see(code);
      if (doc !== null) seen.docs.push(doc);
    }
  }
}

const namesCodes = /err(?:or)?s?_?codes?$/i;

/** Reads the errors that files declare and make. */
export function gather(files: readonly ts.SourceFile[], { checker }: OpenProgram): Gathered {
  const found = new Gathered();
  const classes = new ErrorClasses(checker);
  for (const file of files)
    visit(file, (node) => {
      if (ts.isClassLike(node)) addClass(classes.read(node), found, checker);
      else if (ts.isNewExpression(node)) addConstruction(node, classes, found);
      else addNamedSource(node, found);
    });
  dropForeign(found);
  for (const file of files)
    visit(file, (node) => {
      addStatuses(node, found, checker);
      addAnswered(node, found, checker);
    });
  return found;
}

function addClass(read: ErrorClass | null, found: Gathered, checker: ts.TypeChecker): void {
  if (read === null || found.classes.has(read)) return;
  if (!read.isCoded && read.status === null) return; // an error like any other
  const code = fixedCodeOf(read);
  found.classes.set(read, 0);
  for (const type of codeTypes(read)) addTypedSource(checker.getTypeFromTypeNode(type), found);
  if (code === null) return;
  const seen = found.seeOf(read, code);
  const doc = docOf(read.declaration);
  if (doc !== null) seen.docs.push(doc);
  if (read.status !== null) seen.statuses.push(read.status);
}

/** `OrderNotFoundError` is `ORDER_NOT_FOUND`. */
function toCodeName(name: string): string {
  const words = name
    .replace(/(?:Error|Exception)$/, "")
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4");
  return words.toUpperCase() || "INTERNAL_ERROR";
}

function codeTypes({ declaration, positions }: ErrorClass): ts.TypeNode[] {
  const own = declaration.members.filter(ts.isConstructorDeclaration).find(({ body }) => body);
  const type = positions.code === null ? undefined : own?.parameters[positions.code]?.type;
  return type ? [type] : [];
}

function addTypedSource(type: ts.Type, found: Gathered): void {
  const symbol = type.aliasSymbol ?? type.getSymbol();
  const source = parseSource(
    symbol?.declarations?.find((each) => ts.isEnumDeclaration(each) || ts.isTypeAliasDeclaration(each)),
  );
  if (source) found.addSource(source);
}

function addConstruction(node: ts.NewExpression, classes: ErrorClasses, found: Gathered): void {
  const made = classes.find(node.expression);
  if (made === null || !found.classes.has(made)) addClass(made, found, classes.checker);
  if (made === null || !found.classes.has(made)) return;
  found.classes.set(made, (found.classes.get(made) ?? 0) + 1);
  found.makers.set(made, (found.makers.get(made) ?? new Set()).add(node.getSourceFile().fileName));
  const given = (role: Role): ts.Expression | null => argumentFor(role, made.positions, node.arguments ?? []);
  const code = given("code");
  if (code) addSourceOf(code, classes.checker, found);
  const fixed = fixedCodeOf(made);
  const codes = code ? readCodes({ node: code, made }, classes.checker, found) : fixed === null ? [] : [fixed];
  if (codes.length > 0) found.coded.add(made);
  const seen = codes.map((each) => found.seeOf(made, each));
  if (seen.length === 1 && seen[0]) addOccurrence(seen[0], given, { made, checker: classes.checker });
  addFactory(node, { made, code, codes }, found);
  addWrapper(node, classes, found);
}

/** The codes that an expression may be. A sentence is none, whatever place it has been given. */
function readCodes(code: OddCode, checker: ts.TypeChecker, found: Gathered): string[] {
  const values = stringValues(code.node, checker);
  if (checker.getTypeAtLocation(code.node).flags & ts.TypeFlags.NumberLike) return [];
  if (values.length === 0 && !sourceOf(code.node, checker)) found.computed.push(code);
  const codes = values.filter((value) => /^\S+$/.test(value));
  if (codes.length < values.length) found.sentences.push(code);
  return codes;
}

/** What every error of a class has as its code; one that has only a status gets it by its name. */
export function fixedCodeOf({ name, fixedCode, isCoded }: ErrorClass): string | null {
  return fixedCode ?? (isCoded ? null : toCodeName(name));
}

function addSourceOf(code: ts.Expression, checker: ts.TypeChecker, found: Gathered): void {
  const inner = unwrapped(code);
  const parts = ts.isConditionalExpression(inner) ? [inner.whenTrue, inner.whenFalse] : [inner];
  for (const part of parts) {
    const source = sourceOf(part, checker);
    if (source === null) continue;
    found.addSource(source);
    found.guessed.delete(source.declaration);
  }
}

function addOccurrence(
  seen: SeenCode,
  given: (role: Role) => ts.Expression | null,
  { made, checker }: { readonly made: ErrorClass; readonly checker: ts.TypeChecker },
): void {
  const message = given("message");
  if (message && ts.isStringLiteralLike(message)) seen.messages.push(message.text);
  const status = given("status");
  const value = (status && findWrittenStatus(status, checker)) ?? made.status;
  if (value !== null && isStatus(value)) seen.statuses.push(value);
}

/** The argument that an error takes for a role: by itself, or in an object. */
function argumentFor(role: Role, positions: Positions, given: readonly ts.Expression[]): ts.Expression | null {
  const index = positions[role];
  if (given.some(ts.isSpreadElement)) return null;
  if (index !== null) return given[index] ?? null;
  const isOption = role === "cause" && positions.object === null && positions.options !== null;
  const name = positions.fields[role] ?? (isOption ? "cause" : undefined); // as `Error` itself takes it
  const object = given[positions.object ?? positions.options ?? -1];
  if (name === undefined || !object || !ts.isObjectLiteralExpression(object)) return null;
  const property = object.properties.find((each) => each.name && nameOf(each.name) === name);
  if (property && ts.isShorthandPropertyAssignment(property)) return property.name;
  return property && ts.isPropertyAssignment(property) ? property.initializer : null;
}

/** `export function notFound(message) { return new AppError("NOT_FOUND", message); }` */
function addFactory(
  node: ts.NewExpression,
  { made, code, codes }: { made: ErrorClass; code: ts.Expression | null; codes: readonly string[] },
  found: Gathered,
): void {
  const body = ts.isReturnStatement(node.parent) ? node.parent.parent : node.parent;
  const maker = ts.isBlock(body) && body.statements.length === 1 ? body.parent : body;
  const holder = ts.isArrowFunction(maker) ? maker.parent : maker;
  if (ts.isArrowFunction(maker) && maker.body !== node && !ts.isBlock(maker.body)) return;
  const name = toFactoryName(holder);
  if (name === null || !ts.isFunctionLike(maker)) return;
  const at = (role: Role): number | null => {
    const argument = argumentFor(role, made.positions, node.arguments ?? []);
    const index = maker.parameters.findIndex(
      ({ name: own }) => argument !== null && own.getText() === argument.getText(),
    );
    return index < 0 ? null : index;
  };
  const fixedCode = code && at("code") !== null ? null : codes.length === 1 ? (codes[0] ?? null) : null;
  if (fixedCode === null && at("code") === null && at("cause") === null) return;
  const positions = { ...nowhere, code: at("code"), message: at("message"), cause: at("cause") };
  found.factories.push({ declaration: holder as Factory["declaration"], name, positions, fixedCode, makes: made });
}

/** A factory in more steps than one, where what it makes is always around the error that it is given. */
function addWrapper(node: ts.NewExpression, classes: ErrorClasses, found: Gathered): void {
  const findClass = (expression: ts.Expression): ErrorClass | null => {
    const made = classes.find(expression);
    return made !== null && (made.isCoded || made.status !== null) ? made : null;
  };
  const causeOf = (each: ts.NewExpression, made: ErrorClass): ts.Expression | null =>
    argumentFor("cause", made.positions, each.arguments ?? []);
  const wrapper = findWrapper(node, { checker: classes.checker, findClass, causeOf });
  const name = wrapper && toFactoryName(wrapper.declaration);
  if (!wrapper || !name || found.factories.some(({ declaration }) => declaration === wrapper.declaration)) return;
  const { declaration, cause, made, keepsCoded } = wrapper;
  const [message = null, ...others] = new Set(made.map((each) => parameterFor("message", each, classes)));
  const positions = { ...nowhere, cause, message: others.length === 0 ? message : null };
  const codes = new Set(made.flatMap((each) => codeIn(each, classes)));
  const [only = null] = codes;
  found.factories.push({
    declaration,
    name,
    positions,
    fixedCode: codes.size === 1 && !keepsCoded ? only : null,
    makes: null,
  });
}

/** The parameter of the function around a construction that is its message. */
function parameterFor(role: Role, node: ts.NewExpression, classes: ErrorClasses): number | null {
  const made = classes.find(node.expression);
  const argument = made && argumentFor(role, made.positions, node.arguments ?? []);
  const around = ts.findAncestor(node, ts.isFunctionLike);
  const index = around?.parameters.findIndex(({ name }) => argument !== null && name.getText() === argument.getText());
  return index === undefined || index < 0 ? null : index;
}

/** Its code, if that is certain; another each time where it is not. */
function codeIn(node: ts.NewExpression, classes: ErrorClasses): (string | null)[] {
  const made = classes.find(node.expression);
  const code = made && argumentFor("code", made.positions, node.arguments ?? []);
  if (!made || !code) return [made && fixedCodeOf(made)];
  const values = stringValues(code, classes.checker);
  return values.length === 1 ? values : [null, ""];
}

function toFactoryName(node: ts.Node): string | null {
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node))
    return node.name ? nameOf(node.name as ts.Identifier) : null;
  if (!ts.isMethodDeclaration(node) || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
    return null;
  const owner = ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
  const name = nameOf(node.name);
  return owner === undefined || name === null ? null : `${owner}.${name}`;
}

function addNamedSource(node: ts.Node, found: Gathered): void {
  if (!ts.isEnumDeclaration(node) && !ts.isVariableDeclaration(node)) return;
  if (!ts.isIdentifier(node.name) || !namesCodes.test(node.name.text) || found.sources.has(node)) return;
  const source = parseSource(node);
  const isList = source?.members.every(({ code }) => /^[A-Za-z][\w.:/-]*$/.test(code)) ?? false;
  if (!source || !isList || source.members.length < 2) return;
  found.addSource(source);
  found.guessed.set(node, source);
}

/** `{ [ErrorCode.NOT_FOUND]: 404, … }`, also `{ NOT_FOUND: { status: 404 } }`: a table of statuses by code. */
function addStatuses(node: ts.Node, found: Gathered, checker: ts.TypeChecker): void {
  if (!ts.isObjectLiteralExpression(node)) return;
  const entries = node.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [];
    const code = keyOf(property.name, checker);
    const status = code !== null && found.codes.has(code) ? statusOf(property.initializer, checker) : null;
    return code !== null && status !== null ? [{ code, status }] : [];
  });
  if (entries.length < 2) return;
  for (const { code, status } of entries) found.see(code).statuses.unshift(status);
}

/** What a code is answered with where somebody asks for it. */
function addAnswered(node: ts.Node, { codes }: Gathered, checker: ts.TypeChecker): void {
  const answered = findAnswered(node, checker);
  for (const code of answered?.codes ?? []) codes.get(code)?.statuses.push(answered?.status ?? 0);
}

function keyOf(name: ts.PropertyName, checker: ts.TypeChecker): string | null {
  if (!ts.isComputedPropertyName(name)) return nameOf(name);
  return stringValues(name.expression, checker)[0] ?? null;
}

function statusOf(value: ts.Expression, checker: ts.TypeChecker): number | null {
  const inner = unwrapped(value);
  if (!ts.isObjectLiteralExpression(inner)) {
    const status = findWrittenStatus(inner, checker);
    return status !== null && isStatus(status) ? status : null;
  }
  const found = inner.properties.filter(ts.isPropertyAssignment).find(({ name }) => toRole(nameOf(name)) === "status");
  return found ? statusOf(found.initializer, checker) : null;
}
