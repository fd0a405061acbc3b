import type { FileContribution, Site } from "../../../src/workspace/file-contribution.ts";
import type { Contribution } from "../../../src/workspace/workspace-index.ts";
import { loadTypeScript } from "./load-typescript.ts";
import { openSources } from "./open-sources.ts";
import { nameCalls, settleCalls, type SettledFile } from "./settle-calls.ts";

/** What a type checker has said of a workspace, for the index: which functions its calls reach. */
export class TypedCalls {
  private constructor(
    readonly settled: ReadonlyMap<string, SettledFile>,
    readonly warnings: readonly string[],
  ) {}

  /** Opens all files of a workspace at once, as they are now. */
  static async of(contributions: Iterable<Contribution>, root: string): Promise<TypedCalls> {
    const files = [...contributions].map((each) => each as FileContribution);
    const { ts, warning } = await loadTypeScript(root);
    const program = openSources(
      ts,
      root,
      files.map(({ path }) => path),
    );
    return new TypedCalls(settleCalls(ts, program, files), warning === null ? [] : [warning]);
  }

  /** What files tell the index, with what is known of their calls. An edit leaves that as it is, but for what it touches. */
  settle(contributions: ReadonlyMap<string, Contribution>): ReadonlyMap<string, Contribution> {
    const files = contributions as ReadonlyMap<string, FileContribution>;
    const isAsBefore = (path: string): boolean =>
      files.get(path)?.functions.length === this.settled.get(path)?.functions;
    return new Map([...files].map(([path, file]) => [path, this.#settleFile(file, isAsBefore)]));
  }

  #settleFile(file: FileContribution, isAsBefore: (path: string) => boolean): FileContribution {
    const known = this.settled.get(file.path);
    if (!known || known.calls.size + known.closed.size === 0) return file;
    const settled = new Map<Site, Site["to"]>();
    for (const [site, name] of nameCalls(file.sites)) {
      const to = known.calls.get(name);
      if (to?.targets.every(({ path }) => isAsBefore(path))) settled.set(site, to);
    }
    const sites = file.sites.map((site) => ({ ...site, to: settled.get(site) ?? site.to }));
    const closed = isAsBefore(file.path) ? known.closed : new Set();
    const functions = file.functions.map((each, index) => (closed.has(index) ? { ...each, escapes: false } : each));
    return { ...file, sites, functions };
  }
}
