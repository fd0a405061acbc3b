import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import type { CauseSlot, Construction } from "./construction.ts";
import type { Known } from "./known.ts";
import { isBinding } from "./match.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The error that a call or a `new` makes, or `null` where it certainly makes none, or nobody can tell. */
export function findConstruction(node: Call, known: Known): Construction | null {
  return findCoded(node, known) ?? findForeign(node, known) ?? findBuiltin(node, known) ?? findClass(node, known);
}

function findCoded(node: Call, known: Known): Construction | null {
  const errors = known.contract?.errors;
  const origin = errors && known.bindings.originOf(node.callee);
  if (!errors || !origin) return null;
  for (const binding of errors) {
    const { wrap } = binding;
    if (wrap && node.type === "CallExpression" && isBinding(origin, { ...binding, name: wrap.name }, known.path)) return toWrap(node, binding);
    const isMade = binding.factory === (node.type === "CallExpression");
    if (isMade && isBinding(origin, binding, known.path)) return toCoded(node, binding);
  }
  return null;
}

const plain = { binding: null, form: null, library: null, isWrap: false } as const;

function argumentAt(node: Call, index: number | null): TSESTree.Node | null {
  return index === null ? null : (node.arguments[index] ?? null);
}

function nameOf(node: Call): string {
  const callee = unwrap(node.callee);
  if (callee.type === "Identifier") return callee.name;
  const object = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
  const property = callee.type === "MemberExpression" ? propertyName(callee) : null;
  return object?.type === "Identifier" ? `${object.name}.${property}` : (property ?? "an error class");
}

function toWrap(node: Call, binding: ErrorBinding): Construction {
  const slot: CauseSlot = { kind: "argument", index: binding.wrap?.cause ?? 0 };
  const message = argumentAt(node, binding.wrap?.message ?? null);
  return { ...plain, node, kind: "coded", name: nameOf(node), message, code: null, slot, isWrap: true, binding };
}

function toCoded(node: Call, binding: ErrorBinding): Construction {
  const object = argumentAt(node, binding.object);
  const field = (name: string): TSESTree.Node | null => fieldOf(object, name);
  const message = object ? field(binding.fields.message) : argumentAt(node, binding.message);
  const code = object ? field(binding.fields.code) : argumentAt(node, binding.code);
  return { ...plain, node, kind: "coded", name: nameOf(node), message, code, slot: slotOf(binding), binding };
}

function fieldOf(node: TSESTree.Node | null, name: string): TSESTree.Node | null {
  if (node?.type !== "ObjectExpression") return null;
  const property = node.properties.find((each) => each.type === "Property" && propertyName(each) === name);
  return property?.type === "Property" ? property.value : null;
}

function slotOf(binding: ErrorBinding): CauseSlot {
  if (binding.cause !== null) return { kind: "argument", index: binding.cause };
  if (binding.object !== null) return { kind: "option", index: binding.object, key: binding.fields.cause };
  return binding.options === null ? { kind: "none" } : { kind: "option", index: binding.options, key: "cause" };
}

function findForeign(node: Call, known: Known): Construction | null {
  const found = known.formOf(node);
  if (!found) return null;
  const { form, library } = found;
  const slot: CauseSlot =
    form.options !== null && form.cause !== null
      ? { kind: "option", index: form.options, key: form.cause }
      : form.error === null
        ? { kind: "unknown" }
        : { kind: "argument", index: form.error };
  const kind = library.foreignCoded ? "foreign" : "other";
  return { ...plain, node, kind, name: nameOf(node), message: argumentAt(node, form.message), code: argumentAt(node, form.code), slot, form, library };
}

const BUILTINS = new Set(["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError"]);

/** The slot of a global error class, or `null` if the node denotes none. */
function builtinSlot(node: TSESTree.Node, known: Known): CauseSlot | null {
  const origin = known.bindings.originOf(node);
  const name = origin?.root.kind === "global" ? origin.path.filter((part) => part !== "globalThis").join(".") : "";
  if (!BUILTINS.has(name)) return null;
  return name === "AggregateError" ? { kind: "errors", index: 0 } : { kind: "option", index: 1, key: "cause" };
}

function findBuiltin(node: Call, known: Known): Construction | null {
  const slot = builtinSlot(node.callee, known);
  if (!slot) return null;
  const message = argumentAt(node, slot.kind === "errors" ? 1 : 0);
  return { ...plain, node, kind: "builtin", name: nameOf(node), message, code: null, slot };
}

