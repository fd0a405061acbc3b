import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import { isExport } from "../analysis/match.ts";
import { toGrpcName } from "../contract/statuses.ts";
import type { Vocabulary } from "../knowledge/foreign-codes.ts";
import { statusOfName } from "../knowledge/status-codes.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { isNullish, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";

/** An error without a code of the contract, or what is thrown in the place of one. */
export interface UncodedError {
  readonly node: TSESTree.Node;
  /** `null` for what is no error at all: a string, an object. */
  readonly construction: Construction | null;
  /** Below which it is made, in the same file. */
  readonly handler?: Handler;
  /** What it is handed to; absent where it is thrown or rejected. */
  readonly callee?: TSESTree.Node | null;
}

/** What an error without a code of the contract says, by where it says it. */
export interface UncodedParts {
  readonly message: TSESTree.Node | null;
  /** What fills a message that is a format; `null` where it is none. */
  readonly filling: readonly TSESTree.Node[] | null;
  readonly status: number | null;
  readonly foreign: { readonly name: string; readonly vocabulary: Vocabulary } | null;
  readonly cause: TSESTree.Node | null;
  /** What else it carries, for the context. */
  readonly data: readonly TSESTree.Property[];
  /** A host may read its status or code, and would miss it. */
  readonly isForeign: boolean;
}

const nothing: UncodedParts = {
  message: null,
  filling: null,
  status: null,
  foreign: null,
  cause: null,
  data: [],
  isForeign: false,
};

/** Takes an error apart, or what is thrown in the place of one. A text instead is what it carries that would be lost. */
export function findUncodedParts({ node, construction }: UncodedError, facts: Facts): UncodedParts | string {
  if (construction) return ofConstruction(construction, facts);
  if (node.type === "ObjectExpression") return withProperties(nothing, node, facts);
  const factory = findFactory(node, facts);
  if (factory !== null) return ofFactory(node as TSESTree.NewExpression, factory, facts);
  const assigned = findAssigned(node, facts);
  if (assigned === null) return { ...nothing, message: node };
  const inner = findUncodedParts({ node: assigned.error.node, construction: assigned.error }, facts);
  return typeof inner === "string" ? inner : withProperties(inner, assigned.properties, facts);
}

/** `createError("E_NO_ORDER", "no order %s", 404)` of `new NoOrder(id)`: the class is made by @fastify/error. */
export function findFactory(node: TSESTree.Node, { bindings, known }: Facts): TSESTree.CallExpression | null {
  const variable = node.type === "NewExpression" ? bindings.variableOf(unwrap(node.callee)) : null;
  const declarator = variable?.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0]?.node : null;
  const made = declarator?.type === "VariableDeclarator" && declarator.init ? unwrap(declarator.init) : null;
  const origin = made?.type === "CallExpression" ? bindings.originOf(made.callee) : null;
  const makers = known.libraries.find(({ name }) => name === "fastify-error")?.classFactories ?? [];
  return origin && made?.type === "CallExpression" && makers.some((maker) => isExport(origin, maker)) ? made : null;
}

function ofFactory(
  { arguments: filling }: TSESTree.NewExpression,
  { arguments: [, message, status] }: TSESTree.CallExpression,
  facts: Facts,
): UncodedParts | string {
  const code = status ? toCode(status, null, facts) : { status: 500 };
  if (code === null || !message) return "its class is not written out";
  return { ...nothing, message, filling, isForeign: true, ...code };
}

/** `Object.assign(new Error("no order"), { status: 404 })` */
export function findAssigned(
  node: TSESTree.Node,
  { known, bindings }: Facts,
): { readonly error: Construction; readonly properties: TSESTree.ObjectExpression } | null {
  if (node.type !== "CallExpression" || node.arguments.length !== 2) return null;
  const origin = bindings.originOf(node.callee);
  if (origin?.root.kind !== "global" || origin.path.join(".") !== "Object.assign") return null;
  const [target, properties] = node.arguments.map(unwrap);
  if (target?.type !== "NewExpression" && target?.type !== "CallExpression") return null;
  const meaning = known.meaningOf(target);
  if (meaning?.kind !== "construction" || properties?.type !== "ObjectExpression") return null;
  return { error: meaning.construction, properties };
}

