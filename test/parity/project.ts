import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, inject } from "vitest";
import { codemods } from "../../codemods/index.ts";
import type { Codemod } from "../../codemods/codemod.ts";

const fixtures = fileURLToPath(new URL("../codemods/", import.meta.url));

/** A fixture as a file of a project: what the doors that read the disk see. */
export interface FixtureFile {
  readonly name: string;
  readonly codemod: Codemod;
  readonly input: string;
  /** What the codemod makes of it; that of a door which sees the project, unless the fixture is for another. */
  readonly output: string;
  readonly isForSingleFile: boolean;
  readonly hasContract: boolean;
  /** Relative to the root of the project, and absolute. */
  readonly relativePath: string;
  readonly path: string;
}

/** A folder with every fixture of every codemod, each with the contract that it is under. */
export function createProject(): readonly FixtureFile[] {
  const root = createRoot();
  return codemods.flatMap((codemod) => {
    const folder = join(fixtures, codemod.name);
    return (existsSync(folder) ? readdirSync(folder) : []).map((name) => writeFixture(root, codemod, name));
  });
}

/** What a run of jscodeshift with a transform makes of files: their texts by path from the project's root. */
export function runTransform(name: string, files: readonly FixtureFile[]): ReadonlyMap<string, string> {
  const root = createRoot();
  for (const { codemod, name: fixture } of files) writeFixture(root, codemod, fixture);
  jscodeshift(name, root, "--run-in-band");
  return new Map(files.map(({ relativePath }) => [relativePath, readFileSync(join(root, relativePath), "utf8")]));
}

/** Runs jscodeshift as its users do, with the flags that it has by default and a packed transform; returns what it prints. */
export function jscodeshift(name: string, ...args: string[]): string {
  const bin = fileURLToPath(new URL("../../node_modules/jscodeshift/bin/jscodeshift.js", import.meta.url));
  const transform = join(inject("installedCommand"), "error-contract/transforms", `${name}.cjs`);
  const extensions = "--extensions=js,jsx,cjs,mjs,ts,tsx,cts,mts";
  return execFileSync(process.execPath, [bin, "-t", transform, extensions, ...args], { encoding: "utf8" });
}

/** An empty folder, above which no contract is looked for. */
export function createRoot(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-doors-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, ".git"));
  return root;
}

function writeFixture(root: string, codemod: Codemod, name: string): FixtureFile {
  const from = join(fixtures, codemod.name, name);
  const files = readdirSync(from);
  const [inputFile, outputFile] = ["input.", "output."].map((start) => files.find((file) => file.startsWith(start)));
  if (!inputFile || !outputFile) throw new Error(`${from} lacks an input or an output`);
  const home = files.includes("error-contract.json") ? from : fixtures;
  const contract = readFileSync(join(home, "error-contract.json"), "utf8");
  const input = readFileSync(join(from, inputFile), "utf8");
  const relativePath = join(codemod.name, name, "src", inputFile);
  mkdirSync(join(root, codemod.name, name, "src"), { recursive: true });
  const hasContract = contract.trim() !== "null";
  if (hasContract) writeFileSync(join(root, codemod.name, name, "error-contract.json"), contract);
  writeFileSync(join(root, relativePath), input);
  return {
    name,
    codemod,
    input,
    output: readFileSync(join(from, outputFile), "utf8"),
    isForSingleFile: files.includes("single-file"),
    hasContract,
    relativePath,
    path: join(root, relativePath),
  };
}
