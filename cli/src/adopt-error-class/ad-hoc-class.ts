import { ts } from "ts-morph";
import { toRole } from "../extract/error-class.ts";
import { nameOf, unwrapped } from "../rename-code/ts-nodes.ts";

/** A subclass that only names a failure: what its constructor takes, and what it makes of that. */
export interface AdHocClass {
  readonly declaration: ts.ClassDeclaration;
  readonly name: string;
  /** What its instances say that they are called. */
  readonly names: readonly string[];
  /** The code that it writes itself. */
  readonly code: string | null;
  readonly status: { readonly property: string; readonly value: number } | null;
  /** The argument that is the message; `text` where that is absent, or always. */
  readonly message: { readonly index: number | null; readonly text: string | null };
  /** The argument that is the cause, or an object with it. */
  readonly cause: { readonly index: number; readonly isWhole: boolean } | null;
  readonly parameters: number;
}

/** Where the class above takes what an error is made of. */
export interface BasePositions {
  readonly code: number | null;
  readonly message: number | null;
  readonly options: number | null;
}

export const nativePositions: BasePositions = { code: null, message: 0, options: 1 };

/** Reads a class. A text instead is the reason why it is more than a name, or why that cannot be told. */
export function readAdHocClass(
  declaration: ts.ClassDeclaration & { readonly name: ts.Identifier },
  base: BasePositions,
  checker: ts.TypeChecker,
): AdHocClass | string {
  const reading = new Reading(declaration, base, checker);
  return reading.reason ?? { declaration, name: declaration.name.text, ...reading.toParts() };
}

/** The first reason is the one that is told. */
class Reading {
  reason: string | null = null;
  readonly #names: string[];
  #code: string | null = null;
  #status: AdHocClass["status"] = null;
  #message: AdHocClass["message"] = { index: null, text: null };
  #cause: AdHocClass["cause"] = null;
  #parameters: readonly ts.ParameterDeclaration[] = [];

  constructor(
    declaration: ts.ClassDeclaration & { readonly name: ts.Identifier },
    readonly base: BasePositions,
    readonly checker: ts.TypeChecker,
  ) {
    this.#names = [declaration.name.text];
    const { typeParameters, heritageClauses = [], modifiers = [] } = declaration;
    if (typeParameters) this.#refuse("it has type parameters");
    if (heritageClauses.length > 1) this.#refuse("it implements an interface");
    if (modifiers.some((each) => ts.isDecorator(each) || each.kind === ts.SyntaxKind.AbstractKeyword))
      this.#refuse("it is decorated or abstract");
    const makers = declaration.members.filter(ts.isConstructorDeclaration);
    for (const member of declaration.members)
      if (!ts.isConstructorDeclaration(member) && !ts.isSemicolonClassElement(member)) this.#readMember(member);
    const [maker] = makers;
    if (makers.length > 1) this.#refuse("its constructor has overloads");
    else if (maker?.body) this.#readConstructor(maker, maker.body);
    else this.#inherit();
  }

  toParts(): Omit<AdHocClass, "declaration" | "name"> {
    const parts = { code: this.#code, status: this.#status, message: this.#message, cause: this.#cause };
    return { ...parts, names: this.#names, parameters: this.#parameters.length };
  }

  #refuse(reason: string): void {
    this.reason ??= reason;
  }

  #inherit(): void {
    const { code, message, options } = this.base;
    if (code !== null) this.#refuse("each of its instances is given a code of its own");
    this.#message = { index: message, text: null };
    this.#cause = options === null ? null : { index: options, isWhole: true };
  }

  #readMember(member: ts.ClassElement): void {
    const name = nameOf(member.name) ?? "something";
    const isPlain = ts.isPropertyDeclaration(member) && !member.modifiers?.some(isOwnModifier);
    if (!isPlain || !member.initializer || !this.#set(name, member.initializer))
      this.#refuse(`it has \`${name}\` of its own`);
  }

