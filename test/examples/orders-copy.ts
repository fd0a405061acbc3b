import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { ownEngine } from "../../cli/src/own-engine.ts";
import { run } from "../../cli/src/run.ts";
import { commit, copyOrders, repository, scratchFolder } from "../../examples/demo/scratch.ts";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import plugin from "../../rules/index.ts";

export const example = join(repository, "examples/orders");

/** The example service in a repository of its own, with a contract and a boundary, in which everything is committed. */
export async function createCopy(): Promise<string> {
  mkdirSync(scratchFolder, { recursive: true });
  const folder = mkdtempSync(join(scratchFolder, "test-orders-"));
  await copyOrders(folder);
  await runIn(folder, "init", "--yes");
  await commit(folder, "init");
  return folder;
}

export function removeCopy(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the command with the project's own codemods; throws where its exit code is not among those for work done. */
export async function runIn(cwd: string, ...args: string[]): Promise<string> {
  let out = "";
  let err = "";
  const stdout = { write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  const { signal } = new AbortController();
  const io = {
    cwd,
    env: {},
    readInput: () => Promise.resolve(Buffer.alloc(0)),
    stdout,
    stderr,
    signal,
    confirm: null,
    choose: null,
  };
  const code = await run(args, io, () => Promise.resolve(ownEngine));
  if (code > 1) throw new Error(`error-contract ${args.join(" ")} exits with ${code}: ${err}`);
  return out;
}

export async function migrate(folder: string, ...flags: string[]): Promise<MigrationReport> {
  return JSON.parse(await runIn(folder, "migrate", "--json", ...flags)) as MigrationReport;
}

/** A report of one of our rules; lines count from 1. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export async function lint(folder: string): Promise<Report[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      plugin.configs["flat/recommended"] as never,
      { files: ["**/*.ts"], languageOptions: { parser } },
      { linterOptions: { reportUnusedDisableDirectives: "off" } },
    ],
  });
  const results = await eslint.lintFiles(["src"]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => ({
      file: filePath.slice(folder.length + 1),
      line,
      rule: ruleId?.replace("error-contract/", "") ?? "fatal",
      message,
    })),
  );
}

/** The files of the example service's sources, and their texts. */
export function readSources(folder: string): Map<string, string> {
  const entries = readdirSync(join(folder, "src"), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
