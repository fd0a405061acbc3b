import type { Change, LeftSite } from "../../../codemods/codemod.ts";
import { CommandError, toLine, type CommandErrorCode } from "../command-error.ts";
import type { SkippedFile } from "../files.ts";

/**
 * What `migrate --json` prints. Paths are relative to `root`, with forward slashes; lines and columns count from 1 and
 * are those of the files before they were changed.
 */
export interface MigrationReport {
  readonly root: string;
  readonly dryRun: boolean;
  /** Whether a signal or a "no" ended the run before all was done. */
  readonly interrupted: boolean;
  /** How many of the files asked for were read. */
  readonly seen: number;
  /** Files that were changed (in a dry run: would be) or in which sites are left. */
  readonly files: readonly MigratedFile[];
  readonly skipped: readonly SkippedFile[];
  readonly failed: readonly FailedFile[];
  readonly warnings: readonly string[];
}

export interface MigratedFile {
  readonly path: string;
  readonly changes: readonly Change[];
  readonly left: readonly LeftSite[];
  /** How many comments about sites left were written or taken away. */
  readonly todos: number;
  /** A unified diff, in a dry run; empty where nothing would change. */
  readonly diff: string | null;
}

/** Whether a file has another text than before. */
export function isChanged({ changes, todos }: Pick<MigratedFile, "changes" | "todos">): boolean {
  return changes.length > 0 || todos > 0;
}

/** A file that could not be read, parsed, verified or written; it is as it was. */
export interface FailedFile {
  readonly path: string;
  readonly code: CommandErrorCode;
  readonly reason: string;
  /** The place in the file, where there is one. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What is told of a file that an error kept from being migrated. */
export function toFailedFile(path: string, error: unknown): FailedFile {
  const known = error instanceof CommandError ? error : new CommandError("INTERNAL_ERROR", "failed", { cause: error });
  const { line, column, ...context } = known.context;
  const reason = toLine(new CommandError(known.code, known.message, { context, cause: known.cause }));
  return { path, code: known.code, reason, line: Number(line ?? 0) || null, column: Number(column ?? 0) || null };
}
