import type { Facts } from "../src/analysis/facts.ts";
import { toFacts } from "../src/analysis/program.ts";
import { isInScope } from "../src/contract/scope.ts";
import type { Finding, Question } from "../src/findings/finding.ts";
import { removeUnusedNames } from "../src/rewrite/remove-unused-names.ts";
import type { OpenWords, Proposal, SaidWords } from "../src/rewrite/proposal.ts";
import { hasOverlap } from "../src/syntax/apply-edits.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import { isGenerated } from "../src/syntax/generated.ts";
import { toPosition } from "../src/syntax/position.ts";
import { isTest } from "../src/workspace/to-contribution.ts";
import type { WorkspaceIndex } from "../src/workspace/workspace-index.ts";
import type { Codemod, Change, Decision, LeftSite, MigrateSource, ProposedChange, Review, Waiting } from "./codemod.ts";
import { findObstacle, type Obstacle, type Site } from "./find-obstacle.ts";

/** Settles what the codemods' finders find in a file, in the codemods' order, where it may be settled; says why not elsewhere. */
export const migrateSource: MigrateSource = (source, { codemods, setting, index, review, reached, ...manner }) => {
  const { spares = false, consults = false } = manner;
  const awaited = new Set(codemods.flatMap((codemod) => codemod.awaited?.kinds ?? []));
  const pass = new Pass({ index, review: review ?? acceptAll, awaited, spares, consults });
  const { contract } = setting;
  const isLeftOut =
    isGenerated(source.path, source.text) || isTest(contract, source.path) || !isInScope(contract, source.path);
  const concerned = isLeftOut
    ? []
    : codemods.map((codemod) => ({
        codemod,
        finders: codemod.finders.filter(({ concerns }) => concerns?.test(source.text) !== false),
      }));
  for (const { codemod, finders } of concerned) {
    const offsets = reached?.text === source.text ? reached.offsets : none;
    const found = offsets.size > 0 ? (codemod.awaited?.find(offsets, toFacts(source, setting)) ?? []) : [];
    for (const finding of found) pass.settle(finding, codemod, toFacts(source, setting));
    for (const finder of finders) {
      const facts = toFacts(source, setting);
      for (const finding of finder.find(facts)) pass.settle(finding, codemod, facts);
    }
  }
  // each edit takes away what it alone frees: what they free together is seen only here
  const { changes, left, waiting } = pass;
  return { edits: removeUnusedNames(pass.edits, source), changes, left, waiting };
};

const none: ReadonlySet<number> = new Set();
const nothing: ReadonlySet<string> = new Set();
const acceptAll: Review = { revise: ({ edits }) => edits, onSettled: () => undefined };

/** More than these nobody reads one by one. */
const mostAgainst = 20;

interface Manner {
  readonly index: WorkspaceIndex | null;
  readonly review: Review;
  /** Kinds of questions that may be answered otherwise later in this run, as what stands against an edit may be settled. */
  readonly awaited: ReadonlySet<Question["kind"]>;
  readonly spares: boolean;
  readonly consults: boolean;
}

class Pass {
  readonly changes: Change[] = [];
  readonly left: LeftSite[] = [];
  readonly waiting: Waiting[] = [];
  readonly #edits = new Map<string, TextEdit>();

  constructor(readonly manner: Manner) {}