  /** What a property is set to, if that is one of those that every error has. */
  #set(name: string, value: ts.Expression): boolean {
    const type = this.checker.getTypeAtLocation(unwrapped(value));
    if (name === "name") {
      if (type.isStringLiteral()) this.#names.push(type.value);
      return true;
    }
    if (name === "code" && type.isStringLiteral()) this.#code = type.value;
    else if (toRole(name) === "status" && type.isNumberLiteral()) this.#status = { property: name, value: type.value };
    else return false;
    return true;
  }

  #readConstructor({ parameters }: ts.ConstructorDeclaration, { statements }: ts.Block): void {
    this.#parameters = parameters;
    for (const statement of statements) if (!this.#readStatement(statement)) this.#refuse("its constructor does more");
    for (const [index, { name, modifiers }] of parameters.entries()) {
      const isUsed = index === this.#message.index || index === this.#cause?.index;
      const isOwn = (modifiers?.length ?? 0) > 0 && !(ts.isIdentifier(name) && name.text === "cause");
      if (isOwn || !isUsed) this.#refuse(`its constructor takes \`${name.getText()}\``);
    }
  }

  #readStatement(statement: ts.Statement): boolean {
    if (ts.isIfStatement(statement)) return isAboutStack(statement.expression);
    const expression = ts.isExpressionStatement(statement) ? statement.expression : null;
    if (!expression) return false;
    if (ts.isCallExpression(expression))
      return expression.expression.kind === ts.SyntaxKind.SuperKeyword
        ? this.#readSuper(expression)
        : isAboutStack(expression.expression);
    return ts.isBinaryExpression(expression) && this.#readAssignment(expression);
  }

  #readAssignment({ left, right, operatorToken }: ts.BinaryExpression): boolean {
    const isOwn = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (!isOwn || operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    return left.name.text === "cause" ? this.#takeCause(right, false) : this.#set(left.name.text, right);
  }

  #readSuper({ arguments: given }: ts.CallExpression): boolean {
    const { code, message, options } = this.base;
    return given.every((argument, index) => {
      if (index === code) return this.#set("code", argument);
      if (index === message) return this.#takeMessage(unwrapped(argument));
      return index === options && this.#takeOptions(unwrapped(argument));
    });
  }

  #takeMessage(given: ts.Expression): boolean {
    if (ts.isStringLiteralLike(given)) {
      this.#message = { index: null, text: given.text };
      return true;
    }
    if (ts.isBinaryExpression(given) && /^(?:\?\?|\|\|)$/.test(given.operatorToken.getText())) {
      if (!ts.isStringLiteralLike(given.right) || !this.#takeMessage(given.left)) return false;
      this.#message = { ...this.#message, text: given.right.text };
      return true;
    }
    const index = this.#indexOf(given);
    if (index === null) this.#refuse("its constructor makes the message");
    const initial = this.#parameters[index ?? -1]?.initializer;
    if (initial && !ts.isStringLiteralLike(initial)) this.#refuse("its constructor makes the message");
    this.#message = { index, text: initial && ts.isStringLiteralLike(initial) ? initial.text : null };
    return true;
  }

  /** `options`, `{ cause }`, `{ cause: error }` */
  #takeOptions(given: ts.Expression): boolean {
    if (!ts.isObjectLiteralExpression(given)) return this.#takeCause(given, true);
    const [only, ...others] = given.properties;
    if (!only || others.length > 0 || (only.name && nameOf(only.name)) !== "cause") return false;
    if (ts.isShorthandPropertyAssignment(only)) return this.#takeCause(only.name, false);
    return ts.isPropertyAssignment(only) && this.#takeCause(only.initializer, false);
  }

  #takeCause(given: ts.Expression, isWhole: boolean): boolean {
    const index = this.#indexOf(unwrapped(given));
    if (index !== null) this.#cause = { index, isWhole };
    return index !== null;
  }

  #indexOf(expression: ts.Expression): number | null {
    if (!ts.isIdentifier(expression)) return null;
    const index = this.#parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === expression.text);
    return index < 0 || this.#parameters[index]?.dotDotDotToken ? null : index;
  }
}

function isOwnModifier({ kind }: ts.ModifierLike): boolean {
  return ![ts.SyntaxKind.ReadonlyKeyword, ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.OverrideKeyword].includes(kind);
}

/** `Error.captureStackTrace(this, …)`, `Object.setPrototypeOf(this, …)` */
function isAboutStack(expression: ts.Expression): boolean {
  return /^(?:\w*Error\.captureStackTrace|(?:Object|Reflect)\.setPrototypeOf)$/.test(expression.getText());
}
