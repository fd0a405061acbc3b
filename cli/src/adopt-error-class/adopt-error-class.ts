import { join, relative } from "node:path";
import { ts } from "ts-morph";
import type { Facts } from "../../../src/analysis/facts.ts";
import { toFacts } from "../../../src/analysis/program.ts";
import type { Contract, ErrorBinding } from "../../../src/contract/contract.ts";
import { toImportEnding } from "../../../src/contract/import-ending.ts";
import { isInScope, isTestPath } from "../../../src/contract/scope.ts";
import { removeStatement } from "../../../src/rewrite/remove-statement.ts";
import { findDirective } from "../../../src/syntax/directives.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { loadPackages } from "../../../src/workspace/load-packages.ts";
import { openContract, type OpenContract } from "../check/open-contract.ts";
import type { Place } from "../check/problem.ts";
import { CommandError } from "../command-error.ts";
import type { FileChange } from "../init/write-change.ts";
import { listFiles } from "../list-files.ts";
import { memoize } from "../memoize.ts";
import { parseFile } from "../migrate/migrate-file.ts";
import { isModuleOf } from "../project/find-declarations.ts";
import { openProgram, type OpenProgram } from "../project/open-program.ts";
import { readFile } from "../read-file.ts";
import { visit } from "../rename-code/ts-nodes.ts";
import type { Workspace } from "../workspace-root.ts";
import { findNames, hasWord, type Names } from "./find-names.ts";
import { findReplacement, isCanonical, type Surroundings } from "./find-replacement.ts";
import { findUses, type Use } from "./find-uses.ts";
import { findEntries } from "./public-entry.ts";
import { findNodeAt, rewriteUse, type Replacement } from "./rewrite-use.ts";
import { toTexts, type Candidate } from "./to-texts.ts";

export interface AdoptionOptions {
  readonly cwd: string;
  readonly contract: string | null;
  /** Names of classes; none means all. */
  readonly classes: readonly string[];
  /** What people decided: by class, the code that stands for it. */
  readonly codes: ReadonlyMap<string, string>;
}

export interface AdoptionPlan {
  readonly workspace: Workspace;
  readonly changes: readonly FileChange[];
  /** The classes that go, with their codes. */
  readonly adopted: readonly { readonly name: string; readonly code: string; readonly uses: number }[];
  readonly left: readonly (Place & { readonly name: string; readonly reason: string })[];
}

/**
 * Works out how classes that only name a failure are replaced by the contract's own, with a code of the contract.
 * Throws `INVALID_USAGE` where the contract has no class for it, or for a class or a code that cannot be meant.
 */
export async function planAdoption(options: AdoptionOptions): Promise<AdoptionPlan> {
  const opened = await openContract(options);
  const canonical = findCanonical(opened.contract);
  validate(options, opened.contract);
  const sources = new Map(opened.files.map((file) => toSource(opened.root, file)));
  const names = findNames(sources, canonical, options.classes);
  const components = (await listFiles(opened.workspace)).filter((path) => /\.(?:vue|svelte|astro)$/.test(path));
  const adoption = new Adoption(options, { opened, canonical, sources, names });
  adoption.readClasses();
  for (const path of components) adoption.leaveMentioned(readFile(join(opened.root, path))?.text ?? "", path);
  return adoption.toPlan();
}

function toSource(root: string, file: string): [string, string] {
  const path = join(root, file);
  return [path, readFile(path)?.text ?? ""];
}

function findCanonical({ errors }: Contract): ErrorBinding {
  const found = errors.find((each) => each.canonical) ?? errors.find(({ wrap }) => wrap !== null);
  const canonical = found?.construct === true && !found.factory ? found : null;
  if (canonical?.code === 0 && canonical.message === 1 && canonical.options === 2) return canonical;
  throw new CommandError(
    "INVALID_USAGE",
    "the contract names no class that takes a code, a message and options, and no more",
  );
}

function validate({ codes }: AdoptionOptions, contract: Contract): void {
  const unknown = [...codes.values()].find((code) => !contract.codes.has(code));
  if (unknown !== undefined)
    throw new CommandError("INVALID_USAGE", "the contract has no such code", { context: { code: unknown } });
}

interface Ground {
  readonly opened: OpenContract;
  readonly canonical: ErrorBinding;
  /** The texts of all sources, by absolute path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly names: Names;
}

/** One run: which classes go, and why others stay. */
class Adoption {
  readonly #program: OpenProgram;
  readonly #paths: readonly string[];
  readonly #surroundings: Surroundings;
  readonly #candidates = new Map<ts.ClassDeclaration, Candidate>();
  readonly #left = new Map<ts.ClassDeclaration, string>();
  readonly #factsOf: (path: string) => Facts;

