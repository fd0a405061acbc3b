import type { Codemod } from "../../../codemods/codemod.ts";
import { todoMark } from "../../../codemods/write-todos.ts";
import type { Setting } from "../../../src/analysis/facts.ts";
import type { Engine } from "../engine.ts";
import type { FileRecord } from "./file-record.ts";
import { runCodemods } from "./migrate-file.ts";
import type { Reading } from "./reading.ts";

/** A file that was read, and under which contract. */
export interface Surveyed {
  readonly reading: Reading;
  readonly setting: Setting;
  readonly record: FileRecord;
}

/** What is to be done. */
export interface WorkTask {
  readonly codemods: readonly Codemod[];
  /** What these codemods are called in records. */
  readonly work: string;
  readonly engine: Engine;
  /** Whether comments about sites left are written, and so may have to go. */
  readonly todo: boolean;
}

/** Whether there is anything to change or to tell, as far as the file alone shows: the index only decides between the two. */
export function hasWork({ reading, setting, record }: Surveyed, { engine, codemods, work, todo }: WorkTask): boolean {
  if (todo && reading.text?.text.includes(todoMark)) return true;
  const known = record.workOf(work);
  if (known) return known.isThere;
  const { edits, left } = runCodemods(reading.source, engine.migrateSource, { codemods, setting, index: null });
  const isThere = edits.length > 0 || left.length > 0;
  record.note(work, { isThere });
  return isThere;
}
