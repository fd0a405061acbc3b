import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { inject, onTestFinished } from "vitest";

const require = createRequire(import.meta.url);

/** What a host said about one place; columns from 1. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

/** A host of the plugin: how it is configured and how it is asked. */
export interface Host {
  readonly name: string;
  /** The configuration's file name and text. */
  readonly config: readonly [string, string];
  /** The package of ESLint, by its alias here; `null` for oxlint. */
  readonly eslint: "eslint" | "eslint-v9" | "eslint-v8" | null;
  readonly env?: Readonly<Record<string, string>>;
  /** The executable of Node that runs ESLint: this process's, unless it is said. */
  readonly node?: string;
  /** Options of ESLint's command line. */
  readonly options?: readonly string[];
}

/** A folder outside this repository that has installed the packed plugin, with the files of a fixture. */
export function createProject(fixture: string, { config, eslint }: Pick<Host, "config" | "eslint">): string {
  const folder = mkdtempSync(join(tmpdir(), "error-contract-host-"));
  onTestFinished(() => void spawnSync("rm", ["-rf", folder]));
  cpSync(fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url)), folder, { recursive: true });
  writeFileSync(join(folder, config[0]), config[1]);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", private: true, type: "module" }));
  writeFileSync(join(folder, ".gitignore"), "node_modules/\n");
  mkdirSync(join(folder, ".git"));
  cpSync(inject("installed"), join(folder, "node_modules"), { recursive: true });
  for (const name of ["@typescript-eslint/parser", "typescript-eslint"]) install(folder, name, toPackageFolder(name));
  if (eslint !== null) {
    install(folder, "eslint", toPackageFolder(eslint));
    install(folder, "@eslint/js", toPackageFolder("@eslint/js", toPackageFolder(eslint)));
  }
  return folder;
}

function install(folder: string, name: string, target: string): void {
  const link = join(folder, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(target, link);
}

function toPackageFolder(name: string, from = dirname(fileURLToPath(import.meta.url))): string {
  return dirname(require.resolve(`${name}/package.json`, { paths: [from] }));
}

/**
 * Everything that a host reports about what lies in `folder`, in paths from `root`, sorted; throws where the host itself
 * fails.
 */
export function lint(root: string, host: Host, folder = root): Report[] {
  const at = { root, folder };
  const reports = host.eslint === null ? lintWithOxlint(at) : lintWithESLint(at, host, host.eslint);
  return reports.sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}

interface ESLintResult {
  readonly filePath: string;
  readonly messages: readonly { ruleId: string | null; message: string; line: number; column: number }[];
}

interface Place {
  readonly root: string;
  /** The working directory. */
  readonly folder: string;
}

function lintWithESLint({ root, folder }: Place, host: Host, eslint: string): Report[] {
  const bin = join(toPackageFolder(eslint), "bin/eslint.js");
  const legacy = host.config[0] === ".eslintrc.json" ? ["--ext", ".js,.cjs,.ts"] : [];
  return parseReports(root, run([bin, "--format", "json", ...legacy, ...(host.options ?? []), "."], folder, host));
}

/** What ESLint's formatter `json` says, in paths from `root`. */
export function parseReports(root: string, output: string): Report[] {
  return (JSON.parse(output) as ESLintResult[]).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line, column }) => ({
      file: relative(root, filePath),
      line,
      column,
      rule: ruleId ?? "",
      message,
    })),
  );
}

interface OxlintResult {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly message: string;
    readonly filename: string;
    readonly labels: readonly { span: { offset: number } }[];
  }[];
}

/** Its code is `error-contract(valid-contract)`, and its offsets count bytes. */
function lintWithOxlint({ root, folder }: Place): Report[] {
  const bin = join(toPackageFolder("oxlint"), "bin/oxlint");
  const { diagnostics } = JSON.parse(run([bin, "--format", "json", "."], folder)) as OxlintResult;
  return diagnostics.map(({ code = "", message, filename, labels }) => {
    const before = readFileSync(join(folder, filename))
      .subarray(0, labels[0]?.span.offset ?? 0)
      .toString();
    const line = before.split("\n").length;
    return {
      file: relative(root, join(folder, filename)),
      line,
      column: before.length - before.lastIndexOf("\n"),
      rule: code.replace(/^(.*)\((.*)\)$/, "$1/$2"),
      message,
    };
  });
}

function run(args: readonly string[], cwd: string, { env = {}, node = process.execPath }: Partial<Host> = {}): string {
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (status !== 0 && status !== 1) throw new Error(`The host failed with ${status}: ${stderr}${stdout}`);
  return stdout;
}
