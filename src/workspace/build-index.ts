import { isAbsolutePath } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import { mountedFrameworks } from "../knowledge/mounted-framework.ts";
import type { Becoming, Question } from "../findings/finding.ts";
import { Below } from "./below.ts";
import type { WorkspaceClass } from "./classes.ts";
import type { FileContribution } from "./file-contribution.ts";
import { findAnswerReader } from "./find-answer-reader.ts";
import { Coverage, type Duty } from "./find-coverage.ts";
import { findExpectedAnswer } from "./find-expected-answer.ts";
import { findExpectation } from "./find-expectation.ts";
import { HeldClasses } from "./held-classes.ts";
import { HostAnswers } from "./host-answers.ts";
import { findListening } from "./find-listening.ts";
import type { WorkspaceFunction } from "./functions.ts";
import { isNotified } from "./is-notified.ts";
import type { Manner, NamedBecoming } from "./manner.ts";
import { findReaders } from "./find-readers.ts";
import { findOtherStatus } from "./find-other-status.ts";
import { findOwnText } from "./find-own-text.ts";
import { findRelay } from "./find-relay.ts";
import { findUncovered } from "./find-uncovered.ts";
import { type Package, Packages } from "./packages.ts";
import { Workspace, type Asked } from "./workspace.ts";
import type { Answer, Contribution, Refusal, WorkspaceIndex } from "./workspace-index.ts";

export interface IndexOptions {
  /** Absolute, with forward slashes: what paths in reasons are relative to. */
  readonly root: string;
  readonly packages?: Packages;
}

/**
 * The index of a workspace, from the contributions of its files. It grants what they prove; what they leave open is refused
 * with the reason, in words for the person who reads the summary.
 */
export function buildIndex(
  contributions: Iterable<Contribution>,
  { root, packages = new Packages([]) }: IndexOptions,
): WorkspaceIndex {
  const files = [...contributions].map((each) => each as FileContribution);
  return new Index(new Workspace(files, packages, root));
}

type ListeningManner = Pick<Manner, "accepted"> &
  Partial<Omit<Question & { kind: "listeners" }, "kind"> & Pick<Question & { kind: "fallback-status" }, "status">>;

type Loaded = ReadonlySet<FileContribution>;

const granted: Answer = { granted: true };

function toAnswer(reason: string | Refusal | null): Answer {
  if (reason === null) return granted;
  return typeof reason === "string" ? { granted: false, reason } : reason;
}

function toList(reason: string | null): readonly string[] {
  return reason === null ? [] : [reason];
}

function* joinReasons(...sources: readonly Iterable<string>[]): Generator<string> {
  for (const source of sources) yield* source;
}

const none: ReadonlySet<string> = new Set();

function isTypescript({ path }: FileContribution): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** Whether it is written in `import` and `export`, and nothing but a manifest or a compiler can tell Node so. */
function isModule({ path, isModule }: FileContribution): boolean {
  return isModule === true && /\.jsx?$/.test(path);
}

function takesNoCause({ file, name }: WorkspaceClass): boolean {
  return file.classes.some((each) => each.name === name && each.takesNoCause);
}

class Index implements WorkspaceIndex {
  readonly #answers = new Map<string, Answer>();
  readonly #crossed = new Map<string, boolean>();
  #coverage: Coverage | null = null;
  #hosts: HostAnswers | null = null;
  #below: Below | null = null;
  #plain: readonly { readonly entry: FileContribution; readonly loaded: Loaded }[] | null = null;

  constructor(readonly workspace: Workspace) {}

  answer(question: Question, accepted = none): Answer {
    const key = JSON.stringify(accepted.size === 0 ? question : [question, ...accepted]);
    const known = this.#answers.get(key) ?? toAnswer(this.#findReason(question, accepted));
    this.#answers.set(key, known);
    return known;
  }

  #findReason(question: Question, accepted: ReadonlySet<string>): string | Refusal | null {
    const isListening = question.kind === "listeners" || question.kind === "fallback-status";
    if (isListening) return this.#findListening({ framework: null, ...question }, { ...question, accepted });
    for (const reason of this.#findReasons(question)) if (!accepted.has(reason)) return reason;
    return null;
  }

