import { paintDiff, toDiff, type Colors } from "./diff.ts";
import { writeChanges } from "./init/write-change.ts";
import { refuseUncommitted } from "./refuse-uncommitted.ts";
import type { Io } from "./terminal.ts";

export interface CarryOutOptions {
  readonly dryRun: boolean;
  readonly allowDirty: boolean;
  readonly color: boolean;
}

type Planned = {
  readonly workspace: Parameters<typeof refuseUncommitted>[0];
  readonly changes: Parameters<typeof writeChanges>[1];
};

/**
 * Shows the changes that a command planned, or writes them; resolves to the exit code. Throws `FILE_UNCOMMITTED` before
 * anything is written.
 */
export async function carryOut(
  { workspace, changes }: Planned,
  { dryRun, allowDirty }: CarryOutOptions,
  { io, colors }: { readonly io: Io; readonly colors: Colors },
): Promise<number> {
  if (dryRun) {
    for (const { path, before, after } of changes)
      io.stdout.write(`${paintDiff(toDiff(path, before?.text ?? null, after), colors)}\n`);
    return changes.length > 0 ? 1 : 0;
  }
  if (!allowDirty) await refuseUncommitted(workspace, changes);
  writeChanges(workspace.root, changes);
  return 0;
}
