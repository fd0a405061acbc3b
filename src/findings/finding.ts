import type { TSESTree } from "@typescript-eslint/types";
import type { TextEdit } from "../syntax/edits.ts";

/** A violation of the conventions at one place, and what may be done about it. Made by a finder, read by every door. */
export interface Finding {
  /** Name of the rule it belongs to: `no-bare-rethrow`. */
  readonly rule: string;
  /** Key into the finder's `messages`, whose placeholders `data` fills. */
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  /** Where it is reported. */
  readonly node: TSESTree.Node;
  /** The edits that would settle it, best first; none where no machine can. */
  readonly proposals: readonly Proposal[];
  /** Why no codemod settles it, where there is a reason worth telling; `null` where a proposal exists. */
  readonly unsettled: string | null;
}

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
}

/**
 * Whether an edit may be made. `safe`: this file alone proves it. `needs-project`: somebody in another file could be
 * listening, and only the index of the whole workspace can answer. `refused`: certain to harm.
 */
export type Permission =
  | { readonly verdict: "safe" }
  | { readonly verdict: "needs-project"; readonly questions: readonly Question[] }
  | { readonly verdict: "refused"; readonly reason: string };

/** What the index is asked before an edit is made. */
export type Question =
  /** Does anybody above `functionName` test what it throws for something that a wrap hides? */
  | { readonly kind: "listeners"; readonly functionName: string | null; readonly exported: boolean; readonly path: string }
  /** Is a boundary that notifies proven above this entry point? */
  | { readonly kind: "notifying-boundary"; readonly path: string; readonly framework: string | null; readonly functionName: string | null }
  /** Is a boundary (of whatever kind that answers) proven above this entry point? */
  | { readonly kind: "boundary"; readonly path: string; readonly framework: string | null; readonly functionName: string | null }
  /** Does the installed version of this framework take what an async handler throws? */
  | { readonly kind: "forwards-rejections"; readonly path: string; readonly framework: string };

/** The texts of a rule, by message id: reports and suggestions alike. */
export type Messages = Readonly<Record<string, string>>;
