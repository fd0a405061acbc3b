import type { SlotQuestion } from "../rewrite/proposal.ts";
import type { WorkspaceClass } from "./classes.ts";
import type { ClassEntry } from "./file-contribution.ts";
import type { Workspace } from "./workspace.ts";
import type { Answer } from "./workspace-index.ts";

/** Where a class takes a cause; where it takes none, which class would have to be taught to, if that can be. */
export function findCauseSlot({ path, module, name, isOld }: SlotQuestion, workspace: Workspace): Answer {
  const file = workspace.file(path);
  const found = file ? workspace.functions.findClasses({ module, name }, file) : [];
  const [made, ...others] = found;
  const maker = made && others.length === 0 ? findMaker(made, workspace) : null;
  const entry = maker && entryOf(maker);
  if (!maker || !entry?.cause) return { granted: false, reason: `nobody can tell where \`${name}\` takes a cause` };
  if (entry.cause.kind !== "none") return { granted: true, slot: entry.cause };
  const slot = (isOld ? entry.taught?.old : entry.taught?.slot) ?? null;
  const reason = `\`${name}\` takes no cause`;
  if (!entry.taught || slot === null) return { granted: false, reason };
  return { granted: false, reason, slot, reached: [{ path: maker.file.path, offset: entry.taught.offset }] };
}

/** Whether a class drops a cause that it is given. */
export function dropsCause(of: WorkspaceClass, workspace: Workspace): boolean {
  const maker = findMaker(of, workspace);
  return maker !== null && entryOf(maker)?.cause?.kind === "none";
}

/** The class whose constructor makes it; `null` where that cannot be told. */
function findMaker(of: WorkspaceClass, workspace: Workspace, depth = 0): WorkspaceClass | null {
  const above = entryOf(of)?.madeAs;
  if (!above) return of;
  const [next, ...others] = workspace.functions.findClasses(above, of.file);
  return next && others.length === 0 && depth < 8 ? findMaker(next, workspace, depth + 1) : null;
}

function entryOf({ file, name }: WorkspaceClass): ClassEntry | null {
  const [entry, ...others] = file.classes.filter((each) => each.name === name);
  return entry && others.length === 0 ? entry : null;
}
