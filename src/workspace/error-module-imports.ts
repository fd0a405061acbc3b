import { type CompilerConfig, isCompiledBy } from "../contract/compiler-options.ts";
import { isAbsolutePath, isTypescript, toForwardSlashes } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import type { FileContribution } from "./file-contribution.ts";
import type { Package } from "./packages.ts";
import type { Workspace } from "./workspace.ts";

type Loaded = ReadonlySet<FileContribution>;

/** Which files of a workspace may import the error module: those that run where it does, and that it does not load itself. */
export class ErrorModuleImports {
  readonly #crossed = new Map<string, boolean>();
  #plain: readonly { readonly entry: FileContribution; readonly loaded: Loaded }[] | null = null;

  constructor(
    readonly workspace: Workspace,
    readonly compilers: readonly CompilerConfig[],
  ) {}

  /** Why a file is given no import of the error class; `null` where it may be. */
  findObstacle(path: string): string | null {
    const file = this.workspace.file(path);
    const module = file?.contract?.errorModule ?? null;
    if (!file || module === null) return "it is not known where the error module is";
    if (file.contract?.isBoundary) return "the boundary is never given an import of the error class";
    const found = this.workspace.modules.find(module);
    const isPackage = !isAbsolutePath(module) && !module.startsWith("#");
    if (found.length === 0)
      return isPackage ? null : `the error module ${this.workspace.toRelative(module)} is not found`;
    if (found.includes(file)) return "it is the error module itself";
    return (
      this.#findDistance(file, found, isPackage ? null : module) ??
      findUnrequirable(file, found) ??
      this.#findBound(file, found) ??
      this.#findUncompiled(file, found) ??
      (this.#isScript(file) ? "it is a script by itself, and no part of the service" : null) ??
      (this.workspace.modules.findLoaded(found).has(file)
        ? "the error module imports it, and would be imported back"
        : null)
    );
  }

  /** Why a file runs in browsers, where the error module does not; `null` where it does not, or both do. */
  findBrowsers(path: string): string | null {
    const { browsers, modules } = this.workspace;
    const file = this.workspace.file(path);
    const loader = file && browsers.findLoader(file);
    const found = modules.find(file?.contract?.errorModule ?? "");
    if (!loader || found.some((each) => browsers.findLoader(each))) return null;
    return loader === file
      ? "it runs in browsers, where the error module does not"
      : `browsers load it with ${this.workspace.toRelative(loader.path)}, and not the error module`;
  }

  /** Why the error module is out of a file's reach, or not meant for it. `module` is `null` where it is a package's. */
  #findDistance(file: FileContribution, found: readonly FileContribution[], module: string | null): string | null {
    const { packages, browsers } = this.workspace;
    const home = packages.directoryOf(file.path);
    if (browsers.isInBrowsers(file) && !found.some(({ path }) => packages.directoryOf(path) === home))
      return "it is the client's, and the error module is of another package";
    if (module === null) return null;
    const name = this.workspace.toRelative(module);
    if (!found.some(({ path }) => this.#canReach(file.path, path)))
      return `the error module ${name} is of another package`;
    return found.every(({ path }) => this.#isBeside(file, path))
      ? `it runs apart from the code that the error module ${name} is for`
      : null;
  }

  /** Why Node, which runs a file as it is, cannot load the error module there. */
  #findUncompiled(file: FileContribution, found: readonly FileContribution[]): string | null {
    if (this.#isPlainJavaScript(file, found))
      return "it is JavaScript that nothing compiles, and the error module is TypeScript";
    const entry = this.#findPlainEntry(file, found, isTyped);
    if (entry !== null) return `Node runs ${entry} as it is, which loads it, and the error module is TypeScript`;
    const script = this.#findPlainEntry(file, found, isModule);
    return script === null
      ? null
      : `Node runs ${script} as it is, which requires it, and the error module is an ES module`;
  }

  /** Whether a script would be given a module that it cannot load: it runs with no TypeScript, and that is TypeScript. */
  #isPlainJavaScript(file: FileContribution, wanted: readonly FileContribution[]): boolean {
    if (!/\.[cm]?jsx?$/.test(file.path) || !wanted.some(isTyped)) return false;
    const own = this.workspace.modules.findLoaded(wanted);
    return ![...this.workspace.modules.findTogether(file)].some((each) => isTyped(each) && !own.has(each));
  }

  /** Why what compiles a file takes no error module: it lies outside of the folder that nothing of it may leave. */
  #findBound(file: FileContribution, found: readonly FileContribution[]): string | null {
    if (!isTyped(file) || !found.every(isTyped)) return null;
    for (const config of this.compilers) {
      const { rootDir } = config.options;
      if (rootDir === undefined || !isWithin(file, rootDir) || found.some((each) => isWithin(each, rootDir))) continue;
      if (isCompiledBy(file.path, config))
        return `${this.workspace.toRelative(toForwardSlashes(config.path))} compiles it with nothing from outside of ${this.workspace.toRelative(toForwardSlashes(rootDir))}, where the error module is`;
    }
    return null;
  }

  /** A file that a package's scripts run by Node as it is and that loads this one, where the error module is what none of that is: TypeScript, or of `import`. */
  #findPlainEntry(
    file: FileContribution,
    wanted: readonly FileContribution[],
    isOther: (file: FileContribution) => boolean,
  ): string | null {
    if (!/\.[cm]?jsx?$/.test(file.path) || !wanted.every(isOther)) return null;
    const own = this.workspace.modules.findLoaded(wanted);
    const isPlain = (loaded: Loaded): boolean => ![...loaded].some((each) => isOther(each) && !own.has(each));
    const found = this.#plainEntries().find(({ loaded }) => loaded.has(file) && isPlain(loaded));
    return found ? this.workspace.toRelative(found.entry.path) : null;
  }

