import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { type CompilerConfig, readCompilerConfigs } from "../contract/compiler-options.ts";
import { createDisk } from "../contract/disk.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import { buildIndex } from "./build-index.ts";
import { findPlainEntries, type Commands } from "./find-plain-entries.ts";
import { Packages, type Package } from "./packages.ts";
import type { Contribution, WorkspaceIndex } from "./workspace-index.ts";

/** The index of a workspace, with the packages that stand around its files. Reads manifests and configurations of compilers from the disk, and nothing else. */
export function toIndex(contributions: ReadonlyMap<string, Contribution>, root: string): WorkspaceIndex {
  const base = root.replaceAll("\\", "/").replace(/\/$/, "");
  return buildIndex(contributions.values(), {
    root: base,
    packages: loadPackages(contributions.keys(), base),
    compilers: loadCompilers(contributions.keys(), base),
  });
}

/** The configurations of compilers around some files (absolute paths), up to the root, each once. */
function loadCompilers(paths: Iterable<string>, root: string): readonly CompilerConfig[] {
  const disk = createDisk();
  const found = [...findDirectories(paths, root)].flatMap((directory) => readCompilerConfigs(directory, disk));
  return [...new Map(found.map((config) => [config.path, config])).values()];
}

/** The packages around some files (absolute paths), up to the root. A manifest that cannot be read is none. */
export function loadPackages(paths: Iterable<string>, root: string): Packages {
  const found = [...findDirectories(paths, root)].flatMap((directory) => loadPackage(directory, root) ?? []);
  return new Packages(found);
}

function findDirectories(paths: Iterable<string>, root: string): Set<string> {
  const directories = new Set<string>([root]);
  for (const path of paths) addDirectories(posix.dirname(path), root, directories);
  return directories;
}

function addDirectories(directory: string, root: string, directories: Set<string>): void {
  for (let at = directory; at.startsWith(`${root}/`) && !directories.has(at); at = posix.dirname(at))
    directories.add(at);
}

interface Manifest extends Commands {
  readonly name?: unknown;
  readonly private?: unknown;
  readonly version?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
  readonly peerDependencies?: unknown;
  readonly optionalDependencies?: unknown;
}

function loadPackage(directory: string, root: string): Package | null {
  const manifest = readManifest(directory);
  if (manifest === null) return null;
  const { name, peerDependencies, optionalDependencies, devDependencies, dependencies } = manifest;
  const ranges = [peerDependencies, optionalDependencies, devDependencies, dependencies].flatMap(toEntries);
  return {
    directory,
    name: typeof name === "string" ? name : null,
    isPrivate: manifest.private === true,
    dependencies: new Map(ranges),
    installed: new Map(ranges.flatMap(([each]) => (versioned.has(each) ? findInstalled(each, directory, root) : []))),
    plainEntries: findPlainEntries(manifest).map((entry) => posix.join(directory, entry)),
  };
}

/** Of these the version matters: what they do with a rejection, and what they report by themselves. */
const versioned: ReadonlySet<string> = new Set([...frameworks, ...notifiers].flatMap(({ modules }) => modules));

function toEntries(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, range]) =>
    typeof range === "string" ? [[name, range] as [string, string]] : [],
  );
}

/** What is installed for a package, in its own folder or above it. */
function findInstalled(name: string, directory: string, root: string): [string, string][] {
  for (let at = directory; ; at = posix.dirname(at)) {
    const version = readManifest(posix.join(at, "node_modules", name))?.version;
    if (typeof version === "string") return [[name, version]];
    if (at === root || at === posix.dirname(at)) return [];
  }
}

function readManifest(directory: string): Manifest | null {
  const path = posix.join(directory, "package.json");
  if (!existsSync(path)) return null;
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null; // a manifest that is broken tells nothing; npm itself will say so
  }
}
