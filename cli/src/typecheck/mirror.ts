import { copyFileSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { writeFileSync, type Dirent } from "node:fs";
import { dirname, join, sep } from "node:path";

/**
 * A folder elsewhere that looks like another one, in which files may be given other texts: whatever has none is a link to
 * the original. Nothing of the original is touched.
 */
export class Mirror {
  readonly #real = new Set<string>();

  /** Both absolute and without links. */
  constructor(
    readonly original: string,
    readonly path: string,
  ) {
    this.#open("");
  }

  /** Gives a file (relative to the root, with forward slashes) a text. */
  put(path: string, text: string): void {
    this.#open(toFolder(path));
    const file = join(this.path, path);
    rmSync(file, { force: true });
    writeFileSync(file, text);
  }

  /** Makes a folder a real one, with links to all that is in it. */
  #open(folder: string): void {
    if (this.#real.has(folder)) return;
    this.#real.add(folder);
    if (folder !== "") this.#open(toFolder(folder));
    rmSync(join(this.path, folder), { force: true });
    mkdirSync(join(this.path, folder));
    for (const entry of readdirSync(join(this.original, folder), { withFileTypes: true }))
      if (entry.name !== ".git") link(entry, join(this.original, folder), join(this.path, folder));
  }
}

function toFolder(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

/** Where links to files are not permitted, which is Windows, a copy does as well. */
function link(entry: Dirent, from: string, to: string): void {
  const target = join(from, entry.name);
  const path = join(to, entry.name);
  if (sep === "\\" && lstatSync(target).isFile()) copyFileSync(target, path);
  else symlinkSync(target, path, "junction");
}
