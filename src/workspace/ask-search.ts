import { isAnsweredAlike } from "./is-answered-alike.ts";
import type { Ask, FileContribution, Pass, Treatment } from "./file-contribution.ts";
import { isGuardName } from "./find-function-entries.ts";
import { isEmptying } from "./find-emptied.ts";
import { isWritingOut } from "./find-logging.ts";
import type { WorkspaceFunction } from "./functions.ts";
import { isBelow, toGuessed, type Form, type Manner } from "./manner.ts";
import { isPrintingText } from "./prints-text-alone.ts";
import type { ReachedPlace } from "./workspace-index.ts";
import type { Workspace, WorkspaceListener } from "./workspace.ts";

/** A question, for a reason. */
export type Asked = Pick<Ask, "text" | "line" | "told" | "isKept" | "notified" | "whole"> & {
  /** What is answered in place of what the error lacks, where that is the question. */
  readonly lacking?: Ask["fallback"];
  /** Who asks it throws the error again: whoever takes that is not looked for. */
  readonly isThrown?: true;
};

/** What somebody does who asks it, for a reason: "asks `err.code`". */
export function toDeed(asked: Asked): string {
  const { lacking, text } = asked;
  if (!lacking) return `${toVerb(asked)} \`${text}\``;
  const answered = lacking.answered === "unknown" ? "a status of its own" : String(lacking.answered);
  return `answers ${answered} where an error has no ${lacking.of}`;
}

function toVerb({ told, isKept, notified, whole }: Asked): string {
  if (notified) return "would tell it a second time in";
  if (told) return "tells no more than";
  if (isKept) return "gives it away in";
  return whole === "written" ? "writes all of it out in" : "asks";
}

/** Who asks something, as a reason: "`saveOrder` in src/services/orders.ts:42 asks `err.code`". */
export function toListenerReason({ listener, file }: WorkspaceListener, asked: Asked, workspace: Workspace): string {
  const around = workspace.functions.at(file, listener.self ?? listener.function);
  const { text, line } = asked;
  const deed = listener.kind === "expectation" ? `expects \`${text}\`` : toDeed(asked);
  return `${around ? workspace.describe(around, line) : `${workspace.toRelative(file.path)}:${String(line)}`} ${deed}`;
}

/** Where a question is asked, and how the error came there. */
export interface AskPlace {
  readonly file: FileContribution;
  readonly form: Form;
  readonly toReason: (ask: Asked) => string;
  /** Parameters that were looked at. */
  readonly seen: Set<string>;
  /** It stands above all handlers: whatever they fail of comes to it, and loses nothing by its reading below the wraps. */
  readonly isAbove?: boolean;
  /** Whether it goes on from whoever gets hold of it; absent where it may never come there. */
  readonly goesOn?: boolean;
  /** What a function's text goes into, which is asked. */
  readonly into?: Pass["into"];
  /** The function around whoever gets hold of it, where that answers by itself. */
  readonly around?: WorkspaceFunction | undefined;
  /** It was given to a logger, which keeps and formats it for its records. */
  readonly isLogged?: true;
}

type Reached = ReachedPlace & { readonly reason: string };

/** Whether those ask something of an error who get hold of it, or to whom they give it; and what of that could look through causes. */
export class AskSearch {
  #reached = new Map<string, Reached>();

  constructor(
    readonly workspace: Workspace,
    readonly manner: Manner,
  ) {}

