import { readdirSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import { findUpwards } from "./discover.ts";
import type { Disk } from "./disk.ts";
import { isGlobMatch, toAbsoluteGlob } from "./glob.ts";

/** What is asked of a compiler's options: which language it knows, whose modules, and what it compiles. */
export interface CompilerOptions {
  readonly lib?: readonly unknown[];
  readonly target?: string;
  readonly module?: string;
  readonly moduleResolution?: string;
  /** It only checks types; something else compiles. */
  readonly noEmit?: boolean;
  /** Absolute. */
  readonly rootDir?: string;
}

/** What a `tsconfig.json`, or one of another name, compiles, and by which options. */
export interface CompilerConfig {
  readonly path: string;
  readonly options: CompilerOptions;
  /** Globs over absolute paths; absent where nothing is said. */
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The configurations that it refers to. */
  readonly references: readonly string[];
}

const deepest = 8;

/**
 * The options by which a file (absolute path) is compiled, by the nearest `tsconfig.json` or one beside it or that it refers to: of the first
 * that names the file. `null` where there is none.
 */
export function findCompilerOptions(file: string, disk: Disk): CompilerOptions | null {
  const path = findUpwards(file, "tsconfig.json");
  if (path === null) return null;
  return findOptionsOf(file, readCompilerConfigs(dirname(path), disk));
}

/** The options of the first configuration that names a file (absolute path), else of the first. `null` where there is none. */
export function findOptionsOf(file: string, configs: readonly CompilerConfig[]): CompilerOptions | null {
  return (configs.find((each) => isCompiledBy(file, each)) ?? configs[0])?.options ?? null;
}

/** All configurations of compilers in a folder, `tsconfig.json` first, and those that they refer to. */
export function readCompilerConfigs(directory: string, disk: Disk): readonly CompilerConfig[] {
  const found = new Map<string, CompilerConfig>();
  const waiting = findNames(directory).map((name) => join(directory, name));
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const config = found.has(path) ? null : readCompilerConfig(path, disk);
    if (config === null) continue;
    found.set(path, config);
    waiting.push(...config.references);
  }
  return [...found.values()];
}

/** Whether a configuration names a file (absolute path) among those that it compiles. */
export function isCompiledBy(path: string, { files, include, exclude = [], ...config }: CompilerConfig): boolean {
  const isOf = (glob: string): boolean => isGlobMatch(glob, path);
  if (files?.some(isOf) === true) return true;
  const whole = files === undefined ? [toAbsoluteGlob(dirname(config.path), "**")] : [];
  return (include ?? whole).some(isOf) && !exclude.some(isOf);
}

function findNames(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => /^tsconfig(?:\.[\w.-]+)?\.json$/.test(name));
    return names.sort((one, other) => Number(other === "tsconfig.json") - Number(one === "tsconfig.json"));
  } catch {
    return []; // a folder that is not there, or not ours to read, has none
  }
}

/** With what it extends; of several, the last that says something counts. `null` where it cannot be read. */
function readCompilerConfig(path: string, disk: Disk, depth = 0): CompilerConfig | null {
  const reading = depth > deepest ? null : disk.read(path);
  if (reading === null || "failure" in reading) return null;
  const config: unknown = parse(reading.text, [], { allowTrailingComma: true });
  if (!isRecord(config)) return null;
  const bases = [config["extends"]].flat().flatMap((entry) => {
    const base = typeof entry === "string" ? findBase(entry, path, disk) : null;
    return (base === null ? null : readCompilerConfig(base, disk, depth + 1)) ?? [];
  });
  const directory = dirname(path);
  const own = toOptions(config["compilerOptions"], directory);
  return Object.assign({}, ...bases, toParts(config, directory), {
    path,
    options: Object.assign({}, ...bases.map(({ options }) => options), own) as CompilerOptions,
    references: toReferences(config["references"], directory, disk),
  }) as CompilerConfig;
}

/** What a configuration says of the files that it compiles. */
function toParts(config: Record<string, unknown>, directory: string): Pick<CompilerConfig, "include"> {
  const parts = (["files", "include", "exclude"] as const).flatMap((key) => {
    const said = config[key];
    const globs = Array.isArray(said) ? said.filter((each) => typeof each === "string") : null;
    return globs === null ? [] : [[key, globs.flatMap((each) => toGlobs(directory, each))]];
  });
  return Object.fromEntries(parts) as Pick<CompilerConfig, "include">;
}

/** A name without a star is that of a file, or of a folder and all that is in it. */
function toGlobs(directory: string, said: string): string[] {
  const glob = toAbsoluteGlob(directory, said);
  return /[*?]/.test(basename(glob)) ? [glob] : [glob, `${glob.replace(/\/$/, "")}/**`];
}

function toReferences(said: unknown, directory: string, disk: Disk): string[] {
  const paths = Array.isArray(said) ? said.map((each: unknown) => (isRecord(each) ? each["path"] : null)) : [];
  return paths.flatMap((path) => {
    if (typeof path !== "string") return [];
    const whole = resolve(directory, path);
    return path.endsWith(".json") ? whole : (findFile(whole, disk) ?? []);
  });
}

function toOptions(said: unknown, directory: string): CompilerOptions {
  if (!isRecord(said)) return {};
  const { lib, noEmit, rootDir } = said;
  const texts = (["target", "module", "moduleResolution"] as const).flatMap((key) => {
    const value = said[key];
    return typeof value === "string" ? [[key, value] as const] : [];
  });
  return {
    ...(Array.isArray(lib) && { lib: lib as readonly unknown[] }),
    ...(typeof noEmit === "boolean" && { noEmit }),
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
