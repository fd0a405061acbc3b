import type { ts } from "ts-morph";
import type { NumberedFunction } from "./function-nodes.ts";
import type { TypeScript } from "./load-typescript.ts";
import { visitAll } from "./visit-all.ts";

/** Something that is called as a member, with the type of what it is a member of; `null` where that is not to be told. */
export interface Member {
  readonly function: NumberedFunction;
  readonly owner: ts.Type | null;
}

/** What can be called by the name of a property, all over a workspace: methods, also inherited ones, and functions in objects. */
export class Members {
  readonly #byName = new Map<string, Member[]>();

  constructor(
    readonly ts: TypeScript,
    readonly checker: ts.TypeChecker,
    readonly numberOf: (node: ts.Node | undefined) => NumberedFunction | undefined,
  ) {}

  named(name: string): readonly Member[] {
    return this.#byName.get(name) ?? [];
  }

  /** All of them, by whatever name. */
  get all(): readonly Member[] {
    return [...this.#byName.values()].flat();
  }

  /** Takes up all members that a file declares. */
  addFile(source: ts.SourceFile): void {
    visitAll(source, (node) => {
      if (this.ts.isClassLike(node)) this.#addClass(node);
      if (this.ts.isObjectLiteralExpression(node)) this.#addObject(node);
      if (this.ts.isBinaryExpression(node)) this.#addAssigned(node);
    });
  }

  #addClass(node: ts.ClassLikeDeclaration): void {
    const isOpen = isGeneric(node);
    const made = this.checker.getTypeAtLocation(node);
    const instance = this.ts.isClassExpression(node) ? undefined : made;
    const symbol = node.name ? this.checker.getSymbolAtLocation(node.name) : undefined;
    const itself = symbol && this.checker.getTypeOfSymbolAtLocation(symbol, node);
    for (const owner of [instance, itself])
      for (const property of owner?.getProperties() ?? []) this.#addProperty(property, isOpen ? null : (owner ?? null));
    // a class without a type of its own here can be any
    if (!instance) for (const member of node.members) this.#add(member.name, this.#functionOf(member), null);
  }

  #addProperty(property: ts.Symbol, owner: ts.Type | null): void {
    for (const declaration of property.declarations ?? []) {
      const found = this.#functionOf(declaration);
      if (found) this.#put(property.name, { function: found, owner });
    }
  }

  #addObject(node: ts.ObjectLiteralExpression): void {
    const type = isGeneric(node) ? null : this.#widen(this.checker.getTypeAtLocation(node));
    for (const property of node.properties) {
      this.#add(property.name, this.#functionOf(property), type);
    }
  }

  /** `service.load = async (id) => …` */
  #addAssigned({ left, right }: ts.BinaryExpression): void {
    if (this.ts.isPropertyAccessExpression(left)) this.#add(left.name, this.numberOf(right), null);
  }

  #add(name: ts.Node | undefined, found: NumberedFunction | undefined, owner: ts.Type | null): void {
    if (name && found) this.#put(name.getText().replace(/^["'`](.*)["'`]$/, "$1"), { function: found, owner });
  }

  #put(name: string, member: Member): void {
    const known = this.#byName.get(name);
    if (known) known.push(member);
    else this.#byName.set(name, [member]);
  }

  /** The function that a member is, or that it names. */
  #functionOf(member: ts.Node): NumberedFunction | undefined {
    const own = this.numberOf(member);
    if (own) return own;
    if (this.ts.isShorthandPropertyAssignment(member))
      return this.#declared(this.checker.getShorthandAssignmentValueSymbol(member));
    const value = "initializer" in member ? (member.initializer as ts.Node | undefined) : undefined;
    if (!value) return undefined;
    return (
      this.numberOf(value) ??
      (this.ts.isIdentifier(value) ? this.#declared(this.checker.getSymbolAtLocation(value)) : undefined)
    );
  }

  #declared(symbol: ts.Symbol | undefined): NumberedFunction | undefined {
    const isAlias = symbol && (symbol.flags & this.ts.SymbolFlags.Alias) !== 0;
    const declaration = (isAlias ? this.checker.getAliasedSymbol(symbol) : symbol)?.valueDeclaration;
    const value =
      declaration && "initializer" in declaration ? (declaration.initializer as ts.Node | undefined) : undefined;
    return this.numberOf(declaration) ?? this.numberOf(value);
  }

  /** A type is told apart from the literal that was just written. */
  #widen(type: ts.Type): ts.Type {
    return (this.checker as unknown as { getWidenedType(type: ts.Type): ts.Type }).getWidenedType(type);
  }
}

/** Where a type has parameters, what it can be assigned to depends on what they are. */
function isGeneric(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent)
    if ("typeParameters" in at && at.typeParameters !== undefined) return true;
  return false;
}
