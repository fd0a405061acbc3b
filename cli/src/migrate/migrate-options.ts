import type { Shard } from "../files.ts";
import type { MigratedFile } from "./migration-report.ts";

export interface MigrateOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Globs relative to the working directory; none means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Names of codemods and of rules; none means all. */
  readonly only: readonly string[];
  /** Only files that changed since the branch left this git ref. */
  readonly since: string | null;
  /** Only files that are staged. */
  readonly staged: boolean;
  /** Only the files of one part of several, which are the same wherever it runs. */
  readonly shard: Shard | null;
  /** How many findings may be settled; `null`: as many as there are. */
  readonly maxChanges: number | null;
  /** A contract for all files, instead of the one nearest to each. */
  readonly contract: string | null;
  /** Whether files to which no contract applies are migrated as well, with `Error` and its cause. */
  readonly plain: boolean;
  /** Whether a comment is written above every site that is left. */
  readonly todo: boolean;
  /** Whether files are left as they are that would get worse by the project's own compiler. */
  readonly typecheck: boolean;
  /** Whether a type checker is asked what calls reach. */
  readonly types: boolean;
  /** Whether what earlier runs have found of files may be used, and is kept for later ones. */
  readonly cache: boolean;
  readonly dryRun: boolean;
  /** Whether files are written that git could not give back. */
  readonly allowDirty: boolean;
}

/** Whoever looks on while the work is done. */
export interface MigrateWatcher {
  /** Ends the run between two files. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** A file was changed (in a dry run: would be), or sites are left in it. */
  readonly onFile: (file: MigratedFile) => void;
  /** Whether to go on, now that it is known in how many files there is something to do; not asked in a dry run. */
  readonly confirm: (candidates: number) => Promise<boolean>;
}
