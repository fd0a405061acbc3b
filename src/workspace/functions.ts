import { posix } from "node:path";
import { isAbsolutePath } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import { Classes, type WorkspaceClass } from "./classes.ts";
import type { FileContribution, FunctionEntry, GivenMember, Reference, Site, TypeName } from "./file-contribution.ts";
import type { Exported, Modules } from "./modules.ts";

/** A function of the workspace. */
export interface WorkspaceFunction {
  readonly file: FileContribution;
  readonly index: number;
  readonly entry: FunctionEntry;
}

export interface WorkspaceSite {
  readonly file: FileContribution;
  readonly site: Site;
}

const none: readonly never[] = [];

/** A name that so many functions go by says nothing of what a call of it gives back. */
const mostMakers = 4;

/**
 * Whether a test may load a file in a way of its own, for the doubles that it gives it: it stands beside it, or has its name and imports
 * no other file of that name.
 */
export function isOf(test: FileContribution, path: string): boolean {
  const { dir, name } = posix.parse(path);
  if (posix.dirname(test.path) === dir) return true;
  const own = toModuleName(path, "");
  const isOther = (module: string): boolean =>
    isAbsolutePath(module) && module !== own && posix.basename(module) === name;
  return posix.basename(test.path).startsWith(`${name}.`) && !test.imports.some(isOther);
}

/** Who is whom, and who calls whom, in a whole workspace. A method of a receiver that is not known is any of that name. */
export class Functions {
  readonly #byFile = new Map<FileContribution, readonly WorkspaceFunction[]>();
  readonly #byPath = new Map<string, readonly WorkspaceFunction[]>();
  readonly #members = new Map<string, WorkspaceFunction[]>();
  readonly #classes: Classes;
  /** What classes are given as members from outside. */
  readonly #given = new Map<WorkspaceClass, { readonly file: FileContribution; readonly member: GivenMember }[]>();
  readonly #resolved = new Map<string, readonly WorkspaceFunction[]>();
  /** What is loaded with a module, which many calls of a large workspace ask. */
  readonly #loaded = new Map<string, ReadonlySet<FileContribution>>();
  #callers: SitesByTarget | null = null;
  #givers: SitesByTarget | null = null;
  #lookups: SitesByTarget | null = null;
  #tested: SitesByTarget | null = null;

  constructor(readonly modules: Modules) {
    for (const file of modules.all) {
      const own = file.functions.map((entry, index) => ({ file, index, entry }));
      this.#byFile.set(file, own);
      this.#byPath.set(file.path, own);
      for (const each of own)
        if (each.entry.isMember && each.entry.name !== null) this.#addMember(each.entry.name, each);
    }
    this.#classes = new Classes(modules);
    for (const file of modules.all) for (const member of file.given ?? none) this.#addGiven(member, file);
  }

  #addGiven(member: GivenMember, file: FileContribution): void {
    for (const each of this.#classes.find(member.of, file))
      this.#given.set(each, [...(this.#given.get(each) ?? none), { file, member }]);
  }

