import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ts } from "ts-morph";
import type { Packages } from "../../../src/workspace/packages.ts";
import type { OpenProgram } from "../project/open-program.ts";
import { aliased } from "../rename-code/ts-nodes.ts";

/** The sources from which a published package hands out what others import; `null` where one of them is not found. */
export function findEntries(directory: string): readonly string[] | null {
  const path = join(directory, "package.json");
  const manifest = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : null;
  if (manifest === null || manifest["private"] === true || typeof manifest["name"] !== "string") return [];
  const outlets = ["main", "module", "types", "exports"].flatMap((key) => toLeaves(manifest[key]));
  const entries = outlets.filter((each) => !each.endsWith(".json")).map((outlet) => findSource(directory, outlet));
  return entries.includes(null) ? null : [...new Set(entries.filter((each) => each !== null))];
}

function toLeaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(toLeaves) : [];
}

/** `./dist/errors.d.ts` is made of `src/errors.ts`, or of `errors.ts`. */
function findSource(directory: string, outlet: string): string | null {
  const stem = outlet.replace(/^\.\//, "").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const inner = stem.replace(/^(?:dist|build|lib|out)\/(?:(?:esm|cjs|types|src)\/)*/, "");
  const stems = [stem, inner, `src/${inner}`].map((each) => join(directory, each));
  const endings = [".ts", ".tsx", ".mts", ".cts", "/index.ts", ".js", ".mjs", ".cjs"];
  const paths = stems.flatMap((each) => endings.map((ending) => each + ending));
  return paths.find((path) => existsSync(path))?.replaceAll("\\", "/") ?? null;
}

/** Whether somebody outside of the workspace may know a class: a published package hands it out, or may do so. */
export function isPublic(declaration: ts.ClassDeclaration, program: OpenProgram, packages: Packages): boolean {
  const directory = packages.directoryOf(declaration.getSourceFile().fileName);
  const entries = directory === null ? [] : findEntries(directory);
  if (entries === null) return true;
  return entries.some((path) => {
    const file = program.find(path);
    const module = file && program.checker.getSymbolAtLocation(file);
    const exported = module ? program.checker.getExportsOfModule(module) : [];
    return exported.some((symbol) => aliased(symbol, program.checker)?.valueDeclaration === declaration);
  });
}
