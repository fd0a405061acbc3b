import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandError } from "./command-error.ts";
import { readHash, toBytes, type FileText } from "./read-file.ts";

/**
 * Replaces a file's text in one step: at any moment, also after a power cut, it is the old file or the new one. BOM, mode
 * and owner stay. All of it is synchronous, so that no signal handler of this process ever runs in the middle.
 * Throws `FILE_READ_ONLY`, `FILE_CHANGED` where somebody else wrote it after it was read, or `FILE_UNWRITABLE`.
 */
export function writeFile(file: FileText, text: string): void {
  const stats = lstatSync(file.path, { throwIfNoEntry: false });
  if (stats === undefined) throw new CommandError("FILE_CHANGED", "removed by somebody else meanwhile");
  if ((stats.mode & 0o222) === 0) throw new CommandError("FILE_READ_ONLY", "read-only, so it is not written");
  const temporary = toTemporaryPath(file.path);
  try {
    writeTemporary(temporary, toBytes(file, text), stats);
    if (readHash(file.path) !== file.hash)
      throw new CommandError("FILE_CHANGED", "changed by somebody else meanwhile, so it is not written");
    renameSync(temporary, file.path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof CommandError) throw error;
    throw new CommandError("FILE_UNWRITABLE", "cannot be written", { cause: error });
  }
}

const temporaryName = /^\..+\.(\d+)\.error-contract$/;

function toTemporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.error-contract`);
}

/** Whether a file is what a run that was killed has left behind, and not another run's that is still at work. */
export function isAbandoned(path: string): boolean {
  const pid = temporaryName.exec(basename(path))?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // it runs, as somebody else
  }
}

function writeTemporary(path: string, bytes: Buffer, like: Stats): void {
  const descriptor = openSync(path, "wx", like.mode & 0o777);
  try {
    writeFileSync(descriptor, bytes);
    keepOwner(descriptor, like);
    fchmodSync(descriptor, like.mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepOwner(descriptor: number, like: Stats): void {
  if (process.getuid?.() !== 0) return; // nobody else may give a file away
  fchownSync(descriptor, like.uid, like.gid);
}
