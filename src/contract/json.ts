import { type Node, type ParseError, parseTree } from "jsonc-parser";

/** A JSON value that knows where it stands. Keys are only ever keys of a `Map`, so `__proto__` is one like any other. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: "object";
  readonly offset: number;
  readonly properties: ReadonlyMap<string, JsonProperty>;
}

export interface JsonProperty {
  readonly name: string;
  /** Where the key stands. */
  readonly offset: number;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly kind: "array";
  readonly offset: number;
  readonly items: readonly JsonNode[];
}

export type JsonScalar =
  | { readonly kind: "string"; readonly offset: number; readonly value: string }
  | { readonly kind: "number"; readonly offset: number; readonly value: number }
  | { readonly kind: "boolean"; readonly offset: number; readonly value: boolean }
  | { readonly kind: "null"; readonly offset: number; readonly value: null };

/** Why a text is no JSON, or no JSON that can be taken at its word. */
export interface JsonFault {
  readonly message: string;
  readonly offset: number;
  /** JSON path of the value in question; `$` where the text has no structure yet. */
  readonly path: string;
}

export interface ParsedJson {
  /** `null` where the text is no JSON: what could be made of it would only raise questions of its own. */
  readonly root: JsonNode | null;
  readonly faults: readonly JsonFault[];
}

const deepestNesting = 64;
const mostFaults = 20;

/** By the numbers that jsonc-parser gives its errors. */
const faultMessages: readonly string[] = [
  "This is no JSON",
  "This is no JSON value",
  "This is no number",
  "A key in double quotes is missing here",
  "A value is missing here",
  "A colon is missing here",
  "A comma is missing here",
  "A closing brace is missing here",
  "A closing bracket is missing here",
  "The text goes on after its end",
  "JSON has no comments",
  "A comment is not closed",
  "A string is not closed",
  "A number breaks off",
  "A Unicode escape is broken",
  "A string has an escape that JSON does not know",
  "A string has a control character that must be escaped",
];

/** Strict JSON with positions. Never throws: everything wrong is in `faults`. */
export function parseJson(text: string): ParsedJson {
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch {
    // The parser recurses: brackets by the hundred thousand exhaust the stack.
    return { root: null, faults: [{ message: "The text nests too deeply", offset: 0, path: "$" }] };
  }
  if (errors.length > 0)
    return { root: null, faults: errors.slice(0, mostFaults).map(({ error, offset }) => toFault(error, offset)) };
  if (tree === undefined) return { root: null, faults: [toFault(4, 0)] };
  const faults: JsonFault[] = [];
  const root = toNode(tree, { path: "$", depth: 0, faults });
  return { root, faults };
}

/** The same tree from a value in memory, all of it at offset 0. */
export function toJsonNode(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: "array", offset: 0, items: value.map(toJsonNode) };
  if (typeof value === "object" && value !== null) {
    const properties = Object.entries(value).map(
      ([name, child]) => [name, { name, offset: 0, value: toJsonNode(child) }] as const,
    );
    return { kind: "object", offset: 0, properties: new Map(properties) };
  }
  if (typeof value === "string") return { kind: "string", offset: 0, value };
  if (typeof value === "number") return { kind: "number", offset: 0, value };
  if (typeof value === "boolean") return { kind: "boolean", offset: 0, value };
  return { kind: "null", offset: 0, value: null };
}

/** The value of a key, or `null` where the node is no object or has no such key. */
export function getValue(node: JsonNode | null, key: string): JsonNode | null {
  return node?.kind === "object" ? (node.properties.get(key)?.value ?? null) : null;
}

/** The properties of the object under a key; none where there is no object. */
export function getProperties(node: JsonNode | null, key: string): readonly JsonProperty[] {
  const value = getValue(node, key);
  return value?.kind === "object" ? [...value.properties.values()] : [];
}

/** The items of the array under a key; none where there is no array. */
export function getItems(node: JsonNode | null, key: string): readonly JsonNode[] {
  const value = getValue(node, key);
  return value?.kind === "array" ? value.items : [];
}

/** The string under a key, else `null`. */
export function getString(node: JsonNode | null, key: string): string | null {
  const value = getValue(node, key);
  return value?.kind === "string" ? value.value : null;
}

/** The strings under a key: of an array, or the only one. */
export function getStrings(node: JsonNode | null, key: string): string[] {
  const only = getString(node, key);
  if (only !== null) return [only];
  return getItems(node, key).flatMap((item) => (item.kind === "string" ? [item.value] : []));
}

/** The number under a key, else `null`. */
export function getNumber(node: JsonNode | null, key: string): number | null {
  const value = getValue(node, key);
  return value?.kind === "number" ? value.value : null;
}

/** The boolean under a key, else `null`. */
export function getBoolean(node: JsonNode | null, key: string): boolean | null {
  const value = getValue(node, key);
  return value?.kind === "boolean" ? value.value : null;
}

/** `$.codes.NOT_FOUND`, `$.wire[0]`, `$.codes["no-such"]`. */
export function toChildPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return /^[$\w]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly faults: JsonFault[];
}

function toFault(error: number, offset: number): JsonFault {
  return { message: faultMessages[error] ?? "This is no JSON", offset, path: "$" };
}

function toNode(node: Node, place: Place): JsonNode {
  const { offset } = node;
  if (place.depth > deepestNesting) {
    place.faults.push({ message: "The text nests too deeply", offset, path: place.path });
    return { kind: "null", offset, value: null };
  }
  if (node.type === "object") return { kind: "object", offset, properties: toProperties(node, place) };
  if (node.type === "array") {
    const items = (node.children ?? []).map((child, index) => toNode(child, toInner(place, index)));
    return { kind: "array", offset, items };
  }
  return { ...(toJsonNode(node.value) as JsonScalar), offset };
}

function toProperties(node: Node, place: Place): Map<string, JsonProperty> {
  const properties = new Map<string, JsonProperty>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    const inner = toInner(place, name);
    if (properties.has(name)) {
      place.faults.push({
        message: `The key ${JSON.stringify(name)} stands here a second time`,
        offset: key.offset,
        path: inner.path,
      });
    }
    properties.set(name, { name, offset: key.offset, value: toNode(value, inner) });
  }
  return properties;
}

function toInner(place: Place, key: string | number): Place {
  return { path: toChildPath(place.path, key), depth: place.depth + 1, faults: place.faults };
}
