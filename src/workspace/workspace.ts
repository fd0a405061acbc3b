import { relative } from "node:path";
import { BrowserFiles } from "./browser-files.ts";
import type { FileContribution, Listener } from "./file-contribution.ts";
import { Functions, type WorkspaceFunction } from "./functions.ts";
import type { WorkspaceClass } from "./classes.ts";
import { findMade, toKey } from "./held-classes.ts";
import { Modules } from "./modules.ts";
import type { Packages } from "./packages.ts";
import { isInTestFolder } from "./to-contribution.ts";
import { TestHelpers } from "./test-helpers.ts";
import { findOuterCatches, findUnseenListeners, type UnseenListener } from "./unseen-callers.ts";

/** A sentence that a test expects, and where. */
interface ExpectedText {
  readonly file: FileContribution;
  readonly expected: string;
  readonly line: number;
}

/** All files of a workspace and how they hang together. */
export class Workspace {
  readonly modules: Modules;
  readonly functions: Functions;
  readonly browsers: BrowserFiles;
  readonly helpers: TestHelpers;
  readonly #byPath: ReadonlyMap<string, FileContribution>;
  #listeners: ReadonlyMap<Listener["kind"], readonly WorkspaceListener[]> | null = null;
  #unseen: UnseenListeners | null = null;
  #madeAtTop: ReadonlySet<string> | null = null;
  #failActions: ReadonlySet<WorkspaceFunction | undefined> | null = null;
  /** Of the file that was asked about last. */
  #together: { readonly file: FileContribution; readonly files: ReadonlySet<FileContribution> } | null = null;
  #texts: readonly ExpectedText[] | null = null;
  readonly #unseenNear = new Map<FileContribution, UnseenListeners>();

  constructor(
    readonly files: readonly FileContribution[],
    readonly packages: Packages,
    readonly root: string,
  ) {
    this.modules = new Modules(files, packages);
    this.functions = new Functions(this.modules);
    this.browsers = new BrowserFiles(this.modules, packages);
    this.helpers = new TestHelpers(this);
    this.#byPath = new Map(files.map((file) => [file.path, file]));
  }

  file(path: string): FileContribution | undefined {
    return this.#byPath.get(path);
  }

  /** What the expectations of tests quote. */
  expectedTexts(): readonly ExpectedText[] {
    return (this.#texts ??= this.files.flatMap((file) =>
      file.texts.map(({ text, line }) => ({ file, expected: text, line })),
    ));
  }

  /** Everybody of one kind who gets hold of errors, tests left out. */
  listenersOf(kind: Listener["kind"]): readonly WorkspaceListener[] {
    this.#listeners ??= this.#collectListeners();
    return this.#listeners.get(kind) ?? [];
  }

  #collectListeners(): ReadonlyMap<Listener["kind"], readonly WorkspaceListener[]> {
    const collected = new Map<Listener["kind"], WorkspaceListener[]>();
    for (const file of this.files) {
      for (const listener of this.isTest(file) ? [] : file.listeners) {
        const known = collected.get(listener.kind);
        if (known) known.push({ file, listener });
        else collected.set(listener.kind, [{ file, listener }]);
      }
    }
    return collected;
  }

  /** Whether a function is given the errors of its framework's own validation, to which no wrap comes. */
  isFailAction(target: WorkspaceFunction | undefined): boolean {
    this.#failActions ??= new Set(
      this.files.flatMap((file) => file.failActions.flatMap((to) => this.functions.find(to, file))),
    );
    return this.#failActions.has(target);
  }

  /** Those who take errors from somebody who is not seen, and run in one program with a file. */
  unseenListenersOf(file: FileContribution): UnseenListeners {
    const known = this.#unseenNear.get(file);
    if (known) return known;
    this.#unseen ??= { functions: findUnseenListeners(this), catches: findOuterCatches(this) };
    const { functions, catches } = this.#unseen;
    const near = {
      functions: functions.filter(({ target }) => this.isNear(file, target.file)),
      catches: catches.filter((each) => this.isNear(file, each.file)),
    };
    this.#unseenNear.set(file, near);
    return near;
  }

  /** Whether two files run in one program, as far as anybody can tell. */
  isNear(file: FileContribution, other: FileContribution): boolean {
    if (this.packages.directoryOf(other.path) === this.packages.directoryOf(file.path)) return true;
    if (this.#together?.file !== file) this.#together = { file, files: this.modules.findTogether(file) };
    return this.#together.files.has(other);
  }

  /** Whether some module makes one of a class when it is loaded, which anybody may throw. */
  isMadeAtTop(of: WorkspaceClass): boolean {
    this.#madeAtTop ??= new Set(
      this.files.flatMap((file) =>
        file.sites.filter(({ from }) => from === 0).flatMap((site) => findMade(site, file, this).map(toKey)),
      ),
    );
    return this.#madeAtTop.has(toKey(of));
  }

  isTest({ isTest, path }: FileContribution): boolean {
    return isTest || isInTestFolder(path, this.root);
  }

  /** "`saveOrder` in src/services/orders.ts:42" */
  describe({ file, entry }: Pick<WorkspaceFunction, "file" | "entry">, line = entry.line): string {
    return `${entry.label} in ${this.toRelative(file.path)}:${String(line)}`;
  }

  toRelative(path: string): string {
    return relative(this.root, path).replaceAll("\\", "/");
  }

  /**
   * The functions that a question is about: the handlers of that framework by that name or inside it; else those of that
   * name with the nameless ones inside them where errors are caught. Without a name, what stands in none that has one.
   */
  findAsked({ path, functionName, framework, made = false }: Asked): readonly WorkspaceFunction[] {
    const file = this.file(path);
    if (!file) return [];
    const all = this.functions.of(file);
    const named = functionName === null ? [] : all.filter(({ entry }) => entry.name === functionName);
    const inside = all.filter(
      (each) => each.entry.name === null && (ownerOf(each, all)?.entry.name ?? null) === functionName,
    );
    const handlers = [...named, ...inside].filter(
      ({ entry }) => framework !== null && entry.handler?.framework === framework,
    );
    if (handlers.length > 0) return handlers;
    const holding = new Set(file.listeners.flatMap(({ function: around, self }) => [around, self ?? -1]));
    const caught = inside.filter(({ index, entry }) => holding.has(index) || (made && entry.throws));
    const isPlugin =
      caught.some(({ entry }) => entry.handler !== null) && !named.some(({ index }) => holding.has(index));
    return isPlugin ? caught : [...named, ...caught];
  }
}

/** Functions that are given errors, and catches around calls of whatever it may be. */
interface UnseenListeners {
  readonly functions: readonly UnseenListener[];
  readonly catches: readonly WorkspaceListener[];
}

export interface WorkspaceListener {
  readonly file: FileContribution;
  readonly listener: Listener;
}

export interface Asked {
  readonly path: string;
  readonly functionName: string | null;
  readonly framework: string | null;
  readonly made?: boolean;
}

/** The nearest function with a name around another; `null` where there is none. */
function ownerOf({ entry }: WorkspaceFunction, all: readonly WorkspaceFunction[]): WorkspaceFunction | null {
  for (let at = all[entry.parent]; at && at.index > 0; at = all[at.entry.parent]) if (at.entry.name !== null) return at;
  return null;
}
