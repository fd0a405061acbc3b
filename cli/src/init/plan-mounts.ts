import { boundaryFrameworks } from "../../../src/generate/typescript/boundary-modules.ts";
import { appForms } from "../../../src/knowledge/app-forms.ts";
import { frameworks } from "../../../src/knowledge/frameworks.ts";
import { mountedFrameworks, type MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import { toEscapedPath } from "../../../src/contract/glob.ts";
import { applyEdits } from "../../../src/syntax/apply-edits.ts";
import type { MountedBoundary } from "./contract-text.ts";
import { toCoverage, type MadeApps } from "./coverage.ts";
import { findAnsweringRouters } from "./answering-routers.ts";
import { findApps, findFrameworks } from "./find-apps.ts";
import { isImported, mountApps } from "./mount-apps.ts";
import { isSpread, toBoundaryPlace, toNotifyingPart, type ErrorFolder, type MountAttempt } from "./mount-attempt.ts";
import { mountOptionPlaces } from "./mount-option-places.ts";
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

/** Plans to mount a boundary on every app of which it is certain where. */
export function planMounts(project: Project, folder: string): MountPlan {
  const place: ErrorFolder = { project, folder };
  const found = findApps(project);
  const attempts = [...mountApps(found.made, place), ...mountOptionPlaces(found.groups, place)];
  const mounted = findFrameworks(project, found);
  const answering = attempts.some(isOnExpress) ? findAnsweringRouters(project) : [];
  return {
    frameworks: mounted,
    boundaries: boundaryFrameworks.flatMap((framework) => toBoundary(framework, attempts, { ...place, answering })),
    changes: toChanges(attempts),
    notes: [
      ...attempts.flatMap((each) => toNote(each) ?? []),
      ...mounted.flatMap((framework) => toMissing(framework, attempts, place) ?? []),
      ...answering.map(toAnswered),
      ...toHidden(attempts, place),
      ...toOldApollo(place),
      ...toByHand(project),
    ],
  };
}

function isOnExpress({ framework, doubt }: MountAttempt): boolean {
  return framework === "express" && doubt === null;
}

function toAnswered({ path }: ProjectFile): string {
  return `${path}: a router answers errors itself, so that none from below it comes to the boundary of its app. Take its own handler out, or have it hand on what it is given.`;
}

interface AnsweredPlace extends ErrorFolder {
  /** The files whose routers answer errors before an app's boundary. */
  readonly answering: readonly ProjectFile[];
}

/** A boundary that stands in every place that notifies. */
function toBoundary(
  framework: MountedFramework,
  attempts: readonly MountAttempt[],
  { answering, ...place }: AnsweredPlace,
): MountedBoundary[] {
  const own = attempts.filter((each) => each.framework === framework && each.notifies);
  const standing = own.filter(({ doubt }) => doubt === null).map(({ file }) => file);
  const apps = standing.filter((file) => !answering.includes(file));
  const isWhole = !isSpread(framework) || apps.length === own.length;
  if (apps.length === 0 || !isWhole) return [];
  const files = place.project.files.filter(({ path }) => !path.startsWith(`${place.folder}/`));
  const apart = toMadeApps(attempts);
  const made = { ...apart, bare: [...apart.bare, ...answering] };
  const covers = apps.map((app) => toCoverage(files, app, made));
  const known = covers.filter((each) => each !== null);
  const unknown = made.bare.length === 0 ? [] : apps.map(({ path }) => toEscapedPath(path));
  const globs = known.length < covers.length ? unknown : [...new Set(known.flat())].sort();
  return [{ name: toNotifyingPart(framework), path: toBoundaryPlace(framework, place).path, covers: globs }];
}

/** An app that a mounted one imports is taken in by that one. */
function toMadeApps(attempts: readonly MountAttempt[]): MadeApps {
  const filesOf = (those: readonly MountAttempt[]): ProjectFile[] => [...new Set(those.map(({ file }) => file))];
  const mounted = filesOf(attempts.filter(({ doubt }) => doubt === null));
  const bare = filesOf(attempts.filter(({ doubt, notifies }) => doubt !== null && notifies));
  return {
    mounted,
    bare: bare.filter((file) => !mounted.includes(file) && !mounted.some((app) => isImported(file, app))),
  };
}

function toChanges(attempts: readonly MountAttempt[]): FileChange[] {
  return [...new Set(attempts.map(({ file }) => file))].flatMap((file) => {
    const edits = attempts.flatMap((each) => (each.file === file ? each.edits : []));
    return edits.length === 0 ? [] : [{ path: file.path, before: file.file, after: applyEdits(file.file.text, edits) }];
  });
}

function toNote({ framework, file, doubt, remedy }: MountAttempt): string | null {
  if (doubt === null) return null;
  const { title } = mountedFrameworks[framework];
  const note = `${file.path}: the boundary of ${title} is not mounted: ${doubt}.`;
  return remedy === null ? note : `${note} ${remedy}`;
}

function toMissing(framework: MountedFramework, attempts: readonly MountAttempt[], place: ErrorFolder): string | null {
  const own = attempts.filter((each) => each.framework === framework);
  const { title } = mountedFrameworks[framework];
  const { path } = toBoundaryPlace(framework, place);
  if (own.length === 0) return `${title}: no place was found where its app is made. Mount ${path} there.`;
  if (own.some(({ notifies }) => notifies)) return null;
  return `${title}: no place was found that is given \`${toNotifyingPart(framework)}\`, so nobody is notified. Give it that of ${path}, beside its router.`;
}

/** Apollo Server before 4 gives `formatError` the error alone, so that the generated one does not fit. */
function toOldApollo({ project: { packages }, folder }: ErrorFolder): string[] {
  const old = [...packages.keys()].find((name) =>
    /^apollo-server(?:-(?:express|fastify|hapi|koa|lambda|micro))?$/.test(name),
  );
  if (old === undefined || packages.has("@apollo/server")) return [];
  return [
    `${old}: no boundary is generated for Apollo Server before version 4. Answer in its \`formatError\` by hand, with toPublicEnvelope of ${folder}/envelope and report of ${folder}/report.`,
  ];
}

/** Frameworks whose apps are made here, and for which no boundary is generated. */
function toByHand({ files }: Project): string[] {
  const forms = appForms.filter(({ framework }) => boundaryFrameworks.every((each) => each !== framework));
  return forms.flatMap(({ framework, makers, advice }) => {
    const modules = new Set(makers.map(({ module }) => module));
    const making = files.find(({ imports }) =>
      imports.some(({ specifier, isTypeOnly }) => !isTypeOnly && modules.has(specifier)),
    );
    const title = frameworks.find(({ name }) => name === framework)?.title ?? framework;
    return making
      ? [`${making.path}: no boundary is generated for ${title}, so that errors are answered as before. ${advice}`]
      : [];
  });
}

/** What clients were told so far, and are no more: Nest's pipe puts what it found into a message, which a boundary hides. */
function toHidden(attempts: readonly MountAttempt[], { project, folder }: ErrorFolder): string[] {
  if (!attempts.some(({ framework, edits }) => framework === "nest" && edits.length > 0)) return [];
  const pipes = project.files.filter(
    ({ file: { text } }) => /\bnew ValidationPipe\s*\(/.test(text) && !/\bexceptionFactory\b/.test(text),
  );
  return pipes.map(
    ({ path }) =>
      `${path}: clients see what ValidationPipe found only with \`new ValidationPipe({ exceptionFactory: (errors) => fromIssues(errors) })\`, of ${folder}/issues.`,
  );
}
