import type { Facts } from "../src/analysis/facts.ts";
import type { Finding, Question } from "../src/findings/finding.ts";
import type { Proposal } from "../src/rewrite/proposal.ts";
import { findDirective } from "../src/syntax/directives.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import type { WorkspaceIndex } from "../src/workspace/workspace-index.ts";
import type { Waiting } from "./codemod.ts";

/** Why an edit may not be made, or not yet. */
export interface Obstacle {
  readonly reason: string;
  /** Whether a person may know better. */
  readonly isForPerson?: boolean;
  readonly waiting?: Waiting;
}

/** A finding in its file, and the reasons against its edit that a person has accepted. */
export interface Site {
  readonly finding: Finding;
  readonly facts: Facts;
  readonly accepted: ReadonlySet<string>;
}

interface Asking {
  readonly index: WorkspaceIndex | null;
  /** Kinds of questions that may be answered otherwise later in this run. */
  readonly awaited: ReadonlySet<Question["kind"]>;
}

/** Why an edit may not be made; `null` where it may. */
export function findObstacle({ edits, permission }: Proposal, site: Site, asking: Asking): Obstacle | null {
  const { finding, facts, accepted } = site;
  const { rule, node } = finding;
  const ranges = [...edits.filter((edit) => !isNewLine(edit)), { start: node.range[0], end: node.range[0] }];
  for (const { start, end } of ranges) {
    const directive = findDirective(facts.source, { from: start, to: end, rule });
    if (directive !== null) return { reason: `the line is under ${directive}` };
  }
  if (permission.verdict === "refused") return permission;
  return permission.verdict === "safe" ? null : findRefusal(permission.questions, accepted, asking);
}

function findRefusal(
  questions: readonly Question[],
  accepted: ReadonlySet<string>,
  { index, awaited }: Asking,
): Obstacle | null {
  if (index === null) return { reason: toUnknown(questions) };
  let obstacle: Obstacle | null = null;
  for (const question of questions) {
    const answer = index.answer(question, accepted);
    if (answer.granted) continue;
    const { reason, reached } = answer;
    const isForPerson = forPeople.has(question.kind);
    if (!awaited.has(question.kind) || !reached) return { reason, isForPerson };
    obstacle = { reason, isForPerson, waiting: { question, places: reached } };
  }
  return obstacle;
}

/** What is asked about people who hear and read: a person may know that they do not mind. What does not compile or load is a fact. */
const forPeople: ReadonlySet<Question["kind"]> = new Set<Question["kind"]>([
  "listeners",
  "readers",
  "boundary",
  "notifying-boundary",
  "fallback-status",
  "status",
  "own-text",
  "answer-readers",
  "expected-answer",
  "message",
]);

/** Why an edit is not made by a door that sees one file. */
function toUnknown(questions: readonly Question[]): string {
  const isAll = (...wanted: readonly string[]): boolean => questions.every(({ kind }) => wanted.includes(kind));
  const doubt = isAll("import-cycle", "browsers")
    ? "the import closes a circle"
    : isAll("own-text", "expected-answer")
      ? "the answer is for whoever asked"
      : isAll("version")
        ? "the installed version has a place for it"
        : "somebody listens";
  return `only the whole project could tell whether ${doubt}`;
}

/** Whether an edit inserts lines of its own, and changes none: an import. */
function isNewLine({ start, end, text }: TextEdit): boolean {
  return start === end && /^\r?\n|\n$/.test(text);
}
