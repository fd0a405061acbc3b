import { comesTo, partsOf } from "./below.ts";
import type { WorkspaceClass } from "./classes.ts";
import type { FileContribution, Reference, Site, TypeName } from "./file-contribution.ts";
import type { WorkspaceFunction } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

/** More functions than this below one may make whatever there is. */
const most = 2000;

/** What is called back with an outcome fails with nothing of its own. */
const settling = /^(?:resolve|reject|done|cb|callback)$/;

/**
 * Which classes of the workspace the errors of some functions can be of, by what these call, and what that makes. `caught`: those
 * that come to one of a file's catches, which are all that is meant.
 */
export class HeldClasses {
  /** By the paths of their files and their names; `null` where anything may be. */
  #made: ReadonlySet<string> | null | undefined;

  constructor(
    readonly from: readonly WorkspaceFunction[],
    readonly workspace: Workspace,
    readonly caught: number | null = null,
  ) {}

  /** Whether one of them may be of a class; one that is not of the workspace may be thrown by whatever is called. */
  canHold(of: TypeName, file: FileContribution): boolean {
    const classes = this.workspace.functions.findClasses(of, file);
    if (classes.length === 0) return true;
    const made = this.#findMade();
    if (made === null) return true;
    const related = classes.flatMap((each) => [...this.workspace.functions.findRelated(each)]);
    return related.some((each) => made.has(toKey(each)) || this.workspace.isMadeAtTop(each));
  }

  /** Whether they may wait for a stream of RxJS themselves. */
  usesStreams(): boolean {
    return this.from.some(({ file }) => file.imports.some((module) => /^rxjs(?:\/|$)/.test(module)));
  }

  #findMade(): ReadonlySet<string> | null {
    if (this.#made === undefined) this.#made = this.#collect();
    return this.#made;
  }

  #collect(): ReadonlySet<string> | null {
    const made = new Set<string>();
    const begin = this.#findCatching();
    const below = new Set(begin ? [begin] : this.from);
    for (const { file, index, entry } of below) {
      if (below.size > most) return null;
      if (entry.class !== null) made.add(toKey({ file, name: entry.class }));
      for (const inner of this.workspace.functions.of(file))
        if (inner.entry.parent === index && inner.index > 0) below.add(inner);
      const isBegin = begin !== null && file === begin.file && index === begin.index;
      for (const site of partsOf(file)[index]?.sites ?? []) {
        for (const each of findMade(site, file, this.workspace)) made.add(toKey(each));
        if (isBegin && !comesTo(this.caught, site.guards, file)) continue;
        if (isOpen(site)) return null;
        const references = [site.to, ...site.given.map(({ target }) => target)];
        for (const to of references) for (const target of this.#find(to, file)) below.add(target);
      }
    }
    return made;
  }

  /** The function in which the errors are caught that are meant. */
  #findCatching(): WorkspaceFunction | null {
    const file = this.from[0]?.file;
    const listener = this.caught === null ? undefined : file?.listeners[this.caught];
    return (file && listener && this.workspace.functions.at(file, listener.function)) ?? null;
  }

  #find(to: Reference | null, file: FileContribution): readonly WorkspaceFunction[] {
    return to ? this.workspace.functions.find(to, file).filter((each) => !this.workspace.isTest(each.file)) : [];
  }
}

/** The classes that a call makes one of. */
export function findMade({ to }: Site, file: FileContribution, { functions }: Workspace): readonly WorkspaceClass[] {
  return to?.kind === "member" && to.name === "constructor" && to.of ? functions.findClasses(to.of, file) : [];
}

/** Whether nobody can tell what a call calls: `run()` of a parameter, `commands[name]()`, listeners of an emitter. */
function isOpen({ to, name, settled }: Site): boolean {
  if (to?.kind === "lookup" || to?.kind === "product" || name.endsWith("…") || /\.emit$/.test(name)) return true;
  if (to?.kind !== "parameter" || settling.test(name)) return false;
  return name !== "next" || settled === "awaited" || settled === "returned";
}

export function toKey({ file, name }: WorkspaceClass): string {
  return `${file.path}#${name}`;
}
