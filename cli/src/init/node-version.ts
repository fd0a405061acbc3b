import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Which Node a service runs on, and the file that says so, from its folder. */
export interface NodeVersion {
  readonly major: number;
  /** `null` where any of that major may be meant. */
  readonly minor: number | null;
  readonly path: string;
}

/** Where it is written which Node a service runs on: what runs it comes first. Ranges that begin somewhere say nothing of that. */
const places: readonly (readonly [path: string, pattern: RegExp])[] = [
  ["Dockerfile", /^FROM\s+(?:--\S+\s+)?(?:\S+\/)?node:([\d.]+)/im],
  [".nvmrc", /^\s*v?([\d.]+)/],
  [".node-version", /^\s*v?([\d.]+)/],
  ["package.json", /"engines"\s*:\s*\{[^}]*"node"\s*:\s*"([\^~=v]*\d+(?:\.[\dx*]+)*)"/],
];

/** The Node that a folder names, or `null` where it names none. */
export function findNodeVersion(root: string): NodeVersion | null {
  for (const [path, pattern] of places) {
    const version = pattern.exec(readText(join(root, path)))?.[1] ?? "";
    const [, major, minor] = /^[~=v]*(\d+)(?:\.(\d+))?/.exec(version) ?? /(\d+)/.exec(version) ?? [];
    if (major !== undefined) return { major: Number(major), minor: minor === undefined ? null : Number(minor), path };
  }
  return null;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // most folders have few of them
  }
}
