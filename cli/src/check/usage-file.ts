import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import ignore from "ignore";
import { globSync } from "tinyglobby";
import type { Contract } from "../../../src/contract/contract.ts";
import { getString, parseJson } from "../../../src/contract/json.ts";
import { findGoModule } from "../../../src/drift/go-packages.ts";
import { CommandError } from "../command-error.ts";
import type { PlacedUse } from "./read-sources.ts";

/** Where one service uses which codes: what `check --usage` prints, for the contract's own repository to read. */
export interface UsageFile {
  readonly format: 1;
  readonly service: string;
  /** The contract's version that the service has. */
  readonly version: string | null;
  readonly uses: readonly OwnedUse[];
}

export interface OwnedUse extends Pick<PlacedUse, "code" | "file" | "line" | "column"> {
  /** By the repository's CODEOWNERS. */
  readonly owners: readonly string[];
}

export function toUsageFile(root: string, contract: Contract, uses: readonly PlacedUse[]): UsageFile {
  const toOwners = readOwners(root);
  const { version } = contract;
  const owned = uses.map(({ code, file, line, column }) => ({ code, file, line, column, owners: toOwners(file) }));
  return { format: 1, service: readServiceName(contract.root, root), version, uses: owned };
}

/** The usage files that match a glob relative to `cwd`. Throws `INVALID_USAGE` where none does or one is none. */
export function readUsageFiles(glob: string, cwd: string): UsageFile[] {
  const paths = globSync(glob, { cwd, absolute: true }).sort();
  const context = { usage: glob };
  if (paths.length === 0) throw new CommandError("INVALID_USAGE", "there are no such usage files", { context });
  return paths.map((path) => parseUsage(path));
}

function parseUsage(path: string): UsageFile {
  const context = { path };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new CommandError("INVALID_USAGE", "a usage file cannot be read", { context, cause });
  }
  if (isUsageFile(value)) return value;
  throw new CommandError("INVALID_USAGE", "a file is no output of `check --usage`", { context });
}

function isUsageFile(value: unknown): value is UsageFile {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === 1 &&
    "uses" in value &&
    Array.isArray(value.uses)
  );
}

/** A repository may hold several services: one is called what the nearest manifest above its contract says. */
function readServiceName(folder: string, root: string): string {
  const name = readManifestName(folder);
  if (name !== null) return name;
  return relative(root, folder).startsWith("..") || folder === root
    ? basename(root)
    : readServiceName(dirname(folder), root);
}

function readManifestName(folder: string): string | null {
  for (const [file, toName] of manifests) {
    const path = join(folder, file);
    const name = existsSync(path) ? toName(readFileSync(path, "utf8")) : null;
    if (name !== null) return name;
  }
  return null;
}

const manifests: readonly (readonly [file: string, toName: (text: string) => string | null])[] = [
  ["package.json", (text) => getString(parseJson(text).root, "name")],
  ["go.mod", findGoModule],
  ["Cargo.toml", (text) => /^\[package\][^[]*?^name\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? null],
];

/** Who owns a file: the last line of CODEOWNERS that matches it says so. */
function readOwners(root: string): (file: string) => readonly string[] {
  const path = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"].find((each) => existsSync(join(root, each)));
  const lines = path === undefined ? [] : readFileSync(join(root, path), "utf8").split(/\r?\n/);
  const rules = lines
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .filter(([pattern]) => pattern !== undefined && pattern !== "")
    .map(([pattern = "", ...owners]) => ({ pattern: ignore().add(pattern), owners }))
    .reverse();
  return (file) => rules.find(({ pattern }) => pattern.ignores(file))?.owners ?? [];
}
