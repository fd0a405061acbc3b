import type { FileContribution, Reference, Site } from "./file-contribution.ts";
import type { WorkspaceSite } from "./functions.ts";
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
    const isIt = (reference: Reference | null): boolean =>
      reference?.kind === "parameter" && reference.of === receiver.index && reference.index === index;
    for (const site of receiver.file.sites) {
      if (isIt(site.to)) found.push({ file: receiver.file, site });
      for (const each of site.given) {
        if (isIt(each.target))
          collectParameterCalls(site.to, { index: each.index, file: receiver.file, workspace }, found, seen);
      }
    }
  }
}
