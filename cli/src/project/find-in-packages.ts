import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Packages } from "../../../src/workspace/packages.ts";

const endings = [".ts", ".tsx", ".mts", ".js", ".mjs", ".jsx", "/index.ts", "/index.tsx", "/index.js"];

/** The source of a specifier in a package of the workspace: the manifest names what is built, and they stand beside it, or in `src`. */
export function findInPackages(name: string, packages: Packages): string | null {
  const found = packages.find(name);
  if (found === null) return null;
  const rest = found.rest.replace(/\.[cm]?js$/, "");
  const stems = (rest === "" ? ["index", "src/index", "src/main"] : [rest, `src/${rest}`]).map((stem) =>
    join(found.directory, stem),
  );
  return stems.flatMap((stem) => endings.map((ending) => stem + ending)).find((path) => existsSync(path)) ?? null;
}
