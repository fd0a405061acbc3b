import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "./command-error.ts";

const execute = promisify(execFile);

/** The directory of the git repository that a directory belongs to, or `null`. */
export function findRepositoryRoot(directory: string): string | null {
  if (existsSync(join(directory, ".git"))) return directory;
  const parent = dirname(directory);
  return parent === directory ? null : findRepositoryRoot(parent);
}

/** What git knows below `root` and what it would add: paths relative to `root`. Throws `GIT_FAILED`. */
export async function listGitFiles(root: string): Promise<string[]> {
  const output = await runGit(root, ["ls-files", "-z", "-co", "--exclude-standard"]);
  return [...new Set(output.split("\0"))].filter((path) => path !== "");
}

/** Whether a directory of the repository is none of its business: ignored, or somebody else's. Throws `GIT_FAILED`. */
export async function isIgnoredByGit(root: string, directory: string): Promise<boolean> {
  if (directory === root) return false;
  if (/[\\/]node_modules(?:[\\/]|$)/.test(directory.slice(root.length))) return true;
  return (await runGit(root, ["ls-files", "-z", "-co", "--exclude-standard", "--", directory])) === "";
}

/** What changed below `root` since the branch left `ref`, with what is not committed yet. Throws `GIT_FAILED`. */
export async function listChangedFiles(root: string, ref: string): Promise<ReadonlySet<string>> {
  const base = (await runGit(root, ["merge-base", "--", ref, "HEAD"])).trim();
  const changed = await runGit(root, ["diff", "--name-only", "--diff-filter=d", "--relative", "-z", base, "--"]);
  const added = await runGit(root, ["ls-files", "-z", "-o", "--exclude-standard"]);
  return new Set([...changed.split("\0"), ...added.split("\0")]);
}

/** What the next commit would change below `root`. Throws `GIT_FAILED`. */
export async function listStagedFiles(root: string): Promise<ReadonlySet<string>> {
  const staged = await runGit(root, ["diff", "--cached", "--name-only", "--diff-filter=d", "--relative", "-z"]);
  return new Set(staged.split("\0"));
}

/**
 * Those of `paths` (relative to `root`) that git could not give back as they are: with `isStagedSafe`, it could give back
 * what is staged. Throws `GIT_FAILED`.
 */
export async function findUncommitted(
  root: string,
  paths: readonly string[],
  isStagedSafe = false,
): Promise<ReadonlySet<string>> {
  const uncommitted = new Set<string>();
  for (let first = 0; first < paths.length; first += 500) {
    const some = paths.slice(first, first + 500);
    const output = await runGit(root, [
      "status",
      "--porcelain=v1",
      "-z",
      "--untracked-files=all",
      "--no-renames",
      "--",
      ...some,
    ]);
    for (const line of output.split("\0"))
      if (line !== "" && !(isStagedSafe && line[1] === " ")) uncommitted.add(line.slice(3));
  }
  return uncommitted;
}

async function runGit(root: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_LITERAL_PATHSPECS: "1", GIT_OPTIONAL_LOCKS: "0" };
  try {
    const { stdout } = await execute("git", ["-C", root, ...args], { maxBuffer: Infinity, env, encoding: "utf8" });
    return stdout;
  } catch (cause) {
    throw new CommandError("GIT_FAILED", "git does not answer", {
      context: { command: `git ${args[0]}`, root },
      cause,
    });
  }
}

/** What git prints, or `null` where it refuses; at once, for whoever reads files of the past like those of today. */
export function askGit(root: string, args: readonly string[]): string | null {
  try {
    const stdio: ("ignore" | "pipe")[] = ["ignore", "pipe", "ignore"];
    return execFileSync("git", ["-C", root, ...args], { encoding: "utf8", stdio, maxBuffer: 1 << 28 });
  } catch {
    return null;
  }
}
