import { isEnvelope, type CodeStruct, type JsonType, type Struct, type StructField } from "./envelope-drift.ts";
import { toStringValue, walk, type SyntaxNode } from "./syntax-node.ts";

/** A Go struct with JSON tags, and which of its fields is the code's. */
export type GoStruct = Struct & CodeStruct;

/** The structs of a Go file that have JSON tags. */
export function findGoStructs(root: SyntaxNode): GoStruct[] {
  const named = new Map<string, SyntaxNode>();
  const specs = [...walk(root)].filter(({ type }) => type === "type_spec");
  for (const spec of specs) {
    const type = spec.childForFieldName("type");
    if (type) named.set(spec.childForFieldName("name")?.text ?? "", type);
  }
  return [...named].flatMap(([name, node]) => {
    const struct = node.type === "struct_type" ? toStruct(name, node, named) : null;
    return struct ? [struct] : [];
  });
}

function toStruct(name: string, node: SyntaxNode, named: ReadonlyMap<string, SyntaxNode>): GoStruct | null {
  const declarations = [...(node.namedChildren[0]?.namedChildren ?? [])].filter(
    ({ type }) => type === "field_declaration",
  );
  const tagged = declarations.flatMap((declaration) => toField(declaration, named));
  if (tagged.length === 0) return null;
  const code = tagged.find((field) => field.name === "error_code");
  return {
    node: node.parent ?? node,
    name,
    fields: tagged,
    isOpen: declarations.some((declaration) => declaration.childForFieldName("name") === null),
    codeField: code?.node.childForFieldName("name")?.text ?? null,
    isEnvelope: isEnvelope(tagged),
  };
}

function toField(declaration: SyntaxNode, named: ReadonlyMap<string, SyntaxNode>): StructField[] {
  const tag = toStringValue(declaration.childForFieldName("tag"));
  const [name, ...options] = /\bjson:"([^"]*)"/.exec(tag ?? "")?.[1]?.split(",") ?? [];
  const type = declaration.childForFieldName("type");
  if (!name || name === "-" || !type) return [];
  const json = options.includes("string") ? "string" : toJsonType(type, named);
  return [{ node: declaration, name, type: json, written: type.text }];
}

function toJsonType(node: SyntaxNode, named: ReadonlyMap<string, SyntaxNode>, depth = 0): JsonType {
  const inner = node.type === "pointer_type" ? node.namedChildren[0] : null;
  if (inner) return toJsonType(inner, named, depth);
  if (node.type === "map_type" || node.type === "struct_type") return "object";
  if (node.type === "slice_type") return /^\[\](?:byte|uint8)$/.test(node.text) ? "string" : "array";
  if (node.type === "array_type") return "array";
  if (node.type === "qualified_type") return node.text === "time.Time" ? "string" : "unknown";
  const declared = named.get(node.text);
  if (declared && depth < 3) return hasOwnJson(declared) ? "unknown" : toJsonType(declared, named, depth + 1);
  return basicTypes.get(node.text) ?? "unknown";
}

/** A type of this file may have a `MarshalJSON` or a `MarshalText`. */
function hasOwnJson(node: SyntaxNode): boolean {
  let root = node;
  while (root.parent) root = root.parent;
  const name = node.parent?.childForFieldName("name")?.text ?? "";
  return new RegExp(`\\(\\s*(?:\\w+\\s+)?\\*?${name}\\s*\\)\\s+Marshal(?:JSON|Text)\\b`).test(root.text);
}

const basicTypes = new Map<string, JsonType>([
  ["string", "string"],
  ["bool", "boolean"],
  ...["", "8", "16", "32", "64"].flatMap((size) => [
    [`int${size}`, "number"] as const,
    [`uint${size}`, "number"] as const,
  ]),
  ["float32", "number"],
  ["float64", "number"],
]);
