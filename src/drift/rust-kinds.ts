import type { CodeStruct } from "./envelope-drift.ts";
import type { RustScope } from "./rust-paths.ts";
import { walk, type SyntaxNode } from "./syntax-node.ts";

/** What a Rust expression is of ours; `wire`: something's `error_code` or `code()`, whose it is cannot be told. */
export type RustKind = "code" | "error" | "envelope" | "wire" | CodeStruct;

/** Tells what expressions of a Rust file are, by what its functions declare. */
export class RustKinds {
  readonly #declared = new Map<number, ReadonlyMap<string, RustKind | null>>();

  constructor(
    readonly scope: RustScope,
    /** The structs with a code that the file declares or imports from its crate, by name. */
    readonly structs: ReadonlyMap<string, CodeStruct>,
  ) {}

  /** `&errs::Error`, `Option<Envelope>` is none: only what the name itself says. */
  ofType(node: SyntaxNode | null): RustKind | null {
    if (!node) return null;
    if (node.type === "reference_type") return this.ofType(node.childForFieldName("type"));
    const struct = this.structs.get(node.text.replace(/^(?:crate|super|self)::(?:\w+::)*/, ""));
    if (struct) return struct;
    return types.get(this.scope.resolve(node.text)?.join("::") ?? "") ?? null;
  }

  of(node: SyntaxNode | null | undefined): RustKind | null {
    if (!node) return null;
    switch (node.type) {
      case "identifier":
        return this.#ofName(node);
      case "reference_expression":
        return this.of(node.childForFieldName("value"));
      case "parenthesized_expression":
      case "unary_expression":
      case "try_expression":
        return this.of(node.namedChildren[0]);
      case "struct_expression":
        return this.ofType(node.childForFieldName("name"));
      case "field_expression":
        return this.#ofField(node);
      case "call_expression":
        return this.#ofCall(node);
      default:
        return null;
    }
  }

  #ofField(node: SyntaxNode): RustKind | null {
    const field = node.childForFieldName("field")?.text;
    const owner = this.of(node.childForFieldName("value"));
    if (typeof owner === "object" && owner !== null) {
      if (owner.codeField !== field) return null;
      return owner.isEnvelope ? "code" : "wire";
    }
    if (field !== "error_code") return null;
    return owner === "envelope" ? "code" : "wire";
  }

  #ofCall(node: SyntaxNode): RustKind | null {
    const callee = node.childForFieldName("function");
    if (callee?.type === "scoped_identifier" || callee?.type === "identifier")
      return results.get(this.scope.resolve(callee.text)?.join("::") ?? "") ?? null;
    if (callee?.type !== "field_expression") return null;
    const method = callee.childForFieldName("field")?.text ?? "";
    const owner = this.of(callee.childForFieldName("value"));
    if (method === "code") return owner === "error" ? "code" : null;
    return same.has(method) ? owner : null;
  }

  #ofName(node: SyntaxNode): RustKind | null {
    for (let at = node.parent; at; at = at.parent) {
      if (at.type !== "function_item" && at.type !== "closure_expression") continue;
      const declared = this.#declarationsOf(at);
      if (declared.has(node.text)) return declared.get(node.text) ?? null;
    }
    return null;
  }

  /** What a function's variables are; `null` for one that is declared as two things, or as nothing of ours. */
  #declarationsOf(node: SyntaxNode): ReadonlyMap<string, RustKind | null> {
    const known = this.#declared.get(node.id);
    if (known) return known;
    const declared = new Map<string, RustKind | null>();
    this.#declared.set(node.id, declared);
    for (const each of walk(node)) {
      if (each.type !== "parameter" && each.type !== "let_declaration") continue;
      const name = each.childForFieldName("pattern")?.text.replace(/^mut\s+/, "") ?? "";
      const type = each.childForFieldName("type");
      const kind = type ? this.ofType(type) : this.of(each.childForFieldName("value"));
      declared.set(name, declared.has(name) && declared.get(name) !== kind ? null : kind);
    }
    return declared;
  }
}

/** Methods whose result says the same as what they are called on. */
const same = new Set("as_str as_ref as_deref to_string to_owned clone into unwrap borrow trim".split(" "));
const types = new Map<string, RustKind>([
  ["Code", "code"],
  ["Error", "error"],
  ["Envelope", "envelope"],
]);
const results = new Map<string, RustKind>([
  ["Error::new", "error"],
  ["Error::wrap", "error"],
  ["Envelope::public", "envelope"],
  ["Envelope::internal", "envelope"],
  ["code_of", "code"],
  ["Code::of_status", "code"],
]);
