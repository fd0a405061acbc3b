import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Mirror } from "./mirror.ts";
import { findCompiler, runCompiler, type Compilation, type Diagnostic } from "./run-compiler.ts";

/** A file with another text; the path is relative to the root. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What the projects of a workspace say of their types, before and after changes that nobody has written yet: their own
 * compiler runs over a mirror of the workspace.
 */
export class TypeComparison {
  readonly #scratch = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-types-")));
  readonly #mirror: Mirror;
  /** By their configuration, relative to the root: as they are without any change. */
  readonly #projects = new Map<string, Compilation>();
  /** The project that a file belongs to; `null` where there is none. */
  readonly #owners = new Map<string, string | null>();
  #changed: readonly ChangedFile[] = [];

  constructor(
    readonly root: string,
    readonly signal: AbortSignal,
  ) {
    this.#mirror = new Mirror(root, join(this.#scratch, "mirror"));
  }

  /** Of the files that would get worse: the first diagnostic that would be new. Throws `INVALID_USAGE` and `TYPECHECK_FAILED`. */
  async findWorse(changed: readonly ChangedFile[]): Promise<ReadonlyMap<string, string>> {
    this.#show(this.#changed, "before");
    for (const { path } of changed) await this.#findOwner(path);
    this.#show(changed, "after");
    this.#changed = changed;
    const worse = new Map<string, string>();
    for (const [project, before] of this.#projects) {
      const own = changed.map(({ path }) => path).filter((path) => this.#owners.get(path) === project);
      if (own.length === 0) continue;
      const after = await this.#compile(project);
      for (const [path, reason] of toWorse(own, findNew(before.diagnostics, after.diagnostics)))
        worse.set(path, reason.replaceAll(`${this.#mirror.path}/`, ""));
    }
    return worse;
  }

  /** The files of which no project says anything, and why. */
  findUnknown(paths: readonly string[]): { readonly path: string; readonly reason: string }[] {
    return paths.flatMap((path) => {
      const owner = this.#owners.get(path);
      if (owner === undefined) return [];
      if (owner === null) return [{ path, reason: "it belongs to no tsconfig.json" }];
      const wrong = this.#projects.get(owner)?.diagnostics.find((each) => each.path === null);
      return wrong ? [{ path, reason: `${owner} has an error, ${wrong.message}` }] : [];
    });
  }

  close(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  #show(changed: readonly ChangedFile[], which: "before" | "after"): void {
    for (const file of changed) this.#mirror.put(file.path, file[which]);
  }

  async #findOwner(path: string): Promise<void> {
    if (this.#owners.has(path)) return;
    this.#owners.set(path, null);
    for (const project of findProjects(this.root, path)) {
      const known = this.#projects.get(project) ?? (await this.#compile(project));
      this.#projects.set(project, known);
      if (!known.files.has(`${this.#mirror.path}/${path}`)) continue;
      this.#owners.set(path, project);
      return;
    }
  }

  #compile(project: string): Promise<Compilation> {
    const compiler = findCompiler(dirname(join(this.root, project)));
    const memory = join(this.#scratch, `${project.replaceAll("/", "-")}.tsbuildinfo`);
    return runCompiler({ compiler, folder: this.#mirror.path, project, memory, signal: this.signal });
  }
}

/** The configurations that may hold a file, nearest first; `tsconfig.json` before `tsconfig.app.json`. */
function* findProjects(root: string, path: string): Generator<string> {
  const folder = dirname(path);
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const found = names.filter((name) => /^tsconfig\b.*\.json$/.test(name) && !/\bbase\b/.test(name));
  const others = found.filter((name) => name !== "tsconfig.json").sort();
  for (const name of [...found.filter((each) => each === "tsconfig.json"), ...others])
    yield join(folder, name).replaceAll("\\", "/");
  if (folder !== ".") yield* findProjects(root, folder);
}

/** Lines move with every edit: what is said as often as before of a file is not new. */
function findNew(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const toKey = ({ path, message }: Diagnostic): string => `${path ?? ""} ${message}`;
  const counts = new Map<string, number>();
  for (const each of before) counts.set(toKey(each), (counts.get(toKey(each)) ?? 0) + 1);
  return after.filter((each) => {
    const left = counts.get(toKey(each)) ?? 0;
    counts.set(toKey(each), left - 1);
    return left <= 0;
  });
}

/** A file answers for what is new in it. What is new only elsewhere any of them may have brought about. */
function toWorse(changed: readonly string[], found: readonly Diagnostic[]): Map<string, string> {
  const own = new Map<string, string>();
  for (const each of found)
    if (each.path !== null && changed.includes(each.path) && !own.has(each.path)) own.set(each.path, toReason(each));
  const [first] = found;
  return own.size === 0 && first ? new Map(changed.map((path) => [path, toReason(first)])) : own;
}

function toReason({ path, line, column, message }: Diagnostic): string {
  return `it would not compile as before: ${path === null ? "" : `${path}:${line}:${column} `}${message}`;
}