  get edits(): TextEdit[] {
    return [...this.#edits.values()].sort((one, other) => one.start - other.start || one.end - other.end);
  }

  settle(finding: Finding, codemod: Codemod, facts: Facts): void {
    const { line, column } = toPosition(facts.source.text, finding.node.range[0]);
    const place = { line, column, codemod: codemod.name, rule: finding.rule };
    const decision = this.manner.review.decide?.(place) ?? null;
    const proposals = this.#findPlaced(finding) ?? toProposals(finding, decision, facts);
    if (typeof proposals === "string") return void this.left.push({ ...place, reason: proposals });
    const site = { finding, facts, accepted: decision?.accepted ?? nothing };
    const obstacles = proposals.map((proposal) => findObstacle(proposal, site, this.manner));
    const chosen = proposals[obstacles.indexOf(null)];
    const [first] = proposals;
    const [obstacle] = obstacles;
    const proof = finding.needsProof ? { needsProof: finding.needsProof } : {};
    const isLate = chosen?.spare === true && (!this.manner.spares || obstacle?.waiting !== undefined);
    const offer = first && obstacle ? this.#toOffer(first, site, place) : {};
    if (chosen && !isLate) this.#propose({ ...place, ...toProposed(chosen, finding, facts) }, proof);
    else if (first && obstacle?.waiting)
      this.#wait({ ...place, ...toProposed(first, finding, facts) }, obstacle, offer);
    else
      this.left.push({
        ...place,
        ...(obstacle ? { reason: obstacle.reason, ...offer } : this.#findWant(site, place)),
        ...(isLate && { spare: true }),
        ...proof,
      });
  }

  /** What the index makes of a finding where it knows in which place the class takes a cause; `null` where it does not. */
  #findPlaced({ withSlot }: Finding): readonly Proposal[] | string | null {
    const slot = withSlot && this.manner.index?.answer(withSlot.question).slot;
    const placed = slot && withSlot.fill(slot);
    return typeof placed === "object" ? [placed] : (placed ?? null);
  }

  /** What is missing where no proposal is sure: nothing but a code or a message, for one. */
  #findWant(site: Site, place: Change): Omit<LeftSite, keyof Change> {
    const offered = toOffered(site.finding);
    const offer = offered ? this.#toOffer(offered, site, place) : {};
    const reason = toWant(site.finding);
    const lack = this.#findLack(site);
    return offer.against ? { ...lack, ...offer, reason, against: [reason, ...offer.against] } : lack;
  }

