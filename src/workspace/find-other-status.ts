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

/** Who below a catch throws an error with a status of its own that is not the one answered there, as a reason; `null` where nobody does. */
export function findOtherStatus(answering: Answering, workspace: Workspace): string | null {
  return new StatusSearch(answering, workspace).run();
}

/** So many functions of a name may be meant by a call of whatever it may be; of more, it says nothing. */
const mostNamesakes = 8;

class StatusSearch {
  readonly #open = new Set<WorkspaceFunction>();

  constructor(
    readonly answering: Answering,
    readonly workspace: Workspace,
  ) {}

  run(): string | null {
    const { path, caught } = this.answering;
    const file = this.workspace.file(path);
    const own = file && this.#take(file, ({ guards }) => comesTo(caught, guards, file));
    if (own) return own;
    for (const { file: at, index } of this.#open) {
      const reason = this.#take(at, ({ from, guards }) => from === index && comesTo(null, guards, at));
      if (reason !== null) return reason;
    }
    return null;
  }

  /** Looks at what is thrown at certain places, and has what is called there looked into. */
  #take(file: FileContribution, isMeant: (place: Raise | Site) => boolean): string | null {
    const other = file.raises.find((each) => each.status !== this.answering.status && isMeant(each));
    if (other) return this.#toReason(other, file);
    for (const site of file.sites) if (isMeant(site)) this.#add(site.to, file);
    return null;
  }

  #add(to: Reference | null, from: FileContribution): void {
    const targets = to ? this.workspace.functions.find(to, from) : [];
    if (targets.length <= mostNamesakes) for (const each of targets) this.#open.add(each);
  }

  #toReason({ status, line }: Raise, { path }: FileContribution): string {
    const place = `${this.workspace.toRelative(path)}:${String(line)}`;
    return `it answers ${String(this.answering.status)} also to what ${place} throws with a status of ${String(status)}`;
  }
}

/** Whether what fails behind some guards comes to one of them, or, where none is named, out of the function around. */
function comesTo(wanted: number | null, guards: readonly Guard[], { listeners }: FileContribution): boolean {
  for (const { listener, isCertain } of guards) {
    if (listener === wanted) return true;
    if (isCertain && listeners[listener]?.leaves === "no") return false;
  }
  return wanted === null;
}
