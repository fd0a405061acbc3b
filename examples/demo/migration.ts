import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { execute } from "./execute.ts";
import { command } from "./packages.ts";
import { colors, printDiff, printLines } from "./print.ts";

/** What `migrate --dry-run` would do in a folder. */
export async function planMigration(folder: string, ...flags: string[]): Promise<MigrationReport> {
  const args = ["migrate", "--dry-run", "--json", ...flags];
  const { out } = await execute([process.execPath, command, ...args], folder, [0, 1, 3]);
  return JSON.parse(out) as MigrationReport;
}

/** What runs print of themselves, but the diffs. */
export async function migrateInPlace(folder: string): Promise<string> {
  const { out } = await execute([process.execPath, command, "migrate", "--yes", "--no-color"], folder);
  return out;
}

export interface DiffLimits {
  readonly files: number;
  readonly lines: number;
}

/** Prints the diffs of a plan, those with the most settled sites first. */
export function printPlan({ files }: MigrationReport, limits: DiffLimits): void {
  const changed = files.filter(({ diff }) => diff !== null).sort((a, b) => b.changes.length - a.changes.length);
  for (const { diff } of changed.slice(0, limits.files)) {
    printDiff(diff ?? "", limits.lines);
    printLines("");
  }
  const more = changed.length - limits.files;
  if (more > 0) printLines(colors.dim(`and ${more} more files; --all prints them`));
}
