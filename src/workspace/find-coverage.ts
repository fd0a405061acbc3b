import type { Framework } from "../knowledge/framework.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import { mountedFrameworks, type MountedFramework } from "../knowledge/mounted-framework.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import type { FileContribution, FunctionEntry, Mount, Reference } from "./file-contribution.ts";
import type { WorkspaceFunction } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

/** A handler, and the file in which it was registered. */
export interface Entrance {
  readonly file: FileContribution;
  readonly framework: string;
  readonly offset: number;
  /** The path by which it is registered in another file than its own, where that is written out. */
  readonly route?: string;
}

/** What a boundary has to do: report, answer, or answer with the status of a code, as that of the contract does. */
export type Duty = "notifies" | "answers" | "codes";

type ImportReference = Reference & { readonly kind: "import" };

const errorMiddleware = /err(?:or)?s?[-_.]?(?:handl|middleware)|handle[-_]?errors?\b/i;

/** A boundary on an app or a router. */
interface Standing extends Readonly<Record<Duty, boolean>> {
  /** Where the app or router is made. */
  readonly file: FileContribution;
  readonly mount: Mount;
  /** Where it is put on it. */
  readonly at: FileContribution;
}

/** Which boundaries stand above which handlers. */
export class Coverage {
  readonly #standing: readonly Standing[];
  /** Error middleware of packages, of which nobody knows what it tells. */
  readonly #unseen: readonly Standing[];
  readonly #entrances = new Map<WorkspaceFunction, Entrance[]>();
  #apps: ReadonlyMap<FileContribution, readonly FileContribution[]> | null = null;
  readonly #loaded = new Map<string, ReadonlySet<FileContribution>>();

  constructor(readonly workspace: Workspace) {
    const files = workspace.files.filter((file) => !workspace.isTest(file));
    this.#standing = files.flatMap((file) => file.mounts.flatMap((mount) => this.#toStanding(mount, file)));
    this.#unseen = files.flatMap((file) => file.mounts.flatMap((mount) => this.#toUnseen(mount, file)));
    for (const file of files) this.#addRegistrations(file);
  }

  /** As which handlers a function is registered, in its own file or another. */
  entrancesOf(target: WorkspaceFunction): readonly Entrance[] {
    const { handler } = target.entry;
    const elsewhere = this.#entrances.get(target) ?? [];
    return handler && elsewhere.length === 0
      ? [{ file: target.file, framework: handler.framework, offset: handler.offset }]
      : elsewhere;
  }