  constructor(
    readonly options: AdoptionOptions,
    readonly ground: Ground,
  ) {
    const { opened, sources, names, canonical } = ground;
    const root = opened.root.replaceAll("\\", "/");
    const packages = loadPackages(sources.keys(), root);
    const bound = [canonical, ...opened.contract.causeFinders];
    const mentioning = [...sources].filter(([, text]) => hasWord(text, names.all)).map(([path]) => path);
    const modules = [...sources.keys()].filter((path) => bound.some((each) => isModuleOf(each, path)));
    const entries = packages.all.flatMap(({ directory }) => findEntries(directory) ?? []);
    const known = entries.filter((path) => sources.has(path));
    this.#paths = [...new Set([...mentioning, ...modules, ...known])];
    this.#program = openProgram(root, this.#paths);
    this.#surroundings = { opened, canonical, program: this.#program, packages };
    this.#factsOf = memoize((path) => {
      const source = parseFile(path, sources.get(path) ?? "");
      return toFacts(source, { ...opened.setting, importExtension: toImportEnding(path) });
    });
  }

  /** Finds the classes, and what becomes of every use of them. */
  readClasses(): void {
    const { codes } = this.options;
    const replacements = new Map<ts.ClassDeclaration, Replacement>();
    for (const declaration of this.#findDeclarations()) {
      const replacement = findReplacement(declaration, { ...this.#surroundings, codes });
      if (typeof replacement === "string") this.#left.set(declaration, replacement);
      else replacements.set(declaration, replacement);
    }
    const texts = new Map([...replacements].flatMap(([each, { adHoc }]) => adHoc.names.map((name) => [name, each])));
    const wanted = { declarations: new Set(replacements.keys()), names: this.ground.names.all, texts };
    const uses = findUses(wanted, this.#program);
    for (const [declaration, replacement] of replacements) {
      const own = uses.filter((use) => use.declaration === declaration);
      const edits = this.#rewrite(declaration, own, replacement);
      if (typeof edits === "string") this.#left.set(declaration, edits);
      else this.#candidates.set(declaration, { replacement, uses: own, edits });
    }
  }

  /** What is no source that the compiler reads may speak of a class as well. */
  leaveMentioned(text: string, path: string): void {
    for (const [declaration, { replacement }] of this.#candidates)
      if (hasWord(text, new Set([replacement.adHoc.name]))) this.#leave(declaration, `it is named in ${path}`);
  }

  /** What becomes of all files, by what compiles as before. */
  toPlan(): AdoptionPlan {
    for (;;) {
      const texts = toTexts([...this.#candidates.values()], this.#factsOf);
      const worse = this.#findWorse(texts);
      if (worse.size === 0) return this.#toPlan(texts);
      for (const [declaration, reason] of worse) this.#leave(declaration, reason);
    }
  }

  #leave(declaration: ts.ClassDeclaration, reason: string): void {
    this.#candidates.delete(declaration);
    this.#left.set(declaration, reason);
  }

  #findDeclarations(): ts.ClassDeclaration[] {
    const { opened, names } = this.ground;
    const { contract, isInForce } = opened;
    const found: ts.ClassDeclaration[] = [];
    for (const file of this.#program.files) {
      const { fileName: path, text } = file;
      if (isTestPath(contract, path) || !isInScope(contract, path) || isGenerated(path, text) || !isInForce(path))
        continue;
      visit(file, (node) => {
        if (ts.isClassDeclaration(node) && node.name && names.declared.has(node.name.text)) found.push(node);
      });
    }
    return found.filter((each) => !isCanonical(each, this.#surroundings));
  }

  /** All edits that the end of a class takes, by path; a text is the reason why it stays. */
  #rewrite(
    declaration: ts.ClassDeclaration,
    uses: readonly Use[],
    replacement: Replacement,
  ): Map<string, TextEdit[]> | string {
    const edits = new Map<string, TextEdit[]>();
    const add = (path: string, some: readonly TextEdit[]): void => {
      const known = edits.get(path) ?? [];
      edits.set(path, [...known, ...some]);
    };
    if (uses.some(({ kind }) => kind === "test")) {
      const maker = this.#findMaker(replacement);
      if (maker !== null) return `${replacement.code.name} is also made in ${maker}, and a test of it would mean both`;
    }
    for (const use of uses) {
      const { fileName: path } = use.file;
      const found = this.#findObstacle(use) ?? rewriteUse(use, replacement, this.#factsOf(path));
      if (typeof found === "string") return `${found}: ${this.#toPlaceText(use.node)}`;
      add(path, found);
    }
    const { fileName: own } = declaration.getSourceFile();
    const removal = this.#removeDeclaration(declaration);
    if (typeof removal === "string") return removal;
    add(own, [removal]);
    return edits;
  }

  #findObstacle({ file: { fileName: path, text }, node }: Use): string | null {
    const { contract, isInForce } = this.ground.opened;
    if (!isInForce(path)) return "another contract is in force there";
    if (isGenerated(path, text)) return "a generated file speaks of it";
    if (!isInScope(contract, path) && !isTestPath(contract, path))
      return "a file out of the contract's scope speaks of it";
    const { source } = this.#factsOf(path);
    const directive = findDirective(source, { from: node.getStart(), to: node.getEnd(), rule: "adopt-error-class" });
    return directive === null ? null : `the line is under ${directive}`;
  }

  /** A file in which an error gets the code by other means: what a test by code would take for one of the class. */
  #findMaker({ code, adHoc }: Replacement): string | null {
    const { contract } = this.ground.opened;
    const made = new RegExp(`(?<!(?:[!=]==?|case|[|<])\\s*)(["'\`])${code.name}\\1(?!\\s*[|>])|\\.${code.name}\\b`);
    const declaring = [...contract.errors, ...contract.codeSources];
    for (const [path, text] of this.ground.sources) {
      if (isTestPath(contract, path) || declaring.some((each) => isModuleOf(each, path))) continue;
      const { declaration } = adHoc;
      const own = declaration.getSourceFile().fileName === path ? declaration : null;
      const others = own ? text.slice(0, own.getFullStart()) + text.slice(own.getEnd()) : text;
      if (made.test(others)) return this.#toRelative(path);
    }
    const twin = [...this.#candidates.values()].find(({ replacement }) => replacement.code === code);
    return twin ? this.#toRelative(twin.replacement.adHoc.declaration.getSourceFile().fileName) : null;
  }

  #removeDeclaration(declaration: ts.ClassDeclaration): TextEdit | string {
    const { source } = this.#factsOf(declaration.getSourceFile().fileName);
    const inner = findNodeAt(source.ast, declaration.name?.getStart() ?? declaration.getStart());
    let statement = inner;
    while (statement.parent && statement.parent.type !== "Program") statement = statement.parent;
    return removeStatement(statement, source, { isAbout: () => true });
  }

  /** The classes without which everything would compile as before. */
  #findWorse(texts: ReadonlyMap<string, string>): Map<ts.ClassDeclaration, string> {
    const worse = new Map<ts.ClassDeclaration, string>();
    if (texts.size === 0) return worse;
    const after = openProgram(this.ground.opened.root, this.#paths, texts);
    for (const file of this.#program.files) {
      const next = after.find(file.fileName);
      const found = next ? findNew(this.#program.findDiagnostics(file), after.findDiagnostics(next)) : undefined;
      if (found === undefined) continue;
      const reason = `${this.#toRelative(file.fileName)} would not compile as before: ${found}`;
      const concerned = [...this.#candidates].filter(([, { edits }]) => edits.has(file.fileName));
      for (const [declaration] of concerned.length === 0 ? this.#candidates : concerned) worse.set(declaration, reason);
    }
    return worse;
  }

  #toPlan(texts: ReadonlyMap<string, string>): AdoptionPlan {
    const changes = [...texts].map(([path, after]) => ({
      path: this.#toRelative(path),
      before: readFile(path),
      after,
    }));
    const adopted = [...this.#candidates.values()].map(({ replacement: { adHoc, code }, uses }) => ({
      name: adHoc.name,
      code: code.name,
      uses: uses.filter(({ kind }) => kind !== "import" && kind !== "export").length,
    }));
    const left = [...this.#left].map(([declaration, reason]) => {
      const { fileName: path, text } = declaration.getSourceFile();
      const place = toPosition(text, declaration.name?.getStart() ?? declaration.getStart());
      return { file: this.#toRelative(path), ...place, name: declaration.name?.text ?? "", reason };
    });
    const byPath = changes.sort((one, other) => (one.path < other.path ? -1 : 1));
    return { workspace: this.ground.opened.workspace, changes: byPath, adopted, left };
  }

  #toPlaceText(node: ts.Node): string {
    const { fileName: path, text } = node.getSourceFile();
    return `${this.#toRelative(path)}:${String(toPosition(text, node.getStart()).line)}`;
  }

  #toRelative(path: string): string {
    return relative(this.ground.opened.root, path).replaceAll("\\", "/");
  }
}

/** The first diagnostic that is new; lines do not count, since edits move them. */
function findNew(before: readonly ts.Diagnostic[], after: readonly ts.Diagnostic[]): string | undefined {
  const toText = ({ code, messageText }: ts.Diagnostic): string =>
    `TS${String(code)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  const known = before.map(toText);
  return after.map(toText).find((text) => {
    const index = known.indexOf(text);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
