import { dirname, posix } from "node:path";
import type { TSESTree } from "@typescript-eslint/types";
import type ts from "typescript";
import type { Origin } from "./bindings.ts";

/** What a type is, and all that it extends, nearest first: each as an import would name it, a file of the project's by its absolute path. */
export type Family = readonly Origin[];

/** What a type checker says of a file's expressions. Where a type does not settle a question, the answer says so. */
export interface Types {
  /** Whether anything of a package is part of the program: else no type is of it. */
  knows(name: string): boolean;
  /** The types that a value may have, `null` and `undefined` left aside; `null` unless each of them has a name. */
  familiesOf(node: TSESTree.Node): readonly Family[] | null;
  /** What the instances of a class are; `null` for what is none. */
  familyOfInstances(node: TSESTree.Node): Family | null;
  /** What a call certainly says of one of its arguments when it is true: `isAppError(err)`. */
  guardOf(node: TSESTree.CallExpression): { readonly argument: TSESTree.Node; readonly family: Family } | null;
  /** The only text that an expression can be. */
  textOf(node: TSESTree.Node): string | null;
  /** Whether a value is certainly a string, a number or the like. */
  isPrimitive(node: TSESTree.Node): boolean;
  /** Whether a value has no property of that name, as far as its type tells. */
  lacks(node: TSESTree.Node, property: string): boolean;
  /** Where a constructor takes a cause: as an argument, or as a property of one. */
  causeParameterOf(node: TSESTree.NewExpression): { readonly index: number; readonly isOption: boolean } | null;
}

/** What a parser with type information gives along with its tree. */
export interface TypeServices {
  readonly program: ts.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: TSESTree.Node): ts.Node | undefined };
}

/** The answers of a parser's type checker. Asks it for nothing before it is asked itself. */
export function createTypes(services: TypeServices): Types {
  return new CheckedTypes(services);
}

class CheckedTypes implements Types {
  readonly #families = new Map<TSESTree.Node, readonly Family[] | null>();
  readonly #familiesOfTypes: Map<ts.Type, Family>;
  readonly #checker: ts.TypeChecker;

  constructor(readonly services: TypeServices) {
    this.#checker = services.program.getTypeChecker();
    this.#familiesOfTypes = toKnown(services.program).families;
  }

  knows(name: string): boolean {
    return toKnown(this.services.program).packages.has(name);
  }

  familiesOf(node: TSESTree.Node): readonly Family[] | null {
    const known = this.#families.get(node);
    if (known !== undefined) return known;
    const families = this.#partsOf(node).map((type) => this.#toFamily(type));
    const found = families.length > 0 && families.every((each) => each.length > 0) ? families : null;
    this.#families.set(node, found);
    return found;
  }

  familyOfInstances(node: TSESTree.Node): Family | null {
    const [part, ...others] = this.#partsOf(node);
    const made = others.length === 0 ? part?.getConstructSignatures()[0]?.getReturnType() : undefined;
    const family = made ? this.#toFamily(made) : [];
    return family.length > 0 ? family : null;
  }

  guardOf(node: TSESTree.CallExpression): ReturnType<Types["guardOf"]> {
    const call = this.#find(node) as ts.CallExpression | undefined;
    const signature = call && !this.#isNoGuard(call.expression) ? this.#checker.getResolvedSignature(call) : undefined;
    const predicate = signature && this.#checker.getTypePredicateOfSignature(signature);
    // an assertion (`asserts err is …`) has no outcome
    if (!signature || !predicate?.type || predicate.parameterIndex === undefined || isVoid(signature)) return null;
    const argument = node.arguments[predicate.parameterIndex];
    const family = this.#toFamily(predicate.type);
    return argument && family.length > 0 ? { argument, family } : null;
  }

  /** Whether what is called is declared to return something that no predicate is: to resolve the call would cost far more. */
  #isNoGuard(callee: ts.Expression): boolean {
    const named = this.#checker.getSymbolAtLocation(callee);
    const isAlias = named?.declarations?.some((each) => findSpecifier(each) !== undefined);
    const declarations = (named && isAlias ? this.#checker.getAliasedSymbol(named) : named)?.declarations ?? [];
    return declarations.length > 0 && declarations.every(isDeclaredNoGuard);
  }

