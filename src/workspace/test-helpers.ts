import type { FileContribution, Site } from "./file-contribution.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import type { Workspace, WorkspaceListener } from "./workspace.ts";

/** The functions of tests that say for others what is expected: `expectNotFound(next, "no such order")`. */
export class TestHelpers {
  /** The calls of a file, by the function in which they stand. */
  readonly #calls = new Map<FileContribution, ReadonlyMap<number, readonly Site[]>>();

  constructor(readonly workspace: Workspace) {}

  /** What is expected of errors by all helpers that a test calls in the functions around a site. */
  findExpectations({ file, site }: WorkspaceSite): readonly WorkspaceListener[] {
    const helpers = new Set<WorkspaceFunction>();
    const calls = this.#callsOf(file);
    for (let at = site.from; at > 0; at = file.functions[at]?.parent ?? 0)
      for (const { to } of calls.get(at) ?? [])
        for (const helper of to ? this.workspace.functions.find(to, file) : []) helpers.add(helper);
    return [...helpers].flatMap((helper) => this.#findOwn(helper));
  }

  #callsOf(file: FileContribution): ReadonlyMap<number, readonly Site[]> {
    const known = this.#calls.get(file) ?? toCalls(file);
    this.#calls.set(file, known);
    return known;
  }

  #findOwn({ file, index }: WorkspaceFunction): readonly WorkspaceListener[] {
    if (index === 0 || !this.workspace.isTest(file)) return [];
    const expecting = file.listeners.filter(
      ({ kind, function: of }) => kind === "expectation" && isIn(of, index, file),
    );
    return expecting.map((listener) => ({ file, listener }));
  }
}

function toCalls({ sites }: FileContribution): ReadonlyMap<number, readonly Site[]> {
  const calls = new Map<number, Site[]>();
  for (const site of sites) {
    const known = calls.get(site.from);
    if (known) known.push(site);
    else calls.set(site.from, [site]);
  }
  return calls;
}

function isIn(inner: number, outer: number, { functions }: FileContribution): boolean {
  for (let at = inner; at > 0; at = functions[at]?.parent ?? 0) if (at === outer) return true;
  return false;
}
