import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { maximumSize } from "../../../codemods/skip-reason.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { isInScope } from "../../../src/contract/scope.ts";
import type { CodeStruct } from "../../../src/drift/envelope-drift.ts";
import { findGoStructs } from "../../../src/drift/find-go-structs.ts";
import { findRustStructs } from "../../../src/drift/find-rust-structs.ts";
import { findGoDrift, type SourceDrift } from "../../../src/drift/find-go-drift.ts";
import { findRustDrift } from "../../../src/drift/find-rust-drift.ts";
import { findGoPackages, type SourceText } from "../../../src/drift/go-packages.ts";
import { findRustModules } from "../../../src/drift/rust-paths.ts";
import type { SyntaxNode } from "../../../src/drift/syntax-node.ts";
import { hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { goNames } from "../../../src/generate/go/codes-file.ts";
import { toGoPackage } from "../../../src/generate/go/generate-go.ts";
import { rustNames } from "../../../src/generate/rust/codes-file.ts";
import { toRustModule } from "../../../src/generate/rust/generate-rust.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { listFiles } from "../list-files.ts";
import { readFile } from "../read-file.ts";
import { loadGrammar } from "./grammars.ts";
import type { OpenContract } from "./open-contract.ts";

/** How a language other than TypeScript is read for the contract. */
export interface Language {
  readonly grammar: "go" | "rust";
  readonly source: RegExp;
  readonly manifest: RegExp;
  /** What no code may be called in generated sources. */
  readonly reserved: ReadonlySet<string>;
  /** What the contract is generated as. */
  toPackage(contract: Contract): string;
  toFinder(contract: Contract, sources: Sources): (root: SyntaxNode, others: readonly CodeStruct[]) => SourceDrift;
  findStructs(root: SyntaxNode): readonly CodeStruct[];
  /** What files see each other's types in: a folder, or a crate. */
  findHome(file: string, manifests: readonly SourceText[]): string;
  /** From which line on (from 1) a file is a test; `null` where none of it is. */
  findTests(source: SourceText): number | null;
}

interface Sources {
  readonly generated: readonly SourceText[];
  readonly written: readonly SourceText[];
  readonly manifests: readonly SourceText[];
}

const languages: readonly Language[] = [
  {
    grammar: "go",
    source: /\.go$/,
    manifest: /(?:^|\/)go\.mod$/,
    reserved: goNames,
    toPackage: toGoPackage,
    toFinder(contract, sources) {
      const packages = findGoPackages(contract, sources);
      return (root, others) => findGoDrift(root, { contract, packages, others });
    },
    findStructs: findGoStructs,
    findHome: (file) => posix.dirname(file),
    findTests: ({ file }) => (file.endsWith("_test.go") ? 1 : null),
  },
  {
    grammar: "rust",
    source: /\.rs$/,
    manifest: /(?:^|\/)Cargo\.toml$/,
    reserved: rustNames,
    toPackage: toRustModule,
    toFinder(contract, sources) {
      const modules = findRustModules(contract, sources);
      return (root, others) => findRustDrift(root, { contract, modules, others });
    },
    findStructs: findRustStructs,
    findHome(file, manifests) {
      const homes = manifests.map((manifest) => posix.dirname(manifest.file));
      const around = homes.filter((home) => home === "." || file.startsWith(`${home}/`));
      return around.sort((one, other) => other.length - one.length)[0] ?? "";
    },
    findTests({ file, text }) {
      if (/(?:^|\/)tests\//.test(file)) return 1;
      const start = text.search(/^#\[cfg\(test\)\]\s*mod\s/m);
      return start === -1 ? null : text.slice(0, start).split("\n").length;
    },
  },
];

/** What is made of a source while its tree is there: no node may outlive it. */
export type View<T> = (drift: SourceDrift, source: SourceText, language: Language) => T;

export interface ForeignSources<T> {
  /** How many files the contract is in force for. */
  readonly files: number;
  /** Of those that could concern it. */
  readonly views: readonly T[];
}

/** Reads what could concern the contract of a repository's Go and Rust sources. Throws `GIT_FAILED`. */
export async function readForeignSources<T>(opened: OpenContract, view: View<T>): Promise<ForeignSources<T>> {
  const listed = (await listFiles(opened.workspace)).filter((file) => !/(?:^|\/)(?:vendor|third_party)\//.test(file));
  const read: ForeignSources<T>[] = [];
  for (const language of languages) read.push(await readLanguage(opened, { language, listed, view }));
  return { files: read.reduce((sum, { files }) => sum + files, 0), views: read.flatMap(({ views }) => views) };
}

interface Reading<T> {
  readonly language: Language;
  readonly listed: readonly string[];
  readonly view: View<T>;
}

async function readLanguage<T>(
  opened: OpenContract,
  { language, listed, view }: Reading<T>,
): Promise<ForeignSources<T>> {
  const { contract, root, isInForce } = opened;
  const isOwn = (path: string): boolean => isInForce(path) && isInScope(contract, path);
  const files = listed.filter((file) => language.source.test(file));
  const sources = [...readTexts(root, files)];
  const own = sources.filter(({ file }) => isOwn(join(root, file)));
  const name = language.toPackage(contract);
  const authored = own.filter(({ file, text }) => !isGenerated(join(root, file), text));
  const concerned = authored.filter(({ text }) => isConcerned(text, name));
  if (concerned.length === 0) return { files: own.length, views: [] };
  const generated = sources.filter(({ text }) => hasGeneratedHeader(text));
  const manifests = [
    ...readTexts(
      root,
      listed.filter((file) => language.manifest.test(file)),
    ),
  ];
  const read = await loadGrammar(language.grammar);
  const findOthers = toStructs(language, { read, manifests, sources: concerned });
  const written = authored.filter(
    (source) =>
      concerned.includes(source) || findOthers(source).some(({ name: struct }) => source.text.includes(struct)),
  );
  const find = language.toFinder(contract, { generated, written, manifests });
  const views = written.map((source) =>
    read(source.text, (tree) => view(find(tree, findOthers(source)), source, language)),
  );
  return { files: own.length, views };
}

interface StructSources {
  readonly read: Awaited<ReturnType<typeof loadGrammar>>;
  readonly manifests: readonly SourceText[];
  readonly sources: readonly SourceText[];
}

/** The structs with a code that a file's package or crate declares; of two that share a name, neither. */
function toStructs(
  language: Language,
  { read, manifests, sources }: StructSources,
): (source: SourceText) => readonly CodeStruct[] {
  const byHome = new Map<string, Map<string, CodeStruct | null>>();
  for (const { file, text } of sources.filter((each) => /error_?code/i.test(each.text))) {
    const home = language.findHome(file, manifests);
    const structs = byHome.get(home) ?? new Map<string, CodeStruct | null>();
    byHome.set(home, structs);
    // no node may outlive its tree
    const found = read(text, (tree) =>
      language.findStructs(tree).map(({ name, codeField, isEnvelope }) => ({ name, codeField, isEnvelope })),
    );
    for (const struct of found.filter(({ codeField }) => codeField !== null))
      structs.set(struct.name, structs.has(struct.name) ? null : struct);
  }
  return ({ file }) =>
    [...(byHome.get(language.findHome(file, manifests))?.values() ?? [])].filter((struct) => struct !== null);
}

/** Whether a file could name a code, or declare an envelope. */
function isConcerned(text: string, name: string): boolean {
  return text.includes(name) || /error_?code/i.test(text) || /\bCode::[A-Z*{]/.test(text);
}

function* readTexts(root: string, files: readonly string[]): Generator<SourceText> {
  for (const file of files) {
    const stats = lstatSync(join(root, file), { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > maximumSize) continue;
    const text = readFile(join(root, file))?.text;
    if (text !== undefined) yield { file, text };
  }
}
