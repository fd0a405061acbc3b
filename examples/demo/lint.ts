import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { execute } from "./execute.ts";
import { eslintConfig } from "./packages.ts";
import { colors, printLines, printTable, toExcerpt } from "./print.ts";

const eslint = join(dirname(createRequire(import.meta.url).resolve("eslint/package.json")), "bin/eslint.js");

/** One report of a rule of ours. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { ruleId: string | null; line?: number; message: string; fatal?: boolean }[];
}

/** What ESLint with the packed plugin reports below a folder of a project, and the files that it cannot parse. */
export async function lint(project: string, folder = "."): Promise<{ reports: Report[]; unread: string[] }> {
  const options = ["--format", "json", "--config", eslintConfig, "--no-error-on-unmatched-pattern"];
  const { out } = await execute([process.execPath, eslint, ...options, folder], project, [0, 1]);
  const results = JSON.parse(out) as LintResult[];
  const unread = results.filter(({ messages }) => messages.some(({ fatal }) => fatal === true));
  return {
    reports: results.flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId?.startsWith("error-contract/"))
        .map(({ ruleId, line = 1, message }) => ({
          file: relative(project, filePath).replaceAll("\\", "/"),
          line,
          rule: (ruleId ?? "").replace("error-contract/", ""),
          message,
        })),
    ),
    unread: unread.map(({ filePath }) => relative(project, filePath)),
  };
}

/** Prints how often each rule reports, and the first reports of each; all of them where `most` is infinite. */
export function printReports(reports: readonly Report[], most: number): void {
  const rules = [...new Set(reports.map(({ rule }) => rule))].sort();
  const byRule = rules.map((rule) => reports.filter((report) => report.rule === rule));
  printTable(byRule.map((group) => [group.length, group[0]?.rule ?? ""]));
  for (const group of byRule) {
    printLines("");
    printLines(colors.bold(group[0]?.rule ?? ""));
    for (const { file, line, message } of group.slice(0, most)) {
      printLines(`  ${file}:${line}  ${colors.dim(toExcerpt(message, 140))}`);
    }
    if (group.length > most) printLines(colors.dim(`  and ${group.length - most} more`));
  }
}
