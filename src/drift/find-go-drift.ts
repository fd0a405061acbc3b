import type { Contract } from "../contract/contract.ts";
import { goNames } from "../generate/go/codes-file.ts";
import { Mentions, type Claim, type CodeMention, type MentionPlace } from "./code-mention.ts";
import { toCodeName } from "./code-names.ts";
import { findEnvelopeDrifts, type CodeStruct, type EnvelopeDrift } from "./envelope-drift.ts";
import { findGoStructs } from "./find-go-structs.ts";
import { GoKinds } from "./go-kinds.ts";
import type { GoPackage, GoPackages } from "./go-packages.ts";
import { sameNode, toStringValue, walk, type SyntaxNode } from "./syntax-node.ts";

/** What a source of another language says of codes and of the envelope. */
export interface SourceDrift {
  readonly mentions: readonly CodeMention[];
  /** Codes that the file knows by their own names from here on: `use errs::Code::NotFound;`. */
  readonly imports: readonly CodeMention[];
  readonly envelopes: readonly EnvelopeDrift[];
}

/**
 * Every code that a Go file names, known to the contract or not, and where its structs depart from the envelope. Other files
 * of its package may declare structs as well.
 */
export function findGoDrift(
  root: SyntaxNode,
  { contract, packages, others }: { contract: Contract; packages: GoPackages; others: readonly CodeStruct[] },
): SourceDrift {
  const structs = findGoStructs(root);
  const home = findImport(root, packages);
  const coded = [...others, ...structs].filter(({ codeField }) => codeField !== null);
  const kinds = new GoKinds({
    alias: home?.alias ?? null,
    structs: new Map(coded.map((struct) => [struct.name, struct])),
  });
  const finder = new GoMentions(new Mentions(contract), kinds, { home: home?.home ?? null, texts: findTexts(root) });
  for (const node of walk(root)) finder.visit(node);
  return {
    mentions: finder.mentions.toList(),
    imports: [],
    envelopes: structs.flatMap((struct) => findEnvelopeDrifts(struct, contract)),
  };
}

/** How the file imports a generated package, and what its constants are. */
function findImport(root: SyntaxNode, packages: GoPackages): { alias: string; home: GoPackage } | null {
  for (const node of walk(root)) {
    const path = node.type === "import_spec" ? toStringValue(node.childForFieldName("path")) : null;
    const home = path === null ? undefined : packages.get(path);
    if (path === null || !home) continue;
    const last = path.replace(/\/v\d+$/, "");
    return { alias: node.childForFieldName("name")?.text ?? last.slice(last.lastIndexOf("/") + 1), home };
  }
  return null;
}

/** `const lost = "ORDER_LOST"`: what the file's constants say. */
function findTexts(root: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const texts = new Map<string, SyntaxNode>();
  for (const node of walk(root)) {
    const value = node.type === "const_spec" ? node.childForFieldName("value")?.namedChildren[0] : undefined;
    if (value && toStringValue(value) !== null) texts.set(node.childForFieldName("name")?.text ?? "", value);
  }
  return texts;
}

interface FileNames {
  /** The generated package; `null` where the file does not import it. */
  readonly home: GoPackage | null;
  readonly texts: ReadonlyMap<string, SyntaxNode>;
}

/** Goes through a Go file node by node, and knows the places of codes. */
class GoMentions {
  constructor(
    readonly mentions: Mentions,
    readonly kinds: GoKinds,
    readonly file: FileNames,
  ) {}

  visit(node: SyntaxNode): void {
    switch (node.type) {
      case "call_expression":
        return this.#visitCall(node);
      case "binary_expression":
        return this.#visitComparison(node);
      case "expression_switch_statement":
        return this.#visitSwitch(node);
      case "composite_literal":
        return this.#visitLiteral(node);
      case "assignment_statement":
        return this.#visitAssignment(node);
      case "var_spec":
      case "const_spec":
        return this.#visitDeclaration(node);
      case "selector_expression":
        return this.#visitMember(node);
      default:
    }
  }

