import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder `node_modules` of a project that has installed what is published. */
    readonly installed: string;
  }
}

/** Builds and packs the packages once for all hosts, and unpacks them as an installation would. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "error-contract-packed-"));
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  run("npx", "tsdown");
  const [{ filename } = { filename: "" }] = JSON.parse(run("npm", "pack", "--json", "--pack-destination", folder)) as {
    filename: string;
  }[];
  const home = join(folder, "node_modules", "eslint-plugin-error-contract");
  run("mkdir", "-p", home);
  run("tar", "-xzf", join(folder, filename), "--strip-components=1", "-C", home);
  project.provide("installed", join(folder, "node_modules"));
  return () => rmSync(folder, { recursive: true, force: true });
}
