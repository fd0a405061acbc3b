import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { init, type InitOptions, type InitResult } from "../../cli/src/init/init.ts";

export const repository = fileURLToPath(new URL("../../", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder within this repository, so that its packages are found. */
export function makeFolder(): string {
  const parent = join(repository, ".demo/init");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "project-"));
  folders.push(folder);
  return folder;
}

export function makeProject(files: Readonly<Record<string, string>>): string {
  const root = makeFolder();
  for (const [path, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  install(root, "eslint-plugin-error-contract");
  return root;
}

export function install(root: string, name: string): void {
  mkdirSync(join(root, "node_modules", name), { recursive: true });
}

export async function setUp(root: string, own: Partial<Omit<InitOptions, "root">> = {}): Promise<InitResult> {
  return init({ root, yes: true, dryRun: false, print: () => undefined, ...own });
}

export function readAll(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]));
}

export const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");
