import { posix } from "node:path";
import { findMadeApps, type HiddenApp, type MadeApp } from "../../../src/analysis/find-made-apps.ts";
import { findOptionPlaces, findOwnPart, type OptionPlace } from "../../../src/analysis/find-option-places.ts";
import { mountedFrameworks, type MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import { findOwnBoundary, mountBoundary, toMountLines, type Mount } from "../../../src/rewrite/mount-boundary.ts";
import { mountOptions } from "../../../src/rewrite/mount-options.ts";
import { applyEdits } from "../../../src/syntax/apply-edits.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import type { MountedBoundary } from "./contract-text.ts";
import { toCoverage } from "./coverage.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";
import type { FileChange } from "./write-change.ts";

/** Which boundaries will stand, what is written for that, and where it is left to a person. */
export interface MountPlan {
  readonly frameworks: readonly MountedFramework[];
  readonly boundaries: readonly MountedBoundary[];
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

const order = Object.keys(mountedFrameworks) as readonly MountedFramework[];

/** Plans to mount a boundary on every app of which it is certain where. */
export function planMounts(project: Project, folder: string): MountPlan {
  const place: Place = { project, folder };
  const attempts = [...mountApps(place), ...mountOptionPlaces(place)];
  const frameworks = order.filter(
    (framework) =>
      project.packages.has(mountedFrameworks[framework].package) ||
      attempts.some((each) => each.framework === framework),
  );
  return {
    frameworks,
    boundaries: order.flatMap((framework) => toBoundary(framework, attempts, place)),
    changes: toChanges(attempts),
    notes: [
      ...attempts.flatMap((each) => toNote(each) ?? []),
      ...frameworks.flatMap((framework) => toMissing(framework, attempts, place) ?? []),
      ...toHidden(attempts, place),
    ],
  };
}

/** Whether a project makes an app that a boundary can be mounted on. */
export function hasApp({ files }: Project): boolean {
  return files.some((file) => findMadeApps(file).length > 0 || findOptionPlaces(file).length > 0);
}

interface Place {
  readonly project: Project;
  readonly folder: string;
}

/** What came of mounting a boundary, or a part of one, in a file. */
interface Attempt {
  readonly framework: MountedFramework;
  readonly file: ProjectFile;
  readonly edits: readonly TextEdit[];
  /** Why nothing is mounted; `null` where it is, or was before. */
  readonly doubt: string | null;
  /** Whether the part that notifies belongs here. */
  readonly notifies: boolean;
  /** What a person is to write in its place; `null` where that cannot be told. */
  readonly remedy: string | null;
}

type Made = MadeApp<ProjectFile>;
type Hidden = HiddenApp<ProjectFile>;

function mountApps(place: Place): Attempt[] {
  const found = place.project.files.flatMap((file) => findMadeApps(file));
  return found.map((app) => {
    const { edits, doubt } = mountApp(app, found, place);
    const remedy = "variable" in app && doubt !== null ? toRemedy(app, place) : null;
    return { framework: app.framework, file: app.file, edits: edits ?? [], doubt, notifies: true, remedy };
  });
}

/** The lines by which the generated boundary takes the place of the team's own. */
function toRemedy(app: Made, place: Place): string | null {
  const own = findOwnBoundary(app);
  if (!own) return null;
  const { framework, name } = app;
  const lines = toMountLines(framework, name, mountedFrameworks[framework].parts).map((line) => `\`${line};\``);
  const there = `in place of line ${String(own.line)}`;
  const [ids = "", boundary = ""] = lines;
  const change =
    framework === "express"
      ? `${ids} above all other middleware, and ${boundary} ${there}`
      : `${lines.join(" and ")} ${there}`;
  return `For the generated one to answer, write ${change}, by ${toBoundaryPath(framework, place)}. Until then, nothing here counts on a boundary; if yours answers by an error's code and notifies, name it under "boundaries".`;
}

function mountApp(app: Made | Hidden, found: readonly (Made | Hidden)[], place: Place): Mount {
  const doubt = findDoubt(app, found, place.project);
  if (doubt !== null || !("variable" in app))
    return { edits: null, doubt: doubt ?? "its app is not kept in a variable" };
  return mountBoundary(app, toTarget(app.framework, place));
}

function findDoubt(app: Made | Hidden, found: readonly (Made | Hidden)[], { files }: Project): string | null {
  if (!("variable" in app)) return "its app is not kept in a variable";
  if (found.filter(({ file }) => file === app.file).length > 1) return "several apps are made in this file";
  if (app.framework === "hono" && found.filter(({ framework }) => framework === "hono").length > 1)
    return "several apps are made, and which of them is the outermost cannot be told";
  const outer = found.find((other) => other.framework === app.framework && isImported(app.file, other.file));
  if (outer) return `${outer.file.path} imports it, whose app stands above`;
  return findAnswering(app.framework, app.file, files);
}

function findAnswering(framework: MountedFramework, file: ProjectFile, files: readonly ProjectFile[]): string | null {
  const answering = elsewhere[framework];
  const own =
    answering &&
    files.find((each) => (each !== file || framework === "trpc") && answering.pattern.test(each.file.text));
  return own ? `${own.path} ${answering.says}` : null;
}

/** What answers errors for a whole app, wherever in the project it stands. */
const elsewhere: Readonly<Partial<Record<MountedFramework, { readonly pattern: RegExp; readonly says: string }>>> = {
  // `app.context.onerror = function (err) { … }`
  koa: { pattern: /\bcontext\.onerror\s*=/, says: "sets `onerror`, which answers in its own way" },
  nest: { pattern: /\bAPP_FILTER\b|\.useGlobalFilters\s*\(/, says: "registers an exception filter for the whole app" },
  // `t.middleware(Sentry.trpcMiddleware())`
  trpc: {
    pattern: /\.trpcMiddleware\s*\(/,
    says: "has middleware that reports what procedures throw (`trpcMiddleware`)",
  },
};

function isImported({ path }: ProjectFile, by: ProjectFile): boolean {
  return by.imports.some(({ specifier }) => toImportedStem(by.path, specifier) === toStem(path));
}

/** A boundary that is given in several places is mounted in all of them, or in none. */
function mountOptionPlaces(place: Place): Attempt[] {
  const groups = place.project.files.flatMap(toGroups);
  const mounts = groups.map((places) => {
    const [{ framework, file }] = places;
    const answering = findAnswering(framework, file, place.project.files);
    const { edits, doubt } =
      answering === null ? mountOptions(places, toTarget(framework, place)) : { edits: null, doubt: answering };
    const notifies = places.some(({ parts }) => parts.includes(mountedFrameworks[framework].parts.at(-1) ?? ""));
    const own = places.map(findOwnPart).find((each) => each !== null);
    const remedy = own
      ? `For the generated one to answer, call that of ${toBoundaryPath(framework, place)} in it, or give it in its place.`
      : null;
    return { framework, file, edits: edits ?? [], doubt, notifies, remedy };
  });
  return mounts.map((each) => {
    const bad = mounts.find(
      ({ framework, doubt }) => framework === "trpc" && framework === each.framework && doubt !== null,
    );
    return each.doubt === null && bad && each.edits.length > 0
      ? { ...each, edits: [], doubt: `it belongs together with ${bad.file.path}, where that cannot be done` }
      : each;
  });
}

type Group = readonly [OptionPlace<ProjectFile>, ...OptionPlace<ProjectFile>[]];

/** The places of a file, by framework. */
function toGroups(file: ProjectFile): Group[] {
  const places = findOptionPlaces(file);
  return order.flatMap((framework) => {
    const [first, ...others] = places.filter((each) => each.framework === framework);
    return first ? [[first, ...others] as const] : [];
  });
}

function toChanges(attempts: readonly Attempt[]): FileChange[] {
  return [...new Set(attempts.map(({ file }) => file))].flatMap((file) => {
    const edits = attempts.flatMap((each) => (each.file === file ? each.edits : []));
    return edits.length === 0 ? [] : [{ path: file.path, before: file.file, after: applyEdits(file.file.text, edits) }];
  });
}

function toNote({ framework, file, doubt, remedy }: Attempt): string | null {
  if (doubt === null) return null;
  const { title } = mountedFrameworks[framework];
  const note = `${file.path}: the boundary of ${title} is not mounted: ${doubt}.`;
  return remedy === null ? note : `${note} ${remedy}`;
}

function toMissing(framework: MountedFramework, attempts: readonly Attempt[], place: Place): string | null {
  const own = attempts.filter((each) => each.framework === framework);
  const { title, parts } = mountedFrameworks[framework];
  const path = toBoundaryPath(framework, place);
  if (own.length === 0) return `${title}: no place was found where its app is made. Mount ${path} there.`;
  if (own.some(({ notifies }) => notifies)) return null;
  return `${title}: no place was found that is given \`${parts.at(-1) ?? ""}\`, so nobody is notified. Give it that of ${path}, beside its router.`;
}

/** What clients were told so far, and are no more: Nest's pipe puts what it found into a message, which a boundary hides. */
function toHidden(attempts: readonly Attempt[], { project, folder }: Place): string[] {
  if (!attempts.some(({ framework, edits }) => framework === "nest" && edits.length > 0)) return [];
  const pipes = project.files.filter(
    ({ file: { text } }) => /\bnew ValidationPipe\s*\(/.test(text) && !/\bexceptionFactory\b/.test(text),
  );
  return pipes.map(
    ({ path }) =>
      `${path}: clients see what ValidationPipe found only with \`new ValidationPipe({ exceptionFactory: (errors) => fromIssues(errors) })\`, of ${folder}/issues.`,
  );
}

/** A boundary that stands in every place that notifies. */
function toBoundary(framework: MountedFramework, attempts: readonly Attempt[], place: Place): MountedBoundary[] {
  const own = attempts.filter((each) => each.framework === framework && each.notifies);
  const apps = own.filter(({ doubt }) => doubt === null).map(({ file }) => file);
  const isWhole = framework !== "trpc" || apps.length === own.length;
  if (apps.length === 0 || !isWhole) return [];
  const { files } = place.project;
  const mounted = attempts.filter(({ doubt }) => doubt === null).map(({ file }) => file);
  const covers = apps.map((app) => toCoverage(files, app, mounted));
  const known = covers.filter((each) => each !== null);
  const globs = known.length < covers.length ? [] : [...new Set(known.flat())].sort();
  const name = mountedFrameworks[framework].parts.at(-1) ?? "";
  return [{ name, path: toBoundaryPath(framework, place), covers: globs }];
}

function toTarget(framework: MountedFramework, place: Place): { readonly path: string; readonly extension: string } {
  return { path: toBoundaryPath(framework, place), extension: place.project.extension };
}

function toBoundaryPath(framework: MountedFramework, { project: { language }, folder }: Place): string {
  return posix.join(folder, `boundary-${framework}${language === "typescript" ? ".ts" : ".js"}`);
}
