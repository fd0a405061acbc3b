import { applyEdits, toOffsetBefore } from "../src/syntax/apply-edits.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import { parse, type Parser } from "../src/syntax/parse.ts";
import { toOffset, toPosition } from "../src/syntax/position.ts";
import type { Source } from "../src/syntax/source.ts";
import type { Change, LeftSite, Place, SourceMigration, Waiting } from "./codemod.ts";
import { findSideEffect } from "./find-side-effect.ts";

/** What a migration made of one file. All places are those of the text before. */
export interface FileMigration {
  readonly text: string;
  readonly changes: readonly Change[];
  readonly left: readonly LeftSite[];
  /** The same sites in `text`. */
  readonly leftNow: readonly LeftSite[];
  readonly waiting: readonly Waiting[];
  /** The passes that edited something, first to last. */
  readonly rounds: readonly Round[];
}

/** Edits that would harm a file, which is therefore left as it is: why, as `context`. */
export class UnsoundEdits extends Error {
  override readonly name = "UnsoundEdits";
  readonly code = "VERIFICATION_FAILED";
  readonly context: Readonly<Record<string, string | number>>;

  constructor(context: Readonly<Record<string, string | number>>, options?: ErrorOptions) {
    super("left as it is, since its edits are not sound", options);
    this.context = context;
  }
}

/** One pass that edited something: from which text, and how. */
export interface Round {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

const maximumRounds = 5;

/** One pass over what a file has become; `toOriginal` leads its places back to the text before. */
type MigratePass = (source: Source, toOriginal: <T extends Place>(site: T) => T) => SourceMigration;

/** Where a file's migration starts: from the file itself, or from what an earlier one, with other answers, made of it. */
export interface Start {
  readonly source: Source;
  readonly earlier?: FileMigration | undefined;
  readonly parser?: Parser | undefined;
}

/**
 * Migrates one file, pass after pass, until nothing is left to edit, and verifies each: the output parses, and nothing
 * outside of the edits changed. Throws `UnsoundEdits`, and what `migratePass` throws.
 */
export function migrateFile(start: Start, migratePass: MigratePass): FileMigration {
  const changes: Change[] = [...(start.earlier?.changes ?? [])];
  const rounds: Round[] = [...(start.earlier?.rounds ?? [])];
  const most = rounds.length + maximumRounds;
  let { source } = start;
  for (;;) {
    const toOriginal = toPlaceBefore(rounds, source);
    const pass = migratePass(source, toOriginal);
    if (pass.edits.length === 0)
      return toMigration(source.text, { changes, rounds, pass, left: pass.left.map(toOriginal) });
    changes.push(...pass.changes.map(toOriginal));
    if (rounds.length === most) throw new UnsoundEdits({ reason: `still edits after ${maximumRounds} rounds` });
    rounds.push({ text: source.text, edits: pass.edits });
    source = toNext(source, pass.edits, start.parser);
  }
}

function toMigration(
  text: string,
  { pass, ...rest }: Pick<FileMigration, "changes" | "rounds" | "left"> & { readonly pass: SourceMigration },
): FileMigration {
  return { text, ...rest, leftNow: pass.left, waiting: pass.waiting ?? [] };
}

/** The source with the edits made, if they are sound. Throws `UnsoundEdits`. */
export function toNext(before: Source, edits: readonly TextEdit[], parser?: Parser): Source {
  const { source, problem } = parse(before.path, applySafely(before.text, edits), parser);
  if (source === null) {
    const { message, line, column } = problem;
    throw new UnsoundEdits({ reason: `the output does not parse, ${message}`, line, column });
  }
  const sideEffect = findSideEffect(before, edits, source);
  if (sideEffect !== null) throw new UnsoundEdits({ reason: sideEffect });
  return source;
}

function applySafely(text: string, edits: readonly TextEdit[]): string {
  try {
    return applyEdits(text, edits);
  } catch (cause) {
    throw new UnsoundEdits({}, { cause });
  }
}

/** Leads a place in the text of the latest round back to the original. */
function toPlaceBefore(rounds: readonly Round[], latest: Source): <T extends Place>(site: T) => T {
  const first = rounds[0];
  if (first === undefined) return (site) => site;
  return (site) => {
    let offset = toOffset(latest.text, site);
    for (const { edits } of [...rounds].reverse()) offset = toOffsetBefore(edits, offset);
    return { ...site, ...toPosition(first.text, offset) };
  };
}
