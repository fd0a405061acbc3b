import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../cli/src/run.ts";
import type { Io } from "../../cli/src/terminal.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";

/** A contract of an error class at `src/errors/app-error`, as `init` binds it, and of what else is bound. */
export function bindingContract(bound: object = {}): string {
  const wrap = { name: "AppError.wrap", cause: 0, message: 1, options: 2 };
  const module = "./src/errors/app-error";
  const errors = [{ name: "AppError", module, code: 0, message: 1, options: 2, canonical: true, wrap }];
  return JSON.stringify({ ...(JSON.parse(contract) as object), typescript: { errors, ...bound } });
}

export const contract = JSON.stringify({ format: 1, extends: ["error-contract:starter"], version: "1.0.0" });

/** A scratch folder with some files in it. */
export function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) put(folder, path, text);
  return folder;
}

/** The same as a git repository in which everything is committed, with a contract. */
export function createRepository(files: Readonly<Record<string, string>>): string {
  const folder = createFolder({ "error-contract.json": contract, ...files });
  git(folder, "init", "-q");
  commit(folder);
  return folder;
}

export function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "all");
}

export function git(folder: string, ...args: string[]): void {
  execFileSync("git", ["-C", folder, ...args]);
}

export function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

export function get(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** All files below a folder, but git's. */
export function listNames(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => path.slice(folder.length + 1)).filter((path) => !path.startsWith(".git/"));
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a user would, with a codemod of the tests' own. */
export async function runIn(
  cwd: string,
  args: readonly string[],
  io: Partial<Io> & { engine?: ReturnType<typeof createEngine> } = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const stdout = { isTTY: false, write: (text: string) => (out += text) };
  const stderr = { isTTY: false, write: (text: string) => (err += text) };
  const { signal } = new AbortController();
  const { engine = createEngine(codedThrows), ...given } = io;
  const code = await run(
    args,
    {
      cwd,
      env: {},
      readInput: () => Promise.resolve(Buffer.alloc(0)),
      stdout,
      stderr,
      signal,
      confirm: null,
      choose: null,
      ...given,
    },
    () => Promise.resolve(engine),
  );
  return { code, out, err };
}
