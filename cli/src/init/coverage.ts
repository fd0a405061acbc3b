import { posix } from "node:path";
import { toFacts } from "../../../src/analysis/program.ts";
import { withoutContract } from "../../../src/contract/policy.ts";
import { frameworks } from "../../../src/knowledge/frameworks.ts";
import { toEscapedPath } from "../../../src/contract/glob.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import type { ProjectFile } from "./project-file.ts";

/** The apps of a project, by the files that make them. */
export interface MadeApps {
  readonly mounted: readonly ProjectFile[];
  /** Those on which the generated boundary is not mounted, nor on an app that takes them in, and routers that answer errors before it. */
  readonly bare: readonly ProjectFile[];
}

/**
 * The files that are reached through an app and through nothing that has no boundary, as globs for a contract. `null`
 * where an import cannot be followed.
 */
export function toCoverage(files: readonly ProjectFile[], app: ProjectFile, apps: MadeApps): string[] | null {
  if (files.some(hasUnresolved)) return null;
  const graph = toGraph(files);
  const mounted = new Set(apps.mounted.map(({ path }) => path));
  const under = toReached(graph, [...mounted]);
  const outside = files.filter(({ path }) => !under.has(path));
  const entered = outside.flatMap(({ path }) => graph.get(path) ?? []).filter((path) => !mounted.has(path));
  const background = files.filter(isBackground).map(({ path }) => path);
  // what an app without a boundary loads may be served by that one, also where an app that has one loads it as well
  const unmounted = toReached(
    new Map([...graph].filter(([path]) => !mounted.has(path))),
    apps.bare.map(({ path }) => path),
  );
  const bare = new Set([...toReached(graph, [...entered, ...background]), ...unmounted]);
  const covered = new Set([...toReached(graph, [app.path])].filter((path) => path === app.path || !bare.has(path)));
  return toGlobs(
    covered,
    files.map(({ path }) => path),
  );
}

/** What runs beside an app, with no boundary above it, though the app loads it: jobs, schedules and listeners. */
function isBackground({ source, imports }: ProjectFile): boolean {
  const specifiers = imports.filter(({ isTypeOnly }) => !isTypeOnly).map(({ specifier }) => specifier);
  const isConcerned = unanswered.some(({ modules }) => modules.some((module) => specifiers.includes(module)));
  if (!isConcerned) return false;
  const { handlers } = toFacts(source, withoutContract);
  return handlers.some(({ isBoundary, framework }) => !isBoundary && framework.sinks.length === 0);
}

/** Frameworks whose handlers answer nobody. */
const unanswered = frameworks.filter(({ sinks, modules }) => sinks.length === 0 && modules.length > 0);

/** An alias: the file that it means stands in a configuration. */
function hasUnresolved({ imports }: ProjectFile): boolean {
  return imports.some(({ specifier }) => /^(?:[#~]|@\/|src\/)/.test(specifier));
}

type Graph = ReadonlyMap<string, readonly string[]>;

function toGraph(files: readonly ProjectFile[]): Graph {
  const byStem = new Map(files.map(({ path }) => [toStem(path), path]));
  return new Map(
    files.map(({ path, imports }) => [
      path,
      imports
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .flatMap(({ specifier }) => byStem.get(toImportedStem(path, specifier) ?? "\0") ?? []),
    ]),
  );
}

function toReached(graph: Graph, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(graph.get(path) ?? []));
  }
  return reached;
}

/** A folder all of whose files are covered stands for them. */
function toGlobs(covered: ReadonlySet<string>, all: readonly string[]): string[] {
  const open = new Set(all.filter((path) => !covered.has(path)).flatMap(toFolders));
  const globs = [...covered].map((path) => {
    const whole = toFolders(path)
      .reverse()
      .find((folder) => !open.has(folder));
    return whole === undefined ? toEscapedPath(path) : `${toEscapedPath(whole)}/**`;
  });
  return [...new Set(globs)].sort();
}

/** All folders above a path, the innermost first. */
function toFolders(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === "." ? [] : [folder, ...toFolders(folder)];
}
