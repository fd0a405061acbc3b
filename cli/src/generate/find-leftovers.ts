import { readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { type GeneratedFile, hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { findPlaybookCode } from "../../../src/generate/markdown/playbook.ts";
import { readFile } from "../read-file.ts";
import type { GeneratedTexts } from "./find-generated.ts";

/**
 * Files that were generated and that nothing generates any more: of a framework that is no longer used, in a folder that is
 * no longer written to, or the playbook of a code that is gone. Paths are from the contract's folder.
 */
export function findLeftovers(contract: Contract, files: readonly GeneratedFile[], texts: GeneratedTexts): string[] {
  const known = new Set(files.map(({ path }) => path));
  const named = new Set([...contract.codes.values()].map(({ playbook }) => playbook));
  const folders = new Set(files.map(({ path }) => posix.dirname(path)));
  const beside = [...folders].flatMap((folder) => listFiles(contract.root, folder));
  return [...new Set([...texts.keys(), ...beside])]
    .filter((path) => !known.has(path) && !isCompiledBeside(path, known))
    .filter((path) => {
      const text = texts.get(path) ?? readFile(join(contract.root, path))?.text ?? "";
      if (hasGeneratedHeader(text)) return true;
      const code = path.endsWith(".md") && !named.has(join(contract.root, path)) ? findPlaybookCode(text) : null;
      return code !== null && !contract.codes.has(code);
    })
    .sort();
}

/** `wire.js`, `wire.d.ts` and `wire.js.map` of `wire.ts`. */
function isCompiledBeside(path: string, known: ReadonlySet<string>): boolean {
  const stem = path.replace(/(?:\.d\.ts|\.js)(?:\.map)?$/, "");
  return stem !== path && known.has(`${stem}.ts`);
}

function listFiles(root: string, folder: string): string[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => posix.join(folder, name));
  } catch {
    return []; // nothing has been generated there yet
  }
}
