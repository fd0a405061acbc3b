import type { Contract } from "../contract/contract.ts";
import { Mentions, type Claim, type CodeMention, type MentionPlace } from "./code-mention.ts";
import { toCodeName } from "./code-names.ts";
import { findEnvelopeDrifts, type CodeStruct } from "./envelope-drift.ts";
import type { SourceDrift } from "./find-go-drift.ts";
import { findRustStructs } from "./find-rust-structs.ts";
import { RustKinds } from "./rust-kinds.ts";
import { RustScope, type RustModules } from "./rust-paths.ts";
import { sameNode, toStringValue, walk, walkTokens, type SyntaxNode } from "./syntax-node.ts";

/**
 * Every code that a Rust file names, known to the contract or not, and where its structs depart from the envelope. Other
 * files of its crate may declare structs as well.
 */
export function findRustDrift(
  root: SyntaxNode,
  { contract, modules, others }: { contract: Contract; modules: RustModules; others: readonly CodeStruct[] },
): SourceDrift {
  const structs = findRustStructs(root);
  const scope = new RustScope(root, modules);
  const imported = others.filter(({ name }) => scope.isLocal(name) || hasPath(root, name));
  const coded = [...imported, ...structs].filter(({ codeField }) => codeField !== null);
  const kinds = new RustKinds(scope, new Map(coded.map((struct) => [struct.name, struct])));
  const finder = new RustMentions(new Mentions(contract), kinds, scope);
  for (const node of walk(root)) finder.visit(node);
  return {
    mentions: finder.mentions.toList(),
    imports: findCodeImports(scope),
    envelopes: structs.flatMap((struct) => findEnvelopeDrifts(struct, contract)),
  };
}

/** `use crate::errs::Code::{NotFound, Timeout as Late};` */
function findCodeImports(scope: RustScope): CodeMention[] {
  return scope.imports.flatMap(({ path, name: node }) => {
    const [item, variant, ...rest] = scope.findInner(path) ?? [];
    const code = item === "Code" && rest.length === 0 ? scope.modules.names.find(variant ?? "") : null;
    if (node === null || code === null) return [];
    return [{ node, name: node, code, written: node.text, where: "property", claim: "certain" }];
  });
}

/** `crate::answer::Problem`, written out. */
function hasPath(root: SyntaxNode, name: string): boolean {
  return new RegExp(`\\b(?:crate|super|self)::(?:\\w+::)*${name}\\b`).test(root.text);
}

/** Goes through a Rust file node by node, and knows the places of codes. */
class RustMentions {
  constructor(
    readonly mentions: Mentions,
    readonly kinds: RustKinds,
    readonly scope: RustScope,
  ) {}

  visit(node: SyntaxNode): void {
    switch (node.type) {
      case "scoped_identifier":
      case "identifier":
        return this.#visitPath(node);
      case "call_expression":
        return this.#visitCall(node);
      case "let_declaration":
        return this.#visitLet(node);
      case "binary_expression":
        return this.#visitComparison(node);
      case "match_expression":
        return this.#visitMatch(node);
      case "field_initializer":
        return this.#visitField(node);
      case "assignment_expression":
        return this.#visitAssignment(node);
      case "macro_invocation":
        return this.#visitMacro(node);
      default:
    }
  }

