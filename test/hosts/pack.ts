import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import type manifest from "../../cli/package.json";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder `node_modules` of a project that has installed what is published. */
    readonly installed: string;
    /** The same of one that has installed the command, with the packages on which it depends. */
    readonly installedCommand: string;
    /** What is published, packed. */
    readonly tarballs: { readonly plugin: string; readonly command: string };
  }
}

/** Builds and packs the packages once for all hosts, and unpacks them as an installation would. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "error-contract-packed-"));
  run("npx", "tsdown");
  const installed = join(folder, "plugin", "node_modules");
  const tarballs = { plugin: pack(folder), command: pack(folder, "--workspace", "cli") };
  project.provide("tarballs", tarballs);
  unpack(tarballs.plugin, join(installed, "eslint-plugin-error-contract"));
  project.provide("installed", installed);
  const installedCommand = join(folder, "command", "node_modules");
  unpack(tarballs.command, join(installedCommand, "error-contract"));
  linkDependencies(installedCommand, "error-contract");
  project.provide("installedCommand", installedCommand);
  return () => rmSync(folder, { recursive: true, force: true });
}

function pack(folder: string, ...options: string[]): string {
  const output = run("npm", "pack", "--json", "--pack-destination", folder, ...options);
  const [{ filename } = { filename: "" }] = JSON.parse(output) as { filename: string }[];
  return join(folder, filename);
}

function unpack(tarball: string, home: string): void {
  mkdirSync(home, { recursive: true });
  run("tar", "-xzf", tarball, "--strip-components=1", "-C", home);
}

/** Puts beside a package what it says that it needs, and nothing else. */
function linkDependencies(modules: string, name: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as typeof manifest;
  for (const dependency of Object.keys(dependencies)) {
    const from = ["cli/node_modules", "node_modules"].map((root) => resolve(root, dependency)).find(existsSync);
    symlinkSync(from ?? dependency, join(modules, dependency));
  }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
