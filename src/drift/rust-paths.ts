import type { Contract } from "../contract/contract.ts";
import { rustNames } from "../generate/rust/codes-file.ts";
import { toRustModule } from "../generate/rust/generate-rust.ts";
import { CodeNames } from "./code-names.ts";
import type { SourceText } from "./go-packages.ts";
import { walk, type SyntaxNode } from "./syntax-node.ts";

/** The Rust modules and crates that were generated from a contract, and what their codes are called. */
export interface RustModules {
  readonly roots: ReadonlySet<string>;
  readonly names: CodeNames;
}

export interface RustSources {
  /** Rust files with the generated header. */
  readonly generated: readonly SourceText[];
  readonly written: readonly SourceText[];
  /** Every `Cargo.toml`. */
  readonly manifests: readonly SourceText[];
}

/** Modules in the repository are known by the generated header; a crate from elsewhere by its name, and a code it must have. */
export function findRustModules(contract: Contract, { generated, written, manifests }: RustSources): RustModules {
  const names = new CodeNames(contract, rustNames);
  const own = generated.flatMap(({ file }) => {
    const [, folder = "", kind] = /^(?:(.*)\/)?(mod|lib)\.rs$/.exec(file) ?? [];
    if (kind === "mod") return [folder.slice(folder.lastIndexOf("/") + 1)];
    const manifest = manifests.find(
      (each) => each.file === folder.replace(/(?:^|\/)src$/, "/Cargo.toml").replace(/^\//, ""),
    );
    const name = /^[ \t]*name\s*=\s*"([^"]+)"/m.exec(manifest?.text ?? "")?.[1];
    return kind === "lib" && name !== undefined ? [name.replaceAll("-", "_")] : [];
  });
  const usual = toRustModule(contract);
  const isUsed = written.some(({ text }) => text.includes(`${usual}::`) && hasVariant(text, names));
  return { roots: new Set(isUsed ? [...own, usual] : own), names };
}

function hasVariant(text: string, names: CodeNames): boolean {
  return [...text.matchAll(/\bCode::([A-Z]\w*)/g)].some(([, variant = ""]) => names.has(variant));
}

/** What the names of a Rust file mean, as far as they come from a generated module. */
export class RustScope {
  /** `Code`, or the alias that it is imported under, and the path behind the module that it stands for. */
  readonly #items = new Map<string, readonly string[]>();
  readonly #local = new Set<string>();
  /** Everything that the file imports, one name at a time, be it within a function. */
  readonly imports: readonly Import[];

  constructor(
    root: SyntaxNode,
    readonly modules: RustModules,
  ) {
    this.imports = [...findImports(root)];
    for (const { path, alias } of this.imports) {
      this.#import(path, alias);
      if (/^(?:crate|super|self)$/.test(path[0] ?? "") && path.at(-1) === alias) this.#local.add(alias);
    }
  }

  /** Whether a name is imported from the crate itself, under its own name. */
  isLocal(name: string): boolean {
    return this.#local.has(name);
  }

  get isImporting(): boolean {
    return this.#items.size > 0;
  }

  /** The path behind the generated module: `errs::Code::NotFound` and an imported `Code::NotFound` give both parts. */
  resolve(path: string): readonly string[] | null {
    const segments = path.replaceAll(/\s/g, "").split("::");
    const imported = this.#items.get(segments[0] ?? "");
    if (imported) return [...imported, ...segments.slice(1)];
    const rest = this.findInner(segments);
    return rest === null || rest.length === 0 ? null : rest;
  }

  /** What a path names behind the generated module; `null` where it does not lead there. */
  findInner(path: readonly string[]): readonly string[] | null {
    const at = path.findIndex((segment) => this.modules.roots.has(segment));
    return at === -1 ? null : path.slice(at + 1);
  }

  #import(path: readonly string[], alias: string): void {
    const rest = this.findInner(path);
    if (rest === null) return;
    if (alias !== "*") this.#items.set(alias, rest);
    else if (rest.length === 0) for (const name of exported) this.#items.set(name, [name]);
    else if (rest.join() === "Code")
      for (const variant of this.modules.names.identifiers()) this.#items.set(variant, ["Code", variant]);
  }
}

const exported = ["Code", "Envelope", "Error"];

interface Import {
  readonly path: readonly string[];
  /** `*` for all that is there. */
  readonly alias: string;
  /** The last word of the path; `null` for all that is there. */
  readonly name: SyntaxNode | null;
}

function* findImports(root: SyntaxNode): Generator<Import> {
  for (const node of walk(root))
    if (node.type === "use_declaration") yield* toImports(node.childForFieldName("argument"), []);
}

/** `crate::errs::{self, Code as C, Error}` */
function* toImports(node: SyntaxNode | null, home: readonly string[]): Generator<Import> {
  if (!node) return;
  if (node.type === "use_list") {
    for (const each of node.namedChildren) yield* toImports(each, home);
  } else if (node.type === "scoped_use_list") {
    yield* toImports(node.childForFieldName("list"), [...home, ...toSegments(node.childForFieldName("path"))]);
  } else if (node.type === "use_as_clause") {
    const path = node.childForFieldName("path");
    const alias = node.childForFieldName("alias")?.text ?? "";
    yield { path: [...home, ...toSegments(path)], alias, name: toLastWord(path) };
  } else if (node.type === "use_wildcard") {
    yield { path: [...home, ...toSegments(node.namedChildren[0] ?? null)], alias: "*", name: null };
  } else {
    const path = [...home, ...toSegments(node)].filter((segment, index) => index === 0 || segment !== "self");
    yield { path, alias: path.at(-1) ?? "", name: toLastWord(node) };
  }
}

function toLastWord(node: SyntaxNode | null): SyntaxNode | null {
  return node?.childForFieldName("name") ?? node;
}

function toSegments(node: SyntaxNode | null): string[] {
  return node ? node.text.split("::").map((segment) => segment.trim()) : [];
}
