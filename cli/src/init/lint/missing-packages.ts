import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../read-project.ts";

const managers: readonly (readonly [lockFile: string, command: string])[] = [
  ["pnpm-lock.yaml", "pnpm add --save-dev"],
  ["yarn.lock", "yarn add --dev"],
  ["bun.lock", "bun add --dev"],
  ["bun.lockb", "bun add --dev"],
];

/** How to install what a lint configuration needs and the project does not have; nothing where it has everything. */
export function toInstallNote(project: Project, packages: readonly string[]): string[] {
  const missing = packages.filter((name) => !project.packages.has(name) && findInstalled(project, name) === null);
  if (missing.length === 0) return [];
  const [, command = "npm install --save-dev"] =
    managers.find(([lock]) => findAbove(project.root, lock, project.repository) !== null) ?? [];
  return [`Linting needs what is not installed: ${command} ${missing.join(" ")}`];
}

/** The folder of a package that the project can load; `null` where there is none. */
export function findInstalled({ root }: Project, name: string): string | null {
  return findAbove(root, join("node_modules", name), null);
}

/** The nearest of that name in a folder, or in one above it as far as `last`. */
function findAbove(from: string, name: string, last: string | null): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === last || folder === dirname(folder)) return null;
  }
}
