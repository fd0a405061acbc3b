import type { FileContribution, Guard, Raise, Reference, Site } from "./file-contribution.ts";
import type { WorkspaceFunction } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

/** What answers with a status, whatever it was that failed. */
interface Answering {
  readonly path: string;
  /** Who hears of the error there, as a listener of the file. */
  readonly caught: number;
  readonly status: number;
}

/** So many functions of a name may be meant by a call of whatever it may be; of more, it says nothing. */
const mostNamesakes = 8;

/** What is thrown and called in a function. */
type Inside = Pick<FileContribution, "raises" | "sites">;

/** Who throws errors with a status of their own, below catches that answer with one for all. */
export class OtherStatuses {
  readonly #inside = new Map<FileContribution, readonly Inside[]>();

  constructor(readonly workspace: Workspace) {}

  /** Who below a catch throws an error whose own status is not the one answered there, as a reason; `null` where nobody does. */
  find({ path, caught, status }: Answering): string | null {
    const file = this.workspace.file(path);
    const open = new Set<WorkspaceFunction>();
    const own = file && this.#take(file, file, { status, caught, open });
    if (own) return own;
    for (const { file: at, index } of open) {
      const inside = this.#findInside(at)[index];
      const reason = inside ? this.#take(inside, at, { status, caught: null, open }) : null;
      if (reason !== null) return reason;
    }
    return null;
  }

  /** Looks at what is thrown there, and adds the functions that are called there to those to look into. */
  #take({ raises, sites }: Inside, file: FileContribution, search: Search): string | null {
    const isMeant = ({ guards }: Raise | Site): boolean => comesTo(search.caught, guards, file);
    const other = raises.find((each) => each.status !== search.status && isMeant(each));
    if (other) return this.#toReason(other, file, search.status);
    for (const site of sites)
      if (isMeant(site)) for (const each of this.#findTargets(site.to, file)) search.open.add(each);
    return null;
  }

  #findTargets(to: Reference | null, from: FileContribution): readonly WorkspaceFunction[] {
    const targets = to ? this.workspace.functions.find(to, from) : [];
    return targets.length <= mostNamesakes ? targets : [];
  }

  /** By the function's number. */
  #findInside(file: FileContribution): readonly Inside[] {
    const known = this.#inside.get(file);
    if (known) return known;
    const inside = file.functions.map(() => ({ raises: [] as Raise[], sites: [] as Site[] }));
    for (const raise of file.raises) inside[raise.from]?.raises.push(raise);
    for (const site of file.sites) inside[site.from]?.sites.push(site);
    this.#inside.set(file, inside);
    return inside;
  }

  #toReason(raise: Raise, { path }: FileContribution, answered: number): string {
    const place = `${this.workspace.toRelative(path)}:${String(raise.line)}`;
    const status = String(raise.status);
    const own = raise.isByWords ? `, which by its words is a ${status}` : ` with a status of ${status}`;
    return `it answers ${String(answered)} also to what ${place} throws${own}`;
  }
}

interface Search {
  readonly status: number;
  /** The listener to which it comes; `null`: out of the function. */
  readonly caught: number | null;
  /** The functions to look into. */
  readonly open: Set<WorkspaceFunction>;
}

/** Whether what fails behind some guards comes to one of them, or, where none is named, out of the function around. */
function comesTo(wanted: number | null, guards: readonly Guard[], { listeners }: FileContribution): boolean {
  for (const { listener, isCertain } of guards) {
    if (listener === wanted) return true;
    if (isCertain && listeners[listener]?.leaves === "no") return false;
  }
  return wanted === null;
}
