import { oncePer } from "../syntax/once-per.ts";
import type { FileContribution, Guard, OwnText, Raise, Reference, Site } from "./file-contribution.ts";
import type { WorkspaceFunction } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

/** What fails and is called in a function, or comes from there to somebody who hears of errors. */
export interface Inside {
  readonly file: FileContribution;
  readonly raises: readonly Raise[];
  readonly ownTexts: readonly OwnText[];
  readonly sites: readonly Site[];
  /** So many calls lie between. */
  readonly depth: number;
}

/** Whoever hears of errors in a file, as a listener of it. */
export interface Hearing {
  readonly path: string;
  readonly caught: number;
}

type Parts = Omit<Inside, "file" | "depth">;

/** So many functions of a name may be meant by a call of whatever it may be; of more, it says nothing. */
const mostNamesakes = 8;

/** What is thrown below those who hear of errors: in their `try`, and in the functions that are called there. */
export class Below {
  constructor(readonly workspace: Workspace) {}

  /** What is below somebody, nearest first. */
  *find({ path, caught }: Hearing): Generator<Inside> {
    const file = this.workspace.file(path);
    if (!file) return;
    const depths = new Map<WorkspaceFunction, number>();
    yield this.#open(toMeant(file, file, caught), { file, depth: 0, depths });
    for (const [target, depth] of depths) {
      const parts = partsOf(target.file)[target.index];
      if (parts) yield this.#open(toMeant(parts, target.file, null), { file: target.file, depth, depths });
    }
  }

  /** Adds the functions that are called there, or given to what is, to those to look into. */
  #open(parts: Parts, { file, depth, depths }: Opening): Inside {
    for (const { to, given } of parts.sites) {
      const take = (each: Reference, at: number): void => {
        for (const target of this.findTargets(each, file)) if (!depths.has(target)) depths.set(target, at);
      };
      if (to) take(to, depth + 1);
      for (const { target } of given) if (target.kind === "function") take(target, Math.max(depth, 1));
    }
    return { file, depth, ...parts };
  }

  /** The functions that a call means, where it does not mean anything by its name alone. */
  findTargets(to: Reference, from: FileContribution): readonly WorkspaceFunction[] {
    const targets = this.workspace.functions.find(to, from);
    return targets.length <= mostNamesakes ? targets : [];
  }
}

/** What stands in each function of a file, by its number. */
export const partsOf = oncePer((file: FileContribution): readonly Parts[] => {
  const parts = file.functions.map(() => ({ raises: [] as Raise[], ownTexts: [] as OwnText[], sites: [] as Site[] }));
  for (const raise of file.raises) parts[raise.from]?.raises.push(raise);
  for (const text of file.ownTexts) parts[text.from]?.ownTexts.push(text);
  for (const site of file.sites) parts[site.from]?.sites.push(site);
  return parts;
});

interface Opening {
  readonly file: FileContribution;
  readonly depth: number;
  readonly depths: Map<WorkspaceFunction, number>;
}

/** What of a file, or of a function, comes to a listener; or, where none is named, out of the function. */
function toMeant({ raises, ownTexts, sites }: Parts, file: FileContribution, caught: number | null): Parts {
  const isMeant = ({ guards }: { readonly guards: readonly Guard[] }): boolean => comesTo(caught, guards, file);
  return { raises: raises.filter(isMeant), ownTexts: ownTexts.filter(isMeant), sites: sites.filter(isMeant) };
}

/** Whether what fails behind some guards comes to one of them, or, where none is named, out of the function around. */
export function comesTo(wanted: number | null, guards: readonly Guard[], { listeners }: FileContribution): boolean {
  for (const { listener, isCertain } of guards) {
    if (listener === wanted) return true;
    if (isCertain && listeners[listener]?.leaves === "no") return false;
  }
  return wanted === null;
}
