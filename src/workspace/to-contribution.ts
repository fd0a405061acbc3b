import type { Facts, Setting } from "../analysis/facts.ts";
import { toFacts } from "../analysis/program.ts";
import type { BoundaryBinding, Contract } from "../contract/contract.ts";
import { isGlobMatch } from "../contract/glob.ts";
import { toModuleName } from "../contract/module-name.ts";
import { withoutContract } from "../contract/policy.ts";
import { isInScope, isTestPath } from "../contract/scope.ts";
import { isClientCode } from "../findings/client-code.ts";
import { isGenerated } from "../syntax/generated.ts";
import type { Source } from "../syntax/source.ts";
import type { ContractWord, FileContribution } from "./file-contribution.ts";
import { findAnswerReads } from "./find-answer-reads.ts";
import { findClasses } from "./find-classes.ts";
import { findFunctionEntries } from "./find-function-entries.ts";
import { findFailActions } from "./find-fail-actions.ts";
import { findGivenMembers } from "./find-given-members.ts";
import { findListeners } from "./find-listeners.ts";
import { findExportEntries, findLoads } from "./find-module-links.ts";
import { findMounts } from "./find-mounts.ts";
import { findExpectedAnswers } from "./find-expected-answers.ts";
import { findExpectedTexts } from "./find-expected-texts.ts";
import { findOwnTexts } from "./find-own-texts.ts";
import { findRaises } from "./find-raises.ts";
import { findReportFilters } from "./find-report-filters.ts";
import { findRequests } from "./find-requests.ts";
import { findResultReaders } from "./find-result-readers.ts";
import { findSites } from "./find-sites.ts";
import { findFormatModules, findPrinting } from "./prints-text-alone.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * What one file tells the index: who calls whom, who hears of errors and asks what, which boundaries are mounted. Pure,
 * and plain data. Without a setting there is no contract: no error is coded, and no boundary is declared.
 */
export function toContribution(source: Source, setting: Setting | null = null): FileContribution {
  const contract = setting?.contract ?? null;
  const facts = toFacts(source, setting ?? withoutContract);
  const file = toReadFile(facts, isTest(contract, source.path));
  const listeners = findListeners(file);
  const sites = findSites(file, listeners);
  const reads = findAnswerReads(file);
  const given = findGivenMembers(file);
  const formats = file.isTest ? [] : findFormatModules(file);
  const prints = file.isTest ? null : findPrinting(file);
  return {
    path: source.path,
    isTest: file.isTest,
    isGenerated: isGenerated(source.path, source.text),
    ...(source.ast.body.some(({ type }) => /^(?:Import|Export)/.test(type)) && { isModule: true as const }),
    ...(prints && { prints }),
    ...(formats.length > 0 && { formats }),
    isClient: isClientCode(facts),
    functions: findFunctionEntries(file),
    classes: findClasses(file),
    ...(given.length > 0 && { given }),
    listeners: [...listeners.all, ...(file.isTest ? [] : [...findReportFilters(file), ...findResultReaders(file)])],
    sites,
    raises: findRaises(file, listeners),
    ownTexts: file.isTest || isGenerated(source.path, source.text) ? [] : findOwnTexts(file, listeners),
    requests: findRequests(file),
    ...(reads && { reads }),
    exports: findExportEntries(file),
    ...findLoads(file),
    ...findMounts(file),
    failActions: findFailActions(file),
    texts: file.isTest ? findExpectedTexts(file) : [],
    answers: file.isTest ? findExpectedAnswers(file) : [],
    contract: contract && toContractWord(contract, source.path),
  };
}

function toReadFile(facts: Facts, isTestFile: boolean): ReadFile {
  let starts: readonly number[] | null = null;
  return {
    facts,
    isTest: isTestFile,
    numbers: new Map(facts.nodes.functions.map((node, index) => [node, index + 1])),
    modules: new Map(),
    roles: new Map(facts.handlers.flatMap(({ roles }) => [...roles])),
    lineAt: (offset) => findLine((starts ??= findLineStarts(facts.source.text)), offset),
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The number of line starts up to an offset. */
function findLine(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Folders of tests count as well as names: what stands in them expects errors, is no caller, and is not migrated. */
export function isTest(contract: Contract | null, path: string): boolean {
  return isTestPath(contract, path) || (contract !== null && isInTestFolder(path, contract.root));
}

/** Whether a file stands in a folder of tests, seen from a root. */
export function isInTestFolder(path: string, root: string): boolean {
  const folders = path.startsWith(root) ? path.slice(root.length) : "";
  return testFolder.test(folders);
}

/** `tests/`, `functionalTests/`, `integration-tests/`, `test-utils/` */
const testFolder =
  /(?:^|\/)(?:tests?|spec|e2e|__mocks__|__tests?__|__fixtures__|(?:acceptance|component|e2e|functional|integration|load|performance|regression|smoke|system|unit)(?:[-_]?tests?|Tests?)|tests?(?:[-_](?:data|fixtures|helpers?|setup|support|utils?)|(?:Data|Fixtures|Helpers?|Setup|Support|Utils?)))\//;

function toContractWord(contract: Contract, path: string): ContractWord {
  const canonical = contract.errors.find((each) => each.canonical) ?? contract.errors.find((each) => each.wrap);
  const stem = toModuleName(path, "");
  const covering = isInScope(contract, path) ? contract.boundaries.filter((each) => isCovered(each, path)) : [];
  return {
    errorModule: (canonical?.wrap ?? canonical)?.module ?? null,
    isBoundary: contract.boundaries.some(
      ({ module, files }) => module === stem || files.some((glob) => isGlobMatch(glob, path)),
    ),
    boundaries: covering.map(({ module, notifies, covers }) => ({ module, notifies, isExplicit: covers.length > 0 })),
    automaticNotify: contract.automaticNotify,
  };
}

function isCovered({ covers }: BoundaryBinding, path: string): boolean {
  return covers.length === 0 || covers.some((glob) => isGlobMatch(glob, path));
}
