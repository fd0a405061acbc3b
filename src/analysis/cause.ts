import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, type Bindings } from "../syntax/bindings.ts";
import { literalString, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { CauseSlot, Construction } from "./construction.ts";
import { isRelated, type Part, type Value } from "./value.ts";

/** What an error that is made while another is handled has of that other one. */
export interface Made {
  readonly cause: "kept" | "lost" | "unknown";
  /** What it takes of the caught error anyhow: its message, or the error itself where a text is wanted. Sorted. */
  readonly taken: readonly (Part | "error")[];
}

/** What the arguments of a construction are worth at the moment when it is reached. */
export interface Given {
  /** What each argument holds of the caught error. */
  readonly values: readonly Value[];
  readonly bindings: Bindings;
  /** What a part of an argument holds. */
  readonly read: (node: TSESTree.Node) => Value;
}

/**
 * Whether an error that is made while another is handled carries it as its cause. `null` where a wrapper is given something
 * that has nothing to do with the caught error.
 */
export function findCause(construction: Construction, given: Given): Made | null {
  const { node, slot } = construction;
  const { values } = given;
  const taken = toTaken(values);
  if (node.arguments.some((argument) => argument.type === "SpreadElement")) return { cause: "unknown", taken };
  if (construction.isWrap) {
    const cause = slot.kind === "argument" ? toWrapped(values[slot.index]) : "unknown";
    return values.some(isRelated) ? { cause, taken } : null;
  }
  if (construction.overwritesCause && values.some(isWhole)) return { cause: "lost", taken: ["error"] };
  if (construction.kind !== "builtin") {
    if (values.some(isWhole)) return { cause: "kept", taken };
    if (values.some((value, index) => mayHoldError(value, node.arguments[index], given)))
      return { cause: "unknown", taken };
  }
  return { cause: causeIn(slot, construction, given), taken };
}

function isWhole(value: Value): boolean {
  return value.kind === "error" || holdsError(value) || (value.kind === "made" && value.cause === "kept");
}

function holdsError(value: Value): boolean {
  return value.kind === "holder" && value.parts.includes("error");
}

/** Whether something that is not known to be the error could be it, or hold it. */
function mayHoldError(value: Value, node: TSESTree.Node | undefined, { bindings }: Given): boolean {
  if (value.kind === "unknown" || value.kind === "made") return true;
  if (value.kind === "part") return value.part === "cause";
  const inner = node && unwrap(node);
  const variable = inner?.type === "Identifier" ? bindings.variableOf(inner) : null;
  return value.kind === "unrelated" && variable !== null && !isUnreassigned(variable);
}

function toTaken(values: readonly Value[]): Made["taken"] {
  const taken = values.flatMap((value): Made["taken"] => {
    if (value.kind === "part") return [value.part];
    if (value.kind === "holder") return value.parts;
    if (value.kind === "error") return ["error"];
    return isRelated(value) ? ["property"] : []; // what a function that cannot be seen made of it
  });
  return [...new Set(taken)].sort();
}

function toWrapped(value: Value | undefined): Made["cause"] {
  if (value?.kind === "error") return "kept";
  if (value?.kind === "made" && value.cause === "kept") return "kept";
  return value?.kind === "part" && value.part !== "cause" ? "lost" : "unknown";
}

function causeIn(slot: CauseSlot, { node }: Construction, given: Given): Made["cause"] {
  const { values } = given;
  switch (slot.kind) {
    case "option":
      return causeInOptions(node.arguments[slot.index], slot, given);
    case "argument": {
      const argument = node.arguments[slot.index];
      return argument ? toCause(argument, values[slot.index], given) : "lost";
    }
    case "errors":
      return causeInErrors(node, values, given);
    case "none":
      return "lost";
    case "unknown":
      return values.some(isRelated) ? "lost" : "unknown";
  }
}

function causeInOptions(
  options: TSESTree.Node | undefined,
  { index, key }: CauseSlot & { kind: "option" },
  given: Given,
): Made["cause"] {
  if (!options) return "lost";
  const value = given.values[index];
  const object = resolveObject(options, given.bindings);
  if (!object && given.bindings.types?.lacks(options, key)) return "lost";
  const cause = object ? propertyValue(object, key) : "unknown";
  if (cause === null) return "lost";
  if (cause !== "unknown") return toCause(cause, given.read(cause), given);
  return value && isWhole(value) ? "kept" : "unknown";
}

/** Whether what stands in the place of a cause is the error. What cannot be read may be another one on purpose. */
function toCause(node: TSESTree.Node, value: Value | undefined, given: Given): Made["cause"] {
  if (value && isWhole(value)) return "kept";
  if (value?.kind === "part") return /^(?:message|stack|string)$/.test(value.part) ? "lost" : "unknown";
  if (value?.kind === "holder") return "lost";
  return value?.kind === "unrelated" && isText(node, given) ? "lost" : "unknown";
}

function isText(node: TSESTree.Node, { bindings }: Given): boolean {
  if (literalString(node) !== null) return true;
  const inner = unwrap(node);
  const definition = inner.type === "Identifier" ? bindings.variableOf(inner)?.defs[0]?.node : null;
  return definition?.type === "VariableDeclarator" && literalString(definition.init) !== null;
}

/** `new AggregateError([err], "…")`, or a `cause` in its options. Who else is in a list that is kept elsewhere is not seen. */
function causeInErrors(node: Construction["node"], values: readonly Value[], given: Given): Made["cause"] {
  if (values[0] && isWhole(values[0])) return "kept";
  const inOptions = node.arguments[2]
    ? causeInOptions(node.arguments[2], { kind: "option", index: 2, key: "cause" }, given)
    : "lost";
  const errors = node.arguments[0] && unwrap(node.arguments[0]);
  if (inOptions !== "lost" || errors?.type !== "ArrayExpression") return inOptions === "lost" ? "unknown" : inOptions;
  const isOther = (element: TSESTree.Node | null): boolean => element === null || given.read(element).kind === "part";
  return errors.elements.every(isOther) ? "lost" : "unknown";
}

/** The object literal that an expression is, or that the unreassigned variable it names was declared with. */
export function resolveObject(node: TSESTree.Node, bindings: Bindings): TSESTree.ObjectExpression | null {
  const inner = unwrap(node);
  if (inner.type === "ObjectExpression") return inner;
  if (inner.type !== "Identifier") return null;
  const variable = bindings.variableOf(inner);
  const definition = variable?.defs[0]?.node;
  if (!variable || !isUnreassigned(variable) || definition?.type !== "VariableDeclarator" || !definition.init)
    return null;
  const init = unwrap(definition.init);
  return init.type === "ObjectExpression" ? init : null;
}
