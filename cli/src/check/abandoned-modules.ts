import { join, posix } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { generatedNotice, hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { toImportedStem } from "../../../src/syntax/specifier.ts";
import { isCompiledCopy } from "../generate/is-compiled-copy.ts";
import { findFolder } from "../init/error-module.ts";
import { readFile } from "../read-file.ts";
import type { OpenContract } from "./open-contract.ts";
import type { CheckProblem } from "./problem.ts";

/** Error modules that were generated into another folder than the contract names, and that nothing imports. */
export function findAbandonedModules(opened: OpenContract): CheckProblem[] {
  const { contract, root, files } = opened;
  const found = files.filter(
    (file) => /(?:^|\/)envelope\.[jt]s$/.test(file) && hasGeneratedHeader(readText(opened, file)),
  );
  const named = findNamed(contract);
  return found
    .filter((file) => !isCompiledCopy(file, found))
    .filter((file) => {
      const folder = posix.dirname(file);
      if (toForwardSlashes(join(root, folder)) === named || !opened.isInForce(join(root, file))) return false;
      return !isPackage(opened, folder) && !isImported(opened, folder);
    })
    .map((file) => ({
      rule: "stale-file",
      severity: "error",
      place: { file, line: 1, column: 1 },
      message: `Nothing imports the error module in ${posix.dirname(file)}, and the contract does not name it. Delete what was generated there.`,
    }));
}

/** Absolute, as the contract's bindings have it. */
function findNamed(contract: Contract): string | null {
  const folder = findFolder(contract.root, contract);
  return folder === null ? null : toForwardSlashes(join(contract.root, folder));
}

function readText({ root }: OpenContract, file: string): string {
  return readFile(join(root, file))?.text ?? "";
}

/** A package that was generated is for others: they have it from a registry. */
function isPackage({ root }: OpenContract, folder: string): boolean {
  const manifests = [folder, posix.dirname(folder)].map((each) => join(root, each, "package.json"));
  return manifests.some((path) => readQuietly(path).includes(generatedNotice));
}

function readQuietly(path: string): string {
  try {
    return readFile(path)?.text ?? "";
  } catch {
    return ""; // there is none
  }
}

/** An alias may mean any folder that ends alike. */
function isImported(opened: OpenContract, folder: string): boolean {
  const tail = posix.basename(folder);
  return opened.files.some((file) => {
    if (posix.dirname(file) === folder) return false;
    const specifiers = readText(opened, file).matchAll(/\b(?:from|import|require)\b[\s(]*["']([^"'\n]+)["']/g);
    return [...specifiers].some(([, specifier = ""]) => {
      const stem = toImportedStem(file, specifier);
      return stem === null ? specifier.split("/").includes(tail) : `${stem}/`.startsWith(`${folder}/`);
    });
  });
}