/** A class of this file that extends an error, or one that another file declares and whose name says that it is an error. */
function findClass(node: Call, known: Known): Construction | null {
  if (node.type !== "NewExpression") return null;
  const callee = unwrap(node.callee);
  const local = callee.type === "Identifier" ? localClass(callee, known) : null;
  const name = nameOf(node);
  if (local) {
    const inherited = inheritedSlot(local, known, 0);
    return inherited && { ...plain, node, kind: inherited.coded ? "coded" : "local", name, message: null, code: null, slot: inherited.slot };
  }
  return /(?:Error|Exception|Fault)$/.test(name) ? { ...plain, node, kind: "other", name, message: null, code: null, slot: { kind: "unknown" } } : null;
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

function localClass(node: TSESTree.Identifier, known: Known): ClassNode | null {
  const definition = known.bindings.variableOf(node)?.defs[0]?.node;
  if (definition?.type === "ClassDeclaration" || definition?.type === "ClassExpression") return definition;
  const init = definition?.type === "VariableDeclarator" && definition.init ? unwrap(definition.init) : null;
  return init?.type === "ClassExpression" ? init : null;
}

interface Inherited {
  readonly slot: CauseSlot;
  readonly coded: boolean;
}

/** Where a class of this file takes a cause, through its `super` calls; `null` if it is no error. */
function inheritedSlot(node: ClassNode, known: Known, depth: number): Inherited | null {
  if (!node.superClass || depth > 8) return null;
  const parent = parentSlot(node.superClass, known, depth);
  const constructor = node.body.body.find((member) => member.type === "MethodDefinition" && member.kind === "constructor");
  if (!parent || constructor?.type !== "MethodDefinition") return parent;
  return { coded: parent.coded, slot: throughConstructor(constructor.value, parent.slot) };
}

function parentSlot(superClass: TSESTree.Node, known: Known, depth: number): Inherited | null {
  const builtin = builtinSlot(superClass, known);
  if (builtin) return { slot: builtin, coded: false };
  const binding = known.find(superClass, known.contract?.errors);
  if (binding) return { slot: slotOf(binding), coded: true };
  const inner = unwrap(superClass);
  const local = inner.type === "Identifier" ? localClass(inner, known) : null;
  if (local) return inheritedSlot(local, known, depth + 1);
  const name = inner.type === "Identifier" ? inner.name : inner.type === "MemberExpression" ? (propertyName(inner) ?? "") : "";
  return /(?:Error|Exception)$/.test(name) ? { slot: { kind: "unknown" }, coded: false } : null;
}

/** Which parameter of a constructor ends up as the cause: by `super(message, options)`, `super(message, { cause })` or `this.cause = cause`. */
function throughConstructor(constructor: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression, parent: CauseSlot): CauseSlot {
  const names = constructor.params.map((parameter) => parameterName(parameter));
  const statements = constructor.body?.body ?? [];
  for (const statement of statements) {
    const expression = statement.type === "ExpressionStatement" ? unwrap(statement.expression) : null;
    if (expression?.type === "AssignmentExpression" && isThisCause(expression.left)) return toArgument(names, expression.right);
    if (expression?.type !== "CallExpression" || expression.callee.type !== "Super") continue;
    const slot = throughSuper(expression, parent, names);
    if (slot.kind !== "none") return slot;
  }
  return { kind: "none" };
}

function throughSuper(call: TSESTree.CallExpression, parent: CauseSlot, names: readonly (string | null)[]): CauseSlot {
  if (parent.kind === "unknown" || call.arguments.some((argument) => argument.type === "SpreadElement")) return { kind: "unknown" };
  if (parent.kind === "none") return parent;
  const argument = call.arguments[parent.index];
  if (!argument) return { kind: "none" };
  if (parent.kind === "option" && argument.type === "ObjectExpression") {
    const cause = fieldOf(argument, parent.key);
    const spread = argument.properties.some((property) => property.type === "SpreadElement");
    return cause ? toArgument(names, cause) : spread ? { kind: "unknown" } : { kind: "none" };
  }
  const passed = toArgument(names, argument);
  return parent.kind === "option" && passed.kind === "argument" ? { kind: "option", index: passed.index, key: parent.key } : passed;
}

function toArgument(names: readonly (string | null)[], node: TSESTree.Node): CauseSlot {
  const inner = unwrap(node);
  const index = inner.type === "Identifier" ? names.indexOf(inner.name) : -1;
  return index < 0 ? { kind: "unknown" } : { kind: "argument", index };
}

function isThisCause(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === "MemberExpression" && inner.object.type === "ThisExpression" && propertyName(inner) === "cause";
}

function parameterName(node: TSESTree.Parameter): string | null {
  if (node.type === "Identifier") return node.name;
  if (node.type === "AssignmentPattern") return parameterName(node.left as TSESTree.Parameter);
  return node.type === "TSParameterProperty" ? parameterName(node.parameter as TSESTree.Parameter) : null;
}
