import type { TSESTree } from "@typescript-eslint/types";
import type { ErrorBinding } from "../contract/contract.ts";
import type { ErrorForm, ErrorLibrary } from "../knowledge/error-library.ts";

/**
 * An expression that makes an error: `new Error("…")`, `new AppError("NOT_FOUND", …)`, `AppError.wrap(err, …)`,
 * `createError(404, …)`. Made by `findConstruction`.
 */
export interface Construction {
  readonly node: TSESTree.NewExpression | TSESTree.CallExpression;
  /**
   * `builtin`: a global error class. `coded`: the contract's. `foreign`: a library's whose meaning its host reads.
   * `local`: a class of this file. `other`: a class known by its name alone.
   */
  readonly kind: "builtin" | "coded" | "foreign" | "local" | "other";
  /** As written: `AppError.wrap`. */
  readonly name: string;
  readonly message: TSESTree.Node | null;
  readonly code: TSESTree.Node | null;
  /** Where a cause stands, or would stand. */
  readonly slot: CauseSlot;
  /** Its class declares a field `cause`, which overwrites the one that the constructor set. */
  readonly overwritesCause: boolean;
  /** The contract's wrapper, whose first business is a caught error. */
  readonly isWrap: boolean;
  readonly binding: ErrorBinding | null;
  readonly form: ErrorForm | null;
  readonly library: ErrorLibrary | null;
}

/** `new Error("…")`, of no other class. */
export function isPlainError({ kind, name }: Construction): boolean {
  return kind === "builtin" && name === "Error";
}

/** How a class takes a cause. */
interface Taking {
  /** Its constructor hands it to that of the language, so that it is no property like any other. */
  readonly isHidden?: true;
  /** Any value can be one, also where the language has types. */
  readonly isOpen?: true;
}

/** Where a constructor takes the cause. */
export type CauseSlot =
  /** `new Error(message, { cause })`: an options object at that position, under that key. */
  | ({ readonly kind: "option"; readonly index: number; readonly key: string; readonly isOfLanguage?: true } & Taking)
  /** The argument at that position is the cause. */
  | ({ readonly kind: "argument"; readonly index: number } & Taking)
  /** `new AggregateError(errors, message)`; `isOfLanguage` here and above: only where the project's `lib` has it. */
  | { readonly kind: "errors"; readonly index: number; readonly isOfLanguage: true }
  /** Takes none. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };
