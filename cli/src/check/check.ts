import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { findContractPath } from "../../../src/contract/discover.ts";
import { findNearest } from "../../../src/contract/suggest.ts";
import { CommandError } from "../command-error.ts";
import { findFiles } from "../files.ts";
import { toSettings } from "../settings.ts";
import { findWorkspace } from "../workspace-root.ts";
import { compareContracts } from "../../../src/contract/compare.ts";
import { findBreaks, loadEarlier } from "./against.ts";
import { ContractPlaces } from "./contract-places.ts";
import { BindingWatch } from "./dead-bindings.ts";
import { findUndocumented } from "./documentation.ts";
import { findImpacts, type Impact } from "./impact.ts";
import type { CheckProblem } from "./problem.ts";
import { readSources, type PlacedUse, type SourceReport } from "./read-sources.ts";
import { readUsageFiles } from "./usage-file.ts";

export interface CheckOptions {
  readonly cwd: string;
  /** A contract other than the one nearest to `cwd`. */
  readonly contract: string | null;
  /** An earlier state of it: a git ref, a file or a package. */
  readonly against: string | null;
  /** A glob of files that services made by `check --usage`. */
  readonly usage: string | null;
}

/** What `check --json` prints. */
export interface CheckReport {
  readonly root: string;
  readonly contract: string;
  readonly version: string | null;
  /** How many source files were read. */
  readonly files: number;
  readonly problems: readonly CheckProblem[];
  /** Whom the changes since the earlier contract reach. */
  readonly impacts: readonly Impact[];
  readonly uses: readonly PlacedUse[];
}

/** Everything wrong with a contract and with how its sources use it. Throws a `CommandError` where it cannot be read. */
export async function check(options: CheckOptions): Promise<CheckReport> {
  const { contract, root, files, toSetting } = await openContract(options);
  const places = new ContractPlaces(contract, root);
  const watch = new BindingWatch(contract, places);
  const sources = readSources({ root, files, contract, toSetting, watch });
  const earlier = options.against === null ? null : loadEarlier(options.against, contract, options.cwd);
  const changes = earlier ? compareContracts(earlier, contract) : [];
  const usage = options.usage === null ? [] : readUsageFiles(options.usage, options.cwd);
  const problems = [
    ...findUndocumented(contract, places),
    ...(earlier ? findBreaks(changes, { before: earlier, after: contract, places }) : []),
    ...(sources.files === 0 ? [] : [...watch.toProblems(), ...findUnused(contract, sources, places)]),
    ...findUnknown(contract, sources),
  ];
  const impacts = findImpacts(changes, { before: earlier, after: contract }, usage);
  const { version, path } = contract;
  return { root, contract: path, version, files: sources.files, problems, impacts, uses: sources.uses };
}

export interface OpenContract {
  readonly contract: Contract;
  readonly root: string;
  /** The repository's sources, relative to its root. */
  readonly files: readonly string[];
  readonly toSetting: ReturnType<typeof toSettings>;
}

/** The contract of a folder, and the sources it may be in force for. Throws `CONTRACT_NOT_FOUND` or `CONTRACT_INVALID`. */
export async function openContract({
  cwd,
  contract: named,
}: Pick<CheckOptions, "cwd" | "contract">): Promise<OpenContract> {
  const place = realpathSync(cwd);
  const path = named ?? findContractPath(join(place, "any"));
  if (path === null) {
    const advice = "make one with `error-contract init`";
    throw new CommandError("CONTRACT_NOT_FOUND", "no error-contract.json applies here", {
      context: { root: place, advice },
    });
  }
  const toSetting = toSettings({ cwd: place, contract: named });
  const { contract } = toSettings({ cwd: place, contract: path })(path) ?? {};
  if (!contract) throw new CommandError("CONTRACT_NOT_FOUND", "there is no such contract", { context: { path } });
  const workspace = await findWorkspace(contract.root, []);
  const { files } = await findFiles(workspace, { cwd: place, include: [], exclude: [] });
  return { contract, root: workspace.root, files, toSetting };
}

/** Codes of this repository that nothing uses: a warning, since services elsewhere may. */
function findUnused(contract: Contract, { uses }: SourceReport, places: ContractPlaces): CheckProblem[] {
  const used = new Set(uses.map(({ code }) => code));
  return [...contract.codes.values()]
    .filter(({ name, source, deprecated }) => source === contract.path && !deprecated && !used.has(name))
    .map(({ name }) => ({
      rule: "unused-code",
      severity: "warning",
      place: places.find(["codes", name]),
      message: `Nothing here uses ${name}. If no other service does, it should not be in the contract.`,
    }));
}

function findUnknown({ codes }: Contract, { uses }: SourceReport): CheckProblem[] {
  return uses
    .filter(({ code, isTest }) => !codes.has(code) && !isTest)
    .map(({ code, file, line, column }) => {
      const meant = findNearest(code, codes.keys());
      const advice = meant === null ? "Add it, or use one that is there." : `Did you mean ${meant}?`;
      const message = `${code} is no code of the contract. ${advice}`;
      return { rule: "unknown-code", severity: "error", place: { file, line, column }, message };
    });
}
