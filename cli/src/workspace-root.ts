import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { CommandError } from "./command-error.ts";
import { findRepositoryRoot, isIgnoredByGit } from "./git.ts";

/** The files that belong together, and which of them were asked for. */
export interface Workspace {
  /** Absolute and without links. */
  readonly root: string;
  /** Whether git lists its files and can give them back. */
  readonly isRepository: boolean;
  /** What was asked for, relative to the root with forward slashes; `""` is the root itself. */
  readonly targets: readonly string[];
}

/**
 * The repository of the paths asked for. Without one, or where it ignores them, the working directory, or the path itself.
 * Throws `PATH_NOT_FOUND`, and `INVALID_USAGE` for paths of two repositories or by a link that leads out of one.
 */
export async function findWorkspace(cwd: string, paths: readonly string[]): Promise<Workspace> {
  const asked = (paths.length === 0 ? ["."] : paths).map((path) => toRealPath(cwd, path));
  const base = toDirectory(asked[0] ?? cwd);
  const repository = findRepositoryRoot(base);
  const isRepository = repository !== null && !(await isIgnoredByGit(repository, base));
  const root = isRepository
    ? repository
    : isWithin(realpathSync(cwd), base) && repository === null
      ? realpathSync(cwd)
      : base;
  return { root, isRepository, targets: asked.map((path) => toTarget(root, path)) };
}

function toRealPath(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute))
    throw new CommandError("PATH_NOT_FOUND", "there is no such file or directory", { context: { path } });
  return realpathSync(absolute);
}

function toTarget(root: string, path: string): string {
  if (isWithin(root, path)) return toSlashes(relative(root, path));
  throw new CommandError("INVALID_USAGE", "all paths must lie in one repository, and no link may lead out of it", {
    context: { path, root },
  });
}

function toDirectory(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function toSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
