import { relative } from "node:path";
import type { Waiting } from "../../../codemods/codemod.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import type { ReachedPlace } from "../../../src/workspace/workspace-index.ts";
import type { Plan, PlannedFile } from "./plan.ts";
import { beyondLimit } from "./plan-todos.ts";

/** An edit that waits until other places are edited: tests look through causes, or a class takes one. All paths are relative to the root. */
interface WaitingEdit {
  readonly key: string;
  readonly path: string;
  readonly places: readonly ReachedPlace[];
  /** The files in which they stand. */
  readonly among: ReadonlySet<string>;
}

export function toWaitingEdits({ candidate: { path }, migration }: PlannedFile, root: string): readonly WaitingEdit[] {
  return migration.waiting.map((waiting) => {
    const places = waiting.places.map((place) => ({ ...place, path: toForwardSlashes(relative(root, place.path)) }));
    return { key: toKey(waiting), path, places, among: new Set(places.map((place) => place.path)) };
  });
}

/** The edits of a run that wait for other places, and what was asked of those for their sake. */
export class WaitingEdits {
  readonly #asking = new Map<string, Pick<WaitingEdit, "path" | "among">>();
  /** Files that have to be written before one: a test that looks through causes fits a bare error, too, and a class that takes a cause needs none. */
  readonly #before = new Map<string, Set<string>>();

  /** `withdrawn`: edits that were not made although other places were edited for them, by an earlier attempt at the same plan. */
  constructor(readonly withdrawn: ReadonlySet<string>) {}

  /** The places to edit now, as offsets by file: for every edit all of its places, or none. */
  findReached(
    waiting: readonly WaitingEdit[],
    canEdit: (path: string) => boolean,
  ): ReadonlyMap<string, ReadonlySet<number>> {
    const reached = new Map<string, Set<number>>();
    for (const edit of waiting) {
      const { key, path, among, places } = edit;
      if (this.withdrawn.has(key) || this.#closesCircle(path, among) || ![...among].every(canEdit)) continue;
      this.#add(edit);
      for (const each of places) reached.set(each.path, (reached.get(each.path) ?? new Set()).add(each.offset));
    }
    return reached;
  }

  #add({ key, path, among }: WaitingEdit): void {
    const known = this.#asking.get(key)?.among ?? [];
    this.#asking.set(key, { path, among: new Set([...known, ...among]) });
    const before = [...(this.#before.get(path) ?? []), ...among].filter((each) => each !== path);
    this.#before.set(path, new Set(before));
  }

  /** Files that need one another could not be written one after the other. */
  #closesCircle(path: string, among: ReadonlySet<string>): boolean {
    const above = new Set([...among].filter((each) => each !== path));
    for (const each of above) for (const next of this.#before.get(each) ?? []) above.add(next);
    return above.has(path);
  }

  /** The files in the order in which they can be written. */
  sort(files: readonly PlannedFile[]): readonly PlannedFile[] {
    const open = new Map(files.map((file) => [file.candidate.path, file]));
    const sorted: PlannedFile[] = [];
    const take = (file: PlannedFile): void => {
      if (!open.delete(file.candidate.path)) return;
      const after = [...(this.#before.get(file.candidate.path) ?? [])];
      for (const path of after) {
        const before = open.get(path);
        if (before) take(before);
      }
      sorted.push({ ...file, after });
    };
    for (const file of files) take(file);
    return sorted;
  }

  /** The edits that a plan lacks after all: of them and of their places, nothing is to be made. */
  findBroken({ files, failed }: Plan): readonly string[] {
    const lost = new Set(failed.map(({ path }) => path));
    const isCut = files.some(({ migration }) => migration.left.some(({ reason }) => reason === beyondLimit));
    const missing = new Set(isCut ? [] : files.flatMap(findMissing).map(toKey));
    return [...this.#asking]
      .filter(([key, { path, among }]) => missing.has(key) || [path, ...among].some((each) => lost.has(each)))
      .map(([key]) => key);
  }
}

/** What a file has not made, as it waits, or what it waited for in others is not as it has to be. */
function findMissing({ file, asked, migration }: PlannedFile): readonly Pick<Waiting, "question">[] {
  const own = toForwardSlashes(file.path);
  const refused = asked.filter(
    ({ answer }) => !answer.granted && answer.reached?.some(({ path }) => path !== own) !== false,
  );
  return [...refused, ...migration.waiting];
}

function toKey({ question }: Pick<Waiting, "question">): string {
  return JSON.stringify(question);
}
