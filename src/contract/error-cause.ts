import { dirname, isAbsolute, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import { findUpwards } from "./discover.ts";
import { createDisk, type Disk, hasChanged } from "./disk.ts";

/** How long an answer of the disk is believed, in milliseconds. */
const beliefTime = 1000;

interface Answer {
  readonly has: boolean;
  /** What was read for it, and what that was then. */
  readonly stamps: ReadonlyMap<string, string>;
  seen: number;
}

const answers = new Map<string, Answer>();

/**
 * Whether `new Error(message, { cause })` is known where a file (absolute path) is compiled: by `lib`, else by `target`, of the nearest
 * `tsconfig.json` and those that it extends. Taken to be known in JavaScript, and where nothing says otherwise. Never throws.
 */
export function hasErrorCause(file: string): boolean {
  if (!/\.[cm]?tsx?$/.test(file)) return true;
  const directory = dirname(file);
  const known = answers.get(directory);
  const now = performance.now();
  if (known && (now - known.seen < beliefTime || (known.stamps.size > 0 && !hasChanged(known.stamps)))) {
    known.seen = now;
    return known.has;
  }
  const disk = createDisk();
  const path = findUpwards(file, "tsconfig.json");
  const has = path === null || isKnownBy(readOptions(path, disk));
  answers.set(directory, { has, stamps: disk.stamps, seen: now });
  return has;
}

interface CompilerOptions {
  readonly lib?: readonly unknown[];
  readonly target?: string;
}

/** The language has it since 2022. A library beside others may be that of errors alone. */
function isKnownBy({ lib, target }: CompilerOptions): boolean {
  if (lib) return lib.some((each) => typeof each === "string" && hasCause(each));
  return target === undefined || hasCause(target);
}

function hasCause(name: string): boolean {
  return /^es(?:next|20(?:2[2-9]|[3-9]\d))(?:$|\.(?:full|error)$)/i.test(name);
}

const deepest = 8;

/** The two options that decide, of a configuration and what it extends; of several, the last that says something. */
function readOptions(path: string, disk: Disk, depth = 0): CompilerOptions {
  const reading = depth > deepest ? null : disk.read(path);
  if (reading === null || "failure" in reading) return {};
  const config: unknown = parse(reading.text, [], { allowTrailingComma: true });
  if (!isRecord(config)) return {};
  const { lib, target } = isRecord(config["compilerOptions"]) ? config["compilerOptions"] : {};
  const inherited = [config["extends"]].flat().flatMap((entry) => {
    const base = typeof entry === "string" ? findBase(entry, path, disk) : null;
    return base === null ? [] : [readOptions(base, disk, depth + 1)];
  });
  return Object.assign(
    {},
    ...inherited,
    Array.isArray(lib) && { lib },
    typeof target === "string" && { target },
  ) as CompilerOptions;
}

/** The file that `extends` names: a path with or without its ending, or one in an installed package. */
function findBase(entry: string, from: string, disk: Disk): string | null {
  const directory = dirname(from);
  if (entry.startsWith(".") || isAbsolute(entry)) return findFile(resolve(directory, entry), disk);
  for (let at = directory; ; at = dirname(at)) {
    const found = findFile(join(at, "node_modules", entry), disk);
    if (found !== null || at === dirname(at)) return found;
  }
}

function findFile(path: string, disk: Disk): string | null {
  const candidates = path.endsWith(".json") ? [path] : [`${path}.json`, join(path, "tsconfig.json")];
  return candidates.find((each) => disk.exists(each)) ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
