import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { maximumSize } from "../../../codemods/skip-reason.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import type { CodeStruct } from "../../../src/drift/envelope-drift.ts";
import { findGoStructs } from "../../../src/drift/find-go-structs.ts";
import { findRustStructs } from "../../../src/drift/find-rust-structs.ts";
import { findGoDrift, type SourceDrift } from "../../../src/drift/find-go-drift.ts";
import { findRustDrift } from "../../../src/drift/find-rust-drift.ts";
import { findGoPackages, type SourceText } from "../../../src/drift/go-packages.ts";
import { findRustModules } from "../../../src/drift/rust-paths.ts";
import type { SyntaxNode } from "../../../src/drift/syntax-node.ts";
import { hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { toGoPackage } from "../../../src/generate/go/generate-go.ts";
import { toRustModule } from "../../../src/generate/rust/generate-rust.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { listFiles } from "../list-files.ts";
import { readFile } from "../read-file.ts";
import { loadGrammar } from "./grammars.ts";
import type { OpenContract } from "./open-contract.ts";
import type { CheckProblem, Place } from "./problem.ts";
import type { PlacedUse } from "./read-sources.ts";

/** What the Go and Rust sources of a repository say of codes and of the envelope. */
export interface Drift {
  /** How many files the contract is in force for. */
  readonly files: number;
  readonly uses: readonly PlacedUse[];
  /** Where structs depart from the envelope. */
  readonly problems: readonly CheckProblem[];
}

interface Language {
  readonly grammar: "go" | "rust";
  readonly source: RegExp;
  readonly manifest: RegExp;
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

/** Reads what could concern the contract of a repository's Go and Rust sources. Throws `GIT_FAILED`. */
export async function readDrift(opened: OpenContract): Promise<Drift> {
  const listed = (await listFiles(opened.workspace)).filter((file) => !/(?:^|\/)(?:vendor|third_party)\//.test(file));
  const found: Drift[] = [];
  for (const language of languages) found.push(await readLanguage(language, opened, listed));
  return {
    files: found.reduce((sum, { files }) => sum + files, 0),
    uses: found.flatMap(({ uses }) => uses),
    problems: found.flatMap(({ problems }) => problems),
  };
}

async function readLanguage(language: Language, opened: OpenContract, listed: readonly string[]): Promise<Drift> {
  const { contract, root, isInForce } = opened;
  const isOwn = (path: string): boolean => isInForce(path) && isInScope(contract, path);
  const files = listed.filter((file) => language.source.test(file));
  const sources = [...readTexts(root, files)];
  const own = sources.filter(({ file }) => isOwn(join(root, file)));
  const name = language.toPackage(contract);
  const authored = own.filter(({ file, text }) => !isGenerated(join(root, file), text));
  const concerned = authored.filter(({ text }) => isConcerned(text, name));
  if (concerned.length === 0) return { files: own.length, uses: [], problems: [] };
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
  const drifts = written.map((source) =>
    read(source.text, (tree) => toPlaced(find(tree, findOthers(source)), source, { language, contract, root })),
  );
  return {
    files: own.length,
    uses: drifts.flatMap(({ uses }) => uses),
    problems: drifts.flatMap(({ problems }) => problems),
  };
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
  return text.includes(name) || /error_?code/i.test(text);
}

function* readTexts(root: string, files: readonly string[]): Generator<SourceText> {
  for (const file of files) {
    const stats = lstatSync(join(root, file), { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > maximumSize) continue;
    const text = readFile(join(root, file))?.text;
    if (text !== undefined) yield { file, text };
  }
}

interface Placing {
  readonly language: Language;
  readonly contract: Contract;
  readonly root: string;
}

function toPlaced(
  { mentions, envelopes }: SourceDrift,
  source: SourceText,
  { language, contract, root }: Placing,
): Pick<Drift, "uses" | "problems"> {
  const { file } = source;
  const testsFrom = isTestPath(contract, join(root, file)) ? 1 : (language.findTests(source) ?? Infinity);
  const uses = mentions.map(({ node, code, written, where }) => {
    const place = toPlace(node, file);
    return { code, written, where, isTest: place.line >= testsFrom, ...place };
  });
  const problems = envelopes
    .map(({ node, message }) => ({ message, place: toPlace(node, file) }))
    .filter(({ place }) => place.line < testsFrom)
    .map(({ message, place }): CheckProblem => ({ rule: "envelope-drift", severity: "error", place, message }));
  return { uses, problems };
}

function toPlace({ startPosition: { row, column } }: SyntaxNode, file: string): Place {
  return { file, line: row + 1, column: column + 1 };
}
