import { AskSearch, toListenerReason, type Asked } from "./ask-search.ts";
import { DistantListeners } from "./distant-listeners.ts";
import type { FileContribution, Guard, Listener, Treatment } from "./file-contribution.ts";
import { findFieldCalls, findParameterCalls } from "./find-parameter-calls.ts";
import { isNotified } from "./is-notified.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import { isBelow, toGuessed, toHeeded, type Form, type Manner } from "./manner.ts";
import { hasUnseenCallers, isFollowed, unheard } from "./unseen-callers.ts";
import type { ReachedPlace } from "./workspace-index.ts";
import type { Workspace } from "./workspace.ts";

/** Who listens, for a reason: "`saveOrder` in src/services/orders.ts:42 asks `err.code`". */
export interface Listening {
  readonly reason: string;
  /** Those who ask, where all of them could look through the causes instead. */
  readonly reached: readonly ReachedPlace[];
}

/**
 * Who listens to the errors of some functions; `null` where nobody does. `mayMatch`: somebody who could look through causes
 * does not end the search, so that all of them are found. `isPlain`: a status and a code are lost, which also count for
 * frameworks and for whoever is not seen. `retold`: its text becomes another one, which only those see to whom it is `shown`.
 * `isNotified`: it was notified before, and whoever notifies of a wrap of it tells it twice. `cause`: it is only given one, and says what is `said`. `status`: it is given one, which counts alone for who answers another.
 */
export function findListening(
  from: readonly WorkspaceFunction[],
  workspace: Workspace,
  manner: Manner,
): Listening | null {
  return new ListeningSearch(workspace, manner).run(from);
}

/** More functions than this above one are as good as all. */
const most = 5000;

class ListeningSearch {
  readonly #asks: AskSearch;
  readonly #distant: DistantListeners;
  readonly #seen = new Set<string>();
  readonly #open: { readonly target: WorkspaceFunction; readonly form: Form }[] = [];
  /** The functions that the errors begin in. */
  #from: readonly WorkspaceFunction[] = [];

  constructor(
    readonly workspace: Workspace,
    readonly manner: Manner,
  ) {
    this.#asks = new AskSearch(workspace, manner);
    this.#distant = new DistantListeners(workspace, manner, this.#asks);
  }

  run(from: readonly WorkspaceFunction[]): Listening | null {
    const reason = this.#search(from);
    if (reason !== null) return { reason, reached: [] };
    const reached = this.#asks.reached();
    const [first] = reached;
    return first ? { reason: first.reason, reached: reached.map(({ path, offset }) => ({ path, offset })) } : null;
  }

  #search(from: readonly WorkspaceFunction[]): string | null {
    this.#from = from;
    for (const target of from) this.#add(target, "bare");
    for (const { target, form } of this.#open) {
      if (this.#open.length > most) return "more functions than can be followed may call it";
      const reason = this.#visit(target, form);
      if (reason !== null) return reason;
    }
    return null;
  }

