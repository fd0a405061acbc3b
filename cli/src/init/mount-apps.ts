import type { MadeApp } from "../../../src/analysis/find-made-apps.ts";
import { findOuterApps, isGivenTo, isServed } from "../../../src/analysis/find-taken-apps.ts";
import { mountedFrameworks } from "../../../src/knowledge/mounted-framework.ts";
import {
  findOwnBoundary,
  isMounted,
  mountBoundary,
  toMountLines,
  type Mount,
} from "../../../src/rewrite/mount-boundary.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import { isPlainScript, type ProjectApp } from "./find-apps.ts";
import { findHandedBoundary, findUnseenHand, isRegisteredByCaller, isRegisteredLater } from "./handed-apps.ts";
import { findImportedBoundary } from "./imported-boundary.ts";
import { findAnswering, toBoundaryPlace, type ErrorFolder, type MountAttempt } from "./mount-attempt.ts";
import type { ProjectFile } from "./project-file.ts";

type Made = MadeApp<ProjectFile>;

/** Mounts the boundaries of apps that are made in variables. */
export function mountApps(made: readonly ProjectApp[], place: ErrorFolder): MountAttempt[] {
  const found = made.filter((app) => !isTaken(app, made));
  const mounted = new Set<ProjectFile>();
  const attempts = found.map((app): MountAttempt => {
    const { edits, doubt } = mountApp(app, found, { ...place, isSecond: mounted.has(app.file) });
    if (edits !== null) mounted.add(app.file);
    const remedy = "variable" in app && doubt !== null ? toRemedy(app, place) : null;
    return { framework: app.framework, file: app.file, edits: edits ?? [], doubt, notifies: true, remedy };
  });
  return attempts.map((each) => (isBesideBare(each, attempts) ? { ...each, edits: [], doubt: severalApps } : each));
}

const severalApps = "several apps are made in this file";

/** Whether another app of its file stays without the boundary: what the file loads would be taken for covered. */
function isBesideBare({ file, doubt }: MountAttempt, attempts: readonly MountAttempt[]): boolean {
  return doubt === null && attempts.some((other) => other.file === file && other.doubt !== null);
}

/** Whether another app takes it in, in its own file or where it is imported. */
function isTaken(app: ProjectApp, made: readonly ProjectApp[]): boolean {
  if (!("variable" in app)) return false;
  const own = made.filter(({ file }) => file === app.file);
  if (findOuterApps(own)?.includes(app) === false) return true;
  const others = made.filter((each): each is Made => "variable" in each && each.file !== app.file);
  return app.framework === "hono" && own.length === 1 && others.some((other) => isImportedBy(app, other));
}

/** Whether the only app of a file is what another one is given of that: `app.route("/orders", orders)`. */
function isImportedBy({ file: { path } }: Made, other: Made): boolean {
  const { bindings, source } = other.file;
  return source.scopeManager.scopes
    .flatMap(({ references }) => references)
    .some(({ identifier }) => {
      const root = bindings.originOf(identifier)?.root;
      const isOf = root?.kind === "import" && toImportedStem(other.file.path, root.module) === toStem(path);
      return isOf && isGivenTo(identifier, [other]);
    });
}

type MountPlace = ErrorFolder & { readonly isSecond: boolean };

function mountApp(app: ProjectApp, found: readonly ProjectApp[], place: MountPlace): Mount {
  if (!("variable" in app)) return { edits: null, doubt: "its app is not kept in a variable" };
  if (isPlainScript(app.file, place.project))
    return { edits: null, doubt: "it is JavaScript that nothing compiles, and the error module is TypeScript" };
  const doubt =
    findDoubt(app, found) ?? findAnswering(app.framework, app.file, place.project) ?? findHandedDoubt(app, place);
  if (doubt !== null) return { edits: null, doubt };
  return mountBoundary(app, toBoundaryPlace(app.framework, place), place.isSecond);
}

/** Why an app may not be the one that stands above all others. */
function findDoubt(app: Made, found: readonly ProjectApp[]): string | null {
  const beside = found.filter(({ file }) => file === app.file);
  const isTold = findOuterApps(beside)?.every(isServed) ?? false;
  if (beside.length > 1 && !isTold) return severalApps;
  if (app.framework === "hono" && found.filter(({ framework }) => framework === "hono").length > 1)
    return "several apps are made, and which of them is the outermost cannot be told";
  const outer = found.find((other) => other.framework === app.framework && isImported(app.file, other.file));
  return outer ? `${outer.file.path} imports it, whose app stands above` : null;
}

/** Why what the project's own functions do with an app leaves no place for its boundary. */
function findHandedDoubt(app: Made, place: ErrorFolder): string | null {
  const { files } = place.project;
  if (isMounted(app.file, toBoundaryPlace(app.framework, place))) return null;
  if (findOwnBoundary(app) !== null) return null; // what mounts boundaries says so
  const imported = findImportedBoundary(app, place.project);
  if (imported) return `${imported.name} (line ${String(imported.line)}) answers errors already`;
  const own = findHandedBoundary(app, files);
  if (own) return `${own.name} (line ${String(own.line)}) has it answer errors already`;
  const hand = findUnseenHand(app, files);
  if (hand)
    return `\`${hand.name}\` of ${hand.module} (line ${String(hand.line)}) is given it, and may have a filter of its own asked first`;
  if (app.framework !== "express") return null;
  if (isRegisteredByCaller(app, files)) return "it is returned, and routes are registered on it by whoever calls that";
  return isRegisteredLater(app, files)
    ? "its routes are registered in a function, and which of them is called last cannot be told"
    : null;
}

/** Whether a file is imported by another. */
export function isImported({ path }: ProjectFile, by: ProjectFile): boolean {
  return by.imports.some(({ specifier }) => toImportedStem(by.path, specifier) === toStem(path));
}

/** The lines by which the generated boundary takes the place of the team's own. */
function toRemedy(app: Made, place: ErrorFolder): string | null {
  const { files } = place.project;
  const own = findOwnBoundary(app) ?? findImportedBoundary(app, place.project) ?? findHandedBoundary(app, files);
  if (!own) return null;
  const { framework, name } = app;
  const lines = toMountLines(framework, name, mountedFrameworks[framework].parts).map((line) => `\`${line};\``);
  const there = `in place of what line ${String(own.line)} registers`;
  const [ids = "", boundary = ""] = lines;
  const change =
    framework === "express"
      ? `${ids} above all other middleware, and ${boundary} ${there}`
      : `${lines.join(" and ")} ${there}`;
  return `For the generated one to answer, write ${change}, from ${toBoundaryPlace(framework, place).path}, and run this again. Until then, nothing here counts on a boundary; if yours answers by an error's code and notifies, name it under "boundaries".`;
}
