import type { Codemod, MigrateSource } from "../../codemods/codemod.ts";
import type { Contribution, ToContribution, WorkspaceIndex } from "../../src/workspace/workspace-index.ts";

/** What `migrate` drives and does not know the inside of. */
export interface Engine {
  /** One line; what another version has made is not believed. */
  readonly version: string;
  readonly codemods: readonly Codemod[];
  readonly migrateSource: MigrateSource;
  readonly toContribution: ToContribution;
  /** The index of a workspace, from the contributions by absolute path with forward slashes. */
  readonly toIndex: (contributions: ReadonlyMap<string, Contribution>, root: string) => WorkspaceIndex;
}