  #plainEntries(): readonly { readonly entry: FileContribution; readonly loaded: Loaded }[] {
    const { packages, modules } = this.workspace;
    return (this.#plain ??= packages.all
      .flatMap(({ plainEntries }) => plainEntries.flatMap((entry) => modules.find(toModuleName(entry, ""))))
      .map((entry) => ({ entry, loaded: modules.findLoaded([entry]) })));
  }

  /** Whether Node runs a file as it is, and nothing of what runs with it is a part of an app: a script by itself. */
  #isScript(file: FileContribution): boolean {
    if (!this.#plainEntries().some(({ entry }) => entry === file)) return false;
    const { files, modules } = this.workspace;
    const apps = files.filter((each) => each.apps.length > 0 && !this.workspace.isTest(each));
    const served = modules.findLoaded(apps);
    return apps.length > 0 && ![...modules.findTogether(file)].some((each) => served.has(each));
  }

  /** A package that nobody publishes may take what is beside it where it does so already: it is built together with that. */
  #canReach(path: string, module: string): boolean {
    const { packages } = this.workspace;
    return packages.canReach(path, module, (own, other) => {
      const key = `${own.directory}|${other?.directory ?? ""}`;
      const known = this.#crossed.get(key) ?? this.#isCrossed(own, other);
      this.#crossed.set(key, known);
      return known;
    });
  }

  /** Whether a file stands in another folder of its package than the service with the error module, and runs with none of that. */
  #isBeside(file: FileContribution, module: string): boolean {
    const home = this.workspace.packages.directoryOf(file.path) ?? this.workspace.root;
    const folderOf = (path: string): string | null => /^\/([^/]+)\//.exec(path.slice(home.length))?.[1] ?? null;
    const folder = folderOf(module);
    const isOf = ({ path, isGenerated }: FileContribution): boolean =>
      !isGenerated && path.startsWith(`${home}/`) && folderOf(path) === folder;
    const isApart = folderOf(file.path) !== null && folder !== null && folderOf(file.path) !== folder;
    const { files, modules } = this.workspace;
    return isApart && files.some(isOf) && ![...modules.findTogether(file)].some(isOf);
  }

  #isCrossed(own: Package, other: Package | undefined): boolean {
    const { packages, files, modules } = this.workspace;
    const isOther = (module: string): boolean =>
      isAbsolutePath(module) && packages.ownOf(module) === other && modules.find(module).length > 0;
    return files.some((file) => packages.ownOf(file.path) === own && file.imports.some(isOther));
  }
}

function findUnrequirable({ path }: FileContribution, found: readonly FileContribution[]): string | null {
  return path.endsWith(".cjs") && found.every(isTyped) ? "a `.cjs` cannot require TypeScript" : null;
}

function isWithin({ path }: FileContribution, folder: string): boolean {
  return path.startsWith(`${toForwardSlashes(folder)}/`);
}

function isTyped({ path }: FileContribution): boolean {
  return isTypescript(path);
}

/** Whether it is written in `import` and `export`, and nothing but a manifest or a compiler can tell Node so. */
function isModule({ path, isModule }: FileContribution): boolean {
  return isModule === true && /\.jsx?$/.test(path);
}