  #findReasons(question: Exclude<Question, { kind: "listeners" | "fallback-status" }>): Iterable<string> {
    switch (question.kind) {
      case "readers":
        return toList(this.#findReaders({ ...question, framework: null }));
      case "notifying-boundary":
        return toList(this.#findUncovered(question, "notifies"));
      case "boundary":
        return toList(this.#findUncovered(question, question.keepsStatus ? "codes" : "answers"));
      case "forwards-rejections":
        return toList(this.#findUnforwarded(question.path, question.framework));
      case "status":
        return findOtherStatus(question, this.#toBelow());
      case "own-text":
        return joinReasons(
          findOwnText(question, this.#toBelow()),
          findRelay(question, this.workspace),
          toList(question.isWhole ? this.#findOwnJson(question.path) : null),
        );
      case "answer-readers":
        return findAnswerReader(question, this.#toCoverage());
      case "expected-answer":
        return findExpectedAnswer(question, this.workspace);
      case "message":
        return findExpectation(question, this.workspace);
      case "browsers":
        return toList(this.#findBrowsers(question.path));
      case "import-cycle":
        return toList(this.#findCycle(question.path));
      case "keeps-cause":
        return toList(this.#findDropped(question));
      case "version":
        return toList(this.#findTooOld(question));
      case "mountable":
        return toList(this.#findUnmountable(question));
    }
  }

  #toBelow(): Below {
    return (this.#below ??= new Below(this.workspace));
  }

  #toCoverage(): Coverage {
    return (this.#coverage ??= new Coverage(this.workspace));
  }

  #findListening(
    asked: Asked,
    { caught, wraps, plain, retold, cause, said, status, notified, becomes, causeless, accepted }: ListeningManner,
  ): string | Refusal | null {
    const from = this.workspace.findAsked(asked);
    if (from.length === 0) return this.#toUnknown(asked);
    const hosts = (this.#hosts ??= new HostAnswers(this.#toCoverage()));
    const manner = {
      mayMatch: wraps === true,
      isPlain: plain === true,
      retold: retold ?? null,
      cause: cause ?? null,
      said: said ?? null,
      status: status ?? null,
      isNotified: notified === true || (wraps === true && this.#isNotifiedBefore(from)),
      becomes: becomes ? this.#toNamed(becomes, from) : null,
      coverage: this.#toCoverage(),
      held: new HeldClasses(from, this.workspace, caught ?? null),
      hosts,
      isCauseless: causeless === true,
      accepted,
    };
    const listening = findListening(from, this.workspace, manner);
    if (listening === null || listening.reached.length === 0) return listening?.reason ?? null;
    return { granted: false, ...listening };
  }

  /** `null` where the error module is not the generated one. */
  #toNamed(becomes: Becoming, from: readonly WorkspaceFunction[]): NamedBecoming | null {
    const modules = from.map(({ file: { contract } }) => contract?.errorModule ?? null);
    const found = modules.map((module) => (module === null ? [] : this.workspace.modules.find(module)));
    if (found.some((files) => files.length === 0 || !files.every(({ isGenerated }) => isGenerated))) return null;
    return { ...becomes, names: ["Error", ...found.flat().flatMap(({ classes }) => classes.map(({ name }) => name))] };
  }

  /** Whether one of them hands an error to who notifies of it, and lets it go on. */
  #isNotifiedBefore(from: readonly WorkspaceFunction[]): boolean {
    const { functions } = this.workspace;
    return from.some(({ file, index }) =>
      file.listeners.some(
        ({ goesOn, self, function: around, passes }) =>
          goesOn && (self ?? around) === index && isNotified({ asks: [], passes }, { file, functions, isOnce: true }),
      ),
    );
  }

  #findReaders(asked: Asked): string | null {
    const from = this.workspace.findAsked(asked);
    return from.length === 0 ? this.#toUnknown(asked) : findReaders(from, this.workspace);
  }

  #findUncovered(asked: Asked, duty: Duty): string | null {
    const from = this.workspace.findAsked(asked);
    return from.length === 0 ? this.#toUnknown(asked) : findUncovered(from, this.#toCoverage(), duty);
  }

  #toUnknown({ path, functionName }: Asked): string {
    return `${functionName === null ? "this place" : `\`${functionName}\``} is not found in ${this.workspace.toRelative(path)}`;
  }

  /** By the version that is installed, or by the patch that teaches an older one. */
  #findUnforwarded(path: string, name: string): string | null {
    const framework = frameworks.find((each) => each.name === name);
    if (!framework) return `it is not known what ${name} does with what an async handler throws`;
    const { async: taken } = framework.throws;
    if (taken === "forwarded") return null;
    if (taken === "unhandled") return `${framework.title} does not take what an async handler throws`;
    if (this.#isPatched(path, taken.wrappers)) return null;
    const major = framework.modules.flatMap((module) => this.workspace.packages.majorOf(module, path) ?? [])[0];
    if (major === undefined) return `the installed version of ${framework.title} is not known`;
    return major >= taken.since
      ? null
      : `${framework.title} ${String(major)} does not take what an async handler throws`;
  }

  #findDropped({ path, module, name }: Question & { kind: "keeps-cause" }): string | null {
    const file = this.workspace.file(path);
    const isDropped = file && this.workspace.functions.findClasses({ module, name }, file).some(takesNoCause);
    return isDropped ? `\`${name}\` takes no cause` : null;
  }

  /** A class of errors near a file that says itself what is written of it, and so may be meant for whoever is sent one whole. */
  #findOwnJson(path: string): string | null {
    const own = this.workspace.file(path);
    const near = this.workspace.files.filter((file) => own && !this.workspace.isTest(file) && !file.isGenerated);
    for (const file of near) {
      const found = file.classes.find(({ hasJson }) => hasJson);
      if (found && own && this.workspace.isNear(own, file))
        return `it is sent whole, and \`${found.name}\` in ${this.workspace.toRelative(file.path)} has a \`toJSON\` of its own`;
    }
    return null;
  }

  #findTooOld({ path, module, since }: Question & { kind: "version" }): string | null {
    const major = this.workspace.packages.majorOf(module, path);
    return major === null || major >= since ? null : `${module} ${String(major)} has no place for it`;
  }

  /** `import "express-async-errors"`, by whoever loads the file or by the file itself. */
  #isPatched(path: string, wrappers: readonly string[]): boolean {
    const file = this.workspace.file(path);
    const patching = this.workspace.files.filter(
      (each) => !this.workspace.isTest(each) && each.effects.some((module) => wrappers.includes(module)),
    );
    return file !== undefined && patching.some((each) => this.workspace.modules.findLoaded([each]).has(file));
  }

  /** Two boundaries would answer twice, or one of them never; that of Hono is set on an app, and those of the apps that it takes in would answer first. */
  #findUnmountable({ path, module, framework }: Question & { kind: "mountable" }): string | null {
    if (this.workspace.modules.find(module).length === 0)
      return `the generated boundary ${this.workspace.toRelative(module)} is not there; \`error-contract init\` writes it`;
    const files = this.workspace.files.filter((file) => !this.workspace.isTest(file));
    const file = this.workspace.file(path);
    const { table } = mountedFrameworks[framework];
    const outer = files.find((each) => {
      const isApp = each !== file && framework !== "trpc" && each.apps.some((app) => app.framework === framework);
      return (
        isApp && each.imports.some((imported) => this.workspace.modules.find(imported).some((one) => one === file))
      );
    });
    if (outer) return `${this.workspace.toRelative(outer.path)} imports it, whose app stands above`;
    // what `use` is given may be any middleware; the setters of Fastify and Hono are for boundaries alone
    const hasSetter = framework === "fastify" || framework === "hono";
    const mounting = files.find(({ mounts }) =>
      mounts.some((each) =>
        hasSetter
          ? each.framework === framework || each.framework === null
          : each.framework === table && each.boundary.kind === "known",
      ),
    );
    if (mounting) return `${this.workspace.toRelative(mounting.path)} mounts a boundary already`;
    // of those of one file, the file itself tells
    const making = files.filter(({ apps }) => apps.some((app) => app.framework === framework));
    return framework === "hono" && making.length > 1
      ? "several apps are made, and which of them is the outermost cannot be told"
      : null;
  }

  /** Whether a script would be given a module that it cannot load: it runs with no TypeScript, and that is TypeScript. */
  #isPlainJavaScript(file: FileContribution, wanted: readonly FileContribution[]): boolean {
    if (!/\.[cm]?jsx?$/.test(file.path) || !wanted.some(isTypescript)) return false;
    const own = this.workspace.modules.findLoaded(wanted);
    return ![...this.workspace.modules.findTogether(file)].some((each) => isTypescript(each) && !own.has(each));
  }

  /** A file that a package's scripts run by Node as it is and that loads this one, where the error module is what none of that is: TypeScript, or of `import`. */
  #findPlainEntry(
    file: FileContribution,
    wanted: readonly FileContribution[],
    isOther: (file: FileContribution) => boolean,
  ): string | null {
    if (!/\.[cm]?jsx?$/.test(file.path) || !wanted.every(isOther)) return null;
    const own = this.workspace.modules.findLoaded(wanted);
    const isPlain = (loaded: Loaded): boolean => ![...loaded].some((each) => isOther(each) && !own.has(each));
    const found = this.#plainEntries().find(({ loaded }) => loaded.has(file) && isPlain(loaded));
    return found ? this.workspace.toRelative(found.entry.path) : null;
  }

  #plainEntries(): readonly { readonly entry: FileContribution; readonly loaded: Loaded }[] {
    const { packages, modules } = this.workspace;
    return (this.#plain ??= packages.all
      .flatMap(({ plainEntries }) => plainEntries.flatMap((entry) => modules.find(toModuleName(entry, ""))))
      .map((entry) => ({ entry, loaded: modules.findLoaded([entry]) })));
  }

