import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Setting } from "../../src/analysis/facts.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { createDisk } from "../../src/contract/disk.ts";
import { loadContract } from "../../src/contract/load.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import { buildIndex } from "../../src/workspace/build-index.ts";
import { Packages, type Package } from "../../src/workspace/packages.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";
import type { Contribution, WorkspaceIndex } from "../../src/workspace/workspace-index.ts";

export interface WorkspaceParts {
  readonly contract?: Contract | null;
  readonly packages?: readonly Package[];
}

export const root = "/repo";

/** The index of a workspace of texts, by their paths from the root. */
export function indexOf(
  files: Readonly<Record<string, string>>,
  { contract = null, packages = [] }: WorkspaceParts = {},
): WorkspaceIndex {
  const setting: Setting = { contract, policy: toPolicy(contract, {}) };
  const contributions = Object.entries(files).map(([path, text]) => contributionOf(`${root}/${path}`, text, setting));
  return buildIndex(contributions, { root, packages: new Packages(packages) });
}

/** Through JSON and back: a contribution may come from another thread. */
function contributionOf(path: string, text: string, setting: Setting): Contribution {
  const { source, problem } = parse(path, text);
  if (source === null) throw new SyntaxError(`${path}: ${problem.message} at line ${String(problem.line)}`);
  return JSON.parse(JSON.stringify(toContribution(source, setting))) as Contribution;
}

/** A contract, as if it stood at the root. */
export function contractOf(typescript: object, rest: object = {}): Contract {
  const text = JSON.stringify({
    format: 1,
    extends: ["error-contract:starter"],
    version: "1.0.0",
    typescript,
    ...rest,
  });
  const disk = { ...createDisk(), exists: () => false, read: () => ({ text }) };
  const { contract, problems } = loadContract(`${root}/error-contract.json`, disk);
  if (contract === null) throw new Error(problems.map(({ message }) => message).join("\n"));
  return contract;
}

export function packageOf(
  directory: string,
  dependencies: Readonly<Record<string, string>>,
  parts: Partial<Package> = {},
): Package {
  return {
    directory: directory === "" ? root : `${root}/${directory}`,
    name: null,
    isPrivate: false,
    dependencies: new Map(Object.entries(dependencies)),
    installed: new Map(),
    plainEntries: [],
    ...parts,
  };
}

/** All sources of a folder, by their paths from it. */
export function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name) && !entry.parentPath.includes("node_modules"),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

export function reasonOf(index: WorkspaceIndex, question: Parameters<WorkspaceIndex["answer"]>[0]): string | null {
  const answer = index.answer(question);
  return answer.granted ? null : answer.reason;
}

/** Why an error of `functionName` may not be wrapped; `null` where it may. */
export function listenersOf(index: WorkspaceIndex, path: string, functionName: string | null): string | null {
  return reasonOf(index, { kind: "listeners", functionName, exported: true, path: `${root}/${path}` });
}

/** Why no notify above `functionName` can be relied on; `null` where one can. */
export function notifyingOf(
  index: WorkspaceIndex,
  path: string,
  functionName: string | null,
  framework: string | null = null,
): string | null {
  return reasonOf(index, { kind: "notifying-boundary", functionName, framework, path: `${root}/${path}` });
}

export function boundaryOf(
  index: WorkspaceIndex,
  path: string,
  functionName: string | null,
  framework: string | null = null,
): string | null {
  return reasonOf(index, { kind: "boundary", functionName, framework, path: `${root}/${path}` });
}
