import type { TSESTree } from "@typescript-eslint/types";
import type { ClassMatch } from "../findings/class-match.ts";
import type { Ask } from "./file-contribution.ts";
import { findAskedMember } from "./find-asked-member.ts";
import { findFallback } from "./find-fallback.ts";
import { findTaker, isSent } from "./find-taker.ts";
import type { Writing } from "./find-writing.ts";
import { hasCauseRead } from "./has-cause-read.ts";
import { isOfOtherCause, isOfOtherClass } from "./is-known-coded.ts";
import { lineOf, toShortText } from "./to-short-text.ts";
import type { ReadFile } from "./to-reference.ts";

/** Of questions of which no more is known than that they are asked, so many are kept. */
const mostAsks = 4;

type Told = NonNullable<Ask["told"]>;

/** What of an error's text counts first: what is sent or shown, then what another one says. */
const toldFirst: readonly Told[] = ["sent", "shown", "made", "logged", "answered"];

interface Asking {
  readonly node: TSESTree.Node;
  readonly match: ClassMatch | null;
  readonly marks: Omit<Ask, "text" | "line" | "match">;
}

type Marks = Omit<Asking["marks"], "isCause">;

/** What is asked of an error, as it is found; of the rest that is done with it, the first that counts most. */
export class Asks {
  readonly #asking: Asking[] = [];
  /** The first places that make a text of the error, by where that goes. */
  readonly #told = new Map<Told, { readonly node: TSESTree.Node; readonly isNamed: boolean }>();
  #kept: { readonly node: TSESTree.Node; readonly marks: Pick<Ask, "isUnwrapped"> } | null = null;
  #notified: { readonly node: TSESTree.Node; readonly notified: NonNullable<Ask["notified"]> } | null = null;
  /** The first place that writes out all that the error has. */
  #written: Writing | null = null;
  #isGiven = false;
  /** To so many it is given. */
  givings = 0;
  /** The first record of a log in which it stands as a member, of which such logs print no text. */
  #emptied: { readonly node: TSESTree.Node; readonly by: Ask["by"] | null } | null = null;
  /** The loggers of other modules among those, and where. */
  readonly #loggers: { readonly node: TSESTree.Node; readonly by: NonNullable<Ask["by"]> }[] = [];

  constructor(
    readonly file: ReadFile,
    readonly isBoundary: boolean,
  ) {}

  /** Something is asked of it at a node. */
  ask(node: TSESTree.Node, match: ClassMatch | null, marks: Marks): void {
    const fallback = findFallback(node, this.file);
    const member = findAskedMember(node);
    const isOfOther = isOfOtherClass(node, this.file);
    const found = {
      ...(fallback && { fallback }),
      ...(member && { member }),
      ...(isOfOther && { isOfOther }),
      ...(isOfOtherCause(node, this.file) && { isOfOtherCause: true as const }),
    };
    const asking = this.#toAsking(node, { ...marks, ...found }, match);
    this.#isGiven ||= asking.marks.isCause;
    this.#asking.push(asking);
  }

  /** A node makes a text of it; one that says the name of its class as well goes before others. */
  tell(node: TSESTree.Node, isNamed = false): void {
    const told = this.#findTelling(node);
    const known = this.#told.get(told);
    if (!known || (isNamed && !known.isNamed)) this.#told.set(told, { node, isNamed });
  }

