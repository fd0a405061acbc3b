import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { TSESTree } from "@typescript-eslint/types";
import { type CompilerConfig, findOptionsOf, readCompilerConfigs } from "../../../src/contract/compiler-options.ts";
import { createDisk } from "../../../src/contract/disk.ts";
import { isGlobMatch, isTypescript } from "../../../src/contract/glob.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { Bindings } from "../../../src/syntax/bindings.ts";
import { parse } from "../../../src/syntax/parse.ts";
import { toEnding, toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import { traverse } from "../../../src/syntax/traverse.ts";
import { literalString } from "../../../src/syntax/unwrap.ts";
import { isInTestFolder } from "../../../src/workspace/to-contribution.ts";
import { CommandError } from "../command-error.ts";
import { listFiles } from "../list-files.ts";
import { readFile } from "../read-file.ts";
import { findWorkspace } from "../workspace-root.ts";
import type { ImportedModule, ProjectFile } from "./project-file.ts";
import { findMaking, findSourceFolder } from "./source-folder.ts";

/** What a project is made of, as far as setting it up needs to know. */
export interface Project {
  /** Absolute, without links. */
  readonly root: string;
  /** The folder of the repository, absolute; the root itself, or one above it. */
  readonly repository: string;
  /** The packages that it depends on, with the versions that it asks for. */
  readonly packages: ReadonlyMap<string, string>;
  readonly language: "typescript" | "javascript-esm" | "javascript-cjs";
  /** How relative imports end. */
  readonly extension: "" | ".js" | ".ts";
  /** Its TypeScript, as it is installed, or else the earliest that it asks for, knows `abstract new`, as 4.2 does. */
  readonly hasAbstractTypes: boolean;
  /** Where the sources are, from the root; `""` is the root itself. */
  readonly sourceFolder: string;
  /** Server sources, without tests, declarations and generated files. */
  readonly files: readonly ProjectFile[];
  /** Files that could not be read or parsed, relative to the root. */
  readonly unread: readonly string[];
  /** The folders of the workspace's packages, from the root; none where this is no workspace's root. */
  readonly members: readonly string[];
  /** The configurations of ESLint in folders below the root, from there. */
  readonly lintConfigs: readonly string[];
  /** Its manifest says which packages are its members. */
  readonly isWorkspace: boolean;
}

interface Manifest {
  readonly type?: unknown;
  /** Globs, or an object that has them. */
  readonly workspaces?: unknown;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

const isSource = /\.[cm]?[jt]sx?$/;
const isOutside =
  /(?:^|\/)(?:node_modules|dist|build|coverage|scripts|migrations|fixtures)\/|\.d\.[cm]?ts$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)[\w.-]+\.config\.[cm]?[jt]s$/;
const lintConfig = /\/(?:\.eslintrc(?:\.\w+)?|eslint\.config\.[cm]?[jt]s)$/;
const mostBytes = 2 * 1024 * 1024;

/**
 * Reads and parses the sources of a project, or of one in a workspace whose folder is given. Throws `PATH_NOT_FOUND`, `INVALID_USAGE` or
 * `FILE_UNREADABLE` for its package.json.
 */
export async function readProject(directory: string, workspace: string | null = null): Promise<Project> {
  const { root, isRepository, targets } = await findWorkspace(directory, []);
  const target = targets[0] ?? "";
  const prefix = target === "" ? "" : `${target}/`;
  const listed = await listFiles({ root, isRepository, targets });
  const paths = listed.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  return toProject({ root: join(root, target), repository: workspace ?? root }, paths);
}

function toProject({ root, repository }: Pick<Project, "root" | "repository">, paths: readonly string[]): Project {
  const manifest = readManifest(root, repository);
  const inner = findInnerProjects(paths);
  const isOwn = (path: string): boolean => !isOutside.test(path) && !isInTestFolder(path, "");
  const sources = paths.filter(
    (path) => isSource.test(path) && isOwn(path) && !inner.some((each) => path.startsWith(each)),
  );
  const unread: string[] = [];
  const files = sources.flatMap((path) => readProjectFile(root, path, unread));
  const globs = toWorkspaceGlobs(root, manifest);
  const compilers = readCompilerConfigs(root, createDisk());
  const sourceFolder = findSourceFolder(files, root, compilers);
  const language = toLanguage(manifest, root, { files, sourceFolder });
  return {
    root,
    repository,
    packages: new Map(
      Object.entries({ ...manifest.devDependencies, ...manifest.dependencies }).map(([name, range]) => [
        name,
        String(range),
      ]),
    ),
    language,
    extension: toExtension({ manifest, language, compilers, place: join(root, sourceFolder) }, files, sourceFolder),
    hasAbstractTypes: hasAbstractTypes(root, repository, manifest),
    sourceFolder,
    files,
    unread,
    members: globs.length > 0 ? findMembers(inner, globs) : sourceFolder === "" ? findServices(inner) : [],
    lintConfigs: paths.filter((path) => !isExample.test(path) && isLintConfig(root, path)),
    isWorkspace: globs.length > 0,
  };
}

function isLintConfig(root: string, path: string): boolean {
  if (!path.endsWith("/package.json")) return lintConfig.test(path);
  return configuresEslint(readQuietly(join(root, path))?.text ?? "");
}

/** Whether a manifest has a configuration of ESLint in it. */
export function configuresEslint(manifest: string): boolean {
  return /"eslintConfig"\s*:/.test(manifest);
}

function hasAbstractTypes(root: string, repository: string, manifest: Manifest): boolean {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies } as Readonly<Record<string, unknown>>;
  const version = findInstalled("typescript", root, repository) ?? String(asked["typescript"] ?? "");
  const [, major, minor = "0"] = /^[\^~>=v]*(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined || Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 2);
}

