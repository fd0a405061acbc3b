import type { Code } from "../contract/contract.ts";
import type { MountedFramework } from "../knowledge/mounted-framework.ts";
import type { TextEdit } from "../syntax/edits.ts";

/** One way to settle a finding: what would be edited, and whether it may be. */
export interface Proposal {
  /** Key into the finder's `messages`: what the editor shows. */
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  /** Disjoint, in order of position. They carry the import, if one is needed, themselves. */
  readonly edits: readonly TextEdit[];
  readonly permission: Permission;
  /** Only ever offered to a person: `migrate` does not take it. */
  readonly manual: boolean;
  /** What a person would have to decide before taking it. */
  readonly doubt?: string;
  /** What of that a person may simply say; absent where nothing or more than that is to be decided. */
  readonly open?: OpenWords;
  /** Does less than those before it: made only where none of them can be, once a run has made everything else. */
  readonly spare?: true;
  /** The code that was chosen for it, how sure that is (0 to 1), and by what. */
  readonly choice?: { readonly code: string; readonly confidence: number; readonly by: string };
  /** Changes nothing that runs but a slip: ESLint may make it without asking. */
  readonly autofix?: true;
}

/** What a person has said of a place: what the error's message is, and which code it has. */
export interface SaidWords {
  readonly message: string | null;
  readonly code: Code | null;
}

/** What is missing to a proposal, and what becomes of it once that has been said. A text is the reason why it cannot be made. */
export interface OpenWords {
  readonly wants: "message" | "code";
  readonly fill: (said: SaidWords) => Proposal | string;
}

/** What a proposal that is made unless somebody has to decide something first says of that; `doubt`: what. */
export function toDecision(doubt: string | null, open?: OpenWords): Pick<Proposal, "manual" | "doubt" | "open"> {
  return doubt === null ? { manual: false } : { manual: true, doubt, ...(open && { open }) };
}

/**
 * Whether an edit may be made. `safe`: this file alone proves it. `needs-project`: somebody in another file could be
 * listening, and only the index of the whole workspace can answer. `refused`: certain to harm.
 */
export type Permission =
  | { readonly verdict: "safe" }
  | { readonly verdict: "needs-project"; readonly questions: readonly Question[] }
  | { readonly verdict: "refused"; readonly reason: string };

/** What a plain error is given; `null` where its cause has a say in it, and for the status where a person has chosen the code. */
export interface Becoming {
  readonly code: string | null;
  readonly status: number | null;
}

/**
 * What the index is asked before an edit is made. `caught`: the error is what one of the file's catches gets, counted from 0. `made`: about an error that is made there, not caught, so that the nameless
 * functions inside which throw one are meant, too. `text`: it is a text that is thrown, and becomes an error. `wraps`: the error stays whole as a cause, where tests can look for it.
 * `plain`: the wrap has nothing of the error but that cause, so that frameworks and callers who are not seen hear as well.
 * `retold`: the text is about to be another one, so that whoever tells no more of it than that would no longer tell the reason;
 * `shown`: the error is logged before, so that this counts only where it is shown to somebody. `moved`: what
 * its text held goes into the context, which no other error has that is made of the text. `cause`: the error stays what it is,
 * and is given a cause, which is `shown` where it is written out whole, or `hidden`; `said`: its message, where that is written out. `notified`: a
 * monitoring service was told of it, which takes the same error twice for one, but no wrap of it. `becomes`: a plain `Error` is about
 * to be one of the contract's class with these, so that whoever asks for more than that hears the same as before. `causeless`: it has
 * no cause, before or after.
 */
export type Question =
  /** Does anybody above `functionName` test what it throws for something that a wrap hides? */
  | {
      readonly kind: "listeners";
      readonly functionName: string | null;
      readonly exported: boolean;
      readonly path: string;
      readonly caught?: number;
      readonly made?: true;
      readonly text?: true;
      readonly wraps?: true;
      readonly plain?: true;
      readonly retold?: true | "shown";
      readonly moved?: true;
      readonly cause?: "shown" | "hidden";
      readonly said?: string;
      readonly notified?: true;
      readonly becomes?: Becoming;
      readonly causeless?: true;
    }
  /** Does anybody read what `functionName` returns, who would find a wrap there? */
  | { readonly kind: "readers"; readonly functionName: string | null; readonly path: string }
  /** Is a boundary that notifies proven above this entry point? */
  | {
      readonly kind: "notifying-boundary";
      readonly path: string;
      readonly framework: string | null;
      readonly functionName: string | null;
    }
  /** Is a boundary (of whatever kind that answers) proven above this entry point? */
  | {
      readonly kind: "boundary";
      readonly path: string;
      readonly framework: string | null;
      readonly functionName: string | null;
      readonly made?: true;
      /** It has to answer with the status of the error's code, which that of the contract alone is known to do. */
      readonly keepsStatus?: true;
    }
  /** Does anybody who hears of what `functionName` makes answer another status where an error has none than that of its code? */
  | {
      readonly kind: "fallback-status";
      readonly path: string;
      readonly framework: string | null;
      readonly functionName: string | null;
      readonly made: true;
      readonly status: number;
    }
  /** Does anything that is caught there have a status of its own which is another? `caught` counts the file's caught errors from 0. */
  | { readonly kind: "status"; readonly path: string; readonly caught: number; readonly status: number }
  /**
   * Does anything that is caught there have words of its own, which were written for whoever asks, or does somebody of the same
   * program ask? `isWrapped`: those of a coded error go on through the wrap; `isWhole`: the error is sent as it is, as its class
   * may have it.
   */
  | {
      readonly kind: "own-text";
      readonly path: string;
      readonly caught: number;
      readonly isWrapped: boolean;
      readonly isWhole?: true;
    }
  /** Does a test expect the answer that is given there? `keepsForm`: nothing but what it says will be another one. */
  | {
      readonly kind: "expected-answer";
      readonly path: string;
      readonly functionName: string | null;
      readonly status: number | null;
      readonly keepsForm: boolean;
    }
  /** Does whoever asks for the answer, in the same repository, read one of these members of it, which an envelope may lack? */
  | {
      readonly kind: "answer-readers";
      readonly path: string;
      readonly caught: number;
      readonly members: readonly string[];
    }
  /** Does a test expect what is written of a message, which is about to say `text`? */
  | { readonly kind: "message"; readonly path: string; readonly written: readonly string[]; readonly text: string }
  /** Do browsers load this file, and not the error module? What fails there has no code. */
  | { readonly kind: "browsers"; readonly path: string }
  /** Would an import of the error module into this file close a cycle? */
  | { readonly kind: "import-cycle"; readonly path: string }
  /** Is the module of the generated boundary there, and is this app the only one of a framework whose apps nest? */
  | {
      readonly kind: "mountable";
      readonly path: string;
      readonly framework: MountedFramework;
      readonly module: string;
    }
  /** Does a class of another module keep the cause that it is given, as far as it is seen? */
  | { readonly kind: "keeps-cause"; readonly path: string; readonly module: string; readonly name: string }
  /** Where does a class take a cause, which may be of another module? `isOld`: the language of the file that asks knows none. */
  | {
      readonly kind: "cause-slot";
      readonly path: string;
      readonly module: string | null;
      readonly name: string;
      readonly isOld?: true;
    }
  /** Is a package of this version or a later one, as far as that is known? */
  | { readonly kind: "version"; readonly path: string; readonly module: string; readonly since: number }
  /** Does the installed version of this framework take what an async handler throws? */
  | { readonly kind: "forwards-rejections"; readonly path: string; readonly framework: string };

export type SlotQuestion = Question & { readonly kind: "cause-slot" };
