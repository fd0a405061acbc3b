import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, type Bindings } from "../syntax/bindings.ts";
import { propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { Construction } from "./construction.ts";
import { isRelated, type Value } from "./value.ts";

/**
 * Whether an error that is made while another is handled carries it as its cause. `values` are what its arguments hold of
 * the caught one. `null` where the construction has nothing to do with it, as far as can be seen.
 */
export function findCause(construction: Construction, values: readonly Value[], bindings: Bindings): "kept" | "lost" | "unknown" | null {
  const { node, slot, kind } = construction;
  if (node.arguments.some((argument) => argument.type === "SpreadElement")) return "unknown";
  if (construction.isWrap) return values[0]?.kind === "error" ? "kept" : values.some(isRelated) ? "unknown" : null;
  const whole = values.some((value) => value.kind === "error" || (value.kind === "made" && value.cause === "kept"));
  if (kind !== "builtin" && (whole || values.some(holdsError))) return "kept";
  if (values.some((value) => value.kind === "unknown")) return "unknown";
  switch (slot.kind) {
    case "option":
      return causeInOptions(node.arguments[slot.index], values[slot.index], bindings);
    case "argument":
    case "errors":
      return values[slot.index] && (whole || values.some(holdsError)) ? "kept" : "lost";
    case "none":
      return "lost";
    case "unknown":
      return values.some(isRelated) ? "lost" : "unknown";
  }
}

function holdsError(value: Value): boolean {
  return value.kind === "holder" && value.parts.includes("error");
}

function causeInOptions(options: TSESTree.Node | undefined, value: Value | undefined, bindings: Bindings): "kept" | "lost" | "unknown" {
  if (!options) return "lost";
  if (value && holdsError(value)) return "kept";
  const object = resolveObject(options, bindings);
  if (object === null) return "unknown";
  const cause = propertyValue(object, "cause");
  return cause === "unknown" ? "unknown" : "lost";
}

/** The object literal that an expression is, or that the unreassigned variable it names was declared with. */
function resolveObject(node: TSESTree.Node, bindings: Bindings): TSESTree.ObjectExpression | null {
  const inner = unwrap(node);
  if (inner.type === "ObjectExpression") return inner;
  if (inner.type !== "Identifier") return null;
  const variable = bindings.variableOf(inner);
  const definition = variable?.defs[0]?.node;
  if (!variable || !isUnreassigned(variable) || definition?.type !== "VariableDeclarator" || !definition.init) return null;
  const init = unwrap(definition.init);
  return init.type === "ObjectExpression" ? init : null;
}
