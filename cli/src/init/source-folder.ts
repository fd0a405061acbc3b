import { join, relative } from "node:path";
import { findMadeApps } from "../../../src/analysis/find-made-apps.ts";
import { findOptionPlaces } from "../../../src/analysis/find-option-places.ts";
import { type CompilerConfig, isCompiledBy } from "../../../src/contract/compiler-options.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import type { ProjectFile } from "./project-file.ts";

/**
 * Where a project's sources are, from its root; `""` is the root itself. Beside a front end it is the folder in which the apps
 * are made, from whose sources nothing else may be reached. `compilers`: the configurations at the root, each of which may name a folder
 * that nothing it compiles may leave.
 */
export function findSourceFolder(
  files: readonly ProjectFile[],
  root: string,
  compilers: readonly CompilerConfig[],
): string {
  const whole = compilers.find(({ path }) => path === join(root, "tsconfig.json"))?.options.rootDir ?? root;
  const only = relative(root, whole);
  if (/^[\w-]+$/.test(only) && files.some(({ path }) => path.startsWith(`${only}/`))) return only;
  const making = findMaking(files).map(({ path }) => path);
  const folder = findFolder(files, making);
  const bound = findBound(making, root, compilers);
  return bound === null || `${folder}/`.startsWith(`${bound}/`) ? folder : bound;
}

/** The narrowest folder outside of which nothing is compiled with the files that make apps; `null` where there is none. */
function findBound(making: readonly string[], root: string, compilers: readonly CompilerConfig[]): string | null {
  const bounds = compilers
    .filter((config) => making.some((path) => isCompiledBy(toForwardSlashes(join(root, path)), config)))
    .map(({ options: { rootDir = root } }) => toForwardSlashes(relative(root, rootDir)))
    .filter((folder) => /^\w/.test(folder) && making.every((path) => path.startsWith(`${folder}/`)));
  return bounds.sort((one, other) => other.length - one.length)[0] ?? null;
}

function findFolder(files: readonly ProjectFile[], making: readonly string[]): string {
  const [folder = "", ...others] = [...new Set(making.map((path) => path.slice(0, Math.max(path.indexOf("/"), 0))))];
  const usual = findUsual(files);
  const isApart = usual !== "" || isServer.test(folder);
  if (usual === "" && folder !== "") {
    const only = findOnly(making, files);
    if (only !== null) return only;
  }
  if (folder === "" || folder === "src" || others.length > 0 || !isApart) return usual;
  return making.every((path) => path.startsWith(`${folder}/src/`)) ? `${folder}/src` : folder;
}

/** `src`, or `src/main` where it has all but the tests: what is built or put into an image has nothing else of it. */
function findUsual(files: readonly ProjectFile[]): string {
  const inside = files.filter(({ path }) => path.startsWith("src/"));
  const isMain = inside.every(({ path }) => /^src\/(?:main|(?:\w+-)?tests?)\//.test(path));
  if (isMain && inside.some(({ path }) => path.startsWith("src/main/"))) return "src/main";
  return inside.length > 0 ? "src" : "";
}

/** `apps/api/src`, where that is nearly all of a repository but its pages, and the app is made there. */
function findOnly(making: readonly string[], files: readonly ProjectFile[]): string | null {
  const [folder, ...others] = new Set(making.map((path) => /^.+?\/src(?=\/)/.exec(path)?.[0] ?? ""));
  if (!folder || others.length > 0) return null;
  const pages = files.filter(isPage).map(({ path }) => toPart(path));
  const isDrawn = (part: string): boolean => part !== "" && pages.includes(part);
  const own = files.filter(({ path }) => path.startsWith(`${folder}/`) || !isDrawn(toPart(path)));
  const outside = own.filter(({ path }) => !path.startsWith(`${folder}/`));
  return outside.length * 10 <= own.length ? folder : null;
}

/** `apps/web` of `apps/web/src/app/orders.tsx`: one of the parts that a repository of several keeps beside each other. */
function toPart(path: string): string {
  return /^[^/]+\/[^/]+(?=\/)/.exec(path)?.[0] ?? "";
}

/** What is drawn in a browser: a file of elements, or one of Angular's. */
function isPage({ path, imports }: ProjectFile): boolean {
  return /\.[jt]sx$/.test(path) || imports.some(({ specifier }) => specifier.startsWith("@angular/"));
}

const isExample = /(?:^|\/)(?:examples?|demos?|docs?|bench(?:marks?)?|e2e|tools?)\//;

const isServer = /^(?:api|back-?end|server|service)$/;

/** The files that make apps, but for those of examples. */
export function findMaking(files: readonly ProjectFile[]): ProjectFile[] {
  return files.filter((file) => !isExample.test(file.path) && isMaking(file));
}

function isMaking(file: ProjectFile): boolean {
  return findMadeApps(file).length > 0 || findOptionPlaces(file).length > 0;
}