  /** `errs.New("NOT_FOUND", …)`, `errs.WithCode(…)`, `errs.Code("NOT_FOUND")`, `errors.Is(err, errs.NotFound)` */
  #visitCall(node: SyntaxNode): void {
    const callee = node.childForFieldName("function");
    const given = node.childForFieldName("arguments")?.namedChildren ?? [];
    const member = this.kinds.memberOf(callee);
    if (member === "New" || member === "WithCode" || member === "Code") this.#add(given[0], "construction");
    if (/\.Is$/.test(callee?.text ?? "") && given.length === 2) this.#addMember(given[1], "property");
  }

  #visitComparison(node: SyntaxNode): void {
    const operator = node.childForFieldName("operator")?.text;
    if (operator !== "==" && operator !== "!=") return;
    const [left, right] = [node.childForFieldName("left"), node.childForFieldName("right")];
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const claim = this.#claimOf(one);
      if (claim && other) this.#add(other, "property", claim);
    }
  }

  #visitSwitch(node: SyntaxNode): void {
    const claim = this.#claimOf(node.childForFieldName("value"));
    if (!claim) return;
    const cases = node.namedChildren.filter(({ type }) => type === "expression_case");
    for (const value of cases.flatMap((each) => each.childForFieldName("value")?.namedChildren ?? []))
      this.#add(value, "property", claim);
  }

  /** `errs.PassOn{…}`, `errs.Envelope{Code: …}`, `Problem{ErrorCode: …}`, `map[string]any{"error_code": …}` */
  #visitLiteral(node: SyntaxNode): void {
    const type = node.childForFieldName("type");
    const elements = node.childForFieldName("body")?.namedChildren ?? [];
    const isList = this.kinds.memberOf(type) === "PassOn" || this.#isOfCodes(type, "element");
    const isMap = type?.type === "map_type";
    const [codeField, claim] = this.#codeFieldOf(type);
    for (const element of elements) {
      if (isList && element.type === "literal_element") this.#add(element.namedChildren[0], "property");
      const [key, value] = element.type === "keyed_element" ? toPair(element) : [];
      if (!key) continue;
      if (key.text === codeField) this.#add(value, "construction", claim);
      if (isMap && toStringValue(key) === "error_code") this.#add(value, "property", this.#claimHere());
      if (isMap && this.#isOfCodes(type, "key")) this.#add(key, "property");
      if (isMap && this.#isOfCodes(type, "value")) this.#add(value, "property");
    }
  }

  /** `[]errs.Code`, `map[errs.Code]string` */
  #isOfCodes(type: SyntaxNode | null, field: string): boolean {
    return this.kinds.ofType(type?.childForFieldName(field) ?? null) === "code";
  }

  #codeFieldOf(type: SyntaxNode | null): readonly [field: string | null, claim: Claim] {
    const kind = this.kinds.ofType(type);
    if (kind === "envelope") return ["Code", "certain"];
    if (typeof kind !== "object" || kind === null) return [null, "certain"];
    return [kind.codeField, kind.isEnvelope ? "certain" : this.#claimHere()];
  }

  /** `envelope.Code = "NOT_FOUND"`, `fields["error_code"] = "NOT_FOUND"` */
  #visitAssignment(node: SyntaxNode): void {
    const targets = node.childForFieldName("left")?.namedChildren ?? [];
    const values = node.childForFieldName("right")?.namedChildren ?? [];
    for (const [index, target] of targets.entries()) {
      const claim = this.#claimOf(target);
      if (claim) this.#add(values[index], "property", claim);
    }
  }

  /** `var missing errs.Code = "NOT_FOUND"` */
  #visitDeclaration(node: SyntaxNode): void {
    if (this.kinds.ofType(node.childForFieldName("type")) !== "code") return;
    for (const value of node.childForFieldName("value")?.namedChildren ?? []) this.#add(value, "property");
  }

  /** Any other `errs.NotFound`: `return errs.NotFound`. */
  #visitMember(node: SyntaxNode): void {
    if (!sameNode(node.parent?.childForFieldName("function") ?? null, node)) this.#addMember(node, "property", true);
  }

  #claimOf(node: SyntaxNode | null): Claim | null {
    const kind = this.kinds.of(node);
    return kind === "code" ? "certain" : kind === "wire" ? "likely" : null;
  }

  /** What a file that uses the generated package writes as `error_code` is the contract's; what it reads may be another's. */
  #claimHere(): Claim {
    return this.file.home ? "certain" : "likely";
  }

  #add(value: SyntaxNode | null | undefined, where: MentionPlace, claim: Claim = "certain"): void {
    if (!value) return;
    const named = value.type === "identifier" ? this.file.texts.get(value.text) : value;
    const text = toStringValue(named);
    if (named && text !== null) this.mentions.addText({ node: named, text }, where, claim);
    else this.#addMember(value, where);
  }

  /** A constant of the generated package; outside of a code's places, others are let be but those an earlier contract had. */
  #addMember(node: SyntaxNode | undefined, where: MentionPlace, isAnyPlace = false): void {
    const member = node ? this.kinds.memberOf(node) : null;
    const { home } = this.file;
    if (!node || member === null || !home || goNames.has(member) || !/^[A-Z]/.test(member)) return;
    const code = home.codes.find(member);
    if (code === null && (isAnyPlace || home.others.has(member))) return;
    const name = node.childForFieldName("field") ?? node;
    this.mentions.add({ node, name, code: code ?? toCodeName(member), written: node.text, where, claim: "certain" });
  }
}

function toPair(element: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  return element.namedChildren.map((child) => (child.type === "literal_element" ? child.namedChildren[0] : child));
}