  #addMember(name: string, each: WorkspaceFunction): void {
    const known = this.#members.get(name);
    if (known) known.push(each);
    else this.#members.set(name, [each]);
  }

  of(file: FileContribution): readonly WorkspaceFunction[] {
    return this.#byFile.get(file) ?? [];
  }

  at(file: FileContribution, index: number): WorkspaceFunction | undefined {
    return this.of(file)[index];
  }

  /** The functions that a reference can mean; none where it leads out of the workspace, or where nobody can tell. */
  find(to: Reference, file: FileContribution): readonly WorkspaceFunction[] {
    if (to.kind === "function") return [this.at(file, to.index) ?? []].flat();
    if (to.kind === "parameter" || to.kind === "lookup") return none;
    if (to.kind === "held") return unique(to.of.flatMap((each) => this.#findHeld(each, file)));
    if (to.kind === "product") return this.#findProducts(this.find(to.of, file));
    if (to.kind === "settled") return to.targets.flatMap(({ path, index }) => this.#byPath.get(path)?.[index] ?? []);
    // most calls of a workspace are of these: what anybody may have, and what is not of the workspace
    if (to.kind === "member" && to.of === null) return this.#findMember(to.name, null, file);
    const module = to.kind === "import" ? to.module : (to.of?.module ?? null);
    if (module !== null && this.modules.find(module).length === 0) return none;
    const key =
      to.kind === "import"
        ? `${to.module}|${to.path.join(".")}`
        : `.${to.name}|${module ?? file.path}|${to.of?.name ?? ""}`;
    const known =
      this.#resolved.get(key) ??
      (to.kind === "import" ? this.#findImported(to.module, to.path) : this.#findMember(to.name, to.of, file));
    this.#resolved.set(key, known);
    return known;
  }

  /** The one function that a reference means; `null` where it could be another of that name, or is not of the workspace. */
  findOne(to: Reference, file: FileContribution): WorkspaceFunction | null {
    const found = this.find(to, file);
    const [one = null] = found;
    const isByName = one !== null && found === this.#members.get(one.entry.name ?? "");
    return found.length === 1 && !isByName ? one : null;
  }

  /** A function that a table holds, or all that a table of another module does. */
  #findHeld(to: Reference, file: FileContribution): readonly WorkspaceFunction[] {
    if (to.kind !== "import" || to.path.length > 1) return this.find(to, file);
    const tables = this.modules.findExports(to.module, to.path[0] ?? "default");
    const held = tables.flatMap(({ file: from, target }) =>
      target.kind === "value" ? (target.holds ?? []).flatMap((each) => this.find(each, from)) : [],
    );
    return held.length > 0 ? held : this.find(to, file);
  }

  /** The functions that some others may give back, which they hold. */
  #findProducts(makers: readonly WorkspaceFunction[]): readonly WorkspaceFunction[] {
    const known = makers.length > mostMakers ? none : makers.filter(({ index }) => index > 0);
    return known.flatMap(({ file, index }) =>
      this.of(file).filter(({ entry }) => entry.parent === index && (entry.arity > 0 || entry.parameters.length > 0)),
    );
  }

  #findImported(module: string, path: readonly string[]): readonly WorkspaceFunction[] {
    const [name = "default", ...rest] = path;
    const exported = this.modules.findExports(module, name);
    const method = rest.at(-1);
    const lists = exported.map((each) => this.#findExported(each, method));
    // the list of all of a name stays that list, by which whoever calls them is kept once
    const found = lists.every((list) => list === lists[0]) ? (lists[0] ?? none) : unique(lists.flat());
    if (found.length > 0 || exported.length > 0) return found;
    const held = method === undefined ? this.#findHeldByDefault(module, name) : null;
    return held ?? this.#findGiven(module, method ?? name);
  }

  /** A member of the table that is a default export: `const log = { error }; export default log;`. */
  #findHeldByDefault(module: string, name: string): readonly WorkspaceFunction[] | null {
    for (const { file, target } of this.modules.findExports(module, "default")) {
      const held = target.kind === "value" ? target.members?.find((each) => each.name === name) : undefined;
      if (held) return this.find(held.target, file);
    }
    return null;
  }

  /** A member of a default export, or what an object of the module is given later, by whomever. */
  #findGiven(module: string, name: string): readonly WorkspaceFunction[] {
    const files = this.modules.find(module);
    const own = files.flatMap((file) => this.of(file).filter(({ entry }) => entry.isMember && entry.name === name));
    return own.length > 0 || files.length === 0 ? own : (this.#members.get(name) ?? none);
  }

  #findExported({ file, target }: Exported, method: string | undefined): readonly WorkspaceFunction[] {
    if (method !== undefined) return this.#findMemberOf(method, target, file);
    if (target.kind === "class") return this.#findMember("constructor", { module: null, name: target.name }, file);
    return target.kind === "value" ? [] : this.find(target, file);
  }

  /** `ordersService.load`, where `ordersService` is what a module exports. */
  #findMemberOf(
    name: string,
    target: FileContribution["exports"][number]["target"],
    file: FileContribution,
  ): readonly WorkspaceFunction[] {
    if (target.kind === "class") return this.#findMember(name, { module: null, name: target.name }, file);
    const held = target.kind === "value" ? target.members?.find((each) => each.name === name) : undefined;
    if (held) return this.find(held.target, file);
    if (target.kind === "value" && target.type) return this.#findMember(name, target.type, file);
    const own = this.of(file).filter(({ entry }) => entry.isMember && entry.name === name);
    return own.length > 0 ? own : (this.#members.get(name) ?? []);
  }

  #findMember(name: string, of: TypeName | null, file: FileContribution): readonly WorkspaceFunction[] {
    const all = name === "constructor" ? none : (this.#members.get(name) ?? none);
    if (of === null) return all;
    if (of.module !== null && this.modules.find(of.module).length === 0) return none;
    const related = new Set(this.#classes.find(of, file).flatMap((each) => [...this.#classes.findRelated(each)]));
    const methods = [...related].flatMap((each) => this.#findMethods(each, name));
    const given = [...related].flatMap((each) => this.#findGivenTo(each, name));
    if (methods.length > 0) return [...methods, ...given];
    if (given.length > 0) return unique([...given, ...all]);
    return of.module !== null && of.name === null ? this.#findMade(all, of.module) : all;
  }

  /** The classes of the workspace that a type can be. */
  findClasses(of: TypeName, file: FileContribution): readonly WorkspaceClass[] {
    return this.#classes.find(of, file);
  }

  /** A class, all that it extends and all that extend it. */
  findRelated(of: WorkspaceClass): ReadonlySet<WorkspaceClass> {
    return this.#classes.findRelated(of);
  }

  #findMethods({ file, name: className }: WorkspaceClass, name: string): readonly WorkspaceFunction[] {
    return this.of(file).filter(({ entry }) => entry.class === className && entry.name === name);
  }

  /** What a class is given as a member; what leads on to a member again is not followed, as that could go round. */
  #findGivenTo(of: WorkspaceClass, name: string): readonly WorkspaceFunction[] {
    const members = this.#given.get(of)?.filter(({ member }) => member.name === name) ?? none;
    return members.flatMap(({ member: { target }, file }) =>
      target.kind === "import" ? this.#findExportedFunctions(target) : this.find(target, file),
    );
  }

  #findExportedFunctions({ module, path }: Reference & { readonly kind: "import" }): readonly WorkspaceFunction[] {
    if (path.length > 1) return none;
    return this.modules
      .findExports(module, path[0] ?? "default")
      .flatMap(({ file, target }) => (target.kind === "function" ? (this.at(file, target.index) ?? []) : []));
  }

  /** What a module makes is written in it, or in what it loads. */
  #findMade(all: readonly WorkspaceFunction[], module: string): readonly WorkspaceFunction[] {
    const loaded = all.length > 1 ? this.#findLoaded(module) : null;
    const near = loaded ? all.filter(({ file }) => loaded.has(file)) : [];
    return near.length > 0 ? near : all;
  }

  #findLoaded(module: string): ReadonlySet<FileContribution> {
    const known = this.#loaded.get(module) ?? this.modules.findLoaded(this.modules.find(module));
    this.#loaded.set(module, known);
    return known;
  }

  /** The calls that reach a function for certain, or may reach it among a few. */
  callersOf(target: WorkspaceFunction): readonly WorkspaceSite[] {
    return this.#callersByTarget().of(target);
  }

  /** The calls of anything that goes by the name of a function, where the receiver is not known. */
  namesakesOf({ file, entry, index }: WorkspaceFunction): readonly WorkspaceSite[] {
    if (entry.name === null) return none;
    const named = entry.isMember ? this.#callersByTarget().named(entry.name) : none;
    const isExported = file.exports.some(({ target }) => target.kind === "function" && target.index === index);
    const calls = isExported || entry.isMember ? this.#callsOfTests().named(entry.name) : none;
    const beside = calls.filter((site) => isOf(site.file, file.path));
    return beside.length > 0 ? [...named, ...beside] : named;
  }

  /** What tests call of objects, by its name. */
  #callsOfTests(): SitesByTarget {
    return (this.#tested ??= this.#collectTests());
  }

  #collectTests(): SitesByTarget {
    const collected = new SitesByTarget();
    for (const file of this.modules.all.filter(({ isTest }) => isTest))
      for (const site of file.sites) if (site.to?.kind === "member") collected.addName(site.to.name, { file, site });
    return collected;
  }

  #callersByTarget(): SitesByTarget {
    return (this.#callers ??= this.#collect(({ to }) => (to ? [to] : [])));
  }

  /** The calls to which a function is given, that it may be called from there. */
  giversOf(target: WorkspaceFunction): readonly WorkspaceSite[] {
    this.#givers ??= this.#collect(({ given }) => given.map((each) => each.target));
    const { isMember, name } = target.entry;
    return [...this.#givers.of(target), ...(isMember && name !== null ? this.#givers.named(name) : [])];
  }

  /** The calls of whichever method of its class: `this[name](…)`. */
  lookupsOf(target: WorkspaceFunction): readonly WorkspaceSite[] {
    return (this.#lookups ??= this.#collectLookups()).of(target);
  }

  #collectLookups(): SitesByTarget {
    const collected = new SitesByTarget();
    for (const file of this.modules.all) {
      for (const site of file.sites) {
        const of = site.to?.kind === "lookup" ? site.to.of : null;
        for (const method of of ? this.#findAllMethods(of, file) : none) collected.add(method, { file, site });
      }
    }
    return collected;
  }

  #findAllMethods(of: TypeName, file: FileContribution): readonly WorkspaceFunction[] {
    const related = new Set(this.#classes.find(of, file).flatMap((each) => [...this.#classes.findRelated(each)]));
    return [...related].flatMap((each) => this.of(each.file).filter(({ entry }) => entry.class === each.name));
  }

  #collect(toReferences: (site: Site) => readonly Reference[]): SitesByTarget {
    const collected = new SitesByTarget();
    for (const file of this.modules.all) {
      for (const site of file.sites) {
        for (const to of toReferences(site)) this.#collectSite(to, { file, site }, collected);
      }
    }
    return collected;
  }

  #collectSite(to: Reference, site: WorkspaceSite, collected: SitesByTarget): void {
    const found = this.find(to, site.file);
    const name = to.kind === "member" ? to.name : to.kind === "import" ? (to.path.at(-1) ?? "") : "";
    const isByName = found.length > 0 && found === this.#members.get(name);
    if (isByName && isErrorModule(site.file)) return;
    if (isByName) collected.addName(name, site);
    else for (const target of found) collected.add(target, site);
  }
}

/** What is generated beside the error class calls nothing of the project's by a name alone: `headers.get(…)`. */
function isErrorModule({ path, isGenerated, contract }: FileContribution): boolean {
  const module = contract?.errorModule ?? null;
  return isGenerated && module !== null && posix.dirname(module) === posix.dirname(path);
}

/** Sites by what they reach. Those that reach everything of a name are kept by the name, or they would be too many. */
class SitesByTarget {
  readonly #byTarget = new Map<WorkspaceFunction, WorkspaceSite[]>();
  readonly #byName = new Map<string, WorkspaceSite[]>();

  add(target: WorkspaceFunction, site: WorkspaceSite): void {
    const known = this.#byTarget.get(target);
    if (known) known.push(site);
    else this.#byTarget.set(target, [site]);
  }

  addName(name: string, site: WorkspaceSite): void {
    const known = this.#byName.get(name);
    if (known) known.push(site);
    else this.#byName.set(name, [site]);
  }

  of(target: WorkspaceFunction): readonly WorkspaceSite[] {
    return this.#byTarget.get(target) ?? [];
  }

  named(name: string): readonly WorkspaceSite[] {
    return this.#byName.get(name) ?? [];
  }
}

function unique<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [...new Set(values)];
}
