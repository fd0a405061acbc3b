import { frameworks } from "../knowledge/frameworks.ts";
import { mountedFrameworks } from "../knowledge/mounted-framework.ts";
import type { CompilerConfig } from "../contract/compiler-options.ts";
import type { Becoming, Question } from "../findings/finding.ts";
import type { SlotQuestion } from "../rewrite/proposal.ts";
import { Below } from "./below.ts";
import { ErrorModuleImports } from "./error-module-imports.ts";
import type { FileContribution } from "./file-contribution.ts";
import { dropsCause, findCauseSlot } from "./find-cause-slot.ts";
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
import { Packages } from "./packages.ts";
import { Workspace, type Asked } from "./workspace.ts";
import type { Answer, Contribution, Refusal, WorkspaceIndex } from "./workspace-index.ts";

export interface IndexOptions {
  /** Absolute, with forward slashes: what paths in reasons are relative to. */
  readonly root: string;
  readonly packages?: Packages;
  /** The configurations of the compilers of its files. */
  readonly compilers?: readonly CompilerConfig[];
}

/**
 * The index of a workspace, from the contributions of its files. It grants what they prove; what they leave open is refused
 * with the reason, in words for the person who reads the summary.
 */
export function buildIndex(
  contributions: Iterable<Contribution>,
  { root, packages = new Packages([]), compilers = [] }: IndexOptions,
): WorkspaceIndex {
  const files = [...contributions].map((each) => each as FileContribution);
  const workspace = new Workspace(files, packages, root);
  return new Index(workspace, new ErrorModuleImports(workspace, compilers));
}

type ListeningManner = Pick<Manner, "accepted"> &
  Partial<Omit<Question & { kind: "listeners" }, "kind"> & Pick<Question & { kind: "fallback-status" }, "status">>;

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

class Index implements WorkspaceIndex {
  readonly #answers = new Map<string, Answer>();
  #coverage: Coverage | null = null;
  #hosts: HostAnswers | null = null;
  #below: Below | null = null;

  constructor(
    readonly workspace: Workspace,
    readonly imports: ErrorModuleImports,
  ) {}

  answer(question: Question, accepted = none): Answer {
    const key = JSON.stringify(accepted.size === 0 ? question : [question, ...accepted]);
    const known = this.#answers.get(key) ?? this.#findAnswer(question, accepted);
    this.#answers.set(key, known);
    return known;
  }

  #findAnswer(question: Question, accepted: ReadonlySet<string>): Answer {
    if (question.kind === "cause-slot") return findCauseSlot(question, this.workspace);
    return toAnswer(this.#findReason(question, accepted));
  }

  #findReason(question: Exclude<Question, SlotQuestion>, accepted: ReadonlySet<string>): string | Refusal | null {
    const isListening = question.kind === "listeners" || question.kind === "fallback-status";
    if (isListening) return this.#findListening({ framework: null, ...question }, { ...question, accepted });
    for (const reason of this.#findReasons(question)) if (!accepted.has(reason)) return reason;
    return null;
  }

  #findReasons(
    question: Exclude<Question, { kind: "listeners" | "fallback-status" | "cause-slot" }>,
  ): Iterable<string> {
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
        return toList(this.imports.findBrowsers(question.path));
      case "import-cycle":
        return toList(this.imports.findObstacle(question.path));
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
    {
      caught,
      made,
      text,
      wraps,
      plain,
      retold,
      moved,
      cause,
      said,
      status,
      notified,
      becomes,
      causeless,
      accepted,
    }: ListeningManner,
  ): string | Refusal | null {
    const from = this.workspace.findAsked(asked);
    if (from.length === 0) return this.#toUnknown(asked);
    const hosts = (this.#hosts ??= new HostAnswers(this.#toCoverage()));
    const manner = {
      mayMatch: wraps === true,
      isPlain: plain === true,
      retold: retold ?? null,
      isMoved: moved === true,
      isMade: made === true,
      isText: text === true,
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
    const isDropped =
      file &&
      this.workspace.functions.findClasses({ module, name }, file).some((each) => dropsCause(each, this.workspace));
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
}
