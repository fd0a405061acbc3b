import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import { traverse } from "../syntax/traverse.ts";
import { literalString, parameterTarget, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { CauseSlot } from "./construction.ts";
import type { Known } from "./known.ts";

/** Where a class of the contract's takes a cause. */
export function slotOf(binding: ErrorBinding): CauseSlot {
  if (binding.cause !== null) return { kind: "argument", index: binding.cause };
  if (binding.object !== null) return { kind: "option", index: binding.object, key: binding.fields.cause };
  return binding.options === null ? { kind: "none" } : { kind: "option", index: binding.options, key: "cause" };
}

const BUILTINS = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
  "AggregateError",
]);

/** The slot of a global error class, or `null` if the node denotes none. */
export function builtinSlot(node: TSESTree.Node, known: Known): CauseSlot | null {
  const origin = known.bindings.originOf(node);
  const name = origin?.root.kind === "global" ? origin.path.filter((part) => part !== "globalThis").join(".") : "";
  if (!BUILTINS.has(name)) return null;
  return name === "AggregateError"
    ? { kind: "errors", index: 0, isOfLanguage: true }
    : { kind: "option", index: 1, key: "cause", isOfLanguage: true };
}

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export function localClass(node: TSESTree.Identifier, known: Known): ClassNode | null {
  const definition = known.bindings.variableOf(node)?.defs[0]?.node;
  if (definition?.type === "ClassDeclaration" || definition?.type === "ClassExpression") return definition;
  const init = definition?.type === "VariableDeclarator" && definition.init ? unwrap(definition.init) : null;
  return init?.type === "ClassExpression" ? init : null;
}

interface Inherited {
  readonly slot: CauseSlot;
  readonly coded: boolean;
  /** A field of a class sets `cause` anew behind every `super` call. */
  readonly overwrites: boolean;
}

/** Where a class of this file takes a cause, through its `super` calls; `null` if it is no error. */
export function inheritedSlot(node: ClassNode, known: Known, depth: number): Inherited | null {
  if (!node.superClass || depth > 8) return null;
  const parent = parentSlot(node.superClass, known, depth);
  if (!parent) return null;
  const { coded } = parent;
  const [body = null] = findConstructors(node);
  const own = body && ownSlot(body);
  if (own) return { coded, slot: own, overwrites: false };
  if (parent.overwrites || hasOverwritingField(node, known)) return { coded, slot: { kind: "none" }, overwrites: true };
  return { coded, slot: body ? throughConstructor(body, parent.slot) : parent.slot, overwrites: false };
}

/** The constructor of a class, and its overloads. */
export function findConstructors({ body }: ClassNode): readonly Constructor[] {
  return body.body.flatMap((member) =>
    member.type === "MethodDefinition" && member.kind === "constructor" ? member.value : [],
  );
}

/** Whether a class of errors has certainly no place for a cause: `constructor(message, { status } = {}) { super(message); }`. */
export function takesNoCause(node: ClassNode, known: Known): boolean {
  return inheritedSlot(node, known, 0)?.slot.kind === "none";
}

function parentSlot(superClass: TSESTree.Node, known: Known, depth: number): Inherited | null {
  const raw = { coded: false, overwrites: false };
  const builtin = builtinSlot(superClass, known);
  if (builtin) return { ...raw, slot: builtin };
  const binding = known.find(superClass, known.contract?.errors);
  if (binding) return { slot: slotOf(binding), coded: true, overwrites: false };
  const inner = unwrap(superClass);
  const local = inner.type === "Identifier" ? localClass(inner, known) : null;
  if (local) return inheritedSlot(local, known, depth + 1);
  const name =
    inner.type === "Identifier" ? inner.name : inner.type === "MemberExpression" ? (propertyName(inner) ?? "") : "";
  return /(?:Error|Exception)$/.test(name) ? { ...raw, slot: { kind: "unknown" } } : null;
}

/** A field without a value overwrites nothing where TypeScript compiles it to an older target: only JavaScript is certain. */
function hasOverwritingField({ body }: ClassNode, { path }: Known): boolean {
  const isJavaScript = /\.[cm]?jsx?$/.test(path);
  return body.body.some(
    (member) =>
      member.type === "PropertyDefinition" &&
      !member.static &&
      !member.declare &&
      propertyName(member) === "cause" &&
      (member.value !== null || isJavaScript),
  );
}

type Constructor = TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression;

/** Where a constructor takes what it makes its own `cause` itself, whatever its `super` does; `null` where it does not. */
function ownSlot(constructor: Constructor): CauseSlot | null {
  const { params } = constructor;
  const property = params.findIndex((each) => each.type === "TSParameterProperty" && parameterName(each) === "cause");
  if (property >= 0) return { kind: "argument", index: property };
  const names = params.map(parameterName);
  let slot: CauseSlot | null = null;
  if (constructor.body) {
    traverse(constructor.body, (node) => {
      if (node.type === "FunctionExpression" || node.type === "FunctionDeclaration") return false;
      if (node.type === "AssignmentExpression" && isThisCause(node.left)) slot = toSlot(names, node.right);
      if (node.type === "CallExpression" && isGivenThis(node)) slot ??= { kind: "unknown" };
      return true;
    });
  }
  return slot;
}

