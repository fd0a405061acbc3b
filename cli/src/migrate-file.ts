import type {
  Change,
  LeftSite,
  MigrateSource,
  MigrationOptions,
  Place,
  SourceMigration,
} from "../../codemods/codemod.ts";
import { applyEdits, toOffsetBefore } from "../../src/syntax/apply-edits.ts";
import type { TextEdit } from "../../src/syntax/edits.ts";
import { parse, toPosition } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";
import { CommandError } from "./command-error.ts";
import { findSideEffect } from "./verify.ts";

/** What a migration made of one file. All places are those of the text before. */
export interface FileMigration {
  readonly text: string;
  readonly changes: readonly Change[];
  readonly left: readonly LeftSite[];
}

/** One pass that edited something: from which text, and how. */
interface Round {
  readonly source: Source;
  readonly edits: readonly TextEdit[];
}

const maximumRounds = 5;

/**
 * Migrates one file until nothing is left to edit, and verifies every round: the output parses, and nothing outside of
 * the edits changed. Throws `CODEMOD_FAILED` or `VERIFICATION_FAILED`.
 */
export function migrateFile(original: Source, migrateSource: MigrateSource, options: MigrationOptions): FileMigration {
  const changes: Change[] = [];
  const rounds: Round[] = [];
  let source = original;
  for (;;) {
    const step = runCodemods(source, migrateSource, options);
    const toOriginal = toPlaceBefore(rounds, source);
    if (step.edits.length === 0) return { text: source.text, changes, left: step.left.map(toOriginal) };
    changes.push(...step.changes.map(toOriginal));
    if (rounds.length === maximumRounds) throw toVerificationError(`still edits after ${maximumRounds} rounds`);
    rounds.push({ source, edits: step.edits });
    source = toNext(source, step.edits);
  }
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

/** The source with the edits made, if they are sound. */
function toNext(source: Source, edits: readonly TextEdit[]): Source {
  const { source: next, problem } = parse(source.path, applySafely(source.text, edits));
  if (next === null) throw toVerificationError(`the output does not parse, ${problem.message}`, problem);
  const sideEffect = findSideEffect(source, edits, next);
  if (sideEffect !== null) throw toVerificationError(sideEffect);
  return next;
}

function applySafely(text: string, edits: readonly TextEdit[]): string {
  try {
    return applyEdits(text, edits);
  } catch (cause) {
    throw new CommandError("VERIFICATION_FAILED", "left as it is, since its edits are not sound", { cause });
  }
}

function toVerificationError(reason: string, { line, column }: Partial<Place> = {}): CommandError {
  const place = line === undefined || column === undefined ? {} : { line, column };
  return new CommandError("VERIFICATION_FAILED", "left as it is, since its edits are not sound", {
    context: { reason, ...place },
  });
}

/** Leads a place in the text of the latest round back to the original. */
function toPlaceBefore(rounds: readonly Round[], latest: Source): <T extends Place>(site: T) => T {
  const first = rounds[0];
  if (first === undefined) return (site) => site;
  return (site) => {
    let offset = toOffset(latest.text, site);
    for (const { edits } of [...rounds].reverse()) offset = toOffsetBefore(edits, offset);
    return { ...site, ...toPosition(first.source.text, offset) };
  };
}

function toOffset(text: string, { line, column }: Place): number {
  let start = 0;
  let current = 1;
  for (const lineBreak of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    if (current++ === line) break;
    start = lineBreak.index + lineBreak[0].length;
  }
  return start + column - 1;
}
