import type { TextEdit } from "../../../src/syntax/edits.ts";
import { toPattern } from "../../../src/syntax/pattern.ts";

/** A code that is to be written in place of another one. */
export interface Renaming {
  readonly old: string;
  readonly new: string;
}

/** A place that looks like one of the code, and why it stays. */
export interface LeftPlace {
  /** Absolute. */
  readonly path: string;
  readonly offset: number;
  readonly reason: string;
}

/** What is edited, and what is left, in all files. Each place counts once, whoever finds it. */
export class Sites {
  readonly #edits = new Map<string, Map<number, TextEdit>>();
  readonly #left = new Map<string, LeftPlace>();

  edit(path: string, edit: TextEdit): void {
    const known = this.#edits.get(path) ?? new Map<number, TextEdit>();
    this.#edits.set(path, known);
    if (!known.has(edit.start)) known.set(edit.start, edit);
  }

  leave(path: string, offset: number, reason: string): void {
    const key = `${path}:${String(offset)}`;
    if (!this.#left.has(key)) this.#left.set(key, { path, offset, reason });
  }

  /** Whether a place (from the first character of its token) is settled: edited, or left for a reason. */
  isSettled(path: string, start: number, end: number): boolean {
    if (this.#left.has(`${path}:${String(start)}`)) return true;
    return [...(this.#edits.get(path)?.values() ?? [])].some((edit) => edit.start < end && edit.end > start);
  }

  get edits(): ReadonlyMap<string, readonly TextEdit[]> {
    return new Map([...this.#edits].map(([path, edits]) => [path, [...edits.values()]]));
  }

  get left(): readonly LeftPlace[] {
    return [...this.#left.values()];
  }
}

/** Whether a text has the code as a word of its own. */
export function toWordPattern(code: string): RegExp {
  return new RegExp(`(?<![\\w$-])${toPattern(code)}(?![\\w$-])`, "g");
}
