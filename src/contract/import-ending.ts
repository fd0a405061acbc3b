import { dirname, extname } from "node:path";
import { findCompilerOptions } from "./compiler-options.ts";
import { findUpwards } from "./discover.ts";
import { createDisk } from "./disk.ts";

const endings = new Map<string, string>();

/**
 * What relative imports of a file end in by the conventions of its package, for a file that has none to follow: Node asks
 * modules of JavaScript for whole names, and TypeScript does where its `module` is Node's. Empty where nothing is asked for.
 */
export function toImportEnding(file: string): string {
  const extension = extname(file);
  if (/^\.m[jt]s$/.test(extension)) return ".mjs";
  if (!/^\.[jt]sx?$/.test(extension)) return "";
  const key = `${dirname(file)}${extension[1]}`;
  const known = endings.get(key) ?? findEnding(file, extension.startsWith(".t"));
  endings.set(key, known);
  return known;
}

function findEnding(file: string, isTypeScript: boolean): string {
  return isModule(file) && (!isTypeScript || isCompiledForNode(file)) ? ".js" : "";
}

function isModule(file: string): boolean {
  const path = findUpwards(file, "package.json");
  const reading = path === null ? null : createDisk().read(path);
  return reading !== null && "text" in reading && /"type"\s*:\s*"module"/.test(reading.text);
}

/** `"module": "NodeNext"`, also of a configuration that is extended: `@tsconfig/node22`. */
function isCompiledForNode(file: string): boolean {
  const { module = "", moduleResolution = "" } = findCompilerOptions(file, createDisk()) ?? {};
  return [module, moduleResolution].some((each) => /^node(?:\d+|next)$/i.test(each));
}
