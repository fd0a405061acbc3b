import type { TSESTree } from "@typescript-eslint/types";
import { propertyValue } from "../syntax/unwrap.ts";
import { resolveObject } from "./cause.ts";
import type { Facts } from "./facts.ts";
import type { CodedError } from "./find-coded-errors.ts";

/** Where a coded error takes its context: under a key of an object at a position. */
export interface ContextSlot {
  readonly index: number;
  readonly key: string;
}

/** The place of the context among the arguments of a coded error; `null` where its class takes none. */
export function findContextSlot({ binding, isWrap }: CodedError): ContextSlot | null {
  if (isWrap) return binding.wrap?.options == null ? null : { index: binding.wrap.options, key: "context" };
  if (!binding.context) return null;
  if (binding.object !== null) return { index: binding.object, key: binding.fields.context };
  return binding.options === null ? null : { index: binding.options, key: "context" };
}

/** The context that a coded error is given: its object, `null` for none, `"unknown"` where nobody can tell from this file. */
export function findContext(error: CodedError, facts: Facts): TSESTree.ObjectExpression | "unknown" | null {
  const slot = findContextSlot(error);
  const { arguments: given } = error.node;
  if (!slot || given.some(({ type }) => type === "SpreadElement")) return "unknown";
  const options = given[slot.index];
  if (!options) return null;
  const object = resolveObject(options, facts.bindings);
  const value = object ? propertyValue(object, slot.key) : "unknown";
  if (value === null || value === "unknown") return value;
  return resolveObject(value, facts.bindings) ?? "unknown";
}
