import { dirname, isAbsolute, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import type { Disk } from "./disk.ts";

/** What is asked of a compiler's options: which language it knows, whose modules, and what it compiles. */
export interface CompilerOptions {
  readonly lib?: readonly unknown[];
  readonly target?: string;
  readonly module?: string;
  readonly moduleResolution?: string;
  /** Absolute. */
  readonly rootDir?: string;
}

const deepest = 8;

/** The options of a `tsconfig.json` and what it extends; of several, the last that says something. Empty where it cannot be read. */
export function readCompilerOptions(path: string, disk: Disk, depth = 0): CompilerOptions {
  const reading = depth > deepest ? null : disk.read(path);
  if (reading === null || "failure" in reading) return {};
  const config: unknown = parse(reading.text, [], { allowTrailingComma: true });
  if (!isRecord(config)) return {};
  const inherited = [config["extends"]].flat().flatMap((entry) => {
    const base = typeof entry === "string" ? findBase(entry, path, disk) : null;
    return base === null ? [] : [readCompilerOptions(base, disk, depth + 1)];
  });
  return Object.assign({}, ...inherited, toOptions(config["compilerOptions"], dirname(path))) as CompilerOptions;
}

function toOptions(said: unknown, directory: string): CompilerOptions {
  if (!isRecord(said)) return {};
  const { lib, rootDir } = said;
  const texts = (["target", "module", "moduleResolution"] as const).flatMap((key) => {
    const value = said[key];
    return typeof value === "string" ? [[key, value] as const] : [];
  });
  return {
    ...(Array.isArray(lib) && { lib: lib as readonly unknown[] }),
    ...(typeof rootDir === "string" && { rootDir: resolve(directory, rootDir) }),
    ...Object.fromEntries(texts),
  };
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
