import { oncePer } from "../syntax/once-per.ts";
import type { FileContribution, Reference, Site } from "./file-contribution.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import type { Workspace } from "./workspace.ts";

interface GivenPlace {
  /** The position of the argument. */
  readonly index: number;
  readonly file: FileContribution;
  readonly workspace: Workspace;
}

/** The calls of a parameter by the functions that a call reaches, also where they hand it on. */
export function findParameterCalls(to: Site["to"], place: GivenPlace): readonly WorkspaceSite[] {
  const found: WorkspaceSite[] = [];
  collectParameterCalls(to, place, found, new Set());
  return found;
}

/** The calls of the field in which a class keeps what its constructor is given: `this.send(…)` of `new Queue(send)`. */
export function findFieldCalls(to: Site["to"], { index, file, workspace }: GivenPlace): readonly WorkspaceSite[] {
  if (to?.kind !== "member" || to.name !== "constructor") return [];
  return workspace.functions.find(to, file).flatMap((receiver) => {
    const { class: of, keeps = [] } = receiver.entry;
    const fields = keeps.filter((each) => each.index === index).map(({ field }) => field);
    const sites = receiver.file.sites.filter(
      (site) => site.to?.kind === "member" && site.to.of?.name === of && fields.includes(site.to.name),
    );
    return sites.map((site) => ({ file: receiver.file, site }));
  });
}

function collectParameterCalls(
  to: Site["to"],
  { index, file, workspace }: GivenPlace,
  found: WorkspaceSite[],
  seen: Set<string>,
): void {
  for (const receiver of to ? workspace.functions.find(to, file) : []) {
    const key = `${receiver.file.path}#${String(receiver.index)}#${String(index)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { site, argument } of usesOf(receiver, index)) {
      if (argument === null) found.push({ file: receiver.file, site });
      else collectParameterCalls(site.to, { index: argument, file: receiver.file, workspace }, found, seen);
    }
  }
}

/** A call of a parameter, or one to which it is given, as which argument. */
interface ParameterUse {
  readonly site: Site;
  readonly argument: number | null;
}

/** What a function does with its parameter. A file is searched once: in a large workspace the same ones are asked again and again. */
function usesOf({ file, index: of }: WorkspaceFunction, index: number): readonly ParameterUse[] {
  return collectUses(file).get(toKey({ of, index })) ?? [];
}

const collectUses = oncePer(({ sites }: FileContribution): ReadonlyMap<string, readonly ParameterUse[]> => {
  const uses = new Map<string, ParameterUse[]>();
  const add = (target: Reference | null, use: ParameterUse): void => {
    if (target?.kind !== "parameter") return;
    const key = toKey(target);
    uses.set(key, [...(uses.get(key) ?? []), use]);
  };
  for (const site of sites) {
    add(site.to, { site, argument: null });
    for (const { index, target } of site.given) add(target, { site, argument: index });
  }
  return uses;
});

function toKey({ of, index }: { readonly of: number; readonly index: number }): string {
  return `${String(of)}#${String(index)}`;
}
