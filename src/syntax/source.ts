import type { TSESTree } from "@typescript-eslint/types";
import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { Types } from "./types.ts";

/**
 * A file as every part of the core sees it: a TSESTree with `parent` links, its scopes, and the text without a BOM.
 * ESLint supplies one; `parse` makes one for everybody else.
 */
export interface Source {
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager;
  /** Without a byte order mark; all offsets refer to it. */
  readonly text: string;
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** Where the host has a type checker, and its settings let rules ask it. */
  readonly types?: Types;
}
