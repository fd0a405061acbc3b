import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { isGlobMatch, toAbsoluteGlob } from "../../src/contract/glob.ts";
import { listFiles } from "./list-files.ts";
import { findNameReason, isCandidateName, maximumSize } from "../../codemods/skip-reason.ts";
import type { Workspace } from "./workspace-root.ts";
import { isAbandoned } from "./write-file.ts";

/** Globs relative to `cwd`; an empty `include` means everything. */
export interface Selection {
  readonly cwd: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Of these paths only; without it, or `null`: of all. */
  readonly among?: ReadonlySet<string> | null;
  /** Of these one part only. */
  readonly shard?: Shard | null;
}

/** One of `count` parts, `index` from 1 on. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A file that was asked for and is not migrated. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** All paths are relative to the root, sorted, with forward slashes. */
export interface Discovery {
  /** Every source file of the workspace: what the index is made from. */
  readonly files: readonly string[];
  /** Those of them that were asked for. */
  readonly targets: ReadonlySet<string>;
  readonly skipped: readonly SkippedFile[];
  /** What a run that was killed has left behind. */
  readonly abandoned: readonly string[];
}

/** Finds the source files of a workspace; whatever was asked for and is none has a reason. Throws `GIT_FAILED`. */
export async function findFiles(workspace: Workspace, selection: Selection): Promise<Discovery> {
  const listed = await listFiles(workspace);
  const isSelected = toFilter(selection);
  const isTarget = (path: string): boolean =>
    selection.among?.has(path) !== false &&
    isInShard(path, selection.shard ?? null) &&
    workspace.targets.some((target) => isBelow(target, path)) &&
    isSelected(join(workspace.root, path));
  const files: string[] = [];
  const skipped: SkippedFile[] = findAbsent(workspace.targets, listed);
  for (const path of listed.filter((path) => isCandidateName(path) || workspace.targets.includes(path))) {
    const reason = findNameReason(path) ?? findKindReason(join(workspace.root, path));
    if (reason === null) files.push(path);
    else if (reason !== "absent" && isTarget(path)) skipped.push({ path, reason });
  }
  const abandoned = listed.filter((path) => path.endsWith(".error-contract") && isAbandoned(path));
  return { files, targets: new Set(files.filter(isTarget)), skipped, abandoned };
}

/** Git lists also what was deleted and not yet committed: that is `absent`. */
function findKindReason(path: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return "absent";
  if (stats.isSymbolicLink()) return "a symbolic link";
  if (!stats.isFile()) return "no regular file";
  return stats.size > maximumSize ? "larger than 2 MB" : null;
}

/** Paths that were asked for, exist, and hold nothing that is listed. */
function findAbsent(targets: readonly string[], listed: readonly string[]): SkippedFile[] {
  const absent = targets.filter((target) => !listed.some((path) => isBelow(target, path)));
  return absent.map((path) => ({ path: path || ".", reason: "ignored, or without any file" }));
}

/** By a hash of the path, so that a file's part depends on no other file. */
function isInShard(path: string, shard: Shard | null): boolean {
  if (shard === null) return true;
  return createHash("sha1").update(path).digest().readUInt32BE() % shard.count === shard.index - 1;
}

function isBelow(target: string, path: string): boolean {
  return target === "" || path === target || path.startsWith(`${target}/`);
}

function toFilter({ cwd, include, exclude }: Selection): (path: string) => boolean {
  const included = include.map((glob) => toAbsoluteGlob(cwd, glob));
  const excluded = exclude.map((glob) => toAbsoluteGlob(cwd, glob));
  const isAny = (globs: readonly string[], path: string): boolean => globs.some((glob) => isGlobMatch(glob, path));
  return (path) => (included.length === 0 || isAny(included, path)) && !isAny(excluded, path);
}