  #findTelling(node: TSESTree.Node): Told {
    const taker = findTaker(node, this.file);
    if (taker === "client") return "answered";
    if (taker === "log") return "logged";
    return taker?.endsWith("error") ? "made" : isSent(node, this.file) ? "sent" : "shown";
  }

  /** The error itself goes somewhere, with all that it has. */
  give(): void {
    this.givings++;
    this.#isGiven = true;
  }

  /** The error itself goes to a logger of another module. */
  log(node: TSESTree.Node, by: NonNullable<Ask["by"]>): void {
    this.#loggers.push({ node, by });
    this.give();
  }

  /** It stands in a record whose log prints members as JSON has them, which of an error is next to nothing. */
  empty(node: TSESTree.Node, by: Ask["by"] | null): void {
    this.#emptied ??= { node, by };
    if (by) this.givings++;
  }

  /** The error itself goes where anybody may read it, or what it wraps. */
  keep(node: TSESTree.Node, marks: Pick<Ask, "isUnwrapped">): void {
    if (!this.#kept || (this.#kept.marks.isUnwrapped && !marks.isUnwrapped)) this.#kept = { node, marks };
  }

  /** A monitoring service is told of the error itself. */
  notify(node: TSESTree.Node, notified: NonNullable<Ask["notified"]>): void {
    this.#notified ??= { node, notified };
  }

  /** All that it has is written out; what is certain goes before what may be none. */
  write(writing: Writing | null): void {
    if (writing && (!this.#written || (this.#written.logger && !writing.logger))) this.#written = writing;
  }

  /** The questions; what is asked of an error that a test has narrowed goes along with the test. */
  toAsks(): Ask[] {
    const matches = this.#asking.flatMap(({ match }) => match ?? []);
    const own = this.#asking.filter(({ node, match }) => match !== null || !matches.some((each) => covers(each, node)));
    const known = new Set<string>();
    let kept = 0;
    const isKept = ({ match, marks }: Asking): boolean => {
      if (match !== null || marks.isSent) return true;
      if (!(marks.class ?? marks.member ?? marks.isOfOther)) return kept++ < mostAsks;
      return known.size < known.add(JSON.stringify(marks)).size;
    };
    const sent = own.find(({ marks }) => marks.isNamed) ?? own.find(({ marks }) => marks.isSent);
    const asked = own.filter((each) => (!each.marks.isSent || each === sent) && isKept(each));
    const others = [...this.#findTold(), ...this.#findWritten(), ...this.#findNotified()];
    return [...asked, ...others].map((each) => this.#toAsk(each));
  }

  #findTold(): Asking[] {
    if (this.file.isTest) return [];
    if (this.isBoundary) return this.#isGiven ? this.#findLogged() : this.#toTold("logged");
    if (this.#kept) return [this.#toAsking(this.#kept.node, { isKept: true, ...this.#kept.marks })];
    const isGiven = this.#isGiven || this.#emptied?.by != null;
    const told = toldFirst.find((each) => this.#told.has(each) && (each === "sent" || !isGiven));
    const beside = [...(told ? [] : this.#findMade()), ...this.#findEmptied(), ...this.#findNamed(told)];
    return [...this.#toTold(told), ...this.#findLogged(), ...beside];
  }

  /** What says the name of its class to somebody, whoever else has all of it. */
  #findNamed(told: Told | undefined): Asking[] {
    const others = toldFirst.filter((each) => each !== told && this.#told.get(each)?.isNamed);
    const [first] = others.filter((each) => each === "shown" || each === "answered");
    return this.#toTold(first).map(({ node, match, marks }) => ({ node, match, marks: { ...marks, isBeside: true } }));
  }

  #findEmptied(): Asking[] {
    if (!this.#emptied) return [];
    const { node, by } = this.#emptied;
    const isBeside = this.#isGiven || this.#told.size > 0;
    const marks = { told: "logged", isEmptied: true, ...(isBeside && { isBeside }), ...(by && { by }) } as const;
    return [this.#toAsking(node, marks)];
  }

  /** What is made of its text and given to what answers, where a log or somebody else has all of it. */
  #findMade(): Asking[] {
    const made = this.#told.get("made")?.node;
    return made && isOfAnswer(made) && findTaker(made, this.file) === "bare error"
      ? [this.#toAsking(made, { told: "made", isBeside: true })]
      : [];
  }

  /** The logger of another module that is all that is given the error. */
  #findLogged(): Asking[] {
    const [logger] = this.#loggers.length === this.givings ? this.#loggers : [];
    return logger ? [this.#toAsking(logger.node, { told: "logged", by: logger.by })] : [];
  }

  #toTold(told: Told | undefined): Asking[] {
    const found = told && this.#told.get(told);
    return found ? [this.#toAsking(found.node, { told, ...(found.isNamed && { isNamed: true }) })] : [];
  }

  #findWritten(): Asking[] {
    if (!this.#written || this.file.isTest) return [];
    const { node, ...by } = this.#written;
    return [this.#toAsking(node, { whole: "written", ...by })];
  }

  #findNotified(): Asking[] {
    if (!this.#notified || this.file.isTest) return [];
    const { node, notified } = this.#notified;
    return [this.#toAsking(node, { notified })];
  }

  #toAsking(node: TSESTree.Node, marks: Marks, match: ClassMatch | null = null): Asking {
    return { node, match, marks: { isCause: hasCauseRead(node, this.file), ...marks } };
  }

  #toAsk({ node, match, marks }: Asking): Ask {
    const text = toShortText(this.file.facts.source.text.slice(...node.range));
    const ask = { text, line: lineOf(node, this.file), ...marks };
    return match === null ? ask : { ...ask, match: match.test.range[0] };
  }
}

/** Whether a match rewrites a question along with its own. */
function covers({ proposal }: ClassMatch, { range: [start, end] }: TSESTree.Node): boolean {
  return proposal.edits.some((edit) => edit.start < end && start < edit.end);
}

/** `new HttpError(new Error(err.message), 400)` */
function isOfAnswer(node: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = node;
  while (at && at.type !== "NewExpression" && !at.type.endsWith("Statement")) at = at.parent;
  return at?.type === "NewExpression" && at.parent.type === "NewExpression";
}