function ofConstruction(construction: Construction, facts: Facts): UncodedParts | string {
  const { kind, node, name, form, library } = construction;
  if (node.arguments.some(({ type }) => type === "SpreadElement")) return "its arguments are not written out";
  if (kind === "builtin" && construction.slot.kind === "option") return ofBuiltin(node, facts);
  if (library?.name === "verror") return ofVerror(construction, facts);
  if (kind !== "foreign" || !form || !library) return `only a person can tell what ${name} stands for`;
  return ofLibrary({ ...construction, form, library }, facts);
}

function ofBuiltin({ arguments: [message, ...rest] }: Construction["node"], facts: Facts): UncodedParts | string {
  return withOptions({ ...nothing, message: message ?? null }, rest, { known: ["cause"], cause: "cause" }, facts);
}

/** `new VError(err, "no order %s", id)`, `new VError("no order %s", id)`, `new VError({ cause: err }, "…")` */
function ofVerror({ node, name }: Construction, facts: Facts): UncodedParts | string {
  if (name.endsWith("MultiError")) return "it may hold more errors than one";
  const [first, second, ...filling] = node.arguments;
  if (!first || isTextual(first)) {
    return { ...nothing, message: first ?? null, filling: node.arguments.slice(1) };
  }
  const parts = { ...nothing, message: second ?? null, filling };
  if (unwrap(first).type === "ObjectExpression")
    return withOptions(parts, [first], { known: ["cause", "name"], cause: "cause" }, facts);
  return { ...parts, cause: first };
}

function isTextual(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return literalString(inner) !== null || inner.type === "TemplateLiteral" || inner.type === "BinaryExpression";
}

type LibraryError = Construction & {
  readonly form: NonNullable<Construction["form"]>;
  readonly library: NonNullable<Construction["library"]>;
};

function ofLibrary({ node, form, library, message, code }: LibraryError, facts: Facts): UncodedParts | string {
  const vocabulary = library.codes ?? null;
  const given = code ? toCode(code, vocabulary, facts) : {};
  if (given === null) return `its code \`${facts.source.text.slice(...(code ?? node).range)}\` is not written out`;
  const error = form.error === null ? undefined : node.arguments[form.error];
  const isError = error !== undefined && !isTextual(error);
  const cause = node.arguments[form.causeArgument ?? -1] ?? (isError ? error : null);
  const parts: UncodedParts = {
    ...nothing,
    message: isError && form.error === form.message ? null : message,
    cause: cause && !isNullish(unwrap(cause)) ? cause : null,
    status: form.status,
    isForeign: true,
    ...given,
  };
  if (isError && form.error === form.message) return "its message is that of another error";
  const read = new Set([form.message, form.code, form.options, form.causeArgument ?? -1, isError ? form.error : -1]);
  const spare = node.arguments.find((each, index) => !read.has(index) && !isNullish(unwrap(each)));
  if (spare) return `it carries \`${facts.source.text.slice(...spare.range)}\``;
  const options = form.options === null ? undefined : node.arguments[form.options];
  return withOptions(parts, options ? [options] : [], { ...form, known: [], vocabulary }, facts);
}

interface OptionKeys {
  readonly known: readonly string[];
  readonly cause: string | null;
  readonly codeKey?: string;
  readonly messageKey?: string;
  readonly vocabulary?: Vocabulary | null;
}

/** What an options object adds; more than one, or one that is made elsewhere, cannot be told. */
function withOptions(
  parts: UncodedParts,
  [options, more]: readonly TSESTree.Node[],
  keys: OptionKeys,
  facts: Facts,
): UncodedParts | string {
  const object = options ? unwrap(options) : null;
  if (object === null || isNullish(unwrap(object))) return parts;
  if (object.type !== "ObjectExpression" || more) return "it carries more than a message";
  let found = parts;
  for (const property of flatten(object)) {
    if (typeof property === "string") return property;
    const { path, value } = property;
    if (path === keys.cause) found = { ...found, cause: value };
    else if (path === keys.messageKey) found = { ...found, message: value };
    else if (path === keys.codeKey) {
      const code = toCode(value, keys.vocabulary ?? null, facts);
      if (code === null) return `its code \`${facts.source.text.slice(...value.range)}\` is not written out`;
      found = { ...found, ...code, isForeign: true };
    } else if (!keys.known.includes(path)) return `it carries \`${path}\``;
  }
  return found;
}

