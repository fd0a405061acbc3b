import { ts } from "ts-morph";
import { aliased, nameOf, unwrapped } from "../rename-code/ts-nodes.ts";
import { findWrittenStatus } from "./find-written-status.ts";

/** Where a constructor or a factory takes what an error is made of: positions of arguments. */
export interface Positions {
  readonly code: number | null;
  readonly message: number | null;
  readonly cause: number | null;
  readonly status: number | null;
  /** An object with the cause, and perhaps the message, beside the code. */
  readonly options: number | null;
  /** One object with everything, under the names in `fields`. */
  readonly object: number | null;
  readonly fields: Readonly<Partial<Record<FieldRole, string>>>;
  /** That object, or the options, hold a context. */
  readonly keepsContext: boolean;
  /** It wants another argument or field as well, or no text for a code. */
  readonly wantsMore: boolean;
}

export type Role = "code" | "message" | "cause" | "status";
/** What a field of an object can be. */
export type FieldRole = Role | "context";

/** The properties in which errors keep what they mean. */
export type Properties = Readonly<Partial<Record<"code" | "status" | "context", string>>>;

/** A class of errors that a repository declares. */
export interface ErrorClass {
  readonly declaration: ts.ClassLikeDeclaration;
  readonly name: string;
  /** The class that it extends, where that is one of the repository's, too. */
  readonly base: ErrorClass | null;
  readonly positions: Positions;
  readonly properties: Properties;
  /** What every instance has. */
  readonly fixedCode: string | null;
  readonly status: number | null;
  /** Whether instances have a code at all. */
  readonly isCoded: boolean;
  /** Its code is static and it extends a class of a package, whose errors it may tell apart by that. */
  readonly mayTellApart: boolean;
}

export const nowhere: Positions = {
  code: null,
  message: null,
  cause: null,
  status: null,
  options: null,
  object: null,
  fields: {},
  keepsContext: false,
  wantsMore: false,
};
const native: Positions = { ...nowhere, message: 0, options: 1 };
const roles: Readonly<Record<string, FieldRole>> = {
  code: "code",
  errorCode: "code",
  error_code: "code",
  message: "message",
  cause: "cause",
  originalError: "cause",
  status: "status",
  statusCode: "status",
  httpStatus: "status",
  httpCode: "status",
  httpStatusCode: "status",
  context: "context",
};

/** The role of a property by its name; `null` for any other. */
export function toRole(name: string | null): FieldRole | null {
  return name !== null && Object.hasOwn(roles, name) ? (roles[name] ?? null) : null;
}

/** What a property of an error holds, by its name. */
function toPropertyRole(name: string | null): keyof Properties | null {
  const role = toRole(name);
  if (role === "code" || role === "status" || role === "context") return role;
  return /^(?:details|meta(?:data)?)$/.test(name ?? "") ? "context" : null;
}

/** Reads classes, each once, with what they inherit. */
export class ErrorClasses {
  readonly #known = new Map<ts.ClassLikeDeclaration, ErrorClass | null>();

  constructor(readonly checker: ts.TypeChecker) {}

  /** The error class that an expression denotes; `null` for anything else. */
  find(expression: ts.Expression): ErrorClass | null {
    const declaration = aliased(this.checker.getSymbolAtLocation(expression), this.checker)?.valueDeclaration;
    return declaration && ts.isClassLike(declaration) && !declaration.getSourceFile().isDeclarationFile
      ? this.read(declaration)
      : null;
  }

  read(declaration: ts.ClassLikeDeclaration): ErrorClass | null {
    const known = this.#known.get(declaration);
    if (known !== undefined) return known;
    this.#known.set(declaration, null); // a class that extends itself is none
    const found = this.#read(declaration);
    this.#known.set(declaration, found);
    return found;
  }