  /** Whether Node runs a file as it is, and nothing of what runs with it is a part of an app: a script by itself. */
  #isScript(file: FileContribution): boolean {
    if (!this.#plainEntries().some(({ entry }) => entry === file)) return false;
    const { files, modules } = this.workspace;
    const apps = files.filter((each) => each.apps.length > 0 && !this.workspace.isTest(each));
    const served = modules.findLoaded(apps);
    return apps.length > 0 && ![...modules.findTogether(file)].some((each) => served.has(each));
  }

  /** A package that nobody publishes may take what is beside it where it does so already: it is built together with that. */
  #canReach(path: string, module: string): boolean {
    const { packages } = this.workspace;
    return packages.canReach(path, module, (own, other) => {
      const key = `${own.directory}|${other?.directory ?? ""}`;
      const known = this.#crossed.get(key) ?? this.#isCrossed(own, other);
      this.#crossed.set(key, known);
      return known;
    });
  }

  /** Whether a file stands in another folder of its package than the service with the error module, and runs with none of that. */
  #isBeside(file: FileContribution, module: string): boolean {
    const home = this.workspace.packages.directoryOf(file.path) ?? this.workspace.root;
    const folderOf = (path: string): string | null => /^\/([^/]+)\//.exec(path.slice(home.length))?.[1] ?? null;
    const folder = folderOf(module);
    const isOf = ({ path, isGenerated }: FileContribution): boolean =>
      !isGenerated && path.startsWith(`${home}/`) && folderOf(path) === folder;
    const isApart = folderOf(file.path) !== null && folder !== null && folderOf(file.path) !== folder;
    const { files, modules } = this.workspace;
    return isApart && files.some(isOf) && ![...modules.findTogether(file)].some(isOf);
  }

  #isCrossed(own: Package, other: Package | undefined): boolean {
    const { packages, files } = this.workspace;
    const isOther = (module: string): boolean => isAbsolutePath(module) && packages.ownOf(module) === other;
    return files.some((file) => packages.ownOf(file.path) === own && file.imports.some(isOther));
  }

  /** What runs in browsers, where the error module does not. */
  #findBrowsers(path: string): string | null {
    const { browsers, modules } = this.workspace;
    const file = this.workspace.file(path);
    const loader = file && browsers.findLoader(file);
    const found = modules.find(file?.contract?.errorModule ?? "");
    if (!loader || found.some((each) => browsers.findLoader(each))) return null;
    return loader === file
      ? "it runs in browsers, where the error module does not"
      : `browsers load it with ${this.workspace.toRelative(loader.path)}, and not the error module`;
  }

  /** The error module, what it imports and the boundary are never given an import of the error class. */
  #findCycle(path: string): string | null {
    const file = this.workspace.file(path);
    const module = file?.contract?.errorModule ?? null;
    if (!file || module === null) return "it is not known where the error module is";
    if (file.contract?.isBoundary) return "the boundary is never given an import of the error class";
    const found = this.workspace.modules.find(module);
    const isPackage = !isAbsolutePath(module) && !module.startsWith("#");
    if (found.length === 0)
      return isPackage ? null : `the error module ${this.workspace.toRelative(module)} is not found`;
    if (found.includes(file)) return "it is the error module itself";
    const home = this.workspace.packages.directoryOf(path);
    if (
      this.workspace.browsers.isInBrowsers(file) &&
      !found.some((each) => this.workspace.packages.directoryOf(each.path) === home)
    )
      return "it is the client's, and the error module is of another package";
    if (!isPackage && !found.some((each) => this.#canReach(path, each.path)))
      return `the error module ${this.workspace.toRelative(module)} is of another package`;
    if (!isPackage && found.every((each) => this.#isBeside(file, each.path)))
      return `it runs apart from the code that the error module ${this.workspace.toRelative(module)} is for`;
    if (path.endsWith(".cjs") && found.every(isTypescript)) return "a `.cjs` cannot require TypeScript";
    if (this.#isPlainJavaScript(file, found))
      return "it is JavaScript that nothing compiles, and the error module is TypeScript";
    const entry = this.#findPlainEntry(file, found, isTypescript);
    if (entry !== null) return `Node runs ${entry} as it is, which loads it, and the error module is TypeScript`;
    const script = this.#findPlainEntry(file, found, isModule);
    if (script !== null) return `Node runs ${script} as it is, which requires it, and the error module is an ES module`;
    if (this.#isScript(file)) return "it is a script by itself, and no part of the service";
    return this.workspace.modules.findLoaded(found).has(file)
      ? "the error module imports it, and would be imported back"
      : null;
  }
}
