import { frameworks } from "../knowledge/frameworks.ts";
import type { Framework } from "../knowledge/framework.ts";
import type { FileContribution } from "./file-contribution.ts";
import type { Coverage, Entrance } from "./find-coverage.ts";
import type { WorkspaceFunction } from "./functions.ts";
import { hasUnseenCallers } from "./unseen-callers.ts";

/** They know their own errors by class alone, though they read no property of others. */
const classed = new Set(["trpc", "connect", "feathers", "twirp-ts", "twirpscript"]);

/** Those that answer what no boundary takes by more than a `status`, which is all that a wrap keeps for them. */
const reading: ReadonlyMap<string, Framework> = new Map(
  frameworks
    .filter(({ name, reads }) => classed.has(name) || (reads.length > 0 && !reads.includes("status")))
    .map((each) => [each.name, each]),
);

/** They tell and keep the name, the message and the stack of what no boundary takes, and no cause. */
const telling = new Set(["aws-lambda", "bullmq"]);

/** What frameworks make by themselves of errors that come to no boundary. */
export class HostAnswers {
  readonly #bare = new Map<string, WorkspaceFunction | null>();

  constructor(readonly coverage: Coverage) {}

  /** Why the answer to a wrap may be another than that to a library's error in it; `null` where nobody answers by that. */
  findLoss(target: WorkspaceFunction): string | null {
    const { workspace } = this.coverage;
    if (workspace.isTest(target.file)) return null;
    const bare = this.coverage.entrancesOf(target).find((each) => this.#isBare(each));
    if (bare) return this.#toReason(target, bare.framework);
    if (target.entry.handler || !hasUnseenCallers(target, workspace)) return null;
    for (const { name, modules } of reading.values()) {
      const isUsed = modules.some((module) => target.file.imports.includes(module));
      const near = isUsed ? this.#findBareNear(target.file, name) : null;
      if (near) return this.#toReason(near, name);
    }
    return this.#findRouted(target);
  }

  /** Why the reason of what is wrapped would be told by nobody; `null` where a boundary stands above, or the host tells causes. */
  findTelling(target: WorkspaceFunction): string | null {
    const { workspace } = this.coverage;
    if (workspace.isTest(target.file)) return null;
    const isBare = (each: Entrance): boolean =>
      telling.has(each.framework) &&
      !this.coverage.isProven(each, "answers") &&
      !this.coverage.isProven(each, "notifies");
    const bare = this.coverage.entrancesOf(target).find(isBare);
    const title = frameworks.find(({ name }) => name === bare?.framework)?.title;
    return title
      ? `${workspace.describe(target)} leaves its errors to ${title}, which tells no more than their text`
      : null;
  }

  /** The error middleware of a package that may tell no more than the text; `null` where what stands above is known. */
  findUnseen(target: WorkspaceFunction): string | null {
    const { workspace } = this.coverage;
    if (workspace.isTest(target.file)) return null;
    const entrances = this.coverage.entrancesOf(target);
    const isOpen = entrances.length === 0 && hasUnseenCallers(target, workspace);
    const unseen = isOpen
      ? this.coverage.findUnseenNear(target.file)
      : entrances.flatMap((each) => this.coverage.findUnseen(each) ?? [])[0];
    if (!unseen) return null;
    const name = unseen.path.at(-1);
    const title = name === undefined ? unseen.module : `\`${name}\` of ${unseen.module}`;
    return `${workspace.describe(target)} ${isOpen ? "may leave" : "leaves"} its errors to ${title}, which may tell no more than their text`;
  }

  /** `export default [{ method: "GET", path, handler }]`: a route that is registered elsewhere. */
  #findRouted(target: WorkspaceFunction): string | null {
    const { file, entry } = target;
    const isCovered = (file.contract?.boundaries.length ?? 0) > 0;
    if (entry.name !== "handler" || !entry.isMember || isCovered) return null;
    const { packages } = this.coverage.workspace;
    const host = [...reading.values()].find(({ modules }) => packages.dependsOnAny(modules, file.path));
    return host ? this.#toReason(target, host.name) : null;
  }

  #isBare(entrance: Entrance): boolean {
    return reading.has(entrance.framework) && !this.coverage.isProven(entrance, "answers");
  }

  /** A handler that no boundary stands above, in the package of a file. */
  #findBareNear(file: FileContribution, framework: string): WorkspaceFunction | null {
    const { workspace } = this.coverage;
    const directory = workspace.packages.directoryOf(file.path);
    const key = `${directory ?? ""}|${framework}`;
    const known = this.#bare.get(key);
    if (known !== undefined) return known;
    const found =
      workspace.files
        .filter((each) => workspace.packages.directoryOf(each.path) === directory && !workspace.isTest(each))
        .flatMap((each) => workspace.functions.of(each))
        .find((each) => each.entry.handler?.framework === framework && this.#isBareHandler(each)) ?? null;
    this.#bare.set(key, found);
    return found;
  }

  #isBareHandler(target: WorkspaceFunction): boolean {
    return this.coverage.entrancesOf(target).some((each) => this.#isBare(each));
  }

  #toReason(target: WorkspaceFunction, framework: string): string {
    const title = reading.get(framework)?.title ?? framework;
    return `${this.coverage.workspace.describe(target)} leaves its errors to ${title}, which knows a library's own, but no wrap of one: mount a boundary`;
  }
}
