import type { Setting } from "../../../src/analysis/facts.ts";
import { hasErrorCause } from "../../../src/contract/error-cause.ts";
import { toImportEnding } from "../../../src/contract/import-ending.ts";

/** How many relative imports end so. */
export type EndingCounts = Readonly<Record<string, number>>;

/** Counts the imports and requires of a file by their endings. */
export function countEndings(text: string): EndingCounts {
  const counts: Record<string, number> = {};
  for (const [, specifier = ""] of text.matchAll(/\b(?:from|require\()\s*["'](\.{1,2}\/[^"'\n]+)["']/g)) {
    const ending = /\.[cm]?[jt]s$/.exec(specifier)?.[0] ?? (/\.\w+$/.test(specifier) ? null : "");
    if (ending !== null) counts[ending] = (counts[ending] ?? 0) + 1;
  }
  return counts;
}

/** How relative imports end under each contract, for the files that have none of their own to follow. */
export class ImportEndings {
  readonly #counts = new Map<Setting, Map<string, number>>();

  /** Takes a file's imports into account. */
  add(setting: Setting, counts: EndingCounts): void {
    const sums = this.#counts.get(setting) ?? new Map<string, number>();
    this.#counts.set(setting, sums);
    for (const [ending, count] of Object.entries(counts)) sums.set(ending, (sums.get(ending) ?? 0) + count);
  }

  /** The setting, with the ending that most imports under its contract have, or else the one by convention, and what `lib` knows. */
  complete(setting: Setting, file: string): Setting {
    const [most] = [...(this.#counts.get(setting) ?? [])].sort(([, one], [, other]) => other - one);
    return { ...setting, importExtension: most ? most[0] : toImportEnding(file), hasErrorCause: hasErrorCause(file) };
  }
}
