import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";

/** The file system as a contract sees it: asks are remembered, so that one can tell later whether anything changed. */
export interface Disk {
  /** What was asked for, and how it was then: what `hasChanged` compares. */
  readonly stamps: ReadonlyMap<string, string>;
  exists(path: string): boolean;
  read(path: string): Reading;
}

/** A file's text without its BOM, or why there is none. */
export type Reading = { readonly text: string } | { readonly failure: string };

/** A contract with ten thousand codes has three. */
const mostMegabytes = 8;

/** A disk that remembers nothing yet. */
export function createDisk(): Disk {
  const stamps = new Map<string, string>();
  const note = (path: string): void => void stamps.set(path, stamps.get(path) ?? toStamp(path));
  return {
    stamps,
    exists(path) {
      note(path);
      return isThere(path);
    },
    read(path) {
      // Noted before it is read: a change in between is then seen later, never missed.
      note(path);
      return readText(path);
    },
  };
}

/** A disk on which one file is already that is yet to be written. */
export function createDiskWith(path: string, text: string, disk: Disk = createDisk()): Disk {
  return {
    ...disk,
    exists: (asked) => asked === path || disk.exists(asked),
    read: (asked) => (asked === path ? { text } : disk.read(asked)),
  };
}

/** Whether any of these paths is no longer what it was. Never throws; costs a microsecond a path. */
export function hasChanged(stamps: ReadonlyMap<string, string>): boolean {
  for (const [path, stamp] of stamps) if (toStamp(path) !== stamp) return true;
  return false;
}

/** Whether there is anything of that name, be it a directory or a link that leads nowhere. Never throws. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The path without links, or as it was given where that cannot be told. */
export function toRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function toStamp(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? "" : `${stat.mtimeMs} ${stat.ctimeMs} ${stat.size} ${stat.ino}`;
  } catch (err) {
    return toReason(err);
  }
}

function readText(path: string): Reading {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { failure: "is a directory" };
    // A pipe or a device could keep us waiting for ever.
    if (!stat.isFile()) return { failure: "is no file" };
    if (stat.size > mostMegabytes * 1024 * 1024) return { failure: `is larger than ${mostMegabytes} MB` };
    return decode(readFileSync(path));
  } catch (err) {
    return { failure: `cannot be read (${toReason(err)})` };
  }
}

function decode(bytes: Uint8Array): Reading {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { failure: "is not in UTF-8" };
  }
}

function toReason(err: unknown): string {
  return err instanceof Error && "code" in err ? String(err.code) : String(err);
}
