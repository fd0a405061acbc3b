import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { Project, ts } from "ts-morph";
import { loadPackages } from "../../../src/workspace/load-packages.ts";
import type { Packages } from "../../../src/workspace/packages.ts";
import { memoize } from "../memoize.ts";
import { findInPackages } from "./find-in-packages.ts";
import { readAliases } from "./read-aliases.ts";

/** The sources of a workspace as the compiler sees them: types, references, and who imports whom, across packages. */
export interface OpenProgram {
  readonly checker: ts.TypeChecker;
  /** Files that were asked for, and those that they import, in order. */
  readonly files: readonly ts.SourceFile[];
  readonly find: (path: string) => ts.SourceFile | null;
  /** Where a name stands that is declared at an offset, with what goes around it so that the code means the same. */
  readonly findRenames: (file: ts.SourceFile, offset: number) => readonly ts.RenameLocation[];
  /** What the compiler says of a file. */
  readonly findDiagnostics: (file: ts.SourceFile) => readonly ts.Diagnostic[];
}

const options: ts.CompilerOptions = {
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/**
 * Opens a program of some files (absolute paths) of a workspace, some perhaps with another text. What is installed is not
 * read: its types stay unknown.
 */
export function openProgram(
  root: string,
  paths: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): OpenProgram {
  const resolve = toResolver(loadPackages(paths, root));
  const project = new Project({
    compilerOptions: options,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    resolutionHost: () => ({
      resolveModuleNames: (names, from) => names.map((name) => resolve(name, from)),
    }),
  });
  for (const [path, text] of texts) project.createSourceFile(path, text, { overwrite: true });
  for (const path of paths) if (!texts.has(path)) project.addSourceFileAtPath(path);
  const program = project.getProgram().compilerObject;
  const service = project.getLanguageService().compilerObject;
  return {
    checker: program.getTypeChecker(),
    files: program
      .getSourceFiles()
      .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && existsSync(fileName)),
    find: (path) => program.getSourceFile(path) ?? null,
    findRenames: ({ fileName }, offset) =>
      service.findRenameLocations(fileName, offset, false, false, { providePrefixAndSuffixTextForRename: true }) ?? [],
    findDiagnostics: (file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)],
  };
}

type Resolve = (name: string, from: string) => ts.ResolvedModule | undefined;

/** By the aliases of the nearest tsconfig, else to a package of the workspace, whether it is installed or not. */
function toResolver(packages: Packages): Resolve {
  const toOptions = memoize((directory: string) => readAliases(ts, directory));
  const cache = ts.createModuleResolutionCache("/", (path) => path);
  return (name, from) => {
    const aliases = toOptions(dirname(from));
    const own = aliases === null ? cache : undefined;
    const found = ts.resolveModuleName(name, from, { ...options, ...aliases }, ts.sys, own).resolvedModule;
    if (found && !found.isExternalLibraryImport && !found.resolvedFileName.includes("/node_modules/")) return found;
    if (name.startsWith(".")) return undefined;
    const path = findInPackages(name, packages);
    return path === null ? undefined : { resolvedFileName: path, isExternalLibraryImport: false };
  };
}
