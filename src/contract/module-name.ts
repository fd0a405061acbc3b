import { dirname, posix } from "node:path";
import { isAbsolutePath, isGlob, isGlobMatch, toEscapedPath, toForwardSlashes } from "./glob.ts";

/**
 * What a host knows of module resolution: the absolute path of the file that a specifier means (a `tsconfig` alias, a
 * `#import`), or `null` where it means none of the project's.
 */
export type ResolveSpecifier = (specifier: string, from: string) => string | null;

/**
 * Whether an import of `specifier` in `fromFile` is the module that a binding names (in its normal form, as a contract
 * has it; `null`: no module, so never an import). `"unknown"` where only a `tsconfig` or a `package.json` could tell,
 * and no `resolve` is there to ask.
 */
export function isSameModule(
  bindingModule: string | null,
  specifier: string,
  fromFile: string,
  resolve?: ResolveSpecifier,
): boolean | "unknown" {
  if (bindingModule === null) return false;
  const imported = toImportedModule(specifier, fromFile);
  if (isModuleMatch(bindingModule, imported)) return true;
  if (!mayBeSame(bindingModule, imported)) return false;
  if (resolve === undefined || isRelative(imported)) return "unknown";
  const toPath = (name: string): string | null => (isPath(name) ? name : toResolved(resolve(name, fromFile)));
  const [expected, actual] = [toPath(bindingModule), toPath(isPath(imported) ? imported : specifier)];
  return expected !== null && actual !== null && isModuleMatch(expected, actual);
}

/** A package is only ever itself, and two paths can be compared. Any other bare name may be an alias of a path. */
function mayBeSame(bindingModule: string, imported: string): boolean {
  if (imported.startsWith("node:")) return false;
  return isImport(bindingModule) || (isPath(bindingModule) && !isPath(imported));
}

/** The normal form of a module that a file in `directory` names: see `Binding`. */
export function toModuleName(module: string, directory: string): string {
  const name = toForwardSlashes(module);
  if (isImport(name)) return name;
  if (isRelative(name)) {
    const base = toForwardSlashes(directory);
    return toStem(posix.join(isGlob(name) ? toEscapedPath(base) : base, name));
  }
  if (isPath(name) || name.startsWith("**")) return toStem(name);
  return toPackageName(name);
}

function toImportedModule(specifier: string, fromFile: string): string {
  const file = toForwardSlashes(fromFile);
  // A text without a file (`<input>`) has no directory that a relative specifier could be joined with.
  if (isRelative(specifier) && !isPath(file)) return specifier;
  if (isPath(specifier)) return toStem(specifier);
  return isRelative(specifier) ? toStem(posix.join(dirname(file), specifier)) : toModuleName(specifier, "");
}

function toResolved(path: string | null): string | null {
  return path === null ? null : toStem(toForwardSlashes(path));
}

function isModuleMatch(bindingModule: string, name: string): boolean {
  if (bindingModule === name) return true;
  return !isImport(name) && isGlob(bindingModule) && isGlobMatch(bindingModule, name);
}

/** `npm:@acme/errors@1.2.3/http.js` is `@acme/errors/http`. */
function toPackageName(specifier: string): string {
  const [, scope = "", name = "", rest = ""] =
    /^(?:(?:npm|jsr):\/?)?(@[^/]+\/)?([^/@]+)(?:@[^/]*)?(\/.*)?$/s.exec(specifier) ?? [];
  if (name === "") return specifier.includes("/") ? toStem(specifier) : specifier;
  return `${scope}${name}${rest === "" ? "" : toStem(rest)}`;
}

/** Without extension, `/index` and a slash at the end. */
function toStem(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "").replace(/\/index$|\/$/, "");
}

function isRelative(name: string): boolean {
  return /^\.\.?(?:\/|$)/.test(name);
}

function isImport(name: string): boolean {
  return name.startsWith("#");
}

/** An absolute path, or a glob that may be of one. */
function isPath(name: string): boolean {
  return isAbsolutePath(name) || name.startsWith("**");
}
