import { envelopeMembers } from "../contract/envelope-members.ts";
import type { Contract } from "../contract/contract.ts";
import { findNearest } from "../contract/suggest.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** What JSON makes of a field's type; `unknown` where only another file could tell. */
export type JsonType = "string" | "number" | "boolean" | "object" | "array" | "unknown";

/** A field of a struct by its name in JSON. */
export interface StructField {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly type: JsonType;
  /** As it is written. */
  readonly written: string;
}

/** A struct that is written to JSON or read from it. */
export interface Struct {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly fields: readonly StructField[];
  /** Other fields are embedded or flattened into it: what it lacks cannot be told. */
  readonly isOpen: boolean;
}

/** What other files need to know of a struct: which of its fields is the code's. */
export interface CodeStruct {
  readonly name: string;
  /** The name in its own language of the field that is `error_code` in JSON. */
  readonly codeField: string | null;
  /** It has enough of the envelope to be meant as one: what else has an `error_code` may be another service's. */
  readonly isEnvelope: boolean;
}

/** A place where a struct departs from the contract's envelope. */
export interface EnvelopeDrift {
  readonly node: SyntaxNode;
  readonly message: string;
}

/** How a struct differs from the envelope; nothing where it is none. */
export function findEnvelopeDrifts(struct: Struct, contract: Contract): EnvelopeDrift[] {
  const wanted = toEnvelopeTypes(contract);
  if (!isEnvelope(struct.fields, [...wanted.keys()])) return [];
  const names = new Set(struct.fields.map(({ name }) => name));
  const missing = [...wanted.keys()].filter((name) => !names.has(name) && !isLeftOut(name, names, contract));
  const renamed = new Set<string>();
  const drifts = struct.fields.flatMap((field) => {
    const drift = findFieldDrift(field, struct, { wanted, missing });
    if (drift?.meant !== undefined && drift.meant !== null) renamed.add(drift.meant);
    return drift === null ? [] : [{ node: field.node, message: drift.message }];
  });
  const lacking = struct.isOpen ? [] : missing.filter((name) => !renamed.has(name));
  const lacks = lacking.map((name) => ({
    node: struct.node,
    message: `${struct.name} lacks the envelope's "${name}". Add it, or use the generated envelope.`,
  }));
  return [...lacks, ...drifts];
}

/** Whether a struct is meant as an envelope: it has at least half of the fields beside the code's. */
export function isEnvelope(fields: readonly StructField[], wanted: readonly string[] = envelopeMembers): boolean {
  if (!fields.some(({ name }) => toPlain(name) === "errorcode")) return false;
  const plain = new Set(wanted.map(toPlain));
  return new Set(fields.map(({ name }) => toPlain(name)).filter((name) => plain.has(name))).size >= 4;
}

interface Wanted {
  readonly wanted: ReadonlyMap<string, JsonType>;
  readonly missing: readonly string[];
}

function findFieldDrift(
  { name, type, written }: StructField,
  struct: Struct,
  { wanted, missing }: Wanted,
): { readonly message: string; readonly meant: string | null } | null {
  const expected = wanted.get(name);
  if (expected !== undefined) {
    if (type === "unknown" || expected === "unknown" || type === expected) return null;
    const message = `"${name}" of ${struct.name} is ${toArticle(type)} (${written}), and ${toArticle(expected)} in the envelope. Give it the contract's type.`;
    return { message, meant: null };
  }
  if (beside.has(name)) return null;
  const meant = missing.find((each) => toPlain(each) === toPlain(name)) ?? findNearest(name, missing);
  if (meant !== null)
    return { message: `"${name}" of ${struct.name} is "${meant}" in the envelope. Name it so.`, meant };
  return { message: `The envelope has no "${name}". Move it into the context of ${struct.name}.`, meant: null };
}

/** Reserved, and what RFC 9457 has of its own. */
const beside = new Set(["trace_id", "span_id", "type", "title", "status", "detail", "instance"]);

/** RFC 9457 has the message in its `detail`; a field that need not be sent need not be there. */
function isLeftOut(name: string, names: ReadonlySet<string>, { envelope }: Contract): boolean {
  return (name === "message" && names.has("detail")) || envelope.get(name)?.required === false;
}

function toEnvelopeTypes({ envelope }: Contract): ReadonlyMap<string, JsonType> {
  const own = [...envelope].map(([name, { type }]) => [name, jsonTypes[type] ?? "unknown"] as const);
  return new Map<string, JsonType>([
    ...envelopeMembers.map((name) => [name, name === "context" ? "object" : "string"] as const),
    ...own,
  ]);
}

const jsonTypes: Readonly<Record<string, JsonType>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  object: "object",
  array: "array",
};

function toArticle(type: JsonType): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function toPlain(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}
