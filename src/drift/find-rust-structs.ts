import { isEnvelope, type CodeStruct, type JsonType, type Struct, type StructField } from "./envelope-drift.ts";
import { walk, type SyntaxNode } from "./syntax-node.ts";

/** A Rust struct that serde reads or writes. */
export type RustStruct = Struct & CodeStruct;

/** The structs of a Rust file that derive `Serialize` or `Deserialize`. */
export function findRustStructs(root: SyntaxNode): RustStruct[] {
  return [...walk(root)].flatMap((node) => {
    const attributes = node.type === "struct_item" ? attributesOf(node) : [];
    return attributes.some((text) => /^derive\b.*\b(?:Des|S)erialize\b/s.test(text))
      ? [toStruct(node, attributes)]
      : [];
  });
}

function toStruct(node: SyntaxNode, attributes: readonly string[]): RustStruct {
  const toName = casings.get(findOption(attributes, "rename_all") ?? "") ?? ((name: string) => name);
  const declarations = (node.childForFieldName("body")?.namedChildren ?? []).filter(
    ({ type }) => type === "field_declaration",
  );
  const fields = declarations.flatMap((declaration) => toField(declaration, toName));
  const code = fields.find(({ name }) => name === "error_code");
  return {
    node,
    name: node.childForFieldName("name")?.text ?? "",
    fields,
    isOpen: declarations.some((declaration) => hasFlag(attributesOf(declaration), "flatten")),
    codeField: code?.node.childForFieldName("name")?.text ?? null,
    isEnvelope: isEnvelope(fields),
  };
}

function toField(declaration: SyntaxNode, toName: (name: string) => string): StructField[] {
  const attributes = attributesOf(declaration);
  const type = declaration.childForFieldName("type");
  if (!type || hasFlag(attributes, "skip") || hasFlag(attributes, "flatten")) return [];
  const name = findOption(attributes, "rename") ?? toName(declaration.childForFieldName("name")?.text ?? "");
  const isConverted = attributes.some((text) => /^serde\b.*\b(?:with|serialize_with|into|from)\s*=/s.test(text));
  return [{ node: declaration, name, type: isConverted ? "unknown" : toJsonType(type.text), written: type.text }];
}

/** `derive(Serialize)`, `serde(rename = "code")`: what stands before a struct or a field. */
function attributesOf(node: SyntaxNode): string[] {
  const siblings = node.parent?.namedChildren ?? [];
  const found: string[] = [];
  for (let at = siblings.findIndex(({ id }) => id === node.id) - 1; at >= 0; at--) {
    const sibling = siblings[at];
    if (sibling?.type === "attribute_item") found.push(sibling.text.replace(/^#\[|\]$/g, "").trim());
    else if (!sibling?.type.endsWith("comment")) break;
  }
  return found;
}

function findOption(attributes: readonly string[], option: string): string | null {
  const pattern = new RegExp(`^serde\\b.*\\b${option}\\s*=\\s*"([^"]*)"`, "s");
  return attributes.map((text) => pattern.exec(text)?.[1]).find((value) => value !== undefined) ?? null;
}

function hasFlag(attributes: readonly string[], flag: string): boolean {
  return attributes.some((text) => new RegExp(`^serde\\b.*[(,\\s]${flag}\\s*[,)]`, "s").test(text));
}

function toJsonType(written: string): JsonType {
  const inner = /^(?:Option|Box|Rc|Arc|Cow)\s*<(.*)>$/s.exec(written)?.[1];
  if (inner !== undefined) return toJsonType(inner.replace(/^\s*'\w+\s*,/, "").trim());
  const type = written.replace(/^&\s*(?:'\w+\s+)?(?:mut\s+)?/, "").replace(/^(?:\w+::)+/, "");
  if (/^(?:String|str|Uuid|char)$/.test(type)) return "string";
  if (/^(?:[iu](?:8|16|32|64|128|size)|f32|f64)$/.test(type)) return "number";
  if (type === "bool") return "boolean";
  if (/^(?:Hash|BTree|Index)?Map\b/.test(type)) return "object";
  return /^(?:Vec|VecDeque|HashSet|BTreeSet)\s*<|^\[/.test(type) ? "array" : "unknown";
}

const casings = new Map<string, (name: string) => string>([
  ["camelCase", (name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())],
  ["PascalCase", (name) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())],
  ["kebab-case", (name) => name.replaceAll("_", "-")],
  ["SCREAMING_SNAKE_CASE", (name) => name.toUpperCase()],
  ["UPPERCASE", (name) => name.toUpperCase()],
]);