/** `Object.defineProperty(this, "cause", …)`, `Object.assign(this, …)`, `setCause(this, …)`; not `captureStackTrace(this)`. */
function isGivenThis({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  const method =
    callee.type === "MemberExpression" ? propertyName(callee) : callee.type === "Identifier" ? callee.name : "";
  if (given[0]?.type !== "ThisExpression" || /^(?:captureStackTrace|setPrototypeOf)$/.test(method ?? "")) return false;
  const named = method === "defineProperty" ? literalString(given[1]) : null;
  return named === null || named === "cause";
}

/** Which parameter of a constructor ends up as the cause by `super(message, options)` or `super(message, { cause })`. */
function throughConstructor(constructor: Constructor, parent: CauseSlot): CauseSlot {
  const call = findSuperCall(constructor);
  return call ? throughSuper(call, parent, constructor.params) : { kind: "unknown" };
}

/** The statement `super(…)` of a constructor; `null` where it stands in none of its own. */
export function findSuperCall({ body }: Constructor): TSESTree.CallExpression | null {
  for (const statement of body?.body ?? []) {
    const expression = statement.type === "ExpressionStatement" ? unwrap(statement.expression) : null;
    if (expression?.type === "CallExpression" && expression.callee.type === "Super") return expression;
  }
  return null;
}

function throughSuper(
  call: TSESTree.CallExpression,
  parent: CauseSlot,
  params: readonly TSESTree.Parameter[],
): CauseSlot {
  if (isHandedOnWhole(call, params)) return parent;
  if (parent.kind === "unknown" || call.arguments.some((argument) => argument.type === "SpreadElement"))
    return { kind: "unknown" };
  if (parent.kind === "none") return parent;
  const names = params.map(parameterName);
  const argument = call.arguments[parent.index];
  if (!argument) return { kind: "none" };
  if (parent.kind === "option" && argument.type === "ObjectExpression")
    return hiddenAs(parent, throughObject(argument, parent, names));
  const passed = hiddenAs(parent, toSlot(names, argument));
  if (parent.kind !== "option" || passed.kind !== "argument") return passed;
  // `constructor(message: string, cause?: Error) { super(message, cause); }` takes no options
  return isErrorTyped(params[passed.index])
    ? { kind: "unknown" }
    : hiddenAs(parent, { kind: "option", index: passed.index, key: parent.key });
}

/** What is handed on to the constructor of the language becomes no property like any other. */
function hiddenAs(parent: CauseSlot, slot: CauseSlot): CauseSlot {
  const isHidden = "isOfLanguage" in parent || "isHidden" in parent;
  return isHidden && (slot.kind === "option" || slot.kind === "argument") ? { ...slot, isHidden } : slot;
}

function isErrorTyped(parameter: TSESTree.Parameter | undefined): boolean {
  if (parameter?.type === "AssignmentPattern") return isErrorTyped(parameter.left as TSESTree.Parameter);
  const type = parameter?.type === "Identifier" ? parameter.typeAnnotation?.typeAnnotation : undefined;
  const members = type?.type === "TSUnionType" ? type.types : type ? [type] : [];
  return members.some(
    (each) =>
      each.type === "TSTypeReference" &&
      each.typeName.type === "Identifier" &&
      /(?:Error|Exception)$/.test(each.typeName.name),
  );
}

/** `constructor(...args) { super(...args); }` */
function isHandedOnWhole(
  { arguments: given }: TSESTree.CallExpression,
  params: readonly TSESTree.Parameter[],
): boolean {
  const [rest] = params;
  const [spread] = given;
  if (rest?.type !== "RestElement" || spread?.type !== "SpreadElement" || given.length > 1) return false;
  const { argument } = rest;
  return (
    argument.type === "Identifier" && spread.argument.type === "Identifier" && argument.name === spread.argument.name
  );
}

/** `super(message, { cause })`, `super(message, { ...options })` */
function throughObject(
  object: TSESTree.ObjectExpression,
  { key }: CauseSlot & { kind: "option" },
  names: readonly (string | null)[],
): CauseSlot {
  const cause = fieldOf(object, key);
  if (cause) return toSlot(names, cause);
  const spreads = object.properties.filter((property) => property.type === "SpreadElement");
  const [spread] = spreads;
  if (!spread) return { kind: "none" };
  const passed = spreads.length === 1 ? toSlot(names, spread.argument) : null;
  return passed?.kind === "argument" ? { kind: "option", index: passed.index, key } : { kind: "unknown" };
}

/** The place of the parameter, or of its property, that an expression in a constructor denotes. */
function toSlot(names: readonly (string | null)[], node: TSESTree.Node): CauseSlot {
  const inner = unwrap(node);
  const isMember = inner.type === "MemberExpression";
  const target = isMember ? unwrap(inner.object) : inner;
  const index = target.type === "Identifier" ? names.indexOf(target.name) : -1;
  if (index < 0) return { kind: "unknown" };
  if (!isMember) return { kind: "argument", index };
  const key = propertyName(inner);
  return key === null ? { kind: "unknown" } : { kind: "option", index, key };
}

function isThisCause(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === "MemberExpression" && inner.object.type === "ThisExpression" && propertyName(inner) === "cause";
}

function parameterName(node: TSESTree.Parameter): string | null {
  const target = parameterTarget(node);
  return target.type === "Identifier" ? target.name : null;
}

/** What an object literal writes out for a field, whatever is spread beside it. */
export function fieldOf(node: TSESTree.Node | null, name: string): TSESTree.Node | null {
  if (node?.type !== "ObjectExpression") return null;
  const property = node.properties.find((each) => each.type === "Property" && propertyName(each) === name);
  return property?.type === "Property" ? property.value : null;
}
