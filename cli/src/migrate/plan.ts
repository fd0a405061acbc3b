import type { FileMigration } from "../../../codemods/migrate-file.ts";
import type { FileText } from "../read-file.ts";
import type { Asked } from "./index-trace.ts";
import type { FailedFile } from "./migration-report.ts";
import type { Candidate } from "./survey.ts";

/** What would become of one file. */
export interface PlannedFile {
  readonly candidate: Candidate;
  readonly file: FileText;
  readonly migration: FileMigration;
  /** How many comments about sites left were written or taken away. */
  readonly todos: number;
  /** What the migration hangs on. */
  readonly asked: readonly Asked[];
  /** Files that have to be written before it. */
  readonly after: readonly string[];
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly failed: readonly FailedFile[];
  /** What a person should know of it. */
  readonly warnings: readonly string[];
}