  #add(target: WorkspaceFunction | undefined, form: Form): void {
    if (!target) return;
    const key = `${target.file.path}#${String(target.index)}#${form}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#open.push({ target, form });
  }

  #visit(target: WorkspaceFunction, form: Form): string | null {
    const { functions } = this.workspace;
    if (target.index === 0) return null;
    const edge = this.manner.isPlain && !isBelow(form) ? this.#findEdge(target) : null;
    const loss = this.manner.mayMatch && !isBelow(form) ? this.manner.hosts.findLoss(target) : null;
    const isHidden = this.manner.mayMatch && this.manner.retold !== null && form === "bare";
    const host = isHidden ? this.manner.hosts.findTelling(target) : null;
    const unseen =
      this.manner.retold === true && !this.manner.isMade && !isBelow(form)
        ? this.manner.hosts.findUnseen(target)
        : null;
    const second = this.manner.isNotified && !isBelow(form) ? this.#findSecond(target) : null;
    const obstacle = [edge, loss, host, unseen, second].find((each) => toHeeded(each, this.manner) !== null);
    if (obstacle) return obstacle;
    const namesakes = functions.namesakesOf(target);
    const callers = functions.callersOf(target);
    const givers = functions.giversOf(target);
    for (const each of callers) {
      const isOnly = this.#isOnly(each, target);
      if (!isOnly && !this.#canCall(each, target)) continue;
      const reason = this.#takeSite(each, target, isOnly ? form : toGuessed(form));
      if (reason !== null) return reason;
    }
    for (const each of [...functions.lookupsOf(target), ...this.#takeNew(namesakes, target, form)]) {
      const reason = this.#takeSite(each, target, toGuessed(form));
      if (reason !== null) return reason;
    }
    for (const each of givers) {
      if (this.workspace.browsers.isApart(each.file, target)) continue;
      const passing =
        isFollowed(each, target, this.workspace) && !unheard.test(each.site.name) ? form : toGuessed(form);
      const reason = this.#takeReceivers(each, target, passing) ?? this.#takeSite(each, target, passing);
      if (reason !== null) return reason;
    }
    if (callers.length + namesakes.length + givers.length === 0 || target.entry.escapes)
      this.#add(functions.at(target.file, target.entry.parent), toGuessed(form));
    return (
      this.#distant.askAbove(target, form) ??
      this.#distant.askResults(target, form) ??
      this.#distant.askUnseen(target, form) ??
      (target.entry.handler || hasUnseenCallers(target, this.workspace) ? this.#askReports(target, form) : null) ??
      (target.entry.emits ? this.#distant.askEmitted(form) : null) ??
      (this.manner.retold === true && !isBelow(form) ? toHeeded(this.#findEscape(target), this.manner) : null)
    );
  }

  /** Who reads more of an error than its message where it leaves what is seen; `null` where it does not leave it here. */
  #findEdge(target: WorkspaceFunction): string | null {
    const { handler, line } = target.entry;
    const place = this.workspace.describe(target, line);
    if (handler) return `${place} hands it to ${handler.framework}, which may answer with its status`;
    if (!hasUnseenCallers(target, this.workspace) || this.workspace.isTest(target.file)) return null;
    return `${place} may be called by somebody who is not seen`;
  }

  /** Whoever decides what is reported, where an error of another class and text comes to a monitoring service. */
  #askReports(target: WorkspaceFunction, form: Form): string | null {
    const isOther = this.manner.mayMatch || this.manner.isPlain || this.manner.retold !== null;
    return isOther && !isBelow(form) ? this.#distant.askReports(target, form) : null;
  }

  /** The boundary that would tell a second time what was notified before; `null` where none is proven to. */
  #findSecond(target: WorkspaceFunction): string | null {
    const { coverage } = this.manner;
    if (this.workspace.isTest(target.file)) return null;
    const isTold = coverage.entrancesOf(target).some((each) => coverage.isProven(each, "notifies"));
    return isTold ? `the boundary above ${this.workspace.describe(target)} would tell it a second time` : null;
  }

  /** Why somebody may tell no more than the text of what a function fails with: it is a value that somebody calls who is not seen. */
  #findEscape(target: WorkspaceFunction): string | null {
    if (!target.entry.escapes || this.workspace.isTest(target.file)) return null;
    return `${this.workspace.describe(target)} is handed on, and whoever calls it may tell no more than the text`;
  }

  /** Whether a call can mean nothing else. */
  #isOnly({ file, site: { to } }: WorkspaceSite, target: WorkspaceFunction): boolean {
    const found = to ? this.workspace.functions.find(to, file) : [];
    return found.length === 1 && found[0] === target;
  }

  /** Calls by a name alone are the same for all who go by it: they are looked at once. */
  #takeNew(sites: readonly WorkspaceSite[], target: WorkspaceFunction, form: Form): readonly WorkspaceSite[] {
    const calling = sites.filter((site) => this.#canCall(site, target));
    const key = `.${target.entry.name ?? ""}#${form}`;
    if (calling.length === 0 || this.#seen.has(key)) return [];
    if (calling.length === sites.length) this.#seen.add(key);
    return calling;
  }

