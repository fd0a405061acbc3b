import type { Facts, Setting } from "../src/analysis/facts.ts";
import type { Finder } from "../src/findings/finder.ts";
import type { Finding, Question } from "../src/findings/finding.ts";
import type { Proposal } from "../src/rewrite/proposal.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import type { Source } from "../src/syntax/source.ts";
import type { ReachedPlace, WorkspaceIndex } from "../src/workspace/workspace-index.ts";

/** A migration: whose findings it settles. */
export interface Codemod {
  /** Imperative verb-object: `wrap-rethrows`. */
  readonly name: string;
  /** One sentence for `--help` and the docs. */
  readonly description: string;
  readonly finders: readonly Finder[];
  /** What is only to be settled for the sake of an edit elsewhere, as the index answers questions of these kinds otherwise until then. */
  readonly awaited?: {
    readonly kinds: readonly Question["kind"][];
    /** Finds what stands at some offsets. */
    readonly find: (offsets: ReadonlySet<number>, facts: Facts) => readonly Finding[];
  };
}

/** A place in a file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One finding that was settled. */
export interface Change extends Place {
  readonly codemod: string;
  readonly rule: string;
}

/** One finding that was not, and why. */
export interface LeftSite extends Place {
  readonly codemod: string;
  readonly rule: string;
  readonly reason: string;
  /** The file alone shows no violation, so that no rule reports it either. */
  readonly needsProof?: true;
  /** Nothing but this is missing, which a person may write into a plan. */
  readonly needs?: "message" | "code";
  /** All that stands against the edit, where a person may take all of it on themselves; told only where a person is consulted. */
  readonly against?: readonly string[];
  /** The edit that it stands against, where nothing else is missing. */
  readonly proposed?: ProposedChange;
  /** An edit that does less is made there, if it is still left when everything else has been made. */
  readonly spare?: true;
}

/** A finding that is about to be settled, and how: `edits` and `offset`, where it is, are of `text`. */
export interface ProposedChange extends Change {
  readonly offset: number;
  readonly text: string;
  readonly edits: readonly TextEdit[];
  /** The code that was chosen for it, how sure that is, and by what; `null` where none had to be. */
  readonly choice: Proposal["choice"] | null;
}

/** The message of an error, and the name of its code, as a person has given them, and what they have accepted. */
export interface Decision {
  readonly message: string | null;
  readonly code: string | null;
  /** Reasons against an edit that a person has taken on themselves. */
  readonly accepted: ReadonlySet<string>;
}

/** Whoever has the last word on each edit that could be made. */
export interface Review {
  /** The edits to make, or why there are none. */
  readonly revise: (change: ProposedChange) => readonly TextEdit[] | string;
  /** What a person has said of the error at a place, or `null`; absent where nothing has been said of any. */
  readonly decide?: (site: Change) => Decision | null;
  readonly onSettled: (change: ProposedChange) => void;
}

/** An edit that is left until other places are edited: tests that look through causes, a class that takes one. */
export interface Waiting {
  readonly question: Question;
  readonly places: readonly ReachedPlace[];
}

/** What one pass of some codemods makes of one file. */
export interface SourceMigration {
  /** Disjoint, in order of position; empty where nothing is to do. */
  readonly edits: readonly TextEdit[];
  readonly changes: readonly Change[];
  readonly left: readonly LeftSite[];
  /** Absent where none waits. */
  readonly waiting?: readonly Waiting[];
}

/** What a codemod may rely on; `index: null` for a door that sees one file and so makes no edit that needs the project. */
export interface MigrationOptions {
  readonly codemods: readonly Codemod[];
  readonly setting: Setting;
  readonly index: WorkspaceIndex | null;
  readonly review?: Review | undefined;
  /** Nothing more can be made but what does less. */
  readonly spares?: boolean | undefined;
  /** Whether all is told that stands against each edit and is for a person to accept. */
  readonly consults?: boolean | undefined;
  /** The places of one text that edits elsewhere wait for. */
  readonly reached?: { readonly text: string; readonly offsets: ReadonlySet<number> } | undefined;
}

/** The edits of `codemods` for one file. Pure: nothing is read or written. */
export type MigrateSource = (source: Source, options: MigrationOptions) => SourceMigration;
