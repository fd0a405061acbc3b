import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { CommandError } from "../command-error.ts";
import type { FileText } from "../read-file.ts";
import { writeFile } from "../write-file.ts";

/** A file that is made or changed. */
export interface FileChange {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** As it was read; `null` where there is none yet. */
  readonly before: FileText | null;
  readonly after: string;
}

/**
 * Writes changes, each in one step. Throws `FILE_UNWRITABLE`, before the first of them for a link that leads out of the root
 * or stands where a file is to be made, and what `writeFile` throws.
 */
export function writeChanges(root: string, changes: readonly FileChange[]): void {
  for (const { path, before } of changes) {
    requireInside(root, path);
    if (before === null && lstatSync(join(root, path), { throwIfNoEntry: false }))
      throw new CommandError("FILE_UNWRITABLE", "a link or a folder is in the way", { context: { path } });
  }
  for (const { path, before, after } of changes) {
    if (before === null) createFile(join(root, path), after);
    else writeFile(before, after);
  }
}

/** Throws `FILE_UNWRITABLE` for a path from the root that leads out of it. */
export function requireInside(root: string, path: string): void {
  if (!isInside(root, join(root, path)))
    throw new CommandError("FILE_UNWRITABLE", "the file lies outside the project and is not written", {
      context: { path },
    });
}

function isInside(root: string, path: string): boolean {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  const way = relative(realpathSync(root), realpathSync(folder));
  return way !== ".." && !way.startsWith(`..${sep}`);
}

/** A link fails where somebody else made the file meanwhile; a rename would replace it. */
function createFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${String(process.pid)}.error-contract`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(temporary, "wx");
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
    linkSync(temporary, path);
  } catch (cause) {
    throw new CommandError("FILE_UNWRITABLE", "the file cannot be written", { cause });
  } finally {
    rmSync(temporary, { force: true });
  }
}
