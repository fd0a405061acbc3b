import { carryOut, type CarryOutOptions } from "./carry-out.ts";
import type { Colors } from "./diff.ts";
import { planRename, type RenameOptions, type RenamePlan } from "./rename-code/rename-code.ts";
import { toColors, type Io } from "./terminal.ts";

export type RenameCodeCommandOptions = RenameOptions & CarryOutOptions;

/** Runs `rename-code` and prints what it does; resolves to the exit code. Throws `FILE_UNCOMMITTED` before anything is written. */
export async function runRenameCode(options: RenameCodeCommandOptions, io: Io): Promise<number> {
  const colors = toColors(io, options.color);
  const plan = await planRename(options);
  const code = await carryOut(plan, options, { io, colors });
  io.stdout.write(`${toSummary(options, plan, colors)}\n`);
  return code;
}

function toSummary({ old, new: next, dryRun }: RenameCodeCommandOptions, plan: RenamePlan, colors: Colors): string {
  const { changes, count, left, notes } = plan;
  const verb = dryRun ? "would become" : "became";
  const places = `${String(count)} ${count === 1 ? "place" : "places"} in ${String(plan.files)} ${plan.files === 1 ? "file" : "files"}`;
  const headline = changes.length === 0 ? "Nothing to rename." : `${old} ${verb} ${next}: ${places}.`;
  const lines = joinPlaces(left).map(({ place, reason }) => `  ${place}  ${colors.dim(reason)}`);
  const stayed = left.length === 0 ? [] : [colors.bold("Left as they are:"), ...lines];
  return [colors.bold(headline), ...notes, ...stayed].join("\n");
}

/** A file once for each reason: `src/a.ts:3:4, 8:2`. */
function joinPlaces(left: RenamePlan["left"]): { readonly place: string; readonly reason: string }[] {
  const joined = new Map<string, { place: string; readonly reason: string }>();
  for (const { file, line, column, reason } of left) {
    const key = `${file}\n${reason}`;
    const known = joined.get(key);
    if (known) known.place += `, ${String(line)}:${String(column)}`;
    else joined.set(key, { place: `${file}:${String(line)}:${String(column)}`, reason });
  }
  return [...joined.values()];
}
