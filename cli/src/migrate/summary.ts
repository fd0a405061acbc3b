import type { Place } from "../../../codemods/codemod.ts";
import type { Colors } from "../diff.ts";
import { isChanged, type FailedFile, type MigrationReport } from "./migration-report.ts";
import { toCount } from "../to-count.ts";

const mostPlaces = 3;

/** What a run came to, for a person: what was changed, what is left and why, what was skipped, what failed. */
export function toSummary(report: MigrationReport, colors: Colors): string {
  const sections = [
    toHeadline(report, colors),
    toChangeLines(report),
    toLeftLines(report, colors),
    toSkippedLines(report, colors),
    toFailureLines(report, colors),
    report.warnings.map((warning) => `${colors.yellow("warning")} ${warning}`),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function toHeadline(report: MigrationReport, { bold }: Colors): string[] {
  const changed = report.files.filter(isChanged).length;
  const seen = `of ${toCount(report.seen, "file")}`;
  const verb = report.dryRun ? "would change" : "changed";
  const stopped = report.interrupted ? ["Stopped before the end. Run it again to go on."] : [];
  return [bold(changed === 0 ? `Nothing to change, ${seen} read.` : `${changed} ${seen} ${verb}.`), ...stopped];
}

function toChangeLines({ files }: MigrationReport): string[] {
  const groups = groupBy(
    files.flatMap(({ changes }) => changes),
    ({ codemod }) => codemod,
  );
  const todos = files.reduce((count, file) => count + file.todos, 0);
  return [
    ...groups.map(([codemod, changes]) => `${toColumn(changes.length)}  ${codemod}`),
    ...(todos === 0 ? [] : [`${toColumn(todos)}  ${todos === 1 ? "comment" : "comments"} about what is left`]),
  ];
}

function toLeftLines({ files }: MigrationReport, colors: Colors): string[] {
  const sites = files.flatMap(({ path, left }) => left.map((site) => ({ path, ...site })));
  const groups = groupBy(sites, ({ reason }) => reason);
  if (groups.length === 0) return [];
  return [
    colors.bold(`${toCount(sites.length, "site")} left as ${sites.length === 1 ? "it is" : "they are"}:`),
    ...groups.flatMap(([reason, group]) => [`${toColumn(group.length)}  ${reason}`, ...toPlaceLines(group, colors)]),
    colors.dim("Who knows the code may settle them in a plan: error-contract plan"),
  ];
}

interface Site extends Place {
  readonly path: string;
  readonly rule: string;
}

function toPlaceLines(sites: readonly Site[], { dim }: Colors): string[] {
  const first = sites.slice(0, mostPlaces).map(({ path, line, column, rule }) => `${path}:${line}:${column}  ${rule}`);
  const more = sites.length > mostPlaces ? [`and ${sites.length - mostPlaces} more`] : [];
  return [...first, ...more].map((line) => dim(`${toColumn("")}    ${line}`));
}

function toSkippedLines({ skipped }: MigrationReport, colors: Colors): string[] {
  const groups = groupBy(skipped, ({ reason }) => reason);
  if (groups.length === 0) return [];
  const toExamples = (paths: readonly string[]): string =>
    paths.slice(0, mostPlaces).join(", ") + (paths.length > mostPlaces ? ", …" : "");
  return [
    colors.bold(`${toCount(skipped.length, "file")} skipped:`),
    ...groups.map(
      ([reason, files]) =>
        `${toColumn(files.length)}  ${reason}  ${colors.dim(toExamples(files.map(({ path }) => path)))}`,
    ),
  ];
}

function toFailureLines({ failed }: MigrationReport, colors: Colors): string[] {
  if (failed.length === 0) return [];
  return [
    colors.bold(
      colors.red(`${toCount(failed.length, "file")} failed and ${failed.length === 1 ? "is" : "are"} as before:`),
    ),
    ...failed.map((file) => `      ${toFailureLine(file)}`),
  ];
}

function toFailureLine({ path, line, column, reason }: FailedFile): string {
  const place = line === null || column === null ? "" : `:${line}:${column}`;
  return `${path}${place}: ${reason}`;
}

/** Groups in order of size, largest first; equal ones in order of appearance. */
function groupBy<T>(items: readonly T[], toKey: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(toKey(item));
    if (group === undefined) groups.set(toKey(item), [item]);
    else group.push(item);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function toColumn(value: number | string): string {
  return String(value).padStart(6);
}
