import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "./construction.ts";

/** Which part of a caught error an expression holds. */
export type Part = "message" | "stack" | "string" | "property" | "cause";

/** What an expression holds of the caught error that is followed. */
export type Value =
  /** The error itself. */
  | { readonly kind: "error" }
  /** An error made here: `kept` carries the caught one whole, `lost` does not, `coded` keeps its code too. */
  | {
      readonly kind: "made";
      readonly cause: "kept" | "lost" | "unknown";
      /** What it takes of the caught error beside the cause, or in its place. */
      readonly taken: readonly (Part | "error")[];
      readonly construction: Construction;
    }
  /** A string or other value taken from it. */
  | { readonly kind: "part"; readonly part: Part }
  /** An object or array with the error, or parts of it, inside. */
  | { readonly kind: "holder"; readonly parts: readonly (Part | "error")[] }
  /** A promise that is rejected with something. */
  | { readonly kind: "rejection"; readonly of: Value; readonly node: TSESTree.Node }
  /** What a function that cannot be seen made of it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "unrelated" };

export const unrelated: Value = { kind: "unrelated" };
export const unknown: Value = { kind: "unknown" };
export const caught: Value = { kind: "error" };

/** Whether a value has anything to do with the caught error. */
export function isRelated(value: Value): boolean {
  return value.kind === "rejection" ? isRelated(value.of) : value.kind !== "unrelated";
}

/** A text that is equal for equal values. */
export function toValueKey(value: Value): string {
  switch (value.kind) {
    case "made":
      return `made:${value.cause}:${value.taken.join()}:${value.construction.node.range[0]}`;
    case "part":
      return `part:${value.part}`;
    case "holder":
      return `holder:${value.parts.join()}`;
    case "rejection":
      return `rejection:${toValueKey(value.of)}`;
    default:
      return value.kind;
  }
}

/** What an object or array with these members holds. */
export function toHolder(values: readonly Value[]): Value {
  const parts = values.flatMap((value): readonly (Part | "error")[] => {
    if (value.kind === "error") return ["error"];
    if (value.kind === "part") return [value.part];
    return value.kind === "holder" ? value.parts : [];
  });
  if (parts.length > 0) return { kind: "holder", parts: [...new Set(parts)].sort() };
  return values.some(isRelated) ? unknown : unrelated;
}

/** What a string that is built from these values holds. */
export function toText(values: readonly Value[]): Value {
  const parts = values.filter((value) => value.kind === "part" || value.kind === "error" || value.kind === "holder");
  const first = parts[0];
  if (first) return { kind: "part", part: first.kind === "part" ? first.part : "string" };
  return values.some(isRelated) ? unknown : unrelated;
}
