import type { Ask, FileContribution, Listener, Treatment } from "./file-contribution.ts";
import { isErrorName, isGuardName } from "./find-function-entries.ts";
import { findParameterCalls } from "./find-parameter-calls.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import { hasUnseenCallers } from "./unseen-callers.ts";
import type { Workspace, WorkspaceListener } from "./workspace.ts";

/** Who listens, for a reason: "`saveOrder` in src/services/orders.ts:42 asks `err.code`". `null` where nobody does. */
export function findListening(from: readonly WorkspaceFunction[], workspace: Workspace): string | null {
  return new ListeningSearch(workspace).run(from);
}

/** How an error comes up: as it is, or as the cause of another. */
type Form = "bare" | "cause";

/** More functions than this above one are as good as all. */
const most = 5000;

class ListeningSearch {
  readonly #seen = new Set<string>();
  readonly #open: { readonly target: WorkspaceFunction; readonly form: Form }[] = [];
  #hasEmitted = false;

  constructor(readonly workspace: Workspace) {}

  run(from: readonly WorkspaceFunction[]): string | null {
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
    const namesakes = functions.namesakesOf(target);
    const callers = functions.callersOf(target);
    const givers = functions.giversOf(target);
    for (const each of [...callers, ...this.#takeNew(namesakes, target, form)]) {
      const reason = this.#takeSite(each, target, form);
      if (reason !== null) return reason;
    }
    for (const each of givers) {
      const reason = this.#takeReceivers(each, target, form) ?? this.#takeSite(each, target, form);
      if (reason !== null) return reason;
    }
    if (callers.length + namesakes.length + givers.length === 0 || target.entry.escapes)
      this.#add(functions.at(target.file, target.entry.parent), form);
    return (
      this.#takeTop(target, form) ??
      this.#takeUnseen(target, form) ??
      (target.entry.emits ? this.#takeEmission(form) : null)
    );
  }

  /** Calls by a name alone are the same for all who go by it: they are looked at once. */
  #takeNew(sites: readonly WorkspaceSite[], { entry }: WorkspaceFunction, form: Form): readonly WorkspaceSite[] {
    const key = `.${entry.name ?? ""}#${form}`;
    if (sites.length === 0 || this.#seen.has(key)) return [];
    this.#seen.add(key);
    return sites;
  }

  /** What stands around a call, and then who calls the function around it. */
  #takeSite({ file, site }: WorkspaceSite, target: WorkspaceFunction, form: Form): string | null {
    const passed = this.#takeGuards({ file, site }, target, form);
    if (typeof passed === "object" && passed) return passed.reason;
    if (passed !== null && !(this.workspace.isTest(file) && site.from === 0))
      this.#add(this.workspace.functions.at(file, site.from), passed);
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
      if (listener.leaves === "wrapped") current = "cause";
    }
    return current;
  }

