/** Something that CI should refuse, or (a warning) that somebody should know. */
export interface CheckProblem {
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly place: Place;
  /** One sentence of fact and one of advice, each with its full stop. */
  readonly message: string;
}

export interface Place {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}
