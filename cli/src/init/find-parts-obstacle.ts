import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { contractFileName } from "../../../src/contract/discover.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";

/**
 * Why nothing runs what would be written at a project's root: its parts (`apps/orders`, `apps/users`) are compiled one by one, each by a
 * `tsconfig.json` of its own, and no source stands beside them; `null` where something does.
 */
export function findPartsObstacle({ root, sourceFolder, language, files }: Project): string | null {
  if (language !== "typescript" || sourceFolder !== "" || files.some(isBeside)) return null;
  const folders = new Set(files.map(({ path }) => posix.dirname(path)));
  const parts = new Set([...folders].flatMap((folder) => findPart(root, folder) ?? []));
  const [first, ...others] = [...parts].sort();
  if (first === undefined || others.length === 0) return null;
  return `each of ${String(parts.size)} parts (${first}, …) is compiled by itself, and nothing at the root is. Choose a folder that all of them load, name it in ${contractFileName} ("typescript": { "sanitizers": [{ "name": "toPublicEnvelope", "module": "./<folder>/envelope" }] }), and run this again`;
}

/** A source at the root itself; `jest.setup.ts` is none. */
function isBeside({ path }: ProjectFile): boolean {
  return !path.includes("/") && !/(?:^|[.-])setup\.[cm]?[jt]s$/.test(path);
}

/** The folder below the root whose `tsconfig.json` is the nearest. */
function findPart(root: string, folder: string): string | null {
  for (let at = folder; at !== "."; at = posix.dirname(at)) if (existsSync(join(root, at, "tsconfig.json"))) return at;
  return null;
}
