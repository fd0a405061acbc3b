import type { Question } from "../../../src/findings/finding.ts";
import type { Answer, WorkspaceIndex } from "../../../src/workspace/workspace-index.ts";

/** What an index was asked, and its answer. */
export interface Asked {
  readonly question: Question;
  readonly answer: Answer;
}

/** An index that writes down what it is asked: whatever follows from its answers stays while they do. */
export class IndexTrace implements WorkspaceIndex {
  readonly #asked = new Map<string, Asked>();

  constructor(readonly index: WorkspaceIndex) {}

  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  answer(question: Question, accepted: ReadonlySet<string> = new Set()): Answer {
    const answer = this.index.answer(question, accepted);
    // what a person has accepted is theirs to know
    if (accepted.size > 0) return answer;
    this.#asked.set(JSON.stringify(question), { question, answer });
    return answer;
  }
}

/** Whether an index still answers so. */
export function isUnchanged(asked: readonly Asked[], index: WorkspaceIndex): boolean {
  return asked.every(({ question, answer }) => JSON.stringify(index.answer(question)) === JSON.stringify(answer));
}