/** The properties of an object with those of objects in it, by their dotted paths: `extensions.code`. */
function flatten(object: TSESTree.ObjectExpression, prefix = ""): ({ path: string; value: TSESTree.Node } | string)[] {
  return object.properties.flatMap((property) => {
    const name = property.type === "Property" ? propertyName(property) : null;
    if (property.type !== "Property" || name === null) return ["what it carries is not written out"];
    const value = unwrap(property.value);
    const path = `${prefix}${name}`;
    return value.type === "ObjectExpression" && path === "extensions"
      ? flatten(value, `${path}.`)
      : [{ path, value: property.value }];
  });
}

/** `status: 404`, `message: "…"` and what else an object carries that is thrown, or given to an error. */
function withProperties(parts: UncodedParts, object: TSESTree.ObjectExpression, facts: Facts): UncodedParts | string {
  let found = parts;
  for (const property of object.properties) {
    const name = property.type === "Property" ? propertyName(property) : null;
    if (property.type !== "Property" || name === null || property.kind !== "init" || property.method)
      return "what it carries is not written out";
    if (/^(?:message|msg)$/.test(name)) found = { ...found, message: property.value };
    else if (/^(?:status|statusCode|code)$/.test(name)) {
      const code = toCode(property.value, null, facts);
      if (code === null) return `its ${name} is not written out`;
      found = { ...found, ...code, isForeign: true };
    } else if (name === "cause") found = { ...found, cause: property.value };
    else if (!/^(?:name|expose|isOperational|success|ok)$/.test(name))
      found = { ...found, data: [...found.data, property] };
  }
  return found;
}

type Coded = Partial<Pick<UncodedParts, "status" | "foreign">>;

/** `404`, `"NOT_FOUND"`, `HttpStatus.NOT_FOUND`, `Code.NotFound`, `status.NOT_FOUND`; `null` for what is not written out. */
function toCode(node: TSESTree.Node, vocabulary: Vocabulary | null, facts: Facts): Coded | null {
  const inner = unwrap(node);
  if (inner.type === "Literal" && typeof inner.value === "number") return ofNumber(inner.value, vocabulary);
  const text = literalString(inner);
  if (text !== null) return { foreign: { name: text, vocabulary: vocabulary ?? "own" } };
  const name = inner.type === "MemberExpression" ? propertyName(inner) : null;
  if (inner.type !== "MemberExpression" || name === null) return null;
  const origin = facts.bindings.originOf(inner.object);
  if (origin && grpcEnums.some((each) => isExport(origin, each))) return { foreign: { name, vocabulary: "grpc" } };
  if (vocabulary === "grpc" || vocabulary === "twirp") {
    const snake = name.replace(/(?<=[a-z])(?=[A-Z])/g, "_");
    const written = snake.toUpperCase();
    return { foreign: { name: vocabulary === "grpc" ? toSpelling(written) : snake.toLowerCase(), vocabulary } };
  }
  const status = statusOfName(name);
  return status === null || vocabulary !== null ? null : { status };
}

/** Connect spells it with one l. */
function toSpelling(name: string): string {
  return name === "CANCELED" ? "CANCELLED" : name;
}

function ofNumber(value: number, vocabulary: Vocabulary | null): Coded | null {
  if (vocabulary === "grpc") {
    const name = toGrpcName(value);
    return name === null ? null : { foreign: { name, vocabulary } };
  }
  return value >= 400 && value < 600 ? { status: value } : null;
}

const grpcEnums = [
  { module: "@grpc/grpc-js", member: "status" },
  { module: "grpc", member: "status" },
];
