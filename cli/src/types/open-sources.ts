import { dirname } from "node:path";
import type { ts } from "ts-morph";
import { loadPackages } from "../../../src/workspace/load-packages.ts";
import type { Packages } from "../../../src/workspace/packages.ts";
import { memoize } from "../memoize.ts";
import { findInPackages } from "../project/find-in-packages.ts";
import { readAliases } from "../project/read-aliases.ts";
import type { TypeScript } from "./load-typescript.ts";

/** All sources of a workspace in one program, whatever package they are of, with the types of what is installed. */
export function openSources(typescript: TypeScript, root: string, paths: readonly string[]): ts.Program {
  const options = toOptions(typescript);
  const host = typescript.createCompilerHost(options, true);
  const resolve = toResolver(typescript, options, loadPackages(paths, root));
  host.resolveModuleNames = (names, from) => names.map((name) => resolve(name, from));
  return typescript.createProgram({ rootNames: [...paths], options, host });
}

/** As little strict as can be: what may be assigned then may be more than in the project, and never is less. */
function toOptions({ JsxEmit, ModuleKind, ModuleResolutionKind, ScriptTarget }: TypeScript): ts.CompilerOptions {
  return {
    allowJs: true,
    experimentalDecorators: true,
    jsx: JsxEmit.Preserve,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    strict: false,
    target: ScriptTarget.ES2022,
    types: [],
  };
}

type Resolve = (name: string, from: string) => ts.ResolvedModule | undefined;

/** By the aliases of the nearest tsconfig, else to a package's sources in the workspace, else to what is installed. */
function toResolver(typescript: TypeScript, options: ts.CompilerOptions, packages: Packages): Resolve {
  const toAliases = memoize((directory: string) => readAliases(typescript, directory));
  return (name, from) => {
    const aliases = toAliases(dirname(from));
    const { resolvedModule: found } = typescript.resolveModuleName(
      name,
      from,
      { ...options, ...aliases },
      typescript.sys,
    );
    if (found && !found.resolvedFileName.includes("/node_modules/") && !found.resolvedFileName.endsWith(".d.ts"))
      return found;
    const path = name.startsWith(".") ? null : findInPackages(name, packages);
    return path === null ? found : { resolvedFileName: path, isExternalLibraryImport: false };
  };
}
