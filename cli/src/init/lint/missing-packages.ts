import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../read-project.ts";

const managers: readonly (readonly [lockFile: string, command: string])[] = [
  ["pnpm-lock.yaml", "pnpm add --save-dev"],
  ["yarn.lock", "yarn add --dev"],
  ["bun.lock", "bun add --dev"],
  ["bun.lockb", "bun add --dev"],
];

/** The command that installs what a lint configuration needs and the project does not have; `null` where it has everything. */
export function toInstallCommand(project: Project, packages: readonly string[]): string | null {
  const missing = packages.filter((name) => !hasPackage(project, name));
  if (missing.length === 0) return null;
  const [, command = "npm install --save-dev"] =
    managers.find(([lock]) => findAbove(project.root, lock, project.repository) !== null) ?? [];
  return `${command} ${missing.join(" ")}`;
}

/** Whether there is a manifest that packages can be asked for in: the project's own, or one above it. */
export function hasManifest({ root }: Project): boolean {
  return findAbove(root, "package.json", null) !== null;
}

/** Whether a package is asked for, or there. */
export function hasPackage(project: Project, name: string): boolean {
  return project.packages.has(name) || findInstalled(project, name) !== null;
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