  textOf(node: TSESTree.Node): string | null {
    const [part, ...others] = this.#partsOf(node);
    return part?.isStringLiteral() && others.length === 0 ? part.value : null;
  }

  isPrimitive(node: TSESTree.Node): boolean {
    const parts = this.#partsOf(node);
    return parts.length > 0 && parts.every(isPrimitive);
  }

  lacks(node: TSESTree.Node, property: string): boolean {
    const parts = this.#partsOf(node);
    return parts.length > 0 && parts.every((part) => this.#lacks(part, property));
  }

  causeParameterOf(node: TSESTree.NewExpression): ReturnType<Types["causeParameterOf"]> {
    const call = this.#find(node) as ts.NewExpression | undefined;
    const parameters = call ? (this.#checker.getResolvedSignature(call)?.parameters ?? []) : [];
    for (const [index, parameter] of parameters.entries()) {
      if (!call || isRest(parameter)) return null;
      const parts = this.#toParts(this.#checker.getTypeOfSymbolAtLocation(parameter, call));
      const isError = parts.length > 0 && parts.every((part) => this.#toFamily(part).some(isLanguageError));
      if (isError || parameter.name === "cause") return { index, isOption: false };
      if (parts.some((part) => !isIntrinsic(part) && this.#checker.getPropertyOfType(part, "cause")))
        return { index, isOption: true };
    }
    return null;
  }

  #find(node: TSESTree.Node): ts.Node | undefined {
    return this.services.esTreeNodeToTSNodeMap.get(node);
  }

  #partsOf(node: TSESTree.Node): readonly ts.Type[] {
    const found = this.#find(node);
    return found ? this.#toParts(this.#checker.getTypeAtLocation(found)) : [];
  }

  #toParts(type: ts.Type): readonly ts.Type[] {
    const present = this.#checker.getNonNullableType(type);
    return present.isUnion() ? present.types : [present];
  }

  #lacks(type: ts.Type, property: string): boolean {
    if (isIntrinsic(type) || type.getStringIndexType() || type.isTypeParameter()) return false;
    return this.#checker.getPropertyOfType(type, property) === undefined;
  }

  #toFamily(type: ts.Type): Family {
    const known = this.#familiesOfTypes.get(type) ?? this.#findFamily(type, new Set());
    this.#familiesOfTypes.set(type, known);
    return known;
  }