  /** The questions that could look through the causes instead. */
  reached(): readonly Reached[] {
    return [...this.#reached.values()];
  }

  /** A question that is asked, here or by whom the error is given to, and that cannot be asked of what is wrapped instead. */
  find(treatment: Treatment, place: AskPlace): Asked | null {
    const reached = new Map(this.#reached);
    const ask = this.#findOwnAsk(treatment, place);
    const offset = ask && !isFinal(ask, place) ? this.#findUnwrap(treatment, place) : null;
    if (ask !== null && offset === null) return ask;
    if (ask !== null && offset !== null) {
      // whoever reads all of the error below the wraps needs to look for no class
      const { path } = place.file;
      this.#reached = reached.set(`${path}#${String(offset)}`, { path, offset, reason: place.toReason(ask) });
    }
    return this.#findLogAsk(treatment, place);
  }

  /** What a logger of the workspace asks, which is given the error as it came, whatever else is read below the wraps. */
  #findLogAsk({ logs = [] }: Treatment, place: AskPlace): Asked | null {
    const { mayMatch, retold } = this.manner;
    for (const { to, name, argument, line, isUnwrapped } of mayMatch || retold === true ? logs : []) {
      const target = to && !isUnwrapped ? this.workspace.functions.findOne(to, place.file) : null;
      const ask = { text: `${name}(…)`, line };
      const inside: AskPlace = { ...place, toReason: () => place.toReason(ask), into: "log", isLogged: true };
      const asked = target && this.#findInside(target, argument, inside);
      const handed = asked && (mayMatch || asked.told) ? toHanded(ask, asked) : null;
      if (handed && this.#isHeeded(handed, place)) return handed;
    }
    return null;
  }

  /** Where whoever asks could read what is wrapped; `null` where that is not known to help. */
  #findUnwrap({ unwrap }: Treatment, { file, form, isAbove }: AskPlace): number | null {
    const isReached = form === "bare" || (form === "guessed" && isAbove === true);
    return this.manner.mayMatch && isReached && !file.isClient ? (unwrap ?? null) : null;
  }

  #findOwnAsk(treatment: Treatment, place: AskPlace): Asked | null {
    const own = treatment.asks.find(
      (ask) => this.#isAsked(ask, place) && this.#isHeeded(this.#toAsked(ask), place) && !this.#isMatched(ask, place),
    );
    if (own) return this.#toAsked(own);
    for (const { to, name, argument, isUsed, line, isUnwrapped, isOfOther, into = place.into } of treatment.passes) {
      if ((isUnwrapped && this.#isBelowWraps(place)) || (isOfOther && this.manner.becomes)) continue;
      const targets = to ? this.workspace.functions.find(to, place.file) : [];
      const isUnseen = targets.length === 0 && to?.kind !== "parameter" && !isBelow(place.form);
      const ask = { text: `${name}(…)`, line };
      const form = targets.length > 1 ? toGuessed(place.form) : place.form;
      const inside: AskPlace = { ...place, form, toReason: () => place.toReason(ask), into };
      if (isUnseen && this.#mayUnseenAsk(isUsed && !place.isLogged, name) && this.#isHeeded(ask, place)) return ask;
      for (const target of targets) {
        const asked = this.#findInside(target, argument, inside);
        const handed = asked && toHanded(ask, asked);
        if (handed && this.#isHeeded(handed, place)) return handed;
      }
    }
    return null;
  }

  /** Whether nobody has accepted that this is asked. */
  #isHeeded(ask: Asked, place: AskPlace): boolean {
    return this.manner.accepted.size === 0 || !this.manner.accepted.has(place.toReason(ask));
  }

  #toAsked(ask: Ask): Asked {
    return this.manner.status === null || !ask.fallback ? ask : { ...ask, lacking: ask.fallback };
  }

  /** Whether a function that is not seen may ask something of what it is given. */
  #mayUnseenAsk(isUsed: boolean, name: string): boolean {
    const { cause, isPlain, status } = this.manner;
    if (status !== null) return false;
    return cause === null ? isUsed || isGuardName(name) || isPlain : cause === "shown" && isUsed;
  }

  /** Whether the answer to a question may be another one. */
  #isAsked(ask: Ask, place: AskPlace): boolean {
    const { isCause, isSent, isUnwrapped, isKept, notified, told, whole } = ask;
    if (this.manner.status !== null) return isStatusChanged(ask, this.manner.status) && !isBelow(place.form);
    if (this.manner.cause !== null) return this.#isCauseSeen(ask);
    const { becomes, retold, isCauseless } = this.manner;
    if (isCauseless && ask.isOfOtherCause && !isBelow(place.form)) return false;
    if (becomes && isAnsweredAlike(ask, { becomes, isRetold: retold !== null })) return false;
    if (notified) return notified === "once" && this.manner.isNotified && !isBelow(place.form);
    if (whole === "written" || this.#isOfOtherClass(ask, place)) return false;
    if (isUnwrapped && this.#isBelowWraps(place)) return false;
    if (isKept) return !place.isLogged && place.goesOn !== undefined && !isBelow(place.form);
    if (ask.isEmptied && ask.by && !isEmptying(ask.by, this.workspace.modules)) return false;
    if (ask.isEmptied && this.manner.isText) return !isBelow(place.form);
    if (told && this.#isRenamed(ask, place)) return isLastTold(told, place) && place.form !== "cause";
    if (ask.isBeside && (ask.isNamed || !this.manner.isMoved)) return false;
    if (told && ask.by && !ask.isEmptied && !isPrintingText(ask.by, this.workspace.modules)) return false;
    if (told)
      return (
        this.#isRetold(place.isLogged ? "logged" : told, place) && isLastTold(told, place) && place.form !== "cause"
      );
    if (place.isLogged && isCause) return false;
    const isOther = this.manner.mayMatch || this.manner.isPlain || retold !== null || this.#isRenamed(ask, place);
    if (isSent) return isOther && !isBelow(place.form);
    return !isBelow(place.form) || isCause;
  }

  /** Whether it is asked for a class that nothing in a wrap can be of. */
  #isOfOtherClass({ class: of, isTimeout }: Ask, { file }: AskPlace): boolean {
    if (isTimeout && this.manner.mayMatch && !this.manner.held.usesStreams()) return true;
    return of !== undefined && this.manner.mayMatch && !this.manner.held.canHold(of, file);
  }

  /** Whether a cause that an error is given is read, compared or written out. */
  #isCauseSeen({ isCause, whole, said, logger }: Ask): boolean {
    if (whole === "compared") return !isOtherText(said ?? null, this.manner.said);
    const isWritten = whole === "written" && (!logger || isWritingOut(logger, this.workspace.modules));
    return isCause || (isWritten && this.manner.cause === "shown");
  }

  /** Whether somebody is told the name of its class, which is another one. */
  #isRenamed({ isNamed, isSent, told }: Ask, place: AskPlace): boolean {
    if (!this.manner.isMade || !isNamed) return false;
    return (
      isSent === true || (told !== undefined && isForOthers(told)) || (told === "answered" && !this.#isSealed(place))
    );
  }

  /** Whether the same run takes the text from the answer, as a boundary tells the reason. */
  #isSealed({ around }: AskPlace): boolean {
    return !around || this.#isAnswered(around);
  }

