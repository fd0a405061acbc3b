import { envelopeMembers } from "../contract/envelope-members.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Contract, WireRule } from "../contract/contract.ts";
import { literalString, propertyName, unwrap } from "../syntax/unwrap.ts";

/** In what the body of an error response is not what a wire asks for. */
export interface EnvelopeMismatch {
  /** Fields under other names than the wire's. */
  readonly renamed: readonly { readonly given: string; readonly wanted: string }[];
  /** Fields that the wire asks for, and that are there under no name. */
  readonly lacking: readonly string[];
  /** Fields at the top level that the wire does not know. */
  readonly added: readonly string[];
}

export type NamedShape = Exclude<WireRule["shape"], "own">;

interface Shape {
  readonly required: readonly string[];
  readonly known: readonly string[];
  /** Whether others may stand beside those. */
  readonly isOpen: boolean;
  /** What a field is often called, and the fields that it may mean, the likeliest first. */
  readonly near: Readonly<Record<string, readonly string[]>>;
}

const codes = ["errorCode", "errCode", "err_code", "code", "error_type", "errorType"];
const messages = ["msg", "errorMessage", "error_message", "errMsg", "description", "reason"];

const envelope: Shape = {
  required: envelopeMembers,
  known: [...envelopeMembers, "trace_id", "span_id"],
  isOpen: false,
  near: {
    ...toNear(codes, ["error_code"]),
    ...toNear([...messages, "error", "detail"], ["message"]),
    ...toNear(["requestId", "reqId", "requestID", "request"], ["request_id"]),
    ...toNear(["correlationId", "correlationID"], ["correlation_id"]),
    ...toNear(["details", "data", "meta", "metadata", "errors", "issues", "violations"], ["context"]),
    ...toNear(["time", "ts", "date"], ["timestamp"]),
    ...toNear(["level"], ["severity"]),
    ...toNear(["traceId"], ["trace_id"]),
    ...toNear(["spanId"], ["span_id"]),
  },
};

const problem: Shape = {
  required: ["title", "status"],
  known: ["type", "title", "status", "detail", "instance"],
  isOpen: true,
  near: {
    ...toNear([...messages, "message", "error"], ["detail", "title"]),
    ...toNear(["statusCode"], ["status"]),
  },
};

const graphql: Shape = {
  required: ["errors"],
  known: ["errors", "data", "extensions"],
  isOpen: false,
  near: toNear(["error"], ["errors"]),
};

const shapes: Readonly<Record<NamedShape, Shape>> = { envelope, "problem+json": problem, graphql };

/** How the body of an error response differs from the shape of its wire; `null` where it does not, or a part of it cannot be seen. */
export function findEnvelopeMismatch(
  body: TSESTree.ObjectExpression,
  shape: NamedShape,
  contract: Contract,
): EnvelopeMismatch | null {
  const given = findFields(body);
  if (!given) return null;
  const { required, known, isOpen, near } = toShape(shape, contract);
  const missing = required.filter((name) => !given.has(name));
  const renamed: { given: string; wanted: string }[] = [];
  const added: string[] = [];
  for (const [name, value] of given) {
    if (known.includes(name)) continue;
    const meant = (isCode(name, value) ? ["error_code"] : (near[name] ?? [])).find(
      (wanted) => known.includes(wanted) && !given.has(wanted) && renamed.every((each) => each.wanted !== wanted),
    );
    if (meant !== undefined) renamed.push({ given: name, wanted: meant });
    else if (!isOpen) added.push(name);
  }
  const lacking = missing.filter((name) => renamed.every(({ wanted }) => wanted !== name));
  return renamed.length + lacking.length + added.length === 0 ? null : { renamed, lacking, added };
}

/** The envelope with what the contract adds to it. */
function toShape(name: NamedShape, contract: Contract): Shape {
  const shape = shapes[name];
  if (name !== "envelope") return shape;
  const own = [...contract.envelope];
  const required = own.filter(([, field]) => field.required).map(([field]) => field);
  return {
    ...shape,
    required: [...shape.required, ...required],
    known: [...shape.known, ...own.map(([field]) => field)],
  };
}

/** `error: "ORDER_NOT_FOUND"` is a code under the name of a message. */
function isCode(name: string, value: TSESTree.Node): boolean {
  return (
    /^(?:error|type|name)$/.test(name) && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(literalString(unwrap(value)) ?? "")
  );
}

/** The fields of an object by name; `null` where not all can be seen. */
export function findFields(node: TSESTree.ObjectExpression): ReadonlyMap<string, TSESTree.Node> | null {
  const fields = new Map<string, TSESTree.Node>();
  for (const property of node.properties) {
    const spread = property.type === "SpreadElement" ? findSpread(property.argument) : null;
    const name = property.type === "Property" ? propertyName(property) : null;
    if (property.type === "Property" && name !== null) fields.set(name, property.value);
    else if (spread) for (const [key, value] of spread) fields.set(key, value);
    else return null;
  }
  return fields;
}

/** `...{ a }`, `...(isKnown && { a })` */
function findSpread(node: TSESTree.Node): ReadonlyMap<string, TSESTree.Node> | null {
  const inner = unwrap(node);
  if (inner.type === "LogicalExpression" && inner.operator === "&&") return findSpread(inner.right);
  return inner.type === "ObjectExpression" ? findFields(inner) : null;
}

function toNear(names: readonly string[], wanted: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, wanted]));
}