  #findFamily(type: ts.Type, seen: Set<ts.Type>): Family {
    if (seen.has(type)) return [];
    seen.add(type);
    const own = [type.aliasSymbol, type.getSymbol()].flatMap((symbol) => (symbol ? this.#toOrigins(symbol) : []));
    const parts = type.isIntersection() ? type.types : this.#basesOf(type);
    return [...own, ...parts.flatMap((part) => this.#findFamily(part, seen))];
  }

  #basesOf(type: ts.Type): readonly ts.Type[] {
    const symbol = type.getSymbol();
    if (!symbol?.declarations?.some(isHeir)) return [];
    // an instance of a generic type has its bases by its declaration
    const declared = this.#checker.getDeclaredTypeOfSymbol(symbol);
    return declared.isClassOrInterface() ? this.#checker.getBaseTypes(declared) : [];
  }

  /** As what declares it, and as those who extend it import it. */
  #toOrigins(symbol: ts.Symbol): readonly Origin[] {
    const declarations = symbol.declarations ?? [];
    // others may add to what the language declares
    if (declarations.some((each) => this.services.program.isSourceFileDefaultLibrary(each.getSourceFile())))
      return [{ root: { kind: "global" }, path: [symbol.name] }];
    const declared = declarations.flatMap((each) => toDeclared(symbol.name, each));
    const extended = declarations.filter(isHeir).flatMap(({ heritageClauses = [] }) => heritageClauses);
    return [...declared, ...extended.flatMap(({ types }) => types.flatMap((each) => this.#toImported(each)))];
  }

  #toImported({ expression }: ts.ExpressionWithTypeArguments): readonly Origin[] {
    const alias = this.#checker.getSymbolAtLocation(expression)?.declarations?.[0];
    const specifier = alias && findSpecifier(alias);
    if (!alias || specifier === undefined) return [];
    const file = alias.getSourceFile().fileName;
    const module = specifier.startsWith(".") ? posix.join(dirname(file), specifier) : specifier;
    const imported = ("propertyName" in alias ? alias.propertyName : undefined) as ts.Identifier | undefined;
    const name = imported?.text ?? expression.getText();
    return [{ root: { kind: "import", module }, path: isDefault(alias) || name === "default" ? [] : [name] }];
  }
}

/** What is the same for all files of a program. */
interface Known {
  readonly packages: ReadonlySet<string>;
  readonly families: Map<ts.Type, Family>;
}

const knownOf = new WeakMap<ts.Program, Known>();

function toKnown(program: ts.Program): Known {
  const known = knownOf.get(program);
  if (known) return known;
  const packages = new Set(program.getSourceFiles().flatMap(({ fileName }) => findPackage(fileName) ?? []));
  const made: Known = { packages, families: new Map() };
  knownOf.set(program, made);
  return made;
}

type Heir = ts.ClassLikeDeclaration | ts.InterfaceDeclaration;

function isHeir(node: ts.Node): node is Heir {
  return "heritageClauses" in node;
}

function toDeclared(name: string, declaration: ts.Declaration): readonly Origin[] {
  if (name.startsWith("__")) return []; // a literal of a type or an object
  const { fileName } = declaration.getSourceFile();
  return toModules(fileName).map((module) => ({ root: { kind: "import", module }, path: [name] }));
}

/** The package that a file is of; or the file, and the folders above it, whose index may export what it declares. */
function toModules(file: string): readonly string[] {
  const name = findPackage(file);
  if (name !== null) return [name];
  const stem = file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
  return [stem, dirname(stem), dirname(dirname(stem))];
}

/** The package that a file is installed as a part of; of `@types/…`, the one that these are the types of. */
function findPackage(file: string): string | null {
  const [, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name?.replace(/^@types\/(?:(.*?)__)?/, (_, scope) => (scope ? `@${scope}/` : "")) ?? null;
}

/** The specifier of the import that an alias stands in. */
function findSpecifier(alias: ts.Declaration): string | undefined {
  for (let at: ts.Node | undefined = alias, depth = 0; at && depth < 5; at = at.parent, depth++)
    if ("moduleSpecifier" in at) return (at.moduleSpecifier as ts.StringLiteral | undefined)?.text;
  return undefined;
}

/** `import AppError from "…"`: the clause itself. */
function isDefault(alias: ts.Declaration): boolean {
  return "moduleSpecifier" in alias.parent;
}

/** Whether a name is the language's own `Error`. */
export function isLanguageError({ root, path }: Origin): boolean {
  return root.kind === "global" && path[0] === "Error";
}

function isDeclaredNoGuard(declaration: ts.Declaration): boolean {
  if (!("parameters" in declaration)) return false;
  const { type } = declaration as ts.SignatureDeclaration;
  return type !== undefined && !("parameterName" in type);
}

function isRest(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
  return declaration?.dotDotDotToken !== undefined;
}

function isVoid(signature: ts.Signature): boolean {
  return intrinsicName(signature.getReturnType()) === "void";
}

/** `any`, `string`, `never` and their kin have no declaration. */
function isIntrinsic(type: ts.Type): boolean {
  return intrinsicName(type) !== undefined;
}

function intrinsicName(type: ts.Type): string | undefined {
  return (type as { readonly intrinsicName?: string }).intrinsicName;
}

function isPrimitive(type: ts.Type): boolean {
  const name = intrinsicName(type);
  if (name !== undefined) return /^(?:string|number|bigint|boolean|true|false|symbol)$/.test(name);
  return type.isStringLiteral() || type.isNumberLiteral();
}
