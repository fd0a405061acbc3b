import type { BaselineSummary } from "./check/baseline.ts";
import { check, type CheckOptions, type CheckReport } from "./check/check.ts";
import { readDrift } from "./check/drift.ts";
import type { Impact } from "./check/impact.ts";
import type { CheckProblem } from "./check/problem.ts";
import { openContract } from "./check/open-contract.ts";
import { readSources, UseWatch } from "./check/read-sources.ts";
import { toSarif } from "./check/to-sarif.ts";
import { toUsageFile, type UsageFile } from "./check/usage-file.ts";
import type { Colors } from "./diff.ts";
import { toColors, toPrintable, type Io } from "./terminal.ts";
import { toCount } from "./to-count.ts";

export interface CheckCommandOptions extends CheckOptions {
  /** Print where the contract's codes are used, and nothing else. */
  readonly isUsageWanted: boolean;
  readonly format: "text" | "json" | "sarif";
  readonly color: boolean;
}

/** Runs `check` and prints what it finds; resolves to the exit code: 1 where there is an error, warnings alone are none. */
export async function runCheck(options: CheckCommandOptions, io: Io): Promise<number> {
  if (options.isUsageWanted) {
    io.stdout.write(`${JSON.stringify(await readUsage(options), null, 2)}\n`);
    return 0;
  }
  const report = await check(options);
  io.stdout.write(`${toText(report, options.format, toColors(io, options.color))}\n`);
  return report.problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

async function readUsage(options: CheckOptions): Promise<UsageFile> {
  const opened = await openContract(options);
  const codes = new UseWatch(opened.contract);
  readSources(opened, [codes]);
  return toUsageFile(opened.root, opened.contract, [...codes.uses, ...(await readDrift(opened)).uses]);
}

function toText(report: CheckReport, format: CheckCommandOptions["format"], colors: Colors): string {
  if (format === "json") return JSON.stringify(report, null, 2);
  if (format === "sarif") return JSON.stringify(toSarif(report.problems), null, 2);
  const problems = report.problems.map((problem) => toLine(problem, colors));
  const impacts = report.impacts.map((impact) => toImpactText(impact, colors));
  return [...problems, ...impacts, toSummary(report, colors)].join("\n");
}

/** Who has to hear of a change, where it reaches them, and what they run. */
function toImpactText(impact: Impact, { bold, dim }: Colors): string {
  const { code, rules, service, owners, uses, command } = impact;
  const owned = owners.length === 0 ? "" : ` (${owners.join(", ")})`;
  const places = uses.map(({ file, line, column }) => dim(`    ${file}:${line}:${column}`));
  const advice = command === null ? [] : [`    run: ${command}`];
  return [`${bold(code)}, ${rules.join(", ")}: reaches ${service}${owned}`, ...places, ...advice].join("\n");
}

function toLine({ rule, severity, place, message }: CheckProblem, colors: Colors): string {
  const word = severity === "error" ? colors.red(severity) : severity;
  return `${place.file}:${place.line}:${place.column}  ${word}  ${toPrintable(message)}  ${colors.dim(rule)}`;
}

function toSummary({ problems, files, version, baseline }: CheckReport, { bold }: Colors): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const of = `contract ${version ?? "without a version"}, ${files} source ${files === 1 ? "file" : "files"}${baseline ? toBaselineText(baseline) : ""}`;
  if (problems.length === 0) return bold(`All is well: ${of}.`);
  return bold(`${toCount(errors, "error")}, ${toCount(problems.length - errors, "warning")}: ${of}.`);
}

function toBaselineText({ known, mended, accepted }: BaselineSummary): string {
  return `; of the baseline ${known} left, ${mended} mended, ${accepted} accepted`;
}
