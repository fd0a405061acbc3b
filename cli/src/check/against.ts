import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { changeRules, type ChangeRule, type ContractChange } from "../../../src/contract/compare.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { createDisk, type Disk } from "../../../src/contract/disk.ts";
import { contractFileName } from "../../../src/contract/discover.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { loadContract } from "../../../src/contract/load.ts";
import { toProblemText } from "../../../src/contract/problem.ts";
import { parseVersion, releaseBetween, toNextVersion, type Release } from "../../../src/contract/version.ts";
import { CommandError } from "../command-error.ts";
import { askGit, findRepositoryRoot } from "../git.ts";
import type { ContractPlaces } from "./contract-places.ts";
import type { CheckProblem } from "./problem.ts";

/**
 * The contract as it was: in a file, in an installed package, or at a git ref. Throws `INVALID_USAGE` where `source` is
 * none of them, and `CONTRACT_INVALID` where what is there is broken.
 */
export function loadEarlier(source: string, contract: Contract, cwd: string): Contract {
  const { path, disk } = findEarlier(source, contract, cwd);
  const loaded = loadContract(path, disk);
  if (loaded.contract) return loaded.contract;
  const details = loaded.problems.map((problem) => toProblemText(problem, cwd));
  throw new CommandError("CONTRACT_INVALID", "the contract to compare with is not valid", {
    context: { source },
    details,
  });
}

interface Earlier {
  readonly path: string;
  readonly disk: Disk;
}

function findEarlier(source: string, contract: Contract, cwd: string): Earlier {
  const path = resolve(cwd, source);
  if (existsSync(path)) {
    const file = statSync(path).isDirectory() ? resolve(path, contractFileName) : path;
    return { path: file, disk: createDisk() };
  }
  const root = findRepositoryRoot(contract.root);
  if (root !== null && isRef(root, source)) return { path: contract.path, disk: createGitDisk(root, source) };
  const packaged = findInPackage(source, contract.path);
  if (packaged !== null) return { path: packaged, disk: createDisk() };
  const advice = "name a git ref, a contract file, or an installed package";
  throw new CommandError("INVALID_USAGE", "there is nothing to compare with", { context: { against: source, advice } });
}

function isRef(root: string, ref: string): boolean {
  return !ref.startsWith("-") && askGit(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]) !== null;
}

function findInPackage(name: string, from: string): string | null {
  try {
    return createRequire(from).resolve(`${name}/${contractFileName}`);
  } catch {
    return null; // not installed, or without a contract
  }
}

/** The repository's files as they were at a ref; packages are those that are installed now. */
function createGitDisk(root: string, ref: string): Disk {
  const disk = createDisk();
  const isTracked = (path: string): boolean =>
    !/(?:^|[\\/])(?:\.\.|node_modules)(?:[\\/]|$)/.test(relative(root, path));
  const toSpec = (path: string): string => `${ref}:${toForwardSlashes(relative(root, path))}`;
  return {
    stamps: disk.stamps,
    exists: (path) => (isTracked(path) ? askGit(root, ["cat-file", "-e", toSpec(path)]) !== null : disk.exists(path)),
    read: (path) => {
      if (!isTracked(path)) return disk.read(path);
      const text = askGit(root, ["show", toSpec(path)]);
      return text === null ? { failure: `is not there at ${ref}` } : { text: text.replace(/^\uFEFF/, "") };
    },
  };
}

/** Two states of a contract, and where things stand in the later one. */
export interface Step {
  readonly before: Contract;
  readonly after: Contract;
  readonly places: ContractPlaces;
}

/** The changes that the step from one version to the next does not allow. */
export function findBreaks(changes: readonly ContractChange[], { before, after, places }: Step): CheckProblem[] {
  const [from, to] = [before, after].map(({ version }) => (version === null ? null : parseVersion(version)));
  const release = from && to ? releaseBetween(from, to) : null;
  const usualAdvice = (need: Release | "never"): string =>
    need === "never" || !from ? "Undo it." : `Undo it, or release ${toNextVersion(from, need)}.`;
  return changes
    .filter(({ rule }) => !isAllowed(changeRules[rule], release))
    .map(({ rule, path, message }) => ({
      rule,
      severity: "error",
      place: places.find(path),
      message: `${message}${toVersions(before, after)}. ${advice[rule] ?? usualAdvice(changeRules[rule])}`,
    }));
}

/** What C13 asks for where no release makes it right. */
const advice: Partial<Record<ChangeRule, string>> = {
  "code-removed-undeprecated": "Put it back, deprecated, for at least one minor version.",
  "code-removed-early": "Put it back until then.",
  "deprecation-without-replacement": 'Name the code that replaces it in "use".',
  "deprecation-ends-early": "Let it live until the next major version.",
};

const reach: readonly Release[] = ["patch", "minor", "major"];

function isAllowed(need: Release | "never", release: Release | null): boolean {
  return need !== "never" && release !== null && reach.indexOf(release) >= reach.indexOf(need);
}

function toVersions({ version: from }: Contract, { version: to }: Contract): string {
  if (to === null) return ", and the contract has no version";
  return from === to ? `, and the version is still ${to}` : ` (${from ?? "no version"} to ${to})`;
}
