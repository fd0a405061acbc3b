import { existsSync } from "node:fs";
import { join, posix, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDisk, type Disk } from "../../../src/contract/disk.ts";
import { loadContract } from "../../../src/contract/load.ts";
import {
  type GeneratedFile,
  generateTypeScript,
  hasGeneratedHeader,
} from "../../../src/generate/typescript/generate-typescript.ts";
import { CommandError } from "../command-error.ts";
import { toDiff } from "../diff.ts";
import { readFile } from "../read-file.ts";
import { toContractText } from "./contract-text.ts";
import { findNotifier, type FoundNotifier } from "./find-notifier.ts";
import { type MountPlan, planMounts } from "./plan.ts";
import { type Project, readProject } from "./read-project.ts";
import { toJavaScript } from "./transpile.ts";
import { type FileChange, writeChanges } from "./write-change.ts";

export interface InitOptions {
  /** The project's folder. */
  readonly root: string;
  /** Write without asking. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly print: (text: string) => void;
  /** Asks a person; without it, nothing is written unless `yes` is set. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

export interface InitResult {
  /** What was written, or would be: from the root, and as a unified diff. */
  readonly files: readonly { readonly path: string; readonly diff: string }[];
  readonly isWritten: boolean;
  /** What is left to a person, each with its reason. */
  readonly notes: readonly string[];
}

/**
 * Sets a project up: the contract, the error module, and a boundary mounted on every app of which it is certain where.
 * What is there already stays; a second run changes nothing. Throws a `CommandError` for a root that is not there, a
 * contract that is not valid, and files that cannot be written.
 */
export async function init(options: InitOptions): Promise<InitResult> {
  const project = await readProject(options.root);
  const { changes, notes } = await planSetup(project);
  const files = changes.map((change) => ({
    path: change.path,
    diff: toDiff(change.path, change.before?.text ?? "", change.after),
  }));
  for (const { diff } of files) options.print(diff);
  for (const note of notes) options.print(note);
  const isWritten = changes.length > 0 && !options.dryRun && (await isWanted(options, changes.length));
  if (isWritten) writeChanges(project.root, changes);
  return { files, isWritten, notes };
}

async function isWanted({ yes, confirm }: InitOptions, count: number): Promise<boolean> {
  return yes || ((await confirm?.(`Write ${String(count)} ${count === 1 ? "file" : "files"}?`)) ?? false);
}

interface Setup {
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

async function planSetup(project: Project): Promise<Setup> {
  const existing = findContractPath(join(project.root, contractFileName));
  const path = existing ?? join(project.root, contractFileName);
  const own = existing === null ? null : toContract(path, createDisk());
  const folder = own === null ? chooseFolder(project) : findFolder(project, own);
  if (folder === null)
    return {
      changes: [],
      notes: [
        "The contract names an error class of the project's own: no error module is generated and no boundary is mounted.",
      ],
    };
  const mounts = planMounts(project, folder);
  const notifier = findNotifier(project.files);
  const text = toContractText({ folder, boundaries: mounts.boundaries, helpers: notifier.helpers });
  const contract = own ?? toContract(path, toDiskWith(path, text));
  const modules = await planModules(project, { contract, folder, mounts, notifier });
  const made: FileChange[] = existing === null ? [{ path: contractFileName, before: null, after: text }] : [];
  const notes = [
    ...mounts.notes,
    ...(notifier.doubt === null ? [] : [notifier.doubt]),
    ...project.unread.map((each) => `${each}: it cannot be parsed, and is left out.`),
  ];
  return { changes: [...made, ...modules, ...mounts.changes], notes };
}

/** A disk on which the contract is already that is yet to be written. */
function toDiskWith(path: string, text: string): Disk {
  const disk = createDisk();
  return {
    ...disk,
    exists: (asked) => asked === path || disk.exists(asked),
    read: (asked) => (asked === path ? { text } : disk.read(asked)),
  };
}

function toContract(path: string, disk: Disk): Contract {
  const { contract, problems } = loadContract(path, disk);
  if (contract !== null) return contract;
  const [problem] = problems;
  throw new CommandError("CONTRACT_INVALID", problem?.message ?? "the contract is not valid", {
    context: { path: problem?.file ?? path, line: problem?.line ?? 1 },
  });
}

const moduleNames = [
  "app-error",
  "envelope",
  "report",
  "notify",
  "request-id",
  "boundary-express",
  "boundary-fastify",
  "boundary-koa",
  "boundary-hono",
];

/** The first folder in which nothing of the project's own stands in the way. */
function chooseFolder({ root, sourceFolder, language }: Project): string {
  const extension = language === "typescript" ? ".ts" : ".js";
  const isFree = (path: string): boolean =>
    !existsSync(join(root, path)) || hasGeneratedHeader(readFile(join(root, path))?.text ?? "");
  const folders = ["errors", "app-errors", "error-contract"].map((name) => posix.join(sourceFolder, name));
  const free = folders.find((folder) => moduleNames.every((name) => isFree(posix.join(folder, name + extension))));
  if (free !== undefined) return free;
  throw new CommandError("FILE_UNWRITABLE", "every folder for the error module holds files of the project's own", {
    context: { folders: folders.join(", ") },
  });
}

/** Where the contract says that the error class is; `null` if it is not one that is generated, or lies outside the project. */
function findFolder({ root }: Project, contract: Contract): string | null {
  const module = contract.errors.find(({ canonical, name }) => canonical && name === "AppError")?.module;
  if (!module?.startsWith("/") && !/^[a-z]:\//i.test(module ?? "")) return null;
  const path = relative(root, module ?? "").replaceAll("\\", "/");
  return posix.basename(path) === "app-error" && !path.startsWith("../") ? posix.dirname(path) : null;
}

interface ModulePlan {
  readonly contract: Contract;
  readonly folder: string;
  readonly mounts: MountPlan;
  readonly notifier: FoundNotifier;
}

async function planModules(
  project: Project,
  { contract, folder, mounts, notifier }: ModulePlan,
): Promise<FileChange[]> {
  const { extension } = project;
  const generated = generateTypeScript(contract, {
    extension,
    frameworks: mounts.frameworks,
    notifier: notifier.choice,
  });
  const changes: FileChange[] = [];
  for (const file of generated) {
    const change = await planModule(project, folder, file);
    if (change !== null) changes.push(change);
  }
  return changes;
}

/** `null` where the file is as it should be, or is somebody's own. */
async function planModule(
  { root, language }: Project,
  folder: string,
  file: GeneratedFile,
): Promise<FileChange | null> {
  const isTyped = language === "typescript";
  const path = posix.join(folder, isTyped ? file.path : file.path.replace(/\.ts$/, ".js"));
  const after = isTyped ? file.text : await toJavaScript(file.text, language);
  const before = existsSync(join(root, path)) ? readFile(join(root, path)) : null;
  if (before !== null && (file.isOwn || before.text === after || !hasGeneratedHeader(before.text))) return null;
  return { path, before, after };
}
