import { realpathSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { findContractPath } from "../../../src/contract/discover.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { moduleNames } from "../../../src/generate/typescript/generate-typescript.ts";
import { listFiles } from "../list-files.ts";
import { isCompiledCopy } from "./is-compiled-copy.ts";
import { memoize } from "../memoize.ts";
import { readFile } from "../read-file.ts";
import { findWorkspace } from "../workspace-root.ts";

/** The texts that were generated from a contract before, by their paths from its folder. */
export type GeneratedTexts = ReadonlyMap<string, string>;

/** What the files of all targets are called. */
const names = [
  new RegExp(`^(?:${moduleNames.join("|")}|boundary-[\\w-]+)\\.[jt]s$`),
  /^(?:codes|error|envelope|remote|http)\.go$|^go\.mod$|^golangci\.yml$/,
  /^(?:mod|lib|code|envelope|error|json|remote|serde_impls)\.rs$|^Cargo\.toml$/,
  /^(?:(?:package|tsconfig|error-envelope\.schema|error-vectors)\.json|(?:catalogue|guide)\.md)$/,
];

function isNamed(file: string): boolean {
  return names.some((each) => each.test(posix.basename(file)));
}

/**
 * Everything that has the generated header, wherever a target was told to write to, as long as the contract is in force
 * there. What is ignored by git, compiled, a test or out of scope is nobody's to renew. Throws `GIT_FAILED`.
 */
export async function findGeneratedTexts(contract: Contract): Promise<GeneratedTexts> {
  const root = realpathSync(contract.root);
  const workspace = await findWorkspace(root, []);
  const home = realpathSync(contract.path);
  const findNearest = memoize((directory: string) => {
    const nearest = findContractPath(join(directory, "any"));
    return nearest === null ? null : realpathSync(nearest);
  });
  const found = new Map<string, string>();
  for (const file of await listFiles(workspace)) {
    const path = join(workspace.root, file);
    const way = toForwardSlashes(relative(root, path));
    if (!isNamed(file) || way.startsWith("../") || findNearest(dirname(path)) !== home) continue;
    if (!isInScope(contract, path) || isTestPath(contract, path)) continue;
    const text = readQuietly(path);
    if (hasGeneratedHeader(text)) found.set(way, text);
  }
  const modules = [...found.keys()].filter((path) => /\.[jt]s$/.test(path));
  for (const path of modules) if (isCompiledCopy(path, modules)) found.delete(path);
  return found;
}

function readQuietly(path: string): string {
  try {
    return readFile(path)?.text ?? "";
  } catch {
    return ""; // a link to nowhere, or a file of another user
  }
}

/** Where a target has been generated, and as what. */
export interface GeneratedPlace {
  /** From the contract's folder. */
  readonly out: string;
  /** `null`: files of the source tree around them. */
  readonly packageName: string | null;
}

/** The places of a target that has one file under this name. */
export function findPlaces(texts: GeneratedTexts, marker: RegExp): GeneratedPlace[] {
  const folders = [...texts.keys()].filter((path) => marker.test(path)).map((path) => posix.dirname(path));
  return [...new Set(folders)].map((out) => ({ out, packageName: null }));
}

/** The same, where a manifest beside them, or beside their folder `src`, may make a package of it. */
export function findPackages(
  texts: GeneratedTexts,
  marker: RegExp,
  { file, name }: { readonly file: string; readonly name: RegExp },
): GeneratedPlace[] {
  return findPlaces(texts, marker).map(({ out }) => {
    const homes = posix.basename(out) === "src" ? [out, posix.dirname(out)] : [out];
    const packaged = homes.flatMap((home) => {
      const packageName = name.exec(texts.get(posix.join(home, file)) ?? "")?.[1];
      return packageName === undefined ? [] : [{ out: home, packageName }];
    });
    return packaged[0] ?? { out, packageName: null };
  });
}
