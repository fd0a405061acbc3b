import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { toSummary } from "../../cli/src/migrate/summary.ts";
import { DemoError } from "./claim.ts";
import { execute } from "./execute.ts";
import { lint, printReports } from "./lint.ts";
import type { Limits } from "./main.ts";
import { planMigration, printPlan } from "./migration.ts";
import { command, installPackages } from "./packages.ts";
import { colors, printLines, printStep } from "./print.ts";
import { commit, copySources, scratchFolder } from "./scratch.ts";

/**
 * Shows what lint says about a folder and what `migrate` would make of it. The folder is only read: a copy of its sources
 * is set up, so that the plan is the one for a project that has a contract and a boundary. Throws `INVALID_USAGE`.
 */
export async function surveyFolder(folder: string, limits: Limits): Promise<void> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new DemoError("INVALID_USAGE", "there is no such directory", { context: { folder } });
  const copied = join(scratchFolder, "survey", basename(folder));
  await copySources(folder, copied);
  await installPackages();
  printStep(1, `error-contract init, in a copy of ${folder}`);
  const { out, err, code } = await execute([process.execPath, command, "init", "--yes"], copied, [0, 1, 2, 3]);
  for (const line of (code === 0 ? out : err).split("\n").filter((each) => !/^(?:---|\+\+\+|@@|[ +-]|$)/.test(each)))
    printLines(line);
  await commit(copied, "error-contract init");
  printStep(2, "ESLint with the plugin");
  const { reports, unread } = await lint(copied);
  printReports(reports, limits.reports);
  if (reports.length === 0) printLines("nothing to report");
  for (const file of unread) printLines(colors.dim(`${file} cannot be parsed`));
  printStep(3, "error-contract migrate --dry-run");
  const plan = await planMigration(copied, ...(existsSync(join(copied, "error-contract.json")) ? [] : ["--plain"]));
  printPlan(plan, limits.diffs);
  printLines(...toSummary(plan, colors).split("\n"));
  printLines(colors.dim(`Nothing was written to ${folder}.`));
}
