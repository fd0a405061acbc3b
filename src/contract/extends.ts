import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { createRequire } from "node:module";
import type { Complaint } from "./document.ts";
import { contractFileName } from "./discover.ts";
import { type Disk, toRealPath } from "./disk.ts";
import { type JsonNode, getValue, parseJson } from "./json.ts";
import { toAlternatives, toQuoted } from "./problem.ts";
import { findPreset, presetNames } from "./presets/presets.ts";
import { findNearest } from "./suggest.ts";

/** What an entry of `extends` means: a preset, a file, or nothing, and why. */
export type Extended =
  | { readonly kind: "preset"; readonly name: string; readonly content: object }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "none"; readonly complaint: Complaint };

const presetScheme = "error-contract:";

/** Resolves an entry of `extends` from the file that says it, packages as Node does. Never throws. */
export function resolveExtended(entry: string, fromFile: string, disk: Disk): Extended {
  if (entry.startsWith(presetScheme)) return toPreset(entry);
  const directory = dirname(fromFile);
  if (/^\.\.?[/\\]/.test(entry) || isAbsolute(entry)) return { kind: "file", path: resolve(directory, entry) };
  if (!/^(?:@[^/\\:@]+\/)?[^/\\:@.][^/\\:@]*$/.test(entry))
    return toNothing(`${toQuoted(entry)} is neither a package nor a path`);
  for (let at = directory; ; at = dirname(at)) {
    const found = findInPackage(join(at, "node_modules", entry), disk);
    if (found !== null) return found;
    if (at === dirname(at)) break;
  }
  return findByPlugAndPlay(entry, fromFile) ?? toNothing(`The package ${toQuoted(entry)} is not installed`);
}

function toPreset(entry: string): Extended {
  const content = findPreset(entry);
  if (content !== null) return { kind: "preset", name: entry, content };
  const suggestion = findNearest(entry, presetNames);
  const expected = suggestion === null ? toAlternatives(presetNames.map(toQuoted)) : null;
  return { kind: "none", complaint: { message: `There is no preset ${toQuoted(entry)}`, expected, suggestion } };
}

function toNothing(message: string): Extended {
  const expected = 'an installed package, a path that starts with "./" or "../", or a built-in preset';
  return { kind: "none", complaint: { message, expected } };
}

/** `null` where there is no such package, so that the search goes on. */
function findInPackage(directory: string, disk: Disk): Extended | null {
  const manifest = join(directory, "package.json");
  if (!disk.exists(manifest)) return null;
  const reading = disk.read(manifest);
  if ("failure" in reading) return toNothing(`${manifest} ${reading.failure}`);
  // Where a package really is decides what its own paths mean.
  const home = toRealPath(directory);
  const target = findTarget(getValue(getValue(parseJson(reading.text).root, "exports"), `./${contractFileName}`));
  const path = resolve(home, target ?? contractFileName);
  if (relative(home, path).startsWith(".."))
    return toNothing(`${manifest} exports ${toQuoted(target)}, which is outside the package`);
  return disk.exists(path)
    ? { kind: "file", path }
    : toNothing(`The package in ${home} has no ${relative(home, path)}`);
}

/** The target of an `exports` key: itself, or the first under a condition that holds for a file. */
function findTarget(node: JsonNode | null): string | null {
  if (node === null) return null;
  if (node.kind === "string") return node.value;
  for (const condition of ["node", "import", "require", "default"]) {
    const target = findTarget(getValue(node, condition));
    if (target !== null) return target;
  }
  return null;
}

/** Under Yarn's Plug'n'Play there is no `node_modules`; Node's own resolution is patched instead. */
function findByPlugAndPlay(entry: string, fromFile: string): Extended | null {
  if (process.versions["pnp"] === undefined) return null;
  try {
    return { kind: "file", path: createRequire(fromFile).resolve(`${entry}/${contractFileName}`) };
  } catch {
    return null;
  }
}
