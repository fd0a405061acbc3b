import { compareContracts, type ContractChange } from "../../../src/contract/compare.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { findAbandonedModules } from "./abandoned-modules.ts";
import { findBreaks, loadEarlier } from "./against.ts";
import { holdAgainst, type BaselineOptions, type BaselineSummary } from "./baseline.ts";
import { findUnknown, findUnused } from "./code-usage.ts";
import { ContractPlaces } from "./contract-places.ts";
import { BindingWatch } from "./dead-bindings.ts";
import { findUndocumented } from "./documentation.ts";
import { readDrift } from "./drift.ts";
import { findImpacts, type Impact } from "./impact.ts";
import { LintWatch, type Linting } from "./lint.ts";
import { openContract, type ContractOptions } from "./open-contract.ts";
import type { CheckProblem } from "./problem.ts";
import { readSources, UseWatch, type PlacedUse } from "./read-sources.ts";
import { findStaleFiles } from "./stale-files.ts";
import { readUsageFiles } from "./usage-file.ts";

export interface CheckOptions extends ContractOptions {
  /** An earlier state of it: a git ref, a file or a package. */
  readonly against: string | null;
  /** A glob of files that services made by `check --usage`. */
  readonly usage: string | null;
  /** The preset whose rules are run as well; `null` for none. */
  readonly rules: Linting["preset"] | null;
  /** What the rules' reports are held against. */
  readonly baseline: BaselineOptions | null;
}

/** What `check --json` prints. */
export interface CheckReport {
  readonly root: string;
  readonly contract: string;
  readonly version: string | null;
  /** How many source files were read. */
  readonly files: number;
  readonly problems: readonly CheckProblem[];
  /** How the rules' reports stand to the baseline; `null` without one. */
  readonly baseline: BaselineSummary | null;
  /** What happened to the contract since the earlier one. */
  readonly changes: readonly ContractChange[];
  /** Whom they reach. */
  readonly impacts: readonly Impact[];
  readonly uses: readonly PlacedUse[];
}

/** Everything wrong with a contract and with how its sources use it. Throws a `CommandError` where it cannot be read. */
export async function check(options: CheckOptions): Promise<CheckReport> {
  const opened = await openContract(options);
  const { contract, root } = opened;
  const places = new ContractPlaces(contract, root);
  const [bindings, codes] = [new BindingWatch(contract, places, root), new UseWatch(contract)];
  const preset = options.rules ?? (options.baseline ? "recommended" : null);
  const rules = preset && new LintWatch({ preset, contract: options.contract });
  const files = readSources(opened, [bindings, codes, ...(rules ? [rules] : [])]);
  const drift = await readDrift(opened);
  const uses = [...codes.uses, ...drift.uses];
  const { changes, breaks, impacts } = compareWithEarlier(options, contract, places);
  const held = options.baseline && rules ? holdAgainst(options.baseline, rules.problems) : null;
  const problems = [
    ...findUndocumented(contract, places),
    ...breaks,
    ...(files === 0 ? [] : bindings.toProblems()),
    ...(files + drift.files === 0 ? [] : findUnused(contract, uses, places)),
    ...(rules ? (held?.fresh ?? rules.problems) : findUnknown(contract, codes.uses)),
    ...findUnknown(contract, drift.uses),
    ...drift.problems,
    ...(await findStaleFiles(contract, root)),
    ...findAbandonedModules(opened),
  ];
  const { version, path } = contract;
  return {
    root,
    contract: path,
    version,
    files: files + drift.files,
    problems,
    baseline: held?.summary ?? null,
    changes,
    impacts,
    uses,
  };
}

function compareWithEarlier(
  { against, usage, cwd }: CheckOptions,
  after: Contract,
  places: ContractPlaces,
): Pick<CheckReport, "changes" | "impacts"> & { readonly breaks: readonly CheckProblem[] } {
  const files = usage === null ? [] : readUsageFiles(usage, cwd);
  if (against === null) return { changes: [], breaks: [], impacts: [] };
  const before = loadEarlier(against, after, cwd);
  const changes = compareContracts(before, after);
  const breaks = findBreaks(changes, { before, after, places });
  return { changes, breaks, impacts: findImpacts(changes, { before, after }, files) };
}
