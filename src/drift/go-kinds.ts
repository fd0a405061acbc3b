import type { CodeStruct } from "./envelope-drift.ts";
import { toStringValue, walk, type SyntaxNode } from "./syntax-node.ts";

/** What a Go expression is of ours; `wire`: something's `error_code`, whose it is cannot be told. */
export type GoKind = "code" | "error" | "envelope" | "wire" | CodeStruct;

/** The names by which a Go file knows what is ours. */
export interface GoScope {
  /** The generated package's name in this file; `null` where it is not imported. */
  readonly alias: string | null;
  /** The structs with a code that the file or another one of its package declares, by name. */
  readonly structs: ReadonlyMap<string, CodeStruct>;
}

/** Tells what expressions of a file are, by what its functions declare. */
export class GoKinds {
  readonly #declared = new Map<number, ReadonlyMap<string, GoKind | null>>();

  constructor(readonly scope: GoScope) {}

  ofType(node: SyntaxNode | null): GoKind | null {
    if (!node) return null;
    if (node.type === "pointer_type" || node.type === "parenthesized_type")
      return this.ofType(node.namedChildren[0] ?? null);
    if (node.type === "type_identifier") return this.scope.structs.get(node.text) ?? null;
    return node.type === "qualified_type" ? (types.get(this.#memberOf(node) ?? "") ?? null) : null;
  }

  of(node: SyntaxNode | null | undefined): GoKind | null {
    if (!node) return null;
    switch (node.type) {
      case "identifier":
        return this.#ofName(node);
      case "parenthesized_expression":
        return this.of(node.namedChildren[0]);
      case "unary_expression":
        return this.of(node.childForFieldName("operand"));
      case "composite_literal":
      case "type_assertion_expression":
        return this.ofType(node.childForFieldName("type"));
      case "index_expression":
        return toStringValue(node.childForFieldName("index")) === "error_code" ? "wire" : null;
      case "selector_expression":
        return this.#ofField(node);
      case "call_expression":
        return this.#ofCall(node);
      default:
        return null;
    }
  }

  /** The member of the generated package that a selector or a qualified type names: `errs.New` gives `New`. */
  memberOf(node: SyntaxNode | null): string | null {
    if (node?.type === "qualified_type") return this.#memberOf(node);
    if (node?.type !== "selector_expression") return null;
    const operand = node.childForFieldName("operand");
    const isPackage = operand?.type === "identifier" && operand.text === this.scope.alias;
    return isPackage && !this.#isShadowed(operand) ? (node.childForFieldName("field")?.text ?? null) : null;
  }

  #memberOf(node: SyntaxNode): string | null {
    const [home, name] = node.text.split(".");
    return this.scope.alias !== null && home === this.scope.alias ? (name ?? null) : null;
  }

  #ofField(node: SyntaxNode): GoKind | null {
    const field = node.childForFieldName("field")?.text;
    const owner = this.of(node.childForFieldName("operand"));
    if (owner === "envelope" && field === "Code") return "code";
    if (typeof owner !== "object" || owner === null || owner.codeField !== field) return null;
    return owner.isEnvelope ? "code" : "wire";
  }

  #ofCall(node: SyntaxNode): GoKind | null {
    const callee = node.childForFieldName("function");
    const member = this.memberOf(callee);
    if (member !== null) return results.get(member) ?? null;
    const first = node.childForFieldName("arguments")?.namedChildren[0];
    if (callee?.text === "string") return this.of(first);
    const method = callee?.type === "selector_expression" ? callee : null;
    const owner = this.of(method?.childForFieldName("operand"));
    const name = method?.childForFieldName("field")?.text;
    return (owner === "error" && name === "Code") || (owner === "code" && name === "Error") ? "code" : null;
  }

  #ofName(node: SyntaxNode): GoKind | null {
    for (let at = node.parent; at; at = at.parent) {
      if (!functions.has(at.type)) continue;
      const declared = this.#declarationsOf(at);
      if (declared.has(node.text)) return declared.get(node.text) ?? null;
    }
    return null;
  }

  #isShadowed(node: SyntaxNode): boolean {
    for (let at = node.parent; at; at = at.parent)
      if (functions.has(at.type) && this.#declarationsOf(at).has(node.text)) return true;
    return false;
  }

  /** What a function's variables are; `null` for one that is declared as two things, or as nothing of ours. */
  #declarationsOf(node: SyntaxNode): ReadonlyMap<string, GoKind | null> {
    const known = this.#declared.get(node.id);
    if (known) return known;
    const declared = new Map<string, GoKind | null>();
    this.#declared.set(node.id, declared);
    for (const [name, toKind] of findDeclarations(node, this)) {
      const kind = toKind();
      declared.set(name, declared.has(name) && declared.get(name) !== kind ? null : kind);
    }
    return declared;
  }
}

const functions = new Set(["function_declaration", "method_declaration", "func_literal"]);
const types = new Map<string, GoKind>([
  ["Code", "code"],
  ["Error", "error"],
  ["Envelope", "envelope"],
]);
const results = new Map<string, GoKind>([
  ["Code", "code"],
  ["CodeOf", "code"],
  ["CodeOfStatus", "code"],
  ["Find", "error"],
  ["PublicEnvelope", "envelope"],
  ["InternalEnvelope", "envelope"],
]);

type Declaration = readonly [name: string, toKind: () => GoKind | null];

function* findDeclarations(node: SyntaxNode, kinds: GoKinds): Generator<Declaration> {
  for (const each of walk(node)) {
    if (each.type === "parameter_declaration" || each.type === "var_spec") {
      const type = each.childForFieldName("type");
      const value = each.childForFieldName("value")?.namedChildren[0];
      for (const name of each.namedChildren.filter((child) => child.type === "identifier"))
        yield [name.text, () => (type ? kinds.ofType(type) : kinds.of(value))];
    }
    if (each.type === "short_var_declaration" || each.type === "range_clause") yield* toShort(each, kinds);
  }
}

/** `e := errs.Find(err)`, `e, ok := err.(*errs.Error)` */
function* toShort(node: SyntaxNode, kinds: GoKinds): Generator<Declaration> {
  const names = node.childForFieldName("left")?.namedChildren ?? [];
  const values = node.type === "range_clause" ? [] : (node.childForFieldName("right")?.namedChildren ?? []);
  const isPaired = values.length === names.length || values[0]?.type === "type_assertion_expression";
  for (const [index, name] of names.entries()) yield [name.text, () => (isPaired ? kinds.of(values[index]) : null)];
}