  /** An edit with all that stands against it, where a person is consulted who may accept all of that. */
  #toOffer(proposal: Proposal, site: Site, place: Change): Pick<LeftSite, "against" | "proposed"> {
    const against = this.#consult(proposal, site);
    return against ? { against, proposed: { ...place, ...toProposed(proposal, site.finding, site.facts) } } : {};
  }

  /** What a person would have to say. */
  #findLack(site: Site): Pick<LeftSite, "reason" | "needs" | "against"> {
    const { finding, facts } = site;
    const reason = toWant(finding);
    const needs = this.manner.index === null ? null : findNeed(finding);
    const filled = needs === null ? "" : toFilled(finding, toTrial(needs, facts));
    if (needs === null || typeof filled === "string") return { reason };
    const [obstacle, ...others] = filled.map((proposal) => findObstacle(proposal, site, this.manner));
    const [first] = filled;
    if (!first || !obstacle || others.includes(null)) return { reason, needs };
    const against = this.#consult(first, site);
    return { reason: obstacle.reason, ...(against && { needs, against }) };
  }

  /** All that stands against an edit, where a person is consulted who may accept all of it; else `null`. */
  #consult(proposal: Proposal, site: Site): readonly string[] | null {
    const against = new Set(site.accepted);
    while (this.manner.consults && against.size < mostAgainst) {
      const obstacle = findObstacle(proposal, { ...site, accepted: against }, this.manner);
      if (obstacle === null) return [...against];
      if (!obstacle.isForPerson || against.has(obstacle.reason)) break;
      against.add(obstacle.reason);
    }
    return null;
  }

  #propose(change: ProposedChange, proof: Pick<LeftSite, "needsProof">): void {
    const { line, column, codemod, rule } = change;
    const revised = this.manner.review.revise(change);
    if (typeof revised === "string") this.left.push({ line, column, codemod, rule, reason: revised, ...proof });
    if (typeof revised === "string" || !this.#accept(revised)) return;
    this.changes.push({ line, column, codemod, rule });
    this.manner.review.onSettled(change);
  }

  /** Leaves a site for as long as others have to be settled first, if it would be settled then. */
  #wait(change: ProposedChange, { reason, waiting }: Obstacle, offer: Pick<LeftSite, "against">): void {
    const { line, column, codemod, rule } = change;
    const revised = this.manner.review.revise(change);
    this.left.push({
      line,
      column,
      codemod,
      rule,
      ...(typeof revised === "string" ? { reason: revised } : { reason, ...offer }),
    });
    if (waiting && typeof revised !== "string") this.waiting.push(waiting);
  }

  /** Takes edits that touch nothing that was taken before; others wait for the next pass. The same edit twice is one. */
  #accept(edits: readonly TextEdit[]): boolean {
    const fresh = edits.filter((edit) => !this.#edits.has(toKey(edit)));
    const taken = new Set([...this.#edits.values()].map(toLine));
    if (hasOverlap([...this.#edits.values(), ...fresh]) || fresh.some((edit) => taken.has(toLine(edit)))) return false;
    for (const edit of fresh) this.#edits.set(toKey(edit), edit);
    return true;
  }
}

/** The proposals that are made unasked; where a person has to say something for one that does more, none that does less. */
function toMade({ proposals }: Finding): readonly Proposal[] {
  const isWanting = proposals.some(({ doubt, spare }) => doubt !== undefined && !spare);
  return proposals.filter(({ manual, spare }) => !manual && !(isWanting && spare));
}

/** The ways to settle a finding; those of what a person has said of it, where one has. */
function toProposals(finding: Finding, decision: Decision | null, { setting }: Facts): readonly Proposal[] | string {
  const { message = null, code: name = null } = decision ?? {};
  if (message === null && name === null) {
    const offered = decision?.accepted.has(toWant(finding)) ? toOffered(finding) : null;
    return offered ? [offered] : toMade(finding);
  }
  const code = name === null ? null : (setting.contract?.codes.get(name) ?? null);
  if (name !== null && code === null) return `\`${name}\` is no code of the contract`;
  return toFilled(finding, { message, code });
}

/** What an editor offers, too, and a person would only have to agree to; `null` where there is nothing, or something is to be said. */
function toOffered({ proposals }: Finding): Proposal | null {
  return proposals.find(({ manual, open, spare }) => manual && !open && !spare) ?? null;
}

/** Why no edit is made unasked. */
function toWant(finding: Finding): string {
  return finding.unsettled ?? toDoubt(finding) ?? `what ${finding.rule} advises is for a person to write`;
}

/** What becomes of a finding by what a person says; the reason where nothing does. */
function toFilled({ proposals, withCode }: Finding, said: SaidWords): readonly Proposal[] | string {
  const open = proposals.flatMap((each) => each.open ?? []);
  const answers = open.length > 0 ? open.map(({ fill }) => fill(said)) : [fillCode(withCode, said)];
  const filled = answers.filter((answer) => typeof answer !== "string");
  const made = filled.filter(({ manual }) => !manual);
  const reason = answers.find((answer) => typeof answer === "string") ?? filled.find(({ doubt }) => doubt)?.doubt;
  return made.length > 0 ? made : (reason ?? "only a person can tell which code it has");
}

function fillCode(withCode: Finding["withCode"], { message, code }: SaidWords): Proposal | string {
  if (message !== null) return "no message is wanted here";
  return (code && withCode?.(code)) ?? "no code is wanted here";
}

/** What a person would have to say for a finding to be settled. */
function findNeed({ proposals, withCode, unsettled }: Finding): OpenWords["wants"] | null {
  const open = unsettled === null ? proposals.find((each) => each.open)?.open : null;
  return open?.wants ?? (withCode ? "code" : null);
}

/** What a person might say; the code is that of a server fault, as that of a client fault may want a boundary as well. */
function toTrial(needs: OpenWords["wants"], { setting: { contract } }: Facts): SaidWords {
  const codes = [...(contract?.codes.values() ?? [])];
  return needs === "message"
    ? { message: "could not do it", code: null }
    : { message: null, code: codes.find(({ fault }) => fault === "server") ?? null };
}

function toProposed(
  { edits, choice }: Proposal,
  { node }: Finding,
  { source }: Facts,
): Pick<ProposedChange, "text" | "offset" | "edits" | "choice"> {
  return { text: source.text, offset: node.range[0], edits, choice: choice ?? null };
}

/** What a person would have to decide before a proposal is taken: whether a likely code is the right one, for one. */
function toDoubt({ proposals }: Finding): string | null {
  const choice = proposals.find((each) => each.choice !== undefined)?.choice;
  if (!choice) return proposals.find((each) => each.doubt !== undefined)?.doubt ?? null;
  return `${choice.code} is likely by ${choice.by} (${String(Math.round(choice.confidence * 100))} %), but only a person can tell`;
}

/** What an edit writes as a line of its own, wherever that is: one import is enough. Others are told apart by their place. */
function toLine(edit: TextEdit): string {
  const text = edit.text.trim();
  return /^(?:import\b|const [^=]+ = require\b)/.test(text) ? text : toKey(edit);
}

function toKey({ start, end, text }: TextEdit): string {
  return `${start}:${end}:${text}`;
}
