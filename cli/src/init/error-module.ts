import { existsSync } from "node:fs";
import { join, posix, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { isAbsolutePath } from "../../../src/contract/glob.ts";
import { type GeneratedFile, hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { boundaryFrameworks } from "../../../src/generate/typescript/boundary-modules.ts";
import type { MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import { generateTypeScript, moduleNames } from "../../../src/generate/typescript/generate-typescript.ts";
import type { OwnErrors } from "../../../src/generate/typescript/own-errors.ts";
import type { NotifierChoice } from "../../../src/generate/typescript/notify-module.ts";
import { CommandError } from "../command-error.ts";
import { readFile } from "../read-file.ts";
import type { Project } from "./read-project.ts";
import { toJavaScript } from "./transpile.ts";
import type { FileChange } from "./write-change.ts";

/** The folder where the error module was generated before, else the first in which nothing of the project's own stands in the way. */
export function chooseFolder({ root, sourceFolder, language }: Project): string {
  const extension = language === "typescript" ? ".ts" : ".js";
  const toFile = (folder: string, name: string): string => join(root, folder, name + extension);
  const isOurs = (file: string): boolean => hasGeneratedHeader(readFile(file)?.text ?? "");
  const isFree = (file: string): boolean => !existsSync(file) || isOurs(file);
  const fileNames = [...moduleNames, ...boundaryFrameworks.map((name) => `boundary-${name}`)];
  const folders = ["errors", "app-errors", "error-contract"].map((name) => posix.join(sourceFolder, name));
  const isMade = (file: string): boolean => existsSync(file) && isOurs(file);
  const made = folders.find((folder) => ["app-error", "coded-error"].some((name) => isMade(toFile(folder, name))));
  const free = made ?? folders.find((folder) => fileNames.every((name) => isFree(toFile(folder, name))));
  if (free !== undefined) return free;
  throw new CommandError("FILE_UNWRITABLE", "every folder for the error module holds files of the project's own", {
    context: { folders: folders.join(", ") },
  });
}

/** Where the contract says that the generated modules are; `null` if it names none, or they lie outside the project. */
export function findFolder(root: string, contract: Contract): string | null {
  const envelope = contract.sanitizers.find(({ name }) => name === "toPublicEnvelope")?.module;
  const error = contract.errors.find(({ canonical, name }) => canonical && name === "AppError")?.module;
  return findGenerated(root, envelope, "envelope") ?? findGenerated(root, error, "app-error");
}

/** The folder, from the root, of a module of that name; `null` for any other, and where its file is somebody's own. */
export function findGenerated(root: string, module: string | null | undefined, name: string): string | null {
  if (!module || !isAbsolutePath(module)) return null;
  const path = relative(root, module).replaceAll("\\", "/");
  if (posix.basename(path) !== name || path.startsWith("../")) return null;
  const files = [".ts", ".js"].map((extension) => join(root, path + extension)).filter((file) => existsSync(file));
  return files.every((file) => hasGeneratedHeader(readFile(file)?.text ?? "")) ? posix.dirname(path) : null;
}

export interface ErrorModulePlan {
  readonly contract: Contract;
  /** From the root. */
  readonly folder: string;
  readonly frameworks: readonly MountedFramework[];
  readonly notifier: NotifierChoice | null;
  readonly own: OwnErrors | null;
}

/** The files of the error module, as this project's language has them; paths are from the root. */
export async function toErrorModule(
  { language, extension, hasAbstractTypes }: Pick<Project, "language" | "extension" | "hasAbstractTypes">,
  { contract, folder, ...options }: ErrorModulePlan,
): Promise<GeneratedFile[]> {
  const files = generateTypeScript(contract, { ...options, extension, hasAbstractTypes });
  return Promise.all(
    files.map(async ({ path, text, isOwn }) => {
      const isTyped = language === "typescript";
      const name = isTyped ? path : path.replace(/\.ts$/, ".js");
      return { path: posix.join(folder, name), text: isTyped ? text : await toJavaScript(text, language), isOwn };
    }),
  );
}

/** What has to be written for an error module to be there; what is somebody's own stays. */
export async function planModules(project: Project, plan: ErrorModulePlan): Promise<FileChange[]> {
  return (await toErrorModule(project, plan)).flatMap((file) => planModule(project, file) ?? []);
}

/** `null` where the file is as it should be, or is somebody's own. */
export function planModule({ root }: Pick<Project, "root">, { path, text, isOwn }: GeneratedFile): FileChange | null {
  const before = existsSync(join(root, path)) ? readFile(join(root, path)) : null;
  if (before !== null && (isOwn || before.text === text || !hasGeneratedHeader(before.text))) return null;
  return { path, before, after: text };
}
