import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { listGitFiles } from "./git.ts";
import type { Workspace } from "./workspace-root.ts";

/** All files of a workspace that nobody ignores, relative to its root, sorted. Throws `GIT_FAILED`. */
export async function listFiles(workspace: Workspace): Promise<readonly string[]> {
  const files = workspace.isRepository ? await listGitFiles(workspace.root) : [...walk(workspace.root, "", [])];
  return files.filter((path) => !/(?:^|\/)(?:(?:node_modules|\.yarn)\/|\.pnp\.[^/]*$)/.test(path)).sort();
}

/** The rules of one `.gitignore`, and where they apply. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

function* walk(root: string, directory: string, outer: readonly IgnoreFile[]): Generator<string> {
  const entries = readDirectory(join(root, directory));
  const own = entries.some((entry) => entry.name === ".gitignore") ? [readIgnoreFile(root, directory)] : [];
  const ignoreFiles = [...own, ...outer];
  for (const entry of entries) {
    const path = directory + entry.name;
    if (entry.name === ".git" || entry.name === "node_modules") continue;
    if (isIgnored(entry.isDirectory() ? `${path}/` : path, ignoreFiles)) continue;
    if (entry.isDirectory()) yield* walk(root, `${path}/`, ignoreFiles);
    else yield path;
  }
}

function readDirectory(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return []; // what cannot be listed holds nothing that could be migrated
  }
}

function readIgnoreFile(root: string, directory: string): IgnoreFile {
  return { directory, rules: ignore().add(readFileSync(join(root, directory, ".gitignore"), "utf8")) };
}

/** The innermost file that says anything about the path decides. */
function isIgnored(path: string, ignoreFiles: readonly IgnoreFile[]): boolean {
  for (const { directory, rules } of ignoreFiles) {
    const { ignored, unignored } = rules.test(path.slice(directory.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
