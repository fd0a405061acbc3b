import type { TSESTree } from "@typescript-eslint/types";
import type { Code } from "../contract/contract.ts";
import type { CauseSlot } from "../analysis/construction.ts";
import type { Proposal, SlotQuestion } from "../rewrite/proposal.ts";

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
  /** The same with a code that a person has given it; absent where none is to be given. A text is the reason why it cannot be. */
  readonly withCode?: (code: Code) => Proposal | string;
  /** The same where the index knows in which place the class takes a cause; absent where the file itself tells, or nobody could. */
  readonly withSlot?: WithSlot;
  /** No violation as far as this file can tell: rules are silent about it, and `migrate` asks the index. */
  readonly needsProof?: true;
}

/** What becomes of a finding by the place that the index answers. A text is the reason why it cannot be. */
export interface WithSlot {
  readonly question: SlotQuestion;
  readonly fill: (slot: CauseSlot) => Proposal | string;
}

/** The texts of a rule, by message id: reports and suggestions alike. */
export type Messages = Readonly<Record<string, string>>;

export type { Becoming, Permission, Proposal, Question } from "../rewrite/proposal.ts";