  /** Whether a call that goes by the name of a function may be one of it: a handler is given all that its framework gives it. */
  #canCall({ file, site: { count } }: WorkspaceSite, target: WorkspaceFunction): boolean {
    const { handler, needs } = target.entry;
    if (handler !== null && count !== undefined && count < needs) return false;
    return !this.workspace.browsers.isApart(file, target);
  }

  /** What stands around a call, and then who calls the function around it. */
  #takeSite({ file, site }: WorkspaceSite, target: WorkspaceFunction, form: Form): string | null {
    const expected = this.workspace.isTest(file) ? this.#takeHelpers({ file, site }, form) : null;
    if (expected !== null) return expected;
    const passed = this.#takeGuards({ file, site }, target, form);
    if (typeof passed === "object" && passed) return passed.reason;
    if (passed !== null && !(this.workspace.isTest(file) && site.from === 0))
      this.#add(this.workspace.functions.at(file, site.from), passed);
    return null;
  }

  /** What the helpers expect that a test calls beside it. */
  #takeHelpers(site: WorkspaceSite, form: Form): string | null {
    for (const { file, listener } of this.workspace.helpers.findExpectations(site)) {
      const reason = this.#takeListener(listener, file, form);
      if (reason !== null) return reason;
    }
    return null;
  }

  /** The form in which the error passes; `null` where it does not. */
  #takeGuards(
    { file, site }: WorkspaceSite,
    target: WorkspaceFunction | null,
    form: Form,
  ): Form | null | { readonly reason: string } {
    let current = form;
    for (const { listener: index, isCertain } of site.guards) {
      const listener = file.listeners[index];
      if (!listener || (target && file === target.file && listener.self === target.index)) continue;
      const reason = this.#takeListener(listener, file, current);
      if (reason !== null) return { reason };
      if (!isCertain) continue;
      if (listener.leaves === "no") return null;
      if (listener.leaves === "wrapped") current = isRetold(listener) ? "text" : "cause";
    }
    return current;
  }

  #takeListener(listener: Listener, file: FileContribution, form: Form): string | null {
    const toReason = (ask: Asked): string => toListenerReason({ listener, file }, ask, this.workspace);
    const { goesOn = false } = listener;
    const around = this.workspace.functions.at(file, listener.self ?? listener.function);
    const ask = this.#asks.find(listener, { file, form, toReason, seen: new Set(), goesOn, around });
    if (ask !== null) return toReason(ask);
    const isReported = around && isNotified(listener, { file, functions: this.workspace.functions });
    const filter = isReported ? this.#askReports(around, form) : null;
    if (filter !== null) return filter;
    return listener.emits ? this.#distant.askEmitted(form) : null;
  }

  /** A function that is given to another is called there: whoever stands around that call hears first. */
  #takeReceivers({ file, site }: WorkspaceSite, target: WorkspaceFunction, form: Form): string | null {
    if (target.entry.rejects === "caught" && this.#from.includes(target)) return null;
    for (const { index, target: given } of site.given) {
      if (!this.workspace.functions.find(given, file).includes(target)) continue;
      for (const call of findFieldCalls(site.to, { index, file, workspace: this.workspace })) {
        const reason = this.#takeSite(call, target, toGuessed(form));
        if (reason !== null) return reason;
      }
      for (const call of findParameterCalls(site.to, { index, file, workspace: this.workspace })) {
        const passed = this.#takeGuards(target.entry.rejects === "all" ? withoutDeaf(call) : call, null, form);
        if (typeof passed === "object" && passed) return passed.reason;
      }
    }
    return null;
  }
}

/** Without the catches around a call whose promise nobody waits for in them: `try { callback(); } catch (err) { … }`. */
function withoutDeaf({ file, site }: WorkspaceSite): WorkspaceSite {
  const isDeaf = ({ listener, isCertain }: Guard): boolean =>
    site.value !== undefined && !isCertain && file.listeners[listener]?.kind === "catch";
  return { file, site: { ...site, guards: site.guards.filter((each) => !isDeaf(each)) } };
}

/** Whether what is made of an error repeats what that says. */
function isRetold({ asks }: Treatment): boolean {
  return asks.some(({ told, isBeside }) => told === "made" && !isBeside);
}