  #isRetold(told: NonNullable<Ask["told"]>, place: AskPlace): boolean {
    if (told === "answered" && this.#isSealed(place)) return false;
    return this.manner.retold === true || (this.manner.retold === "shown" && isForOthers(told));
  }

  /** Whether a boundary is proven above a handler, or above that around a function. */
  #isAnswered(target: WorkspaceFunction): boolean {
    const { coverage } = this.manner;
    if (coverage.entrancesOf(target).some((each) => coverage.isProven(each, "answers"))) return true;
    const outer = target.index === 0 ? undefined : this.workspace.functions.at(target.file, target.entry.parent);
    return outer !== undefined && this.#isAnswered(outer);
  }

  /** Whether what is read below the wraps is what was read before one more was put around it. */
  #isBelowWraps({ form }: AskPlace): boolean {
    return this.manner.mayMatch && !isBelow(form);
  }

  /** Whether a question can look through the causes, and so ends nothing. */
  #isMatched(ask: Ask, { file: { path }, form, toReason }: AskPlace): boolean {
    if (!this.manner.mayMatch || ask.match === undefined) return false;
    const key = `${path}#${String(ask.match)}`;
    if (this.#reached.has(key)) return true;
    if (form === "bare") this.#reached.set(key, { path, offset: ask.match, reason: toReason(ask) });
    return form === "bare";
  }

  #findInside(target: WorkspaceFunction, argument: number, place: AskPlace): Asked | null {
    const key = `${target.file.path}#${String(target.index)}#${String(argument)}`;
    const parameter = target.entry.parameters.find(
      ({ index, isRest }) => index === argument || (isRest && index < argument),
    );
    if (!parameter || place.seen.has(key)) return null;
    place.seen.add(key);
    if (this.manner.mayMatch && parameter.throws && parameter.unwrap !== undefined)
      return { text: parameter.name, line: target.entry.line, isThrown: true };
    return this.find(parameter, { ...place, file: target.file });
  }
}

/** Whether no reading below the wraps helps: it is given away as it is. */
function isFinal({ told, isKept, notified, isThrown }: Asked, { isAbove, isLogged }: AskPlace): boolean {
  if (isThrown) return true;
  return told ? !isAbove || isLogged === true : isKept === true || notified !== undefined;
}

/** What is asked by whom an error is given to, told of the place that gives it. */
function toHanded(place: Pick<Ask, "text" | "line">, { lacking, notified, isThrown }: Asked): Asked {
  return {
    ...place,
    ...(lacking && { lacking }),
    ...(notified && { notified }),
    ...(isThrown && { isThrown }),
  };
}

/** Whether what is answered for an error without a status is another one than it gets. */
function isStatusChanged({ fallback }: Ask, status: number): boolean {
  return fallback !== undefined && (fallback.of === "code" || fallback.answered !== status);
}

/** Whether two texts are those of two errors; a class may put more around what it is given. */
function isOtherText(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && !one.includes(other) && !other.includes(one);
}

/** Whether nobody behind who gets hold of an error tells the text, or knows it from elsewhere. */
function isLastTold(told: NonNullable<Ask["told"]>, { goesOn, into, isAbove, isLogged }: AskPlace): boolean {
  // what stands above all handlers hands on no more than what its framework does without it
  if (isAbove) return isLogged === true || told === "logged";
  if (goesOn === undefined || into === "error" || into === "client") return false;
  // where the other error is given its cause by the same run, that is asked again afterwards
  if (told === "made" || into === "bare error") return true;
  return (isForOthers(told) && into !== "log") || !goesOn;
}

function isForOthers(told: NonNullable<Ask["told"]>): boolean {
  return told === "shown" || told === "sent";
}
