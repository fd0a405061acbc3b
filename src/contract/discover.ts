import { dirname, isAbsolute, join } from "node:path";
import { isThere } from "./disk.ts";

export const contractFileName = "error-contract.json";

/**
 * The contract that is in force for a file: the first `error-contract.json` in its directory or one above, up to the
 * repository's root (where `.git` is) or the file system's. `null` where there is none, or the file is no absolute path.
 * The working directory is never asked.
 */
export function findContractPath(fromFile: string): string | null {
  return findUpwards(fromFile, contractFileName);
}

/** The first file of that relative name in a file's directory or one above, as far as the repository goes. */
export function findUpwards(fromFile: string, name: string): string | null {
  if (!isAbsolute(fromFile)) return null;
  for (let directory = dirname(fromFile); ; directory = dirname(directory)) {
    const path = join(directory, name);
    if (isThere(path)) return path;
    if (isThere(join(directory, ".git")) || directory === dirname(directory)) return null;
  }
}
