/** A package of the workspace. */
export interface Package {
  /** Absolute, with forward slashes. */
  readonly directory: string;
  readonly name: string | null;
  /** It is not published. */
  readonly isPrivate: boolean;
  /** The ranges of everything it depends on, by name. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** What is installed for it, of what matters here. */
  readonly installed: ReadonlyMap<string, string>;
  /** The files that its scripts run by Node as they are, absolute. */
  readonly plainEntries: readonly string[];
}

/** The packages of a workspace, and who depends on what. */
export class Packages {
  readonly #sorted: readonly Package[];
  readonly #directories = new Map<string, string | null>();

  constructor(readonly all: readonly Package[]) {
    this.#sorted = [...all].sort((left, right) => right.directory.length - left.directory.length);
  }

  /** The directory of a package of the workspace and the rest of a specifier behind its name, or `null`. */
  find(specifier: string): { readonly directory: string; readonly rest: string } | null {
    for (const { name, directory } of this.all) {
      if (name === null || (specifier !== name && !specifier.startsWith(`${name}/`))) continue;
      return { directory, rest: specifier.slice(name.length + 1) };
    }
    return null;
  }

  /** The directory of the package in which a file stands, or `null`. */
  directoryOf(path: string): string | null {
    const known = this.#directories.get(path);
    if (known !== undefined) return known;
    const found = this.#sorted.find(({ directory }) => path.startsWith(`${directory}/`))?.directory ?? null;
    this.#directories.set(path, found);
    return found;
  }

  /**
   * Whether a module is there wherever a file is: another package, which is published or built without it, needs to depend on
   * its package, or to reach into that already (`isCrossed`).
   */
  canReach(path: string, module: string, isCrossed: (own: Package, other: Package | undefined) => boolean): boolean {
    const [own, other] = [this.ownOf(path), this.ownOf(module)];
    if (own === other || own === undefined) return true;
    return (other?.name != null && own.dependencies.has(other.name)) || (isUnpublished(own) && isCrossed(own, other));
  }

  /** The nearest package around a file; what says no more than how its modules are written is none. */
  ownOf(path: string): Package | undefined {
    return this.#sorted.find((each) => isInstalled(each) && path.startsWith(`${each.directory}/`));
  }

  /** Whether a package around a file depends on one of some others. */
  dependsOnAny(names: readonly string[], path: string): boolean {
    const around = this.#sorted.filter(({ directory }) => path.startsWith(`${directory}/`));
    return around.some(({ dependencies }) => names.some((name) => dependencies.has(name)));
  }

  isDependency(name: string): boolean {
    return this.all.some(({ dependencies }) => dependencies.has(name));
  }

  /**
   * The major version of a dependency for a file: what is installed, else the lowest that its range admits. `null` where
   * neither is known.
   */
  majorOf(name: string, path: string): number | null {
    const around = this.#sorted.filter(({ directory }) => path.startsWith(`${directory}/`));
    const installed = around.flatMap((each) => each.installed.get(name) ?? [])[0];
    return toMajor(installed) ?? toMajor(around.flatMap((each) => each.dependencies.get(name) ?? [])[0]);
  }
}

/** Whether something is installed for it, or by its name. */
function isInstalled({ name, dependencies }: Package): boolean {
  return name !== null || dependencies.size > 0;
}

function isUnpublished({ name, isPrivate }: Package): boolean {
  return isPrivate || name === null;
}

/** The lowest major version in a range such as `^5.0.0`, `>=4 <6` or `4.x || 5.x`; `null` for a tag, a link or a star. */
function toMajor(range: string | undefined): number | null {
  if (range === undefined || /^(?:link|file|git|https?|portal|github):|[*]|latest|next|^</.test(range.trim()))
    return null;
  const majors = range
    .replace(/^(?:npm:[^@]*@|npm:@[^@]*@|workspace:)/, "")
    .split("||")
    .map((part) => /\d+/.exec(part)?.[0])
    .map(Number);
  const lowest = Math.min(...majors);
  return Number.isInteger(lowest) ? lowest : null;
}
