import { resolve } from "node:path";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Facts, Setting } from "../src/analysis/facts.ts";
import { toFacts } from "../src/analysis/program.ts";
import type { Contract, Policy } from "../src/contract/contract.ts";
import { hasErrorCause } from "../src/contract/error-cause.ts";
import { toImportEnding } from "../src/contract/import-ending.ts";
import { toPolicy, withoutContract } from "../src/contract/policy.ts";
import { isInScope, isTestPath } from "../src/contract/scope.ts";
import { parseSettings, type Settings } from "../src/contract/settings.ts";
import { contractFor } from "../src/contract/store.ts";
import type { Asked } from "../src/findings/valid-contract.ts";
import { isGenerated } from "../src/syntax/generated.ts";
import { oncePer } from "../src/syntax/once-per.ts";
import type { Source } from "../src/syntax/source.ts";
import { createTypes, type Types, type TypeServices } from "../src/syntax/types.ts";

/** A file as all rules see it in one run of a host. */
export interface LintedFile {
  readonly source: Source;
  /** The contract in force, as it was loaded, and what is wrong with the settings that may name it. */
  readonly asked: Asked;
  /** Whether the conventions leave it out: by the contract's scope, as a test, or as written by a machine. */
  readonly isLeftOut: () => boolean;
  /** Whether its text matches a pattern. Several rules ask the same one. */
  readonly has: (pattern: RegExp) => boolean;
  readonly toFacts: () => Facts;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** One tree may be linted under two settings, and each run has settings of its own. */
const known = new WeakMap<TSESTree.Program, Map<object, LintedFile>>();

/** The file that a rule is asked about; the same one for every rule of a run. */
export function toLintedFile({ sourceCode, settings, filename, cwd }: Context): LintedFile {
  let bySettings = known.get(sourceCode.ast);
  if (!bySettings) known.set(sourceCode.ast, (bySettings = new Map()));
  let file = bySettings.get(settings);
  if (!file) bySettings.set(settings, (file = createLintedFile(sourceCode, resolve(cwd, filename), settings)));
  return file;
}

function createLintedFile(
  sourceCode: Context["sourceCode"],
  filename: string,
  hostSettings: Context["settings"],
): LintedFile {
  const { ast, scopeManager, text } = sourceCode as TSESLint.SourceCode & Source;
  const settings = toSettings(hostSettings["error-contract"]);
  const types = settings.types ? findTypes(sourceCode) : null;
  const program = toProgram(ast);
  const source: Source = {
    ast: program,
    scopeManager,
    text,
    path: filename.replaceAll("\\", "/"),
    ...(types && { types }),
  };
  const loaded = contractFor(filename, settings.contract ?? undefined);
  const contract = loaded?.contract ?? null;
  let leftOut: boolean | null = null;
  let facts: Facts | null = null;
  const matches = new Map<RegExp, boolean>();
  return {
    source,
    asked: { contract: loaded, settings: settings.problems },
    isLeftOut: () => (leftOut ??= isLeftOutByPath(contract, source.path) || isGenerated(source.path, text)),
    has(pattern) {
      let found = matches.get(pattern);
      if (found === undefined) matches.set(pattern, (found = pattern.test(text)));
      return found;
    },
    toFacts: () => (facts ??= toFacts(source, new FileSetting(filename, contract, settings))),
  };
}

/** What decides beside the code. What only edits ask for is looked up when they do. */
class FileSetting implements Setting {
  readonly policy: Policy;

  constructor(
    readonly filename: string,
    readonly contract: Contract | null,
    { policy }: Settings,
  ) {
    this.policy = toPolicy(contract, policy);
  }

  get importExtension(): string {
    return toImportEnding(this.filename);
  }

  get hasErrorCause(): boolean {
    return hasErrorCause(this.filename);
  }
}

/** Editors ask again of the same path with every key. */
const leftOutPaths = oncePer((_contract: object) => new Map<string, boolean>());

function isLeftOutByPath(contract: Contract | null, path: string): boolean {
  const known = leftOutPaths(contract ?? withoutContract);
  const leftOut = known.get(path) ?? (!isInScope(contract, path) || isTestPath(contract, path));
  known.set(path, leftOut);
  return leftOut;
}

/** `null` where the parser was not asked for type information, or has none about this file. */
function findTypes({ parserServices }: Context["sourceCode"]): Types | null {
  const services = parserServices as Partial<TypeServices> | undefined;
  return services?.program && services.esTreeNodeToTSNodeMap ? createTypes(services as TypeServices) : null;
}

interface ScriptElement {
  readonly type: "SvelteScriptElement";
  readonly body: TSESTree.Program["body"];
}

/** Svelte's parser keeps the statements of a component in elements; what else is in these is no code that can fail here. */
function toProgram(ast: TSESTree.Program): TSESTree.Program {
  const elements: readonly (TSESTree.Node | ScriptElement)[] = ast.body;
  const scripts = elements.filter((each) => each.type === "SvelteScriptElement");
  return scripts.length === 0 ? ast : { ...ast, body: scripts.flatMap(({ body }) => body) };
}

/** Hosts give the same object for every file of a configuration. */
const parseOnce = oncePer((value: object): Settings => parseSettings(value));

function toSettings(value: unknown): Settings {
  return typeof value === "object" && value !== null ? parseOnce(value) : parseSettings(value);
}
