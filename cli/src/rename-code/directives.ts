import { findDirective } from "../../../src/syntax/directives.ts";
import { parse } from "../../../src/syntax/parse.ts";
import type { Source } from "../../../src/syntax/source.ts";

const rules = ["no-unknown-code", "no-deprecated-code"];

/** The comments in files that forbid that a code is renamed. Only a file that has any is parsed for them. */
export class Directives {
  readonly #sources = new Map<string, Source | null>();

  /** The directive over the lines between two offsets of a file, or `null`. */
  find(
    { fileName, text }: { readonly fileName: string; readonly text: string },
    from: number,
    to: number,
  ): string | null {
    if (!this.#sources.has(fileName))
      this.#sources.set(fileName, /eslint|oxlint|@ts-/.test(text) ? parse(fileName, text).source : null);
    const source = this.#sources.get(fileName);
    return source ? findRenamingDirective(source, from, to) : null;
  }
}

/** The directive that speaks of codes over the lines between two offsets, or `null`. */
export function findRenamingDirective(source: Source, from: number, to: number): string | null {
  return rules.map((rule) => findDirective(source, { from, to, rule })).find((found) => found !== null) ?? null;
}
