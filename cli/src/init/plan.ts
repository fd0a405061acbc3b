import { posix } from "node:path";
import { applyEdits } from "../../../src/syntax/apply-edits.ts";
import type { BoundaryFramework } from "../../../src/generate/typescript/boundary-modules.ts";
import { findMadeApps, type HiddenApp, type MadeApp } from "../../../src/analysis/find-made-apps.ts";
import type { MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import { mountBoundary } from "../../../src/rewrite/mount-boundary.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import type { MountedBoundary } from "./contract-text.ts";
import { toCoverage } from "./coverage.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";
import type { FileChange } from "./write-change.ts";

/** Which boundaries will stand, what is written for that, and where it is left to a person. */
export interface MountPlan {
  readonly frameworks: readonly BoundaryFramework[];
  readonly boundaries: readonly MountedBoundary[];
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

const titles: Readonly<Record<MountedFramework, string>> = {
  express: "Express",
  fastify: "Fastify",
  koa: "Koa",
  hono: "Hono",
};
const order = Object.keys(titles) as readonly MountedFramework[];

/** Frameworks whose boundary is an option or a filter, which a person registers. */
const registeredByHand = [
  { framework: "nest", module: "@nestjs/core", title: "Nest", place: "`app.useGlobalFilters(new ErrorBoundary())`" },
  { framework: "trpc", module: "@trpc/server", title: "tRPC", place: "`initTRPC.create({ errorFormatter })`" },
  { framework: "apollo", module: "@apollo/server", title: "Apollo", place: "`new ApolloServer({ formatError })`" },
] as const;

/** Plans to mount a boundary on every app of which it is certain where. */
export function planMounts(project: Project, folder: string): MountPlan {
  const found = project.files.flatMap((file) => findMadeApps(file));
  const attempts = found.map((app) => ({ app, ...attempt(app, { found, project, folder }) }));
  const mounted = attempts.filter(({ doubt }) => doubt === null);
  const files = mounted.map(({ app }) => app.file);
  const mountable = order.filter(
    (framework) => project.packages.has(framework) || found.some((app) => app.framework === framework),
  );
  const boundaries = order.flatMap((framework) =>
    toBoundary(
      framework,
      mounted.filter(({ app }) => app.framework === framework).map(({ app }) => app.file),
      { project, folder, files },
    ),
  );
  const missing = mountable.filter((framework) => !found.some((app) => app.framework === framework));
  const registered = registeredByHand.filter(({ module }) => project.packages.has(module));
  const frameworks = [...mountable, ...registered.map(({ framework }) => framework)];
  const notes = [
    ...attempts.flatMap(({ app, doubt }) =>
      doubt === null ? [] : [`${app.file.path}: the boundary of ${titles[app.framework]} is not mounted: ${doubt}.`],
    ),
    ...missing.map(
      (framework) =>
        `${titles[framework]}: no place was found where its app is made. Mount ${toBoundaryPath(folder, framework, project)} there.`,
    ),
    ...registered.map(
      ({ title, place, framework }) =>
        `${title}: no boundary is mounted; ${place} is the place for ${toBoundaryPath(folder, framework, project)}.`,
    ),
  ];
  return { frameworks, boundaries, changes: mounted.flatMap(({ change }) => change ?? []), notes };
}

type Made = MadeApp<ProjectFile>;
type Hidden = HiddenApp<ProjectFile>;

interface Attempt {
  readonly change: FileChange | null;
  readonly doubt: string | null;
}

function attempt(
  app: Made | Hidden,
  { found, project, folder }: { found: readonly (Made | Hidden)[]; project: Project; folder: string },
): Attempt {
  if (!("variable" in app)) return { change: null, doubt: "its app is not kept in a variable" };
  if (found.filter(({ file }) => file === app.file).length > 1)
    return { change: null, doubt: "several apps are made in this file" };
  if (app.framework === "hono" && found.filter(({ framework }) => framework === "hono").length > 1)
    return { change: null, doubt: "several apps are made, and which of them is the outermost cannot be told" };
  const outer = found.find((other) => other.framework === app.framework && isImported(app.file, other.file));
  if (outer) return { change: null, doubt: `${outer.file.path} imports it, whose app stands above` };
  const own = app.framework === "koa" ? project.files.find(({ file }) => setsOnError.test(file.text)) : undefined;
  if (own) return { change: null, doubt: `${own.path} sets \`onerror\`, which answers in its own way` };
  const place = { path: toBoundaryPath(folder, app.framework, project), extension: project.extension };
  const { edits, doubt } = mountBoundary(app, place);
  if (edits === null) return { change: null, doubt };
  const { file } = app.file;
  return {
    change: edits.length === 0 ? null : { path: app.file.path, before: file, after: applyEdits(file.text, edits) },
    doubt: null,
  };
}

/** `app.context.onerror = function (err) { … }` */
const setsOnError = /\bcontext\.onerror\s*=/;

function isImported({ path }: ProjectFile, by: ProjectFile): boolean {
  return by.imports.some(({ specifier }) => toImportedStem(by.path, specifier) === toStem(path));
}

function toBoundary(
  framework: MountedFramework,
  apps: readonly ProjectFile[],
  { project, folder, files }: { project: Project; folder: string; files: readonly ProjectFile[] },
): MountedBoundary[] {
  if (apps.length === 0) return [];
  const covers = apps.map((app) => toCoverage(project.files, app, files));
  const known = covers.filter((each) => each !== null);
  const globs = known.length < covers.length ? [] : [...new Set(known.flat())].sort();
  return [{ path: toBoundaryPath(folder, framework, project), covers: globs }];
}

function toBoundaryPath(folder: string, framework: BoundaryFramework, { language }: Project): string {
  return posix.join(folder, `boundary-${framework}${language === "typescript" ? ".ts" : ".js"}`);
}
