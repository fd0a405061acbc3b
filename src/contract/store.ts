import { dirname, isAbsolute } from "node:path";
import { findContractPath, findUpwards } from "./discover.ts";
import { createDisk, hasChanged } from "./disk.ts";
import { type LoadedContract, loadContract } from "./load.ts";
import { toQuoted } from "./problem.ts";
import { createSettingsProblem } from "./settings.ts";

/** How long an answer of the disk is believed, in milliseconds. */
const beliefTime = 250;

interface Entry {
  loaded: LoadedContract;
  /** Everything that the disk was asked, also for what was not there, and what it was then. */
  stamps: ReadonlyMap<string, string>;
  seen: number;
}

interface Discovery {
  readonly path: string | null;
  readonly seen: number;
}

const entries = new Map<string, Entry>();
const discoveries = new Map<string, Discovery>();

/**
 * The contract in force for a file (absolute path): the one that a host's settings name, else the one found from its
 * directory upwards; `null` where there is none. Read anew when any of its files changed, at most every 250 ms. While it
 * is broken, `contract` is the last good one and `problems` tells what is wrong now. The same object as long as nothing
 * changed. Never throws.
 */
export function contractFor(filePath: string, settingsPath?: string): LoadedContract | null {
  if (settingsPath === undefined) {
    const path = discover(filePath);
    return path === null ? null : toCurrent(path);
  }
  const path = isAbsolute(settingsPath) ? settingsPath : findUpwards(filePath, settingsPath);
  return path === null ? toMissing(settingsPath) : toCurrent(path);
}

function discover(filePath: string): string | null {
  if (!isAbsolute(filePath)) return null;
  const directory = dirname(filePath);
  const known = discoveries.get(directory);
  const now = performance.now();
  if (known !== undefined && now - known.seen < beliefTime) return known.path;
  const path = findContractPath(filePath);
  discoveries.set(directory, { path, seen: now });
  return path;
}

function toCurrent(path: string): LoadedContract {
  const now = performance.now();
  const entry = entries.get(path);
  if (entry !== undefined && now - entry.seen < beliefTime) return entry.loaded;
  if (entry !== undefined && !hasChanged(entry.stamps)) {
    entry.seen = now;
    return entry.loaded;
  }
  const disk = createDisk();
  const loaded = toContinued(loadContract(path, disk), entry?.loaded ?? null);
  entries.set(path, { loaded, stamps: disk.stamps, seen: now });
  return loaded;
}

/** The new contract; the old object if it says the same; with the old contract in force if the new one is broken. */
function toContinued(loaded: LoadedContract, before: LoadedContract | null): LoadedContract {
  if (before === null) return loaded;
  if (loaded.contract === null) return { ...loaded, contract: before.contract };
  const isSame =
    before.problems.length === 0 && before.hash === loaded.hash && String(before.files) === String(loaded.files);
  return isSame ? before : loaded;
}

/** Settings may name a file that does not exist: that is told, not taken for "no contract". */
function toMissing(settingsPath: string): LoadedContract {
  const message = `$.contract names ${toQuoted(settingsPath)}, which is in no directory from this file's to the repository's root`;
  const expected = "an absolute path, or one relative to a directory above the file";
  const problem = createSettingsProblem("$.contract", { message, expected, suggestion: null });
  return { path: settingsPath, contract: null, problems: [problem], files: [], hash: "" };
}
