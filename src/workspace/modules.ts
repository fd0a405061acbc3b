import { isAbsolutePath } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import { toPackageName } from "../syntax/specifier.ts";
import type { ExportEntry, FileContribution, Reference } from "./file-contribution.ts";
import type { Packages } from "./packages.ts";

/** Something that a file of the workspace exports: not a name for it, but itself. */
export interface Exported {
  readonly file: FileContribution;
  readonly target: ExportEntry["target"];
}

/** Which files modules are, and what they export. Where an alias leaves it open, all files that it could mean count. */
export class Modules {
  readonly #byStem: ReadonlyMap<string, FileContribution>;
  readonly #byTail = new Map<string, FileContribution[]>();
  readonly #files = new Map<string, readonly FileContribution[]>();
  readonly #next = new Map<FileContribution, ReadonlySet<FileContribution>>();
  #users: ReadonlyMap<FileContribution, readonly FileContribution[]> | null = null;

  constructor(
    readonly all: readonly FileContribution[],
    readonly packages: Packages,
  ) {
    this.#byStem = new Map(all.map((file) => [toModuleName(file.path, ""), file]));
    for (const [stem, file] of this.#byStem) {
      const tail = stem.slice(stem.lastIndexOf("/") + 1);
      const known = this.#byTail.get(tail);
      if (known) known.push(file);
      else this.#byTail.set(tail, [file]);
    }
  }

  /** The files that a module (in normal form) can be; none for what is not of the workspace. */
  find(module: string): readonly FileContribution[] {
    const known = this.#files.get(module) ?? this.#search(module);
    this.#files.set(module, known);
    return known;
  }

  /** Whether a module is of a package that is no part of the workspace. */
  isPackage(module: string): boolean {
    const name = toPackageName(module);
    return this.find(module).length === 0 && !isAbsolutePath(module) && this.packages.isDependency(name);
  }

  #search(module: string): readonly FileContribution[] {
    if (isAbsolutePath(module)) return [this.#byStem.get(module) ?? []].flat();
    const own = this.packages.find(module);
    if (own) return this.#findInPackage(own.directory, own.rest);
    const name = toPackageName(module);
    const isAlias = /^(?:[#~]|@\/)/.test(module) || (module.includes("/") && !this.packages.isDependency(name));
    return isAlias ? this.#findByTail(module) : [];
  }

  /** What a package exports under which path stands in its manifest, for built files: any file of it can be meant. */
  #findInPackage(directory: string, rest: string): readonly FileContribution[] {
    const inside = this.all.filter(({ path }) => path.startsWith(`${directory}/`));
    const named = rest === "" ? [] : inside.filter(({ path }) => toModuleName(path, "").endsWith(`/${rest}`));
    return named.length > 0 ? named : inside;
  }

  /** `@/services/orders`, `#services/orders`, `src/services/orders`: a file whose path ends so. */
  #findByTail(module: string): readonly FileContribution[] {
    const path = module.replace(/^(?:[#~@]\/?)/, "");
    const candidates = this.#byTail.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    const rest = path.slice(path.indexOf("/") + 1);
    const exact = candidates.filter((file) => toModuleName(file.path, "").endsWith(`/${path}`));
    if (exact.length > 0 || !path.includes("/")) return exact;
    return candidates.filter((file) => toModuleName(file.path, "").endsWith(`/${rest}`));
  }

  /** What a module exports under a name, through re-exports; `default` for its default export. */
  findExports(module: string, name: string): readonly Exported[] {
    const found: Exported[] = [];
    this.#collect(module, name, found, new Set());
    return found;
  }

  #collect(module: string, name: string, found: Exported[], seen: Set<string>): void {
    const key = `${module}|${name}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const file of this.find(module)) {
      for (const { name: exported, target } of file.exports) {
        if (exported === name) this.#follow({ file, target }, found, seen);
        else if (exported === "*" && target.kind === "import" && name !== "default")
          this.#collect(target.module, name, found, seen);
      }
    }
  }

  #follow({ file, target }: Exported, found: Exported[], seen: Set<string>): void {
    if (target.kind !== "import") found.push({ file, target });
    else if (this.find(target.module).length > 0)
      this.#collect(target.module, target.path[0] ?? "default", found, seen);
  }

  /** All files that are loaded when one is, itself among them; from what is in `except` nothing is followed. */
  findLoaded(
    from: readonly FileContribution[],
    except: ReadonlySet<string> = new Set(),
  ): ReadonlySet<FileContribution> {
    const loaded = new Set<FileContribution>(from);
    for (const file of loaded) {
      const next = except.size > 0 && from.includes(file) ? this.#loadedBy(file, except) : this.#nextTo(file);
      for (const each of next) loaded.add(each);
    }
    return loaded;
  }

  /** All files that can run in one program with a file: whatever is loaded by anything that loads it. */
  findTogether(file: FileContribution): ReadonlySet<FileContribution> {
    this.#users ??= this.#collectUsers();
    const above = new Set([file]);
    for (const each of above) for (const user of this.#users.get(each) ?? []) above.add(user);
    return this.findLoaded([...above]);
  }

  #collectUsers(): ReadonlyMap<FileContribution, readonly FileContribution[]> {
    const users = new Map<FileContribution, FileContribution[]>();
    for (const user of this.all) {
      for (const each of user.isTest ? [] : this.#nextTo(user)) {
        const known = users.get(each);
        if (known) known.push(user);
        else users.set(each, [user]);
      }
    }
    return users;
  }

  /** The files that a file loads itself. Looked up once: in a large workspace the same ones are followed again and again. */
  #nextTo(file: FileContribution): ReadonlySet<FileContribution> {
    const known = this.#next.get(file) ?? this.#loadedBy(file);
    this.#next.set(file, known);
    return known;
  }

  #loadedBy({ imports }: FileContribution, except?: ReadonlySet<string>): ReadonlySet<FileContribution> {
    return new Set(imports.flatMap((module) => (except?.has(module) ? [] : this.find(module))));
  }

  /** Whether a reference leads out of the workspace: to a package, or to what one made. */
  isForeign(to: Reference): boolean {
    if (to.kind === "import") return this.find(to.module).length === 0;
    if (to.kind === "settled") return to.targets.length === 0;
    if (to.kind === "product") return this.isForeign(to.of);
    return to.kind === "member" && to.of !== null && to.of.module !== null && this.find(to.of.module).length === 0;
  }
}
