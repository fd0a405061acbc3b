import type { Contract } from "../contract/contract.ts";
import { goNames } from "../generate/go/codes-file.ts";
import { toGoPackage } from "../generate/go/generate-go.ts";
import { CodeNames } from "./code-names.ts";

/** A text of the repository, by its path from the root. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The Go packages that were generated from a contract, by import path, and what their names are. */
export type GoPackages = ReadonlyMap<string, GoPackage>;

export interface GoPackage {
  /** The codes that its constants stand for. */
  readonly codes: CodeNames;
  /** What a team has declared beside what was generated. */
  readonly others: ReadonlySet<string>;
}

/**
 * Packages that stand in the repository are known by the generated header; one from elsewhere by its name, where a source
 * uses a constant of it that the contract has.
 */
export function findGoPackages(contract: Contract, sources: GoSources): GoPackages {
  const packages = new Map<string, GoPackage>();
  for (const { file, text } of sources.generated) {
    const path = toImportPath(folderOf(file), sources.manifests);
    const earlier = new Map([...(packages.get(path)?.codes.earlier ?? []), ...findConstants(text)]);
    const own = sources.written.filter((each) => folderOf(each.file) === folderOf(file));
    const others = new Set(own.flatMap((each) => findExports(each.text)));
    packages.set(path, { codes: new CodeNames(contract, goNames, earlier), others });
  }
  const names = new CodeNames(contract, goNames);
  for (const { text } of sources.written) {
    for (const { path, alias } of findImports(text, toGoPackage(contract)))
      if (!packages.has(path) && hasConstant(text, alias, names))
        packages.set(path, { codes: names, others: new Set() });
  }
  return packages;
}

export interface GoSources {
  /** Go files with the generated header. */
  readonly generated: readonly SourceText[];
  /** The others that may concern the contract. */
  readonly written: readonly SourceText[];
  /** Every `go.mod`. */
  readonly manifests: readonly SourceText[];
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

/** The module that a `go.mod` is of. */
export function findGoModule(text: string): string | null {
  return /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? null;
}

/** `internal/errs` in the module `acme.example/orders`: `acme.example/orders/internal/errs`. */
function toImportPath(folder: string, modules: readonly SourceText[]): string {
  const around = modules
    .map(({ file, text }) => ({ home: folderOf(file), name: findGoModule(text) ?? "" }))
    .filter(({ home }) => home === "" || folder === home || folder.startsWith(`${home}/`))
    .sort((one, other) => other.home.length - one.home.length)[0];
  if (!around) return folder;
  const rest = folder.slice(around.home.length).replace(/^\//, "");
  return rest === "" ? around.name : `${around.name}/${rest}`;
}

/** `NotFound Code = "NOT_FOUND"` */
function findConstants(text: string): Map<string, string> {
  const matches = text.matchAll(/^[ \t]*(\w+)\s+Code\s*=\s*"([^"\\]+)"/gm);
  return new Map([...matches].map(([, identifier = "", code = ""]) => [identifier, code]));
}

/** `const Lost = …`, and a line of a group: whatever could be a declaration. */
function findExports(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:(?:const|func|type|var)\s+)?([A-Z]\w*)/gm)].map(([, name = ""]) => name);
}

/** Imports of packages of a name: `"acme.example/errs"`, `errs "acme.example/errs/v2"`. */
function* findImports(text: string, name: string): Generator<{ readonly path: string; readonly alias: string }> {
  for (const [, alias, path = ""] of text.matchAll(/^[ \t]*(?:import\s+)?(?:(\w+)\s+)?"([^"\n]+)"/gm))
    if (new RegExp(`(?:^|/)${name}(?:/v\\d+)?$`).test(path)) yield { path, alias: alias ?? name };
}

function hasConstant(text: string, alias: string, names: CodeNames): boolean {
  const members = text.matchAll(new RegExp(`\\b${alias}\\.([A-Z]\\w*)`, "g"));
  return [...members].some(([, member = ""]) => names.has(member));
}