  #read(declaration: ts.ClassLikeDeclaration): ErrorClass | null {
    const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    const name = declaration.name?.text;
    if (!extended || name === undefined) return null;
    const base = this.find(extended.expression);
    const isError = base !== null || /(?:Error|Exception)$/.test(extended.expression.getText());
    if (!isError) return null;
    const inherited = base?.positions ?? (extended.expression.getText() === "Error" ? native : nowhere);
    const reading = new ConstructorReading(declaration, inherited, this.checker);
    const { fixedCode, status } = reading;
    return {
      declaration,
      name,
      base,
      positions: reading.positions,
      properties: { ...base?.properties, ...reading.properties },
      fixedCode: fixedCode ?? (reading.takes("code") ? null : (base?.fixedCode ?? null)),
      status: status ?? base?.status ?? null,
      isCoded: fixedCode !== null || reading.takes("code") || (base?.isCoded ?? false),
      mayTellApart: reading.hasStaticCode && isOfPackage(extended.expression, this.checker),
    };
  }
}

/** Whether a class is imported from what is installed, and not read: `Neo4jError`, `driver.Neo4jError`. */
function isOfPackage(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isPropertyAccessExpression(expression)) return isOfPackage(expression.expression, checker);
  const [declaration] = checker.getSymbolAtLocation(expression)?.declarations ?? [];
  const module = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  if (!module || !ts.isStringLiteral(module)) return false;
  return /^(?:@[\w-]|\w)/.test(module.text) && checker.getSymbolAtLocation(module) === undefined;
}

/** What one class says of its instances: by its properties, and by what its constructor does with its parameters. */
class ConstructorReading {
  fixedCode: string | null = null;
  status: number | null = null;
  hasStaticCode = false;
  readonly properties: { -readonly [Role in keyof Properties]: Properties[Role] } = {};
  readonly #at: Partial<Record<FieldRole, number>> = {};
  readonly #inObject: { role: FieldRole; field: string; index: number }[] = [];
  #options: number | null = null;
  #keepsContext = false;
  readonly #inherited: Positions | null;
  #parameters: readonly ts.ParameterDeclaration[] = [];

  constructor(
    readonly declaration: ts.ClassLikeDeclaration,
    base: Positions,
    readonly checker: ts.TypeChecker,
  ) {
    for (const member of declaration.members) {
      const isStatic = ts.canHaveModifiers(member) && member.modifiers?.some(isStaticModifier) === true;
      if (ts.isPropertyDeclaration(member) && member.initializer) {
        this.#give(toRole(nameOf(member.name)), member.initializer);
        this.hasStaticCode ||= isStatic && toRole(nameOf(member.name)) === "code";
      }
      if ((ts.isPropertyDeclaration(member) || ts.isGetAccessor(member)) && !isStatic) this.#keep(nameOf(member.name));
    }
    const own = declaration.members.filter(ts.isConstructorDeclaration).find(({ body }) => body);
    this.#inherited = own ? null : base;
    if (own?.body) this.#readConstructor(own, base);
  }

  takes(role: Role): boolean {
    const { positions } = this;
    return positions[role] !== null || (positions.object !== null && positions.fields[role] !== undefined);
  }