/** The version of a package that a folder loads, as far up as its repository goes. */
function findInstalled(name: string, root: string, repository: string): string | null {
  for (let at = root; ; at = dirname(at)) {
    const text = readQuietly(join(at, "node_modules", name, "package.json"))?.text ?? "";
    const version = /"version"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    if (version !== undefined || at === repository || at === dirname(at)) return version ?? null;
  }
}

/** What a workspace's packages are called in its manifest, or in that of pnpm. */
function toWorkspaceGlobs(root: string, { workspaces }: Manifest): string[] {
  const listed = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { readonly packages?: unknown } | undefined)?.packages;
  if (Array.isArray(listed)) return listed.filter((each) => typeof each === "string");
  const text = readQuietly(join(root, "pnpm-workspace.yaml"))?.text ?? "";
  const list = /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(text)?.[1] ?? "";
  return list.split("\n").flatMap((line) => /^\s*-\s*["']?([^"'#\s]+)/.exec(line)?.[1] ?? []);
}

function findMembers(inner: readonly string[], globs: readonly string[]): string[] {
  const folders = inner.map((each) => each.slice(0, -1));
  const isNamed = (folder: string): boolean => {
    const named = globs.filter((glob) => isGlobMatch(toGlob(glob.replace(/^!/, "")), `/${folder}`));
    return named.length > 0 && !named.some((glob) => glob.startsWith("!"));
  };
  return folders.filter(isNamed);
}

/** `backend/` and `frontend/` beside each other, in a folder that says of neither that it is a member. */
function findServices(inner: readonly string[]): string[] {
  return inner.map((each) => each.slice(0, -1)).filter((folder) => !isExample.test(folder));
}

/** A folder in which nothing of a service is. */
export const isExample =
  /(?:^|\/)(?:demos?|docs?|e2e|examples?|fixtures|playgrounds?|samples?|scripts|templates?|tests?)(?:\/|$)/i;

/** `packages/*`, `./packages/*`, `packages/*\/` */
function toGlob(glob: string): string {
  return `/${glob.replace(/^\.?\//, "").replace(/\/$/, "")}`;
}

/** Packages inside this one have their own set-up. */
function findInnerProjects(paths: readonly string[]): string[] {
  return paths.filter((path) => path.endsWith("/package.json")).map((path) => path.slice(0, -"package.json".length));
}

function readManifest(root: string, repository: string): Manifest {
  const path = join(root, "package.json");
  if (!existsSync(path)) return {};
  try {
    const manifest: unknown = JSON.parse(readFile(path)?.text ?? "");
    return typeof manifest === "object" && manifest !== null ? manifest : {};
  } catch (cause) {
    throw new CommandError("FILE_UNREADABLE", "the package's manifest is no valid JSON", {
      context: { path: relative(repository, path) },
      cause,
    });
  }
}

function readProjectFile(root: string, path: string, unread: string[]): ProjectFile[] {
  const file = readQuietly(join(root, path));
  if (file === null || file.text.length > mostBytes) {
    unread.push(path);
    return [];
  }
  if (isGenerated(path, file.text)) return [];
  const { source } = parse(file.path, file.text);
  if (source === null) {
    unread.push(path);
    return [];
  }
  return [{ path, file, source, bindings: new Bindings(source.scopeManager), imports: findImports(source.ast) }];
}

function readQuietly(path: string): ReturnType<typeof readFile> {
  try {
    return readFile(path);
  } catch {
    return null; // it is listed among the unread
  }
}

function findImports(ast: TSESTree.Program): ImportedModule[] {
  const imports: ImportedModule[] = [];
  traverse(ast, (node) => {
    const found = toImport(node);
    if (found !== null) imports.push(found);
  });
  return imports;
}

function toImport(node: TSESTree.Node): ImportedModule | null {
  switch (node.type) {
    case "ImportDeclaration":
      return { specifier: node.source.value, isTypeOnly: node.importKind === "type", isRequire: false };
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return node.source && { specifier: node.source.value, isTypeOnly: node.exportKind === "type", isRequire: false };
    case "ImportExpression":
      return toImported(node.source, false);
    case "CallExpression":
      return node.callee.type === "Identifier" && node.callee.name === "require"
        ? toImported(node.arguments[0], true)
        : null;
    default:
      return null;
  }
}

function toImported(node: TSESTree.Node | undefined, isRequire: boolean): ImportedModule | null {
  const specifier = literalString(node);
  return specifier === null ? null : { specifier, isTypeOnly: false, isRequire };
}

/** That of what makes the apps and of what stands beside it: pages of JavaScript say nothing of a server. */
function toLanguage(
  manifest: Manifest,
  root: string,
  { files, sourceFolder }: Pick<Project, "files" | "sourceFolder">,
): Project["language"] {
  const isCompiled = existsSync(join(root, "tsconfig.json")) && (files.length === 0 || loadsTypescript(files, files));
  const beside = files.filter(({ path }) => sourceFolder === "" || path.startsWith(`${sourceFolder}/`));
  const typed = beside.filter(isTyped).length; // an example or two in it are none
  if (isCompiled || typed * 2 > beside.length) return "typescript";
  const making = findMaking(files);
  if (making.length > 0 && making.every(isTyped)) return "typescript";
  if (manifest.type === "module") return "javascript-esm";
  const required = files.filter(({ imports }) => imports.some(({ isRequire }) => isRequire)).length;
  const imported = files.filter(({ imports }) => imports.some(({ isRequire }) => !isRequire)).length;
  return imported > required ? "javascript-esm" : "javascript-cjs";
}

function isTyped({ path }: ProjectFile): boolean {
  return isTypescript(path);
}

/** Whether JavaScript loads TypeScript here, and so is compiled or run by something that knows it; types alone are none. */
export function loadsTypescript(loading: readonly ProjectFile[], files: readonly ProjectFile[]): boolean {
  const typed = new Set(files.filter(isTyped).map(({ path }) => toStem(path)));
  return loading.some(({ path, imports }) =>
    imports.some(
      ({ specifier, isTypeOnly }) =>
        !isTypeOnly && /\.[cm]?jsx?$/.test(path) && typed.has(toImportedStem(path, specifier) ?? "\0"),
    ),
  );
}

interface ImportStyle extends Pick<Project, "language"> {
  readonly manifest: Manifest;
  readonly compilers: readonly CompilerConfig[];
  /** The folder of the sources, absolute. */
  readonly place: string;
}

/** As most of the imports end that stand where the module will, or else in the project; where there are none, as its compiler asks for. */
function toExtension(
  { manifest, language, compilers, place }: ImportStyle,
  files: readonly ProjectFile[],
  folder: string,
): Project["extension"] {
  const beside = files.filter(({ path }) => path.startsWith(`${folder}/`));
  const most = findMost(beside) ?? findMost(files);
  const isOther = most === ".ts" && language !== "typescript"; // that is not what is written
  if (most !== null && !isOther) return most;
  if (language !== "typescript") return language === "javascript-esm" ? ".js" : "";
  const { module = "", moduleResolution = "" } = findOptionsOf(join(place, "errors/app-error.ts"), compilers) ?? {};
  if ([module, moduleResolution].some((each) => /^node(?:16|18|20|next)$/i.test(each))) return ".js";
  return manifest.type === "module" && !/^bundler$/i.test(moduleResolution) ? ".js" : "";
}

/** How most relative imports of some files end; `null` where they have none. */
function findMost(files: readonly ProjectFile[]): Project["extension"] | null {
  const endings = files.flatMap(({ imports }) => imports.flatMap(({ specifier }) => toEnding(specifier) ?? []));
  const count = (wanted: string): number => endings.filter((ending) => ending === wanted).length;
  const [most] = [...(["", ".js", ".ts"] as const)].sort((one, other) => count(other) - count(one));
  return endings.length > 0 ? (most ?? null) : null;
}
