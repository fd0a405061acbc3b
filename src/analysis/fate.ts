import type { CaughtError } from "./caught-error.ts";
import type { Path } from "./path.ts";

/** What becomes of a caught error, on every path. */
export interface Fate {
  readonly caught: CaughtError;
  /** `null`: there are more paths than can be told apart, and nothing is known. */
  readonly paths: readonly Path[] | null;
}