  #addRegistrations(file: FileContribution): void {
    for (const { to, ...registered } of file.registrations) {
      const targets = this.workspace.functions.find(to, file);
      for (const target of targets.length > 8 ? [] : targets) {
        if (target.entry.boundary) continue;
        this.#entrances.set(target, [...(this.#entrances.get(target) ?? []), { file, ...registered }]);
      }
    }
  }

  /** Whether a boundary that does its duty is proven above a handler. */
  isProven(entrance: Entrance, duty: Duty): boolean {
    return (
      this.#isDeclared(entrance, duty) ||
      (duty === "notifies" && this.#isAutomatic(entrance)) ||
      this.#isFiltered(entrance, duty) ||
      this.#isMounted(
        entrance,
        this.#standing.filter((each) => each[duty]),
      )
    );
  }

  /** The error middleware of a package that stands above a handler, as far as no boundary that is known does. */
  findUnseen(entrance: Entrance): ImportReference | null {
    if (this.isProven(entrance, "answers") || this.isProven(entrance, "notifies")) return null;
    const above = this.#unseen.filter((each) => this.#isMounted(entrance, [each]));
    return above.flatMap(({ mount }) => toPackaged(mount) ?? [])[0] ?? null;
  }

  #isDeclared({ file, framework }: Entrance, duty: Duty): boolean {
    const declared = file.contract?.boundaries ?? [];
    return declared.some(
      ({ module, notifies, isExplicit }) =>
        (duty !== "notifies" || notifies) && this.#fits(module, framework, isExplicit),
    );
  }

  /** A boundary is one of its framework's, where that can be seen; else it is taken for one of all that answer somebody. */
  #fits(module: string | null, framework: string, isExplicit: boolean): boolean {
    const known = module === null ? null : this.#frameworkOf(module);
    if (known !== null) return known === framework;
    return isExplicit || (byName(framework)?.sinks.length ?? 1) > 0;
  }

  #frameworkOf(module: string): string | null {
    const named = /[-./]([a-z]+)$/.exec(module)?.[1] ?? "";
    const table = isMountedName(named) ? mountedFrameworks[named].table : named;
    if (byName(table)) return table;
    const entries = this.workspace.modules.find(module).flatMap(({ functions }) => functions);
    return entries.flatMap(({ boundary }) => boundary?.framework ?? [])[0] ?? null;
  }

  /** Frameworks that the notifier instruments by itself: as the contract says, or by the version that is installed. */
  #isAutomatic({ file, framework }: Entrance): boolean {
    if (file.contract?.automaticNotify.includes(framework)) return true;
    return notifiers.some(({ automatic, automaticSince, modules }) => {
      if (automaticSince === undefined || !automatic.includes(framework)) return false;
      return modules.some((module) => (this.workspace.packages.majorOf(module, file.path) ?? 0) >= automaticSince);
    });
  }

  /** Nest's filters stand above all of its handlers. */
  #isFiltered({ framework }: Entrance, duty: Duty): boolean {
    if (!framework.startsWith("nest")) return false;
    return this.workspace.files.some(
      (file) =>
        !this.workspace.isTest(file) && file.filters.some((to) => this.#isFilter(to, { file, framework, duty })),
    );
  }

  #isFilter(
    to: Reference,
    { file, framework, duty }: { file: FileContribution; framework: string; duty: Duty },
  ): boolean {
    if (to.kind !== "member") return false;
    const caught = this.workspace.functions.find({ ...to, name: "catch" }, file);
    return caught.some((each) => each.entry.boundary?.framework === framework && this.#dutiesOf(each)[duty]);
  }

  /** That which stands where a file is loaded, as far as no boundary that is known answers before. */
  findUnseenNear(file: FileContribution): ImportReference | null {
    const isBefore = (each: Standing, { at, mount }: Standing): boolean =>
      (each.answers || each.notifies) && each.at === at && each.mount.offset < mount.offset;
    const near = this.#unseen.find(
      (each) =>
        this.workspace.isNear(file, each.at) &&
        !this.#standing.some((known) => isBefore(known, each)) &&
        this.#isLoaded(each.file, file),
    );
    return near ? toPackaged(near.mount) : null;
  }

  #isMounted(entrance: Entrance, candidates: readonly Standing[]): boolean {
    const { file, framework } = entrance;
    const standing = candidates.filter((each) => (each.mount.framework ?? framework) === framework);
    if (standing.some((each) => each.file === file && each.file.apps.length === 0 && this.#isBelow(entrance, each)))
      return true;
    const apps = this.#findApps(file).filter((each) => each.apps.some((app) => app.framework === framework));
    return apps.length > 0 && apps.every((app) => this.#hasBoundary(app, entrance, standing));
  }

  /** The files with apps that load a file. */
  #findApps(file: FileContribution): readonly FileContribution[] {
    this.#apps ??= this.#collectApps();
    return this.#apps.get(file) ?? [];
  }

  #collectApps(): ReadonlyMap<FileContribution, readonly FileContribution[]> {
    const collected = new Map<FileContribution, FileContribution[]>();
    for (const app of this.workspace.files) {
      if (app.apps.length === 0 || this.workspace.isTest(app)) continue;
      for (const file of this.workspace.modules.findLoaded([app]))
        collected.set(file, [...(collected.get(file) ?? []), app]);
    }
    return collected;
  }

  #hasBoundary(app: FileContribution, entrance: Entrance, standing: readonly Standing[]): boolean {
    const own = standing.filter((each) => each.file === app);
    const count = app.apps.filter(({ framework }) => framework === entrance.framework).length;
    return own.length >= count && own.some((each) => this.#isBelow(entrance, each));
  }

  /** Express asks boundaries in the order in which they were mounted, and only those behind a handler. */
  #isBelow({ file, framework, offset }: Entrance, { mount, at, file: app }: Standing): boolean {
    if (file === app && at === app) return framework !== "express" || offset < mount.offset;
    return this.#isLoaded(app, file, framework === "express" ? mount.after : []);
  }

  #isLoaded(app: FileContribution, file: FileContribution, except: readonly string[] = []): boolean {
    if (app === file) return true;
    const key = [app.path, ...except].join("|");
    const loaded = this.#loaded.get(key) ?? this.workspace.modules.findLoaded([app], new Set(except));
    this.#loaded.set(key, loaded);
    return loaded.has(file);
  }

  #toStanding(mount: Mount, at: FileContribution): Standing[] {
    const duties =
      mount.boundary.kind === "known"
        ? { ...mount.boundary, codes: mount.boundary.answers }
        : this.#findDuties(mount.boundary.to, at);
    if (!duties) return [];
    const { notifies, answers, codes } = duties;
    return this.#findReceivers(mount, at).map((file) => ({ file, mount, at, notifies, answers, codes }));
  }

  #toUnseen(mount: Mount, at: FileContribution): Standing[] {
    const to = toPackaged(mount);
    if (to === null || !this.workspace.modules.isPackage(to.module)) return [];
    const duties = { notifies: false, answers: true, codes: false };
    return this.#findReceivers(mount, at).map((file) => ({ file, mount, at, ...duties }));
  }

  /** The files whose app it is: its own, the one that it is imported from, or those that call the function it is done in. */
  #findReceivers({ receiver }: Mount, at: FileContribution): readonly FileContribution[] {
    if (receiver.kind === "own") return [at];
    if (receiver.kind === "import") return this.workspace.modules.find(receiver.module);
    const target = this.workspace.functions.at(at, receiver.of);
    const { functions } = this.workspace;
    const sites = target ? [...functions.callersOf(target), ...functions.namesakesOf(target)] : [];
    const callers = sites.map(({ file }) => file);
    return callers.length > 0 ? [...new Set(callers)] : [at];
  }

  #findDuties(to: Reference, file: FileContribution): Record<Duty, boolean> | null {
    const targets = this.workspace.functions.find(to, file);
    const made = targets.flatMap((target) =>
      this.workspace.functions.of(target.file).filter(({ entry, index }) => entry.parent === target.index && index > 0),
    );
    const boundary = [...targets, ...made].find(({ entry }) => entry.boundary !== null || entry.arity === 4);
    return boundary ? this.#dutiesOf(boundary) : null;
  }

  #dutiesOf(target: WorkspaceFunction): Record<Duty, boolean> {
    const { boundary, parameters } = target.entry;
    if (boundary?.isChosen) return { notifies: false, answers: false, codes: false };
    const notifies =
      (boundary?.notifies ?? false) || parameters.some(({ index }) => this.#isNotified(target, index, new Set()));
    return { notifies, answers: boundary?.answers ?? false, codes: target.file.contract?.isBoundary ?? false };
  }

  /** Whether a function notifies of what it is given, by itself or through another. */
  #isNotified({ file, entry, index }: WorkspaceFunction, argument: number, seen: Set<FunctionEntry>): boolean {
    if (seen.has(entry) || index === 0) return false;
    seen.add(entry);
    const parameter = entry.parameters.find((each) => each.index === argument);
    if (!parameter) return false;
    return (
      parameter.notifies ||
      parameter.passes.some(
        ({ to, argument: next }) =>
          to !== null && this.workspace.functions.find(to, file).some((each) => this.#isNotified(each, next, seen)),
      )
    );
  }
}

/** What is imported and has the name of error middleware, by itself or by its module. */
function toPackaged({ boundary }: Mount): ImportReference | null {
  if (boundary.kind === "known" || boundary.to.kind !== "import") return null;
  const { module, path } = boundary.to;
  return errorMiddleware.test(path.at(-1) ?? module) ? boundary.to : null;
}

function isMountedName(name: string): name is MountedFramework {
  return Object.hasOwn(mountedFrameworks, name);
}

function byName(name: string): Framework | undefined {
  return frameworks.find((each) => each.name === name);
}