  get positions(): Positions {
    if (this.#inherited) return this.#inherited;
    const whole = this.#inObject.find(({ role }) => role === "code")?.index ?? null;
    const beside = this.#inObject.find(({ index }) => index !== whole)?.index ?? null;
    const { code = null, message = null, cause = null, status = null } = this.#at;
    return {
      code,
      message: message === code ? null : message, // `super(code)`
      cause,
      status,
      options: this.#options ?? beside,
      object: code === null ? whole : null,
      fields: Object.fromEntries(this.#inObject.map(({ role, field }) => [role, field])),
      keepsContext: this.#keepsContext || this.#inObject.some(({ role }) => role === "context"),
      wantsMore: this.#wantsMore(code === null ? [whole] : [code, message], { code, whole }),
    };
  }

  /** `constructor(code: ErrorCode, message: string, status: number)`, of an enum and with a status. */
  #wantsMore(
    given: readonly (number | null)[],
    { code, whole }: { readonly code: number | null; readonly whole: number | null },
  ): boolean {
    return this.#parameters.some((parameter, index) => {
      const type = this.checker.getTypeAtLocation(parameter);
      if (index === code && isOfEnum(type)) return true;
      if (index === whole && given.includes(whole))
        return parameter.type ? this.#wantsMoreOf(type, parameter) : this.#takesMoreOf(parameter);
      return !given.includes(index) && !parameter.questionToken && !parameter.initializer && !parameter.dotDotDotToken;
    });
  }

  /** `{ code: string; message: string; service: string }` */
  #wantsMoreOf(type: ts.Type, at: ts.Node): boolean {
    const fields = new Map(this.#inObject.map(({ role, field }) => [field, role]));
    return this.checker.getPropertiesOfType(type).some((property) => {
      const role = fields.get(property.name);
      if (role === "code" && isOfEnum(this.checker.getTypeOfSymbolAtLocation(property, at))) return true;
      return role !== "code" && role !== "message" && (property.flags & ts.SymbolFlags.Optional) === 0;
    });
  }

  /** `({ code, message, status, service })`, without types: what has no default is meant to be given, a cause and a context aside. */
  #takesMoreOf({ name }: ts.ParameterDeclaration): boolean {
    const roleOf = (field: string): FieldRole | undefined => this.#inObject.find((each) => each.field === field)?.role;
    if (!ts.isObjectBindingPattern(name)) return this.#inObject.some(({ role }) => role === "status");
    return name.elements.some((element) => {
      const role = roleOf((element.propertyName ?? element.name).getText());
      return (role === undefined || role === "status") && !element.initializer && !element.dotDotDotToken;
    });
  }

  #readConstructor(own: ts.ConstructorDeclaration, base: Positions): void {
    this.#parameters = own.parameters;
    own.parameters.forEach((parameter, index) => {
      const role = this.#toMeant(toRole(ts.isIdentifier(parameter.name) ? parameter.name.text : null), index);
      const isKept = ts.isParameterPropertyDeclaration(parameter, own);
      if (isKept && ts.isIdentifier(parameter.name)) this.#keep(parameter.name.text);
      if (role !== null && isKept) this.#at[role] ??= index;
      if (parameter.initializer && role === "status") this.#give(role, parameter.initializer);
    });
    for (const statement of own.body?.statements ?? []) {
      const expression = ts.isExpressionStatement(statement) ? statement.expression : null;
      if (expression && ts.isCallExpression(expression)) this.#readSuper(expression, base);
      else if (expression && ts.isBinaryExpression(expression)) this.#readAssignment(expression);
    }
  }

  /** `this.code = code` */
  #readAssignment({ left, right, operatorToken }: ts.BinaryExpression): void {
    const isOwn = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (!isOwn || operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    this.#keep(left.name.text);
    this.#give(toRole(left.name.text), right);
  }

  #keep(name: string | null): void {
    const role = toPropertyRole(name);
    if (role !== null && name !== null) this.properties[role] ??= name;
  }

  /** `super(message, { cause })`, by what the class above does with it. */
  #readSuper({ expression, arguments: given }: ts.CallExpression, base: Positions): void {
    if (expression.kind !== ts.SyntaxKind.SuperKeyword) return;
    for (const role of ["code", "message", "cause", "status"] as const) {
      const index = base[role];
      if (index !== null && given[index]) this.#give(role, given[index]);
    }
    for (const index of [base.options, base.object]) {
      const argument = index === null ? undefined : given[index];
      if (!argument) continue;
      if (ts.isObjectLiteralExpression(argument)) this.#readObject(argument, base);
      else this.#readOptions(argument, base);
    }
  }

  /** `super(message, options)` */
  #readOptions(argument: ts.Expression, { keepsContext }: Positions): void {
    this.#options ??= this.#parameterOf(argument)?.index ?? null;
    this.#keepsContext ||= keepsContext;
  }

  #readObject({ properties }: ts.ObjectLiteralExpression, base: Positions): void {
    for (const property of properties) {
      const name = property.name && nameOf(property.name);
      const role = toRole(Object.entries(base.fields).find(([, field]) => field === name)?.[0] ?? name ?? null);
      if (ts.isPropertyAssignment(property)) this.#give(role, property.initializer);
      else if (ts.isShorthandPropertyAssignment(property)) this.#give(role, property.name);
    }
  }

  /** An expression ends up as a role: it is constant, a parameter, or a field of one. */
  #give(role: FieldRole | null, expression: ts.Expression): void {
    if (role === null) return;
    const inner = unwrapped(expression);
    if (ts.isBinaryExpression(inner) && /^(?:\?\?|\|\|)$/.test(inner.operatorToken.getText())) {
      this.#give(role, inner.left);
      return;
    }
    const from = this.#parameterOf(inner);
    const meant = from?.field === null ? this.#toMeant(role, from.index) : this.#toRead(role, inner);
    if (from === null) this.#giveConstant(role, inner);
    else if (meant === null) return;
    else if (from.field === null) this.#at[meant] ??= from.index;
    else this.#inObject.push({ role: meant, field: from.field, index: from.index });
  }

  /** A parameter that is a number is no code, whatever it is called; it may be the status of an error that has no other. */
  #toMeant(role: FieldRole | null, index: number): FieldRole | null {
    const parameter = this.#parameters[index];
    return parameter?.type ? this.#toRead(role, parameter) : role;
  }

  /** What is given to a role is that of a status where it is a number in the place of a code. */
  #toRead(role: FieldRole | null, given: ts.Node): FieldRole | null {
    if (role !== "code") return role;
    const type = this.checker.getNonNullableType(this.checker.getTypeAtLocation(given));
    if ((type.flags & ts.TypeFlags.Number) === 0) return role;
    return this.#hasStatus ? null : "status";
  }

  get #hasStatus(): boolean {
    const kept = this.checker.getPropertiesOfType(this.checker.getTypeAtLocation(this.declaration));
    const taken = this.#parameters.map(({ name }) => name.getText());
    return [...kept.map(({ name }) => name), ...taken].some((name) => toRole(name) === "status");
  }

  #giveConstant(role: FieldRole, expression: ts.Expression): void {
    const type = this.checker.getTypeAtLocation(expression);
    const number = type.isNumberLiteral() && role === "code" ? type.value : null;
    const status = role === "status" ? findWrittenStatus(expression, this.checker) : number;
    if (status !== null && isStatus(status)) this.status ??= status;
    if (type.isStringLiteral() && role === "code") this.fixedCode ??= type.value;
  }

  /** The parameter that an expression is, or whose field it is: `code`, `options?.cause`, a part of a pattern. */
  #parameterOf(expression: ts.Expression): { readonly index: number; readonly field: string | null } | null {
    if (ts.isPropertyAccessExpression(expression)) {
      const of = this.#parameterOf(expression.expression);
      return of && of.field === null ? { index: of.index, field: expression.name.text } : null;
    }
    const symbol = this.#symbolOf(expression);
    const declaration = symbol?.valueDeclaration;
    if (!declaration) return null;
    if (ts.isParameter(declaration) && ts.isConstructorDeclaration(declaration.parent))
      return { index: declaration.parent.parameters.indexOf(declaration), field: null };
    const pattern = ts.isBindingElement(declaration) ? declaration.parent.parent : null;
    if (!pattern || !ts.isParameter(pattern) || !ts.isBindingElement(declaration)) return null;
    const field = (declaration.propertyName ?? declaration.name).getText();
    return { index: pattern.parent.parameters.indexOf(pattern), field };
  }

  #symbolOf(expression: ts.Expression): ts.Symbol | undefined {
    if (!ts.isIdentifier(expression)) return undefined;
    return ts.isShorthandPropertyAssignment(expression.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(expression.parent)
      : this.checker.getSymbolAtLocation(expression);
  }
}

/** A string enum takes no texts, be they those of its members. */
function isOfEnum(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.EnumLike) !== 0;
}

function isStaticModifier({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.StaticKeyword;
}

export function isOrExtends(one: ErrorClass, other: ErrorClass): boolean {
  return one === other || (one.base !== null && isOrExtends(one.base, other));
}

/** An HTTP status of a failure. */
export function isStatus(value: number): boolean {
  return Number.isInteger(value) && value >= 400 && value < 600;
}
