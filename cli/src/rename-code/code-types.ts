import { ts } from "ts-morph";
import type { Binding, Contract, ErrorBinding } from "../../../src/contract/contract.ts";
import { findDeclarations } from "../project/find-declarations.ts";
import type { OpenProgram } from "../project/open-program.ts";
import { nameOf } from "./ts-nodes.ts";

/** The types that list the contract's codes: what its errors take as their code, and the types among its sources. */
export class CodeTypes {
  readonly #keys: ReadonlySet<string>;
  readonly #errors: ReadonlySet<ts.Declaration>;

  constructor(
    contract: Contract,
    readonly program: OpenProgram,
  ) {
    const { checker } = program;
    const errors = contract.errors.map((binding) => ({ binding, declarations: findDeclarations(binding, program) }));
    const nodes = errors.flatMap(({ binding, declarations }) =>
      declarations.flatMap((declaration) => codeTypeNodes(declaration, binding)),
    );
    const types = [
      ...nodes.map((node) => toListed(checker.getTypeFromTypeNode(node), checker)),
      ...contract.codeSources.flatMap((source) => sourceTypes(source, program)),
    ];
    this.#errors = new Set(errors.flatMap(({ declarations }) => declarations));
    this.#keys = new Set(types.flatMap((type) => toKey(type) ?? []));
  }

  /** Whether a type is one of them, or `undefined` beside it. */
  has(type: ts.Type | undefined): boolean {
    const key = type && toKey(type);
    return key != null && this.#keys.has(key);
  }

  /** Whether a type's keys are the codes: `Record<ErrorCode, …>`, also partial or read-only. */
  hasAsKeys(type: ts.Type | undefined): boolean {
    const [first] = type?.aliasTypeArguments ?? [];
    const name = type?.aliasSymbol?.name;
    if (!first || name === undefined) return false;
    if (name === "Record") return this.has(first);
    return (name === "Partial" || name === "Readonly" || name === "Required") && this.hasAsKeys(first);
  }

  /** Whether a name denotes one of the contract's error classes. */
  isError(symbol: ts.Symbol | null): boolean {
    return symbol?.declarations?.some((declaration) => this.#errors.has(declaration)) ?? false;
  }
}

/** The types that a class or a factory writes for its code: of the parameter, of the property. */
function codeTypeNodes(declaration: ts.Declaration, binding: ErrorBinding): ts.TypeNode[] {
  const isClass = ts.isClassLike(declaration);
  const makers = isClass ? declaration.members.filter(ts.isConstructorDeclaration) : [toFunction(declaration)];
  const parameters = binding.code === null ? [] : makers.map((maker) => maker?.parameters[binding.code ?? 0]?.type);
  const properties = isClass
    ? declaration.members.filter(ts.isPropertyDeclaration).filter(({ name }) => nameOf(name) === "code")
    : [];
  return [...parameters, ...properties.map(({ type }) => type)].filter((type) => type !== undefined);
}

function toFunction(declaration: ts.Declaration): ts.SignatureDeclaration | null {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const init = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return init && (ts.isArrowFunction(init) || ts.isFunctionExpression(init)) ? init : null;
}

function sourceTypes(source: Binding, program: OpenProgram): ts.Type[] {
  return findDeclarations(source, program)
    .filter((each) => ts.isTypeAliasDeclaration(each))
    .map((alias) => program.checker.getTypeFromTypeNode(alias.type));
}

/** `C extends ErrorCode` may be any of them. */
function toListed(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  return type.isTypeParameter() ? (checker.getBaseConstraintOfType(type) ?? type) : type;
}

/** All strings that a type lists; `null` where it lists fewer than two, or is more than strings. */
function toKey(type: ts.Type): string | null {
  const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const values = parts.map((part) => (part.isStringLiteral() ? part.value : null));
  return values.length < 2 || values.includes(null) ? null : values.sort().join("|");
}
