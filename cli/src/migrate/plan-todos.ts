import type { Codemod } from "../../../codemods/codemod.ts";
import { toNext } from "../../../codemods/migrate-file.ts";
import { findTodoEdits } from "../../../codemods/write-todos.ts";
import { parseFile } from "./migrate-file.ts";
import type { MigrateOptions } from "./migrate-options.ts";
import { toFailedFile } from "./migration-report.ts";
import type { Plan, PlannedFile } from "./plan.ts";

/** Why a site is left that the run did not come to. */
export const beyondLimit = "beyond --max-changes";

/** The plan, with a comment above every site left if that is asked for, and without those whose sites are settled. */
export function planTodos(plan: Plan, codemods: readonly Codemod[], { todo }: Pick<MigrateOptions, "todo">): Plan {
  const rules = new Set(codemods.flatMap(({ finders }) => finders.map(({ rule }) => rule)));
  const files: PlannedFile[] = [];
  const failed = [...plan.failed];
  for (const planned of plan.files) {
    try {
      files.push(todo || planned.migration.text !== planned.file.text ? withTodos(planned, rules, todo) : planned);
    } catch (error) {
      failed.push(toFailedFile(planned.candidate.path, error));
    }
  }
  return { ...plan, files, failed };
}

function withTodos(planned: PlannedFile, rules: ReadonlySet<string>, isWriting: boolean): PlannedFile {
  const { file, migration } = planned;
  const source = parseFile(file.path, migration.text);
  const isPutOff = (reason: string): boolean => reason === beyondLimit;
  const edits = findTodoEdits(source, { left: migration.leftNow, rules, isWriting, isPutOff });
  if (edits.length === 0) return planned;
  return { ...planned, migration: { ...migration, text: toNext(source, edits).text }, todos: edits.length };
}
