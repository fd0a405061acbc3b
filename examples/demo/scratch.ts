import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles } from "../../cli/src/list-files.ts";
import { findWorkspace } from "../../cli/src/workspace-root.ts";
import { execute } from "./execute.ts";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Where copies are made: inside the repository, so that they find what it has installed. */
export const scratchFolder = join(repository, ".demo");

/** The service's tests, in one process: most of their time is spent on loading what they share. */
export const ownTests = [
  process.execPath,
  join(repository, "node_modules/vitest/vitest.mjs"),
  "run",
  "--no-isolate",
  "--no-file-parallelism",
] as const;

export const compiler = [process.execPath, join(repository, "node_modules/typescript/bin/tsc")] as const;

const isSource = /\.(?:[cm]?[jt]sx?|json)$/;

/** Copies the example service into a folder, as a repository of its own in which everything is committed. */
export async function copyOrders(folder: string): Promise<void> {
  await copy(join(repository, "examples/orders"), folder, () => true);
  writeFileSync(join(folder, ".gitignore"), "node_modules/\ndist/\n");
  await commit(folder, "The service as it was");
}

/** The same for the sources and manifests of any folder; what is installed for them is linked, not copied. */
export async function copySources(from: string, folder: string): Promise<void> {
  await copy(from, folder, (path) => isSource.test(path));
  const installed = findInstalled(from);
  if (installed !== null) symlinkSync(installed, join(folder, "node_modules"));
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), "{}\n");
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  await commit(folder, "The sources as they are");
}

/** Commits everything in a folder, which becomes a repository if it is none. */
export async function commit(folder: string, message: string): Promise<void> {
  const git = (...args: string[]): Promise<unknown> => execute(["git", ...args], folder);
  if (!existsSync(join(folder, ".git"))) await git("init", "-q");
  await git("add", "-A");
  const author = ["-c", "user.name=demo", "-c", "user.email=demo@localhost", "-c", "commit.gpgsign=false"];
  await git(...author, "commit", "-q", "--allow-empty", "-m", message);
}

async function copy(from: string, to: string, isWanted: (path: string) => boolean): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const workspace = await findWorkspace(from, []);
  const target = workspace.targets[0] ?? "";
  const prefix = target === "" ? "" : `${target}/`;
  const files = (await listFiles(workspace)).filter((path) => path.startsWith(prefix) && isWanted(path));
  for (const path of files) {
    const source = join(workspace.root, path);
    const copied = join(to, path.slice(prefix.length));
    if (!existsSync(source)) continue; // deleted, and not committed yet
    mkdirSync(dirname(copied), { recursive: true });
    copyFileSync(source, copied);
  }
}

function findInstalled(folder: string): string | null {
  const installed = join(folder, "node_modules");
  if (existsSync(installed)) return installed;
  return dirname(folder) === folder ? null : findInstalled(dirname(folder));
}
