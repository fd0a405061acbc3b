import type { Guard, Site } from "./file-contribution.ts";
import type { Coverage, Duty } from "./find-coverage.ts";
import { findParameterCalls } from "./find-parameter-calls.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import { detached, transparent } from "./unseen-callers.ts";
import type { Workspace } from "./workspace.ts";

/** Why an error that leaves a function does not always come to a boundary that does its duty; `null` where that is proven. */
export function findUncovered(from: readonly WorkspaceFunction[], coverage: Coverage, duty: Duty): string | null {
  return new UncoveredSearch(coverage, duty).run(from);
}

const most = 5000;

class UncoveredSearch {
  readonly #open = new Set<WorkspaceFunction>();
  readonly #named = new Set<string>();
  readonly #workspace: Workspace;
  /** Somebody was found who answers, or whom the error does not get past. */
  #isAnswered = false;

  constructor(
    readonly coverage: Coverage,
    readonly duty: Duty,
  ) {
    this.#workspace = coverage.workspace;
  }

  run(from: readonly WorkspaceFunction[]): string | null {
    for (const target of from) this.#open.add(target);
    for (const target of this.#open) {
      if (this.#open.size > most) return "more functions than can be followed may call it";
      const reason = this.#visit(target);
      if (reason !== null) return reason;
    }
    // functions that call each other, and are called by nobody else
    const [first] = this.#isAnswered ? [] : from;
    return first ? this.#toUnproven(first) : null;
  }

  #visit(target: WorkspaceFunction): string | null {
    const { functions } = this.#workspace;
    if (target.index === 0)
      return `${this.#workspace.toRelative(target.file.path)} runs it at the top level, where no boundary stands`;
    if (target.entry.escapes)
      return `${this.#workspace.describe(target)} is handed on as a value, and not all who call it are known`;
    const entrances = this.coverage.entrancesOf(target);
    const bare = entrances.find((entrance) => !this.coverage.isProven(entrance, this.duty));
    if (bare) return this.#toUnproven(target);
    this.#isAnswered ||= entrances.length > 0;
    const namesakes = functions.namesakesOf(target);
    const callers = functions.callersOf(target).filter((each) => this.#isProduct(each));
    const givers = entrances.length > 0 ? [] : functions.giversOf(target).filter((each) => this.#isProduct(each));
    if (entrances.length + callers.length + namesakes.length + givers.length === 0) return this.#toUnproven(target);
    for (const each of [...callers, ...this.#takeNew(namesakes, target)]) {
      const reason = this.#takeSite(each, target);
      if (reason !== null) return reason;
    }
    for (const each of givers) {
      const reason = this.#takeGiver(each, target) ?? this.#takeSite(each, target);
      if (reason !== null) return reason;
    }
    return null;
  }

  /** Calls by a name alone are the same for all who go by it: they are looked at once. */
  #takeNew(sites: readonly WorkspaceSite[], { entry }: WorkspaceFunction): readonly WorkspaceSite[] {
    const key = `${entry.name ?? ""}#${String(entry.isAsync)}`;
    if (this.#named.has(key)) return [];
    this.#named.add(key);
    return sites.filter((each) => this.#isProduct(each));
  }

  #toUnproven(target: WorkspaceFunction): string {
    const kind = { notifies: "boundary that notifies", answers: "boundary", codes: "boundary of the contract" }[
      this.duty
    ];
    return `${this.#workspace.describe(target)} has no ${kind} above it`;
  }

  #isProduct({ file }: WorkspaceSite): boolean {
    return !this.#workspace.isTest(file);
  }

  #takeSite({ file, site }: WorkspaceSite, target: WorkspaceFunction): string | null {
    const around = this.#workspace.functions.at(file, site.from);
    if (!around) return null;
    const end = this.#findEnd({ file, site }, target);
    this.#isAnswered ||= end === "stops";
    if (end !== null) return end === "stops" ? null : end;
    const isTaken = site.guards.some(
      ({ listener, isCertain }) => isCertain && file.listeners[listener]?.kind === "promise",
    );
    if (site.settled === "dropped" && target.entry.isAsync && !isTaken)
      return `${this.#workspace.describe(around, site.line)} does not wait for ${target.entry.label}`;
    this.#open.add(around);
    return null;
  }

  /** Who ends the error on its way out of the function around a call. */
  #findEnd({ file, site }: WorkspaceSite, target: WorkspaceFunction | null): string | null {
    for (const guard of site.guards) {
      const listener = file.listeners[guard.listener];
      if (
        !listener ||
        listener.kind === "expectation" ||
        (target && file === target.file && listener.self === target.index)
      )
        continue;
      const isReported = this.duty === "notifies" && listener.ends === "notified";
      const around = this.#workspace.functions.at(file, listener.self ?? listener.function);
      if (listener.ends !== "no" && !isReported && around)
        return `it may end in ${this.#workspace.describe(around, listener.line)}, below the boundary`;
      if (this.#stops(guard, listener.leaves)) return "stops";
    }
    return null;
  }

  #stops({ isCertain }: Guard, leaves: string): boolean {
    return isCertain && leaves === "no";
  }

  /** A function that is given to a call: is it called there, and does that call fail with it? */
  #takeGiver({ file, site }: WorkspaceSite, target: WorkspaceFunction): string | null {
    const around = this.#workspace.functions.at(file, site.from);
    if (isChained(site)) return null;
    const receivers = site.to ? this.#workspace.functions.find(site.to, file) : [];
    const given = site.given.filter((each) => this.#workspace.functions.find(each.target, file).includes(target));
    const calls = given.flatMap(({ index }) =>
      findParameterCalls(site.to, { index, file, workspace: this.#workspace }),
    );
    for (const call of calls) {
      const end = this.#findEnd(call, null);
      if (end !== null && end !== "stops") return end;
    }
    if (calls.length > 0 && receivers.length > 0) return null;
    const isWaitedFor =
      receivers.length === 0 &&
      (site.settled === "awaited" || site.settled === "returned") &&
      !detached.test(site.name);
    return isWaitedFor || !around
      ? null
      : `${this.#workspace.describe(around, site.line)} hands it to \`${site.name}\`, which has no boundary`;
  }
}

function isChained({ name, to, settled }: Site): boolean {
  if (/\.every$/.test(name) && settled === "dropped") return false;
  return (
    transparent.test(name) && (to === null || to.kind === "member" || to.kind === "import" || to.kind === "settled")
  );
}
