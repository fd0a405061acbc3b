import type { Becoming } from "../findings/finding.ts";
import type { Coverage } from "./find-coverage.ts";
import type { HeldClasses } from "./held-classes.ts";
import type { HostAnswers } from "./host-answers.ts";

/** `names`: that of a plain error, and those of the module that it becomes one of. */
export interface NamedBecoming extends Becoming {
  readonly names: readonly string[];
}

/** What becomes of an error, as far as it matters to whoever listens; `findListening` says what each is. */
export interface Manner {
  readonly mayMatch: boolean;
  readonly isPlain: boolean;
  readonly retold: true | "shown" | null;
  readonly isMoved: boolean;
  /** It is made there, and not caught. */
  readonly isMade: boolean;
  /** It is a text that is thrown, and becomes an error. */
  readonly isText: boolean;
  readonly cause: "shown" | "hidden" | null;
  readonly said: string | null;
  readonly status: number | null;
  readonly isNotified: boolean;
  /** `null` also where the contract's class is not the generated one, of which alone it is known what it has. */
  readonly becomes: NamedBecoming | null;
  readonly hosts: HostAnswers;
  readonly coverage: Coverage;
  readonly held: HeldClasses;
  /** The error has no cause, before or after. */
  readonly isCauseless: boolean;
  /** Reasons that a person has taken on themselves: what is behind them is not heeded. */
  readonly accepted: ReadonlySet<string>;
}

/**
 * How an error comes up: as it is, or as the cause of another. `guessed`: as it is, if it does; the way there is one of several
 * that a call could take. `text`: no more than what it says, in another.
 */
export type Form = "bare" | "guessed" | "cause" | "text";

/** A reason, unless a person has accepted it. */
export function toHeeded(reason: string | null, { accepted }: Pick<Manner, "accepted">): string | null {
  return reason !== null && accepted.has(reason) ? null : reason;
}

/** Whether an error comes up in another. */
export function isBelow(form: Form): boolean {
  return form === "cause" || form === "text";
}

/** The form of what may come another way. */
export function toGuessed(form: Form): Form {
  return form === "bare" ? "guessed" : form;
}