  /** `Code::NotFound`, `crate::errs::Code::NotFound` */
  #visitPath(node: SyntaxNode): void {
    const { parent } = node;
    if (parent?.type === "scoped_identifier" || parent?.type === "token_tree" || isImport(node)) return;
    const name = node.childForFieldName("name") ?? node;
    this.#addVariant({ node, name, written: node.text }, this.scope.resolve(node.text), toPlace(node));
  }

  #addVariant(
    named: Pick<CodeMention, "node" | "name" | "written">,
    path: readonly string[] | null,
    where: MentionPlace,
  ): void {
    const [item, variant, ...rest] = path ?? [];
    if (item !== "Code" || variant === undefined || rest.length > 0 || !/^[A-Z].*[a-z]/.test(variant)) return;
    const code = this.scope.modules.names.find(variant) ?? toCodeName(variant);
    this.mentions.add({ ...named, code, where, claim: "certain" });
  }

  /** `Code::from_str("NOT_FOUND")`, `"NOT_FOUND".parse::<Code>()` */
  #visitCall(node: SyntaxNode): void {
    const callee = node.childForFieldName("function");
    if (this.scope.resolve(callee?.text ?? "")?.join("::") === "Code::from_str")
      this.#addText(node.childForFieldName("arguments")?.namedChildren[0], "construction");
    if (callee?.type !== "generic_function") return;
    const method = callee.childForFieldName("function");
    const type = callee.childForFieldName("type_arguments")?.namedChildren[0] ?? null;
    if (method?.childForFieldName("field")?.text === "parse" && this.kinds.ofType(type) === "code")
      this.#addText(method.childForFieldName("value"), "construction");
  }

  /** `let code: Code = "NOT_FOUND".parse()?;` */
  #visitLet(node: SyntaxNode): void {
    if (this.kinds.ofType(node.childForFieldName("type")) !== "code") return;
    const value = node.childForFieldName("value");
    const isParsed = value !== null && /\.parse\(\)(?:\?|\.unwrap\(\)|\.expect\([^]*\))?$/.test(value.text);
    if (isParsed)
      this.#addText(
        [...walk(value)].find(({ type }) => type.endsWith("string_literal")),
        "construction",
      );
  }

  #visitComparison(node: SyntaxNode): void {
    const operator = node.childForFieldName("operator")?.text;
    if (operator !== "==" && operator !== "!=") return;
    const [left, right] = [node.childForFieldName("left"), node.childForFieldName("right")];
    this.#addText(right, "property", this.#claimOf(left));
    this.#addText(left, "property", this.#claimOf(right));
  }

  #visitMatch(node: SyntaxNode): void {
    const claim = this.#claimOf(node.childForFieldName("value"));
    if (!claim) return;
    for (const arm of node.childForFieldName("body")?.namedChildren ?? []) {
      const pattern = arm.childForFieldName("pattern");
      const guard = pattern?.childForFieldName("condition") ?? null;
      const alternatives = pattern?.namedChildren.filter((each) => !sameNode(each, guard)) ?? [];
      for (const text of alternatives.flatMap((each) => [...walk(each)])) this.#addText(text, "property", claim);
    }
  }

  /** `Envelope { error_code: "NOT_FOUND".into(), … }` */
  #visitField(node: SyntaxNode): void {
    const kind = this.kinds.of(node.parent?.parent);
    const field = kind === "envelope" ? "error_code" : typeof kind === "object" ? kind?.codeField : null;
    const isOurs = kind === "envelope" || (typeof kind === "object" && kind?.isEnvelope) || this.scope.isImporting;
    if (node.childForFieldName("field")?.text === field)
      this.#addText(toText(node.childForFieldName("value")), "construction", isOurs ? "certain" : "likely");
  }

  /** `envelope.error_code = "NOT_FOUND".into();` */
  #visitAssignment(node: SyntaxNode): void {
    const claim = this.#claimOf(node.childForFieldName("left"));
    this.#addText(toText(node.childForFieldName("right")), "property", claim);
  }

  /** `matches!(err.code(), Code::NotFound)`, `json!({ "error_code": "NOT_FOUND" })` */
  #visitMacro(node: SyntaxNode): void {
    const tokens = [...walkTokens(node)];
    const claim = this.scope.isImporting ? "certain" : "likely";
    for (const [index, token] of tokens.entries()) {
      if (toStringValue(token) === "error_code" && tokens[index + 1]?.text === ":")
        this.#addText(tokens[index + 2], "property", claim);
      if (!/^(?:::|\.)$/.test(tokens[index - 1]?.text ?? ""))
        this.#addTokens(tokens.slice(index, toPathEnd(tokens, index)));
    }
  }

  /** A path in a macro is a run of tokens. */
  #addTokens(tokens: readonly SyntaxNode[]): void {
    const written = tokens.map(({ text }) => text).join("");
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first?.type === "identifier" && last)
      this.#addVariant({ node: first, name: last, written }, this.scope.resolve(written), "property");
  }

  #claimOf(node: SyntaxNode | null): Claim | null {
    const kind = this.kinds.of(node);
    return kind === "code" ? "certain" : kind === "wire" ? "likely" : null;
  }

  #addText(node: SyntaxNode | null | undefined, where: MentionPlace, claim: Claim | null = "certain"): void {
    const text = toStringValue(node);
    if (node && text !== null && claim) this.mentions.addText({ node, text }, where, claim);
  }
}

/** Where a path of tokens ends: `errs`, `::`, `Code`, `::`, `NotFound`. */
function toPathEnd(tokens: readonly SyntaxNode[], start: number): number {
  let end = start + 1;
  while (tokens[end]?.text === "::" && tokens[end + 1]) end += 2;
  return end;
}

/** `"X".to_string()`, `String::from("X")`, `Some("X".into())`: the literal that an expression does no more than convert. */
function toText(node: SyntaxNode | null | undefined): SyntaxNode | null {
  if (!node || toStringValue(node) !== null) return node ?? null;
  if (node.type !== "call_expression") return null;
  const callee = node.childForFieldName("function");
  if (callee?.type === "field_expression") {
    const isConversion = /^(?:to_string|to_owned|into)$/.test(callee.childForFieldName("field")?.text ?? "");
    return isConversion ? toText(callee.childForFieldName("value")) : null;
  }
  const isWrapping = /^(?:String::from|Some|Cow::(?:from|Borrowed))$/.test(callee?.text ?? "");
  return isWrapping ? toText(node.childForFieldName("arguments")?.namedChildren[0]) : null;
}

function isImport(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.type === "use_declaration") return true;
  return false;
}

/** What an error is given first is the code that it is made with. */
function toPlace(node: SyntaxNode): MentionPlace {
  const list = node.parent?.type === "arguments" ? node.parent : null;
  const callee = list?.parent?.childForFieldName("function")?.text ?? "";
  const isFirst = sameNode(list?.namedChildren[0] ?? null, node);
  return isFirst && /(?:::new|or_code)$/.test(callee) ? "construction" : "property";
}
