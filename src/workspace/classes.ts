import type { FileContribution, TypeName } from "./file-contribution.ts";
import type { Modules } from "./modules.ts";

/** A class of the workspace. */
export interface WorkspaceClass {
  readonly file: FileContribution;
  readonly name: string;
}

/** Which class a type is, and which classes extend which. */
export class Classes {
  readonly #byKey = new Map<string, WorkspaceClass>();
  readonly #supers = new Map<WorkspaceClass, readonly WorkspaceClass[]>();
  readonly #subs = new Map<WorkspaceClass, WorkspaceClass[]>();

  constructor(readonly modules: Modules) {
    for (const file of modules.all)
      for (const { name } of file.classes) this.#byKey.set(`${file.path}#${name}`, { file, name });
    for (const file of modules.all) for (const { name, supers } of file.classes) this.#link({ file, name }, supers);
  }

  #link({ file, name }: WorkspaceClass, types: readonly TypeName[]): void {
    const own = this.#byKey.get(`${file.path}#${name}`);
    if (!own) return;
    const supers = types.flatMap((type) => this.find(type, file));
    this.#supers.set(own, supers);
    for (const each of supers) this.#subs.set(each, [...(this.#subs.get(each) ?? []), own]);
  }

  /** The classes that a type can be; none for an interface, which any class may implement. */
  find({ module, name }: TypeName, file: FileContribution): readonly WorkspaceClass[] {
    if (name === null) return [];
    if (module === null) return [this.#byKey.get(`${file.path}#${name}`) ?? []].flat();
    return this.modules
      .findExports(module, name)
      .flatMap(({ file: from, target }) =>
        target.kind === "class" ? (this.#byKey.get(`${from.path}#${target.name}`) ?? []) : [],
      );
  }

  /** A class, all that it extends and all that extend it. */
  findRelated(of: WorkspaceClass): ReadonlySet<WorkspaceClass> {
    return new Set([...closure(of, this.#supers), ...closure(of, this.#subs)]);
  }
}

function closure(
  of: WorkspaceClass,
  next: ReadonlyMap<WorkspaceClass, readonly WorkspaceClass[]>,
): ReadonlySet<WorkspaceClass> {
  const reached = new Set([of]);
  for (const each of reached) for (const further of next.get(each) ?? []) reached.add(further);
  return reached;
}
