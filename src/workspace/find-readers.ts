import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import { hasUnseenCallers } from "./unseen-callers.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Who reads what some functions return, for a reason: "`saveOrder` in src/services/orders.ts:42 reads what `loadOrder` returns".
 * `null` where every caller only returns it, too, or lets it go.
 */
export function findReaders(from: readonly WorkspaceFunction[], workspace: Workspace): string | null {
  const open = new Set(from);
  for (const target of open) {
    const reason = findOutsider(target, workspace);
    if (reason !== null) return reason;
    for (const caller of callersOf(target, workspace)) {
      const around = workspace.functions.at(caller.file, caller.site.from);
      if (!around || caller.site.value === "dropped") continue;
      if (caller.site.value === undefined)
        return `${workspace.describe(around, caller.site.line)} reads what ${target.entry.label} returns`;
      open.add(around);
    }
  }
  return null;
}

/** Whoever calls it and is not seen, or is the framework that it is a handler of. */
function findOutsider(target: WorkspaceFunction, workspace: Workspace): string | null {
  const place = workspace.describe(target);
  const { handler } = target.entry;
  if (handler) return `${place} returns it to ${handler.framework}`;
  const [giver] = workspace.functions.giversOf(target);
  if (giver) return `\`${giver.site.name}\` may read what ${place} returns`;
  return hasUnseenCallers(target, workspace) ? `somebody who is not seen may read what ${place} returns` : null;
}

function callersOf(target: WorkspaceFunction, { functions }: Workspace): readonly WorkspaceSite[] {
  return [...functions.callersOf(target), ...functions.namesakesOf(target)];
}
