import type { Codemod, MigrateSource } from "../../codemods/codemod.ts";
import type { Contribution, ToContribution, WorkspaceIndex } from "../../src/workspace/workspace-index.ts";

/** What `migrate` drives and does not know the inside of. */
export interface Engine {
  /** One line; what another version has made is not believed. */
  readonly version: string;
  readonly codemods: readonly Codemod[];
  readonly migrateSource: MigrateSource;
  readonly toContribution: ToContribution;
  /** What a process runs that looks into files with the same engine; without it, there is one process. */
  readonly reader?: URL;
  /** How many files are worth a process, where that is another number than usual. */
  readonly filesPerReader?: number;
  /** The index of a workspace, from the contributions by absolute path with forward slashes. */
  readonly toIndex: (contributions: ReadonlyMap<string, Contribution>, root: string) => WorkspaceIndex;
}
