import publishedSchema from "../../error-contract.schema.json" with { type: "json" };
import { createProblem, type Complaint, type Document, type Spot } from "./document.ts";
import { type JsonNode, type JsonObject, toChildPath } from "./json.ts";
import { isPattern } from "./code-pattern.ts";
import { parseGlob } from "./glob.ts";
import { type ContractProblem, toAlternatives, toQuoted } from "./problem.ts";
import { findNearest } from "./suggest.ts";

/** The keywords of JSON Schema that the published schema uses. Those that judge nothing stand first. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly $defs?: Readonly<Record<string, Schema>>;
  /** What is expected, in words that follow "Expected ". */
  readonly title?: string;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  /** `regex`, or our own `glob`. */
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly oneOf?: readonly Schema[];
}

const published = publishedSchema as Schema;

/** Everything in which a document differs from the published schema, in the order of the text. */
export function findSchemaProblems(document: Document): ContractProblem[] {
  const { root } = document;
  if (root === null) return [];
  const problems: ContractProblem[] = [];
  const report = (spot: Spot, complaint: Complaint): void =>
    void problems.push(createProblem(document, spot, complaint));
  validate(root, published, { path: "$", report });
  return problems;
}

interface Visit {
  readonly path: string;
  readonly report: (spot: Spot, complaint: Complaint) => void;
}

function validate(node: JsonNode, schema: Schema, visit: Visit): void {
  const resolved = toResolved(schema);
  const spot = { offset: node.offset, path: visit.path };
  if (!isOfType(node, resolved) || !isAllowed(node, resolved)) {
    visit.report(spot, toComplaint(node, resolved, visit.path));
    return;
  }
  if (node.kind === "array") {
    const { items } = resolved;
    if (items !== undefined) node.items.forEach((item, index) => validate(item, items, toInner(visit, index)));
  }
  if (node.kind === "object") validateObject(node, resolved, visit);
}

function validateObject(node: JsonObject, schema: Schema, visit: Visit): void {
  const spot = { offset: node.offset, path: visit.path };
  for (const name of schema.required ?? []) {
    if (!node.properties.has(name))
      visit.report(spot, { message: `${visit.path} lacks ${toQuoted(name)}`, expected: toKeyWords(schema, name) });
  }
  if (schema.oneOf !== undefined && schema.oneOf.filter((choice) => hasRequired(node, choice)).length !== 1) {
    const expected = `one of ${toAlternatives(schema.oneOf.map((choice) => choice.title ?? ""))}, and no two of them`;
    visit.report(spot, { message: `${visit.path} does not say what it names`, expected });
  }
  for (const property of node.properties.values()) {
    const inner = toInner(visit, property.name);
    const known = toPropertySchema(schema, property.name);
    if (known !== null) validate(property.value, known, inner);
    else inner.report({ offset: property.offset, path: inner.path }, toUnknownKey(schema, property.name));
  }
}

/** The schema of a property, or `null` where there must be none of that name. */
function toPropertySchema(schema: Schema, name: string): Schema | null {
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name] ?? null;
  return additionalProperties === undefined || additionalProperties === false ? null : additionalProperties;
}

function toUnknownKey(schema: Schema, name: string): Complaint {
  const keys = Object.keys(schema.properties ?? {});
  const suggestion = findNearest(name, keys);
  const expected =
    suggestion === null ? toAlternatives(keys.filter((key) => !key.startsWith("$")).map(toQuoted)) : null;
  return { message: `${toQuoted(name)} is no key of ${schema.title ?? "an object"}`, expected, suggestion };
}

function toComplaint(node: JsonNode, schema: Schema, path: string): Complaint {
  const said = node.kind === "object" || node.kind === "array" ? `an ${node.kind}` : toQuoted(node.value);
  const words = schema.enum?.filter((value) => typeof value === "string");
  const suggestion = node.kind === "string" && words !== undefined ? findNearest(node.value, words) : null;
  return { message: `${path} is ${said}`, expected: toWords(schema), suggestion };
}

/** What a schema expects, in words. */
function toWords(schema: Schema): string {
  if (schema.const !== undefined) return toQuoted(schema.const);
  if (schema.enum !== undefined) return toAlternatives(schema.enum.map(toQuoted));
  if (schema.title !== undefined) return schema.title;
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const named = types.map((type) => (/^[aio]/.test(type) ? `an ${type}` : `a ${type}`)).join(" or ");
  return schema.minLength === undefined ? named : `${named} that is not empty`;
}

function toKeyWords(schema: Schema, name: string): string {
  const property = toPropertySchema(schema, name);
  return `${toQuoted(name)}${property === null ? "" : `: ${toWords(toResolved(property))}`}`;
}

function isOfType(node: JsonNode, { type }: Schema): boolean {
  if (type === undefined) return true;
  const types = typeof type === "string" ? [type] : type;
  return (
    types.includes(node.kind) || (types.includes("integer") && node.kind === "number" && Number.isInteger(node.value))
  );
}

function isAllowed(node: JsonNode, schema: Schema): boolean {
  const value = node.kind === "object" || node.kind === "array" ? undefined : node.value;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false;
  if (typeof value === "string") return isAllowedText(value, schema);
  return typeof value !== "number" || (value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity));
}

function isAllowedText(value: string, { pattern, format, minLength = 0 }: Schema): boolean {
  if (value.length < minLength || (pattern !== undefined && !new RegExp(pattern, "u").test(value))) return false;
  if (format === "glob") return parseGlob(value) !== null;
  return format !== "regex" || isPattern(value);
}

function hasRequired(node: JsonObject, { required = [] }: Schema): boolean {
  return required.every((name) => node.properties.has(name));
}

/** A reference replaced by what it names; keywords beside it win. */
function toResolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...own } = schema;
  const target = published.$defs?.[$ref.replace("#/$defs/", "")];
  return target === undefined ? own : { ...toResolved(target), ...own };
}

function toInner(visit: Visit, key: string | number): Visit {
  return { ...visit, path: toChildPath(visit.path, key) };
}
