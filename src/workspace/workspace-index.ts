import type { CauseSlot } from "../analysis/construction.ts";
import type { Setting } from "../analysis/facts.ts";
import type { Question } from "../findings/finding.ts";
import type { Source } from "../syntax/source.ts";

/** An answer of the index: go ahead, or the reason why not. */
export type Answer = { readonly granted: true; readonly slot?: CauseSlot } | Refusal;

export interface Refusal {
  readonly granted: false;
  readonly reason: string;
  /** What would have to be edited first, where that is all that stands against an edit. */
  readonly reached?: readonly ReachedPlace[];
  /** Where a class will take a cause once it is taught to, where that was asked. */
  readonly slot?: CauseSlot;
}

/** A test of an error's class that a wrap would cut off, and that could look through the causes instead; or a class that could take a cause. */
export interface ReachedPlace {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** Where it begins, in the text that the index knows. */
  readonly offset: number;
}

/** What all files of a workspace say together: who listens to which error, and which boundaries are mounted. */
export interface WorkspaceIndex {
  /** `accepted`: reasons that a person has taken on themselves, so that the next one is looked for. */
  answer(question: Question, accepted?: ReadonlySet<string>): Answer;
}

/** What one file contributes; made in the same parse in which its findings are made, and small enough to keep for every file. */
export type Contribution = Readonly<Record<string, unknown>>;

/** Reads one file's contribution. Without a setting there is no contract: no error is coded, and no boundary is declared. */
export type ToContribution = (source: Source, setting?: Setting | null) => Contribution;