  #takeListener(listener: Listener, file: FileContribution, form: Form): string | null {
    const ask = this.#findAsk(listener, { file, form, seen: new Set() });
    if (ask !== null) return this.#toReason(listener, file, ask);
    return listener.emits ? this.#takeEmission(form) : null;
  }

  #toReason(listener: Listener, file: FileContribution, { text, line }: Pick<Ask, "text" | "line">): string {
    const around = this.workspace.functions.at(file, listener.self ?? listener.function);
    const verb = listener.kind === "expectation" ? "expects" : "asks";
    if (!around) return `${this.workspace.toRelative(file.path)}:${String(line)} ${verb} \`${text}\``;
    return `${this.workspace.describe(around, line)} ${verb} \`${text}\``;
  }

  /** A question that is asked, here or by whom the error is given to. */
  #findAsk(treatment: Treatment, place: AskPlace): Pick<Ask, "text" | "line"> | null {
    const own = treatment.asks.find(({ isCause }) => place.form === "bare" || isCause);
    if (own) return own;
    for (const { to, name, argument, isUsed, line } of treatment.passes) {
      const targets = to ? this.workspace.functions.find(to, place.file) : [];
      const isUnseen = targets.length === 0 && to?.kind !== "parameter" && place.form === "bare";
      if ((isUnseen && (isUsed || isGuardName(name))) || targets.some((target) => this.#asks(target, argument, place)))
        return { text: `${name}(…)`, line };
    }
    return null;
  }

  #asks(target: WorkspaceFunction, argument: number, { form, seen }: AskPlace): boolean {
    const key = `${target.file.path}#${String(target.index)}#${String(argument)}`;
    const parameter = target.entry.parameters.find(({ index }) => index === argument);
    if (!parameter || seen.has(key)) return false;
    seen.add(key);
    return this.#findAsk(parameter, { file: target.file, form, seen }) !== null;
  }

  /** A function that is given to another is called there: whoever stands around that call hears first. */
  #takeReceivers({ file, site }: WorkspaceSite, target: WorkspaceFunction, form: Form): string | null {
    for (const { index, target: given } of site.given) {
      if (!this.workspace.functions.find(given, file).includes(target)) continue;
      for (const call of findParameterCalls(site.to, { index, file, workspace: this.workspace })) {
        const passed = this.#takeGuards(call, null, form);
        if (typeof passed === "object" && passed) return passed.reason;
      }
    }
    return null;
  }

  /** Error middleware of the project's own reads what a wrap hides; the contract's boundary knows wraps. */
  #takeTop({ file, entry }: WorkspaceFunction, form: Form): string | null {
    const { handler } = entry;
    if (!handler || this.workspace.isTest(file)) return null;
    const above = this.workspace
      .listenersOf("boundary")
      .filter(({ file: { contract, functions }, listener: { self } }) => {
        return !contract?.isBoundary && self !== null && functions[self]?.boundary?.framework === handler.framework;
      });
    return this.#takeAll(above, form);
  }

  /** Of a function that somebody calls who is not seen, whoever takes errors from somebody who is not seen may hear. */
  #takeUnseen(target: WorkspaceFunction, form: Form): string | null {
    const isHandler = target.entry.handler !== null;
    if (this.workspace.isTest(target.file) || !(isHandler || hasUnseenCallers(target, this.workspace))) return null;
    const { functions, catches } = this.workspace.unseenListenersOf(target.file);
    for (const { target: listener } of functions.filter(({ isMiddleware }) => isMiddleware || !isHandler)) {
      const asked = listener === target ? null : this.#findParameterAsk(listener, form);
      if (asked) return `${this.workspace.describe(listener, asked.line)} asks \`${asked.text}\``;
    }
    return this.#takeAll(catches, form);
  }

  #findParameterAsk({ file, entry }: WorkspaceFunction, form: Form): Pick<Ask, "text" | "line"> | null {
    for (const parameter of entry.parameters.filter(({ name }) => isErrorName(name))) {
      const isOneLetter = parameter.name.length === 1;
      const treatment = isOneLetter
        ? { asks: parameter.asks.filter(({ text }) => isOfError(text)), passes: [] }
        : parameter;
      const asked = this.#findAsk(treatment, { file, form, seen: new Set() });
      if (asked) return asked;
    }
    return null;
  }

  /** Whoever listens to `error` of any emitter of the workspace can be meant. */
  #takeEmission(form: Form): string | null {
    if (this.#hasEmitted) return null;
    this.#hasEmitted = true;
    return this.#takeAll(this.workspace.listenersOf("listener"), form);
  }

  #takeAll(listeners: readonly WorkspaceListener[], form: Form): string | null {
    for (const { file, listener } of listeners) {
      const ask = this.#findAsk(listener, { file, form, seen: new Set() });
      if (ask !== null) return this.#toReason(listener, file, ask);
    }
    return null;
  }
}

/** `e` is an event as often as an error: `e.target`. */
function isOfError(text: string): boolean {
  return / instanceof |\.(?:code|name|message|status|statusCode|cause)\b/.test(text);
}

interface AskPlace {
  readonly file: FileContribution;
  readonly form: Form;
  readonly seen: Set<string>;
}
