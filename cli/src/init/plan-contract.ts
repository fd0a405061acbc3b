import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDisk, createDiskWith, type Disk } from "../../../src/contract/disk.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { type ContractDraft, draftOf, toChange, toContract } from "./contract-draft.ts";
import { addBoundaries, addModule, type MountedBoundary } from "./contract-text.ts";
import { chooseFolder, type ErrorModulePlan, findFolder, planModules } from "./error-module.ts";
import { findNotifier } from "./find-notifier.ts";
import { findWorkerObstacle } from "./find-worker-obstacle.ts";
import { findPartsObstacle } from "./find-parts-obstacle.ts";
import { findOwnErrors } from "./find-own-errors.ts";
import { planMounts } from "./plan-mounts.ts";
import { requireClasses } from "./require-classes.ts";
import type { Project } from "./read-project.ts";
import type { FileChange } from "./write-change.ts";

/** What setting something up comes to. */
export interface Setup {
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

/** A contract that may be yet to be written, and a disk that has it. */
export interface Above {
  readonly path: string | null;
  readonly disk: Disk;
}

/** The contract, the error module and its boundaries; of whichever class the project's errors are. */
export async function planContract(
  project: Project,
  above: Above = { path: null, disk: createDisk() },
): Promise<Setup> {
  const { disk } = above;
  const existing = findContractPath(join(project.root, contractFileName)) ?? above.path;
  const draft = await draftOf(project, existing, disk);
  const known = findFolder(project.root, draft.contract);
  const folder = known ?? chooseFolder(project);
  const { own, obstacle, notes } = findOwnErrors(project, draft.contract, folder);
  const worker = findWorkerObstacle(project.root);
  if (worker !== null) return { changes: [], notes: [`${noModule}: ${worker}.`] };
  if (obstacle !== null) return { changes: toChange(draft), notes: [`${noModule}: ${obstacle}.`, ...draft.notes] };
  const parts = known === null && !isNx(project) ? findPartsObstacle(project) : null;
  if (parts !== null) return { changes: toChange(draft), notes: [`${noModule}: ${parts}.`, ...draft.notes] };
  const isSetUp = draft.before !== null && known !== null && hasModule(project, known);
  if (!isSetUp && draft.contract.root !== project.root)
    return { changes: [], notes: [`${noModule}: the contract in force is ${draft.contract.path}. Run it there.`] };
  const mounts = planMounts(project, folder);
  const notifier = findNotifier(project.files);
  const isOwnClass = own !== null && own.maker !== null;
  if (isOwnClass && mounts.frameworks.length === 0)
    return { changes: toChange(draft), notes: [...mounts.notes, ...draft.notes] };
  if (!isOwnClass) requireClasses(project, folder);
  const module = { ...mounts, folder, helpers: notifier.helpers, isOwnClass };
  const after = isSetUp ? nameBoundaries(project, draft, mounts.boundaries) : addModule(draft.after, module);
  const named = { ...draft, after };
  const isAsBefore = isSetUp && after === draft.after;
  const contract = isAsBefore ? draft.contract : toContract(draft.path, createDiskWith(draft.path, after, disk));
  const plan = { contract, folder, own, frameworks: mounts.frameworks, notifier: notifier.choice };
  const modules = await planUsable(project, plan);
  if (typeof modules === "string")
    return { changes: toChange(draft), notes: [`${noModule}: ${modules}.`, ...draft.notes] };
  const doubts = [notifier.doubt, known === null ? findPlaceDoubt(project, folder) : null].filter(
    (each) => each !== null,
  );
  return {
    changes: [...toChange(named), ...modules, ...mounts.changes],
    notes: [...mounts.notes, ...doubts, ...notes, ...draft.notes],
  };
}

/** Whether a folder that the contract names has been generated into. */
function hasModule({ root }: Project, folder: string): boolean {
  return [".ts", ".js"].some((extension) => existsSync(join(root, folder, `envelope${extension}`)));
}

/** What a contract says once a boundary stands that did not when it was written: a person mounted it, or there was no app yet. */
function nameBoundaries(
  { root }: Project,
  { path, after, contract }: ContractDraft,
  mounted: readonly MountedBoundary[],
): string {
  const isElsewhere = dirname(path) !== root || contract.boundaries.some(({ files }) => files.length > 0);
  return isElsewhere ? after : addBoundaries(after, mounted);
}

/** Nx builds its projects one by one, each with what it imports of the others. */
function findPlaceDoubt(project: Project, folder: string): string | null {
  if (project.sourceFolder !== "" || !isNx(project)) return null;
  return `${folder}: it stands at the root of an Nx repository, where none of its projects is. Make a library of it that all of them may import, and change its paths in ${contractFileName}.`;
}

function isNx({ root }: Project): boolean {
  return existsSync(join(root, "nx.json"));
}

const noModule = "No error module is generated and no boundary is mounted";

/** The modules that have to be written; a text instead is what the contract lacks for them. */
async function planUsable(project: Project, plan: ErrorModulePlan): Promise<FileChange[] | string> {
  try {
    return await planModules(project, plan);
  } catch (error) {
    if (error instanceof ContractNotUsable) return error.message;
    throw error;
  }
}
