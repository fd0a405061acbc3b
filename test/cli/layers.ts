import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commit, createFolder, get, git, listNames } from "./workbench.ts";

const fixture = fileURLToPath(new URL("fixtures/layers", import.meta.url));
const jiti = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-register.mjs", import.meta.url));

/** A workspace in which errors are selected three layers and two packages above where they are caught and thrown again. */
export function createLayers(): string {
  const folder = createFolder({});
  cpSync(fixture, folder, { recursive: true });
  mkdirSync(join(folder, "node_modules/@acme"), { recursive: true });
  for (const name of readdirSync(join(folder, "packages")))
    symlinkSync(join(folder, "packages", name), join(folder, "node_modules/@acme", name));
  git(folder, "init", "-q");
  commit(folder);
  return folder;
}

/** What the workspace's own tests say: the names of those that fail. */
export function runOwnTests(folder: string): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", jiti, "test/own.spec.ts"], {
    cwd: folder,
    encoding: "utf8",
  });
  const found = [...stdout.matchAll(/^ *(not ok|ok) \d+ - (.*)$/gm)].map(([, outcome, name]) => ({ outcome, name }));
  if (found.length === 0) throw new Error(stdout + stderr);
  return found.flatMap(({ outcome, name }) => (outcome === "ok" ? [] : [name ?? ""]));
}

/** The sources of the workspace's packages, by their paths. */
export function readLayers(folder: string): Readonly<Record<string, string>> {
  const paths = listNames(join(folder, "packages")).map((path) => `packages/${path}`);
  return Object.fromEntries(paths.sort().map((path) => [path, get(folder, path)]));
}
