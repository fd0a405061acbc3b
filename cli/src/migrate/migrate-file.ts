import type { MigrateSource, MigrationOptions, Place, Review, SourceMigration } from "../../../codemods/codemod.ts";
import {
  migrateFile as migrateSoundly,
  UnsoundEdits,
  type FileMigration,
  type Start,
} from "../../../codemods/migrate-file.ts";
import { parse } from "../../../src/syntax/parse.ts";
import type { Source } from "../../../src/syntax/source.ts";
import { CommandError } from "../command-error.ts";

/** Migrates one file until nothing is left to edit. Throws `CODEMOD_FAILED` or `VERIFICATION_FAILED`. */
export function migrateFile(start: Start, migrateSource: MigrateSource, options: MigrationOptions): FileMigration {
  try {
    return migrateSoundly(start, (each, toOriginal) =>
      runCodemods(each, migrateSource, { ...options, review: options.review && toReview(options.review, toOriginal) }),
    );
  } catch (err) {
    if (err instanceof UnsoundEdits) throw new CommandError(err.code, err.message, err);
    throw err;
  }
}

/** A review that is asked in places of the text before. */
function toReview({ revise, onSettled, decide }: Review, toOriginal: <T extends Place>(site: T) => T): Review {
  return {
    revise: (change) => revise(toOriginal(change)),
    onSettled: (change) => onSettled(toOriginal(change)),
    ...(decide && { decide: (site) => decide(toOriginal(site)) }),
  };
}

/** Parses a file's text. Throws `SYNTAX_ERROR` with the place. */
export function parseFile(path: string, text: string): Source {
  const { source, problem } = parse(path, text);
  if (source !== null) return source;
  const { message, line, column } = problem;
  throw new CommandError("SYNTAX_ERROR", "syntax error", {
    context: { line, column },
    cause: new SyntaxError(message),
  });
}

/** One pass over one file. Throws `CODEMOD_FAILED`. */
export function runCodemods(source: Source, migrateSource: MigrateSource, options: MigrationOptions): SourceMigration {
  try {
    return migrateSource(source, options);
  } catch (cause) {
    throw new CommandError("CODEMOD_FAILED", "a codemod failed", { cause });
  }
}
