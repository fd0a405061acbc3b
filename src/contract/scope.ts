import { dirname } from "node:path";
import type { Contract, WireRule } from "./contract.ts";
import { findUpwards } from "./discover.ts";
import { isGlobMatch, toAbsoluteGlob } from "./glob.ts";

const usualTests = [
  "**/*.{test,spec,stories}.*",
  "**/__tests__/**",
  "**/{jest,vitest}?{setup,teardown,global-setup,global-teardown}*.*",
];

/** What runs by hand, once, or in no service: scripts, migrations, seeds, the configuration of tools; and what others wrote. */
const usualFolders = [
  "**/{scripts,migrations,seeds,seeders}/**",
  "**/.github/**",
  "**/{third_party,third-party,bower_components}/**",
  "**/{assets,public,static}/{vendor,vendors}/**",
];
const usualFiles = ["**/*.config.*", "**/.*rc.*", "**/{seed,knexfile,gulpfile,Gruntfile}.*"];

/**
 * Whether the conventions hold for a file (absolute path). Where the contract includes nothing by name, and where there
 * is none, they hold for all but scripts, migrations, seeds and configuration; what it excludes is left out as well.
 */
export function isInScope(contract: Contract | null, path: string): boolean {
  const { include, exclude } = contract?.scope ?? { include: [], exclude: [] };
  const isIncluded = include.length > 0 ? isAnyMatch(include, path) : !isUsuallyLeftOut(contract, path);
  return isIncluded && !isAnyMatch(exclude, path);
}

/** Whether the contract says that a file runs at the client's. What the file itself says is not asked. */
export function isClientPath(contract: Contract | null, path: string): boolean {
  return contract !== null && isAnyMatch(contract.scope.client, path);
}

/** Whether a file is a test: as the contract says, or by its name where it says nothing. */
export function isTestPath(contract: Contract | null, path: string): boolean {
  const said = contract?.scope.tests ?? [];
  return isAnyMatch(said.length > 0 ? said : usualTests, path);
}

/** What the responses of a file look like: the first entry of the contract's `wire` that matches, else an envelope. */
export function wireShapeOf(contract: Contract | null, path: string): WireRule["shape"] {
  return contract?.wire.find(({ files }) => isGlobMatch(files, path))?.shape ?? "envelope";
}

/** Folders count from the root down: a repository that is checked out below `scripts/` is none of scripts. */
function isUsuallyLeftOut(contract: Contract | null, path: string): boolean {
  if (isAnyMatch(usualFiles, path)) return true;
  if (!isAnyMatch(usualFolders, path)) return false;
  const root = contract?.root ?? findRoot(path);
  return root !== null && isAnyMatch(usualFoldersIn(root), path);
}

const foldersByRoot = new Map<string, readonly string[]>();

function usualFoldersIn(root: string): readonly string[] {
  const known = foldersByRoot.get(root) ?? usualFolders.map((glob) => toAbsoluteGlob(root, glob));
  foldersByRoot.set(root, known);
  return known;
}

/** The root of the repository that a file is in. */
function findRoot(path: string): string | null {
  const git = findUpwards(path, ".git");
  return git === null ? null : dirname(git);
}

function isAnyMatch(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => isGlobMatch(glob, path));
}
