import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDisk, createDiskWith, type Disk } from "../../../src/contract/disk.ts";
import { loadContract } from "../../../src/contract/load.ts";
import { CommandError } from "../command-error.ts";
import { toDiff } from "../diff.ts";
import { extractContract } from "../extract/extract-contract.ts";
import { toContractText, toOwnContractText } from "./contract-text.ts";
import { chooseFolder, findFolder, planModules } from "./error-module.ts";
import { findNotifier } from "./find-notifier.ts";
import { planLint } from "./lint/plan-lint.ts";
import { planMounts } from "./plan.ts";
import { type Project, readProject } from "./read-project.ts";
import { type FileChange, writeChanges } from "./write-change.ts";

export interface InitOptions {
  /** The project's folder. */
  readonly root: string;
  /** Write without asking. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly print: (text: string) => void;
  /** Asks a person; without it, nothing is written unless `yes` is set. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

export interface InitResult {
  /** What was written, or would be: from the root, and as a unified diff. */
  readonly files: readonly { readonly path: string; readonly diff: string }[];
  readonly isWritten: boolean;
  /** What is left to a person, each with its reason. */
  readonly notes: readonly string[];
}

/**
 * Sets a project up: the contract, the error module, a boundary mounted on every app of which it is certain where, and
 * the lint configuration.
 * What is there already stays; a second run changes nothing. Throws a `CommandError` for a root that is not there, a
 * contract that is not valid, and files that cannot be written.
 */
export async function init(options: InitOptions): Promise<InitResult> {
  const project = await readProject(options.root);
  const { changes, notes } = await planSetup(project);
  const files = changes.map((change) => ({
    path: change.path,
    diff: toDiff(change.path, change.before?.text ?? "", change.after),
  }));
  for (const { diff } of files) options.print(diff);
  for (const note of notes) options.print(note);
  const isWritten = changes.length > 0 && !options.dryRun && (await isWanted(options, changes.length));
  if (isWritten) writeChanges(project.root, changes);
  return { files, isWritten, notes };
}

async function isWanted({ yes, confirm }: InitOptions, count: number): Promise<boolean> {
  return yes || ((await confirm?.(`Write ${String(count)} ${count === 1 ? "file" : "files"}?`)) ?? false);
}

interface Setup {
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
}

async function planSetup(project: Project): Promise<Setup> {
  const { changes, notes } = await planContract(project);
  const lint = planLint(project);
  const unread = project.unread.map((each) => `${each}: it cannot be parsed, and is left out.`);
  return { changes: [...changes, ...lint.changes], notes: [...notes, ...lint.notes, ...unread] };
}

/** The contract and, unless the project has an error class of its own, the error module and its boundaries. */
async function planContract(project: Project): Promise<Setup> {
  const existing = findContractPath(join(project.root, contractFileName));
  const path = existing ?? join(project.root, contractFileName);
  const own = existing === null ? null : toContract(path, createDisk());
  const extraction = own === null ? await extractContract(project.root) : null;
  const found = extraction?.contract ?? null;
  const looks = found === null ? [] : (extraction?.notes ?? []);
  const notifier = findNotifier(project.files);
  if (found?.typescript.errors?.some(({ canonical }) => canonical)) {
    const after = toOwnContractText(found, notifier.helpers);
    return { changes: [{ path: contractFileName, before: null, after }], notes: [ownClass, ...looks] };
  }
  const folder = own === null ? chooseFolder(project) : findFolder(project.root, own);
  if (folder === null) return { changes: [], notes: [ownClass] };
  const mounts = planMounts(project, folder);
  const text = toContractText({ folder, boundaries: mounts.boundaries, helpers: notifier.helpers, found });
  const contract = own ?? toContract(path, createDiskWith(path, text));
  const modules = await planModules(project, {
    contract,
    folder,
    frameworks: mounts.frameworks,
    notifier: notifier.choice,
  });
  const made: FileChange[] = existing === null ? [{ path: contractFileName, before: null, after: text }] : [];
  const doubts = notifier.doubt === null ? [] : [notifier.doubt];
  return { changes: [...made, ...modules, ...mounts.changes], notes: [...mounts.notes, ...doubts, ...looks] };
}

const ownClass =
  "The contract names an error class of the project's own: no error module is generated and no boundary is mounted.";

function toContract(path: string, disk: Disk): Contract {
  const { contract, problems } = loadContract(path, disk);
  if (contract !== null) return contract;
  const [problem] = problems;
  throw new CommandError("CONTRACT_INVALID", problem?.message ?? "the contract is not valid", {
    context: { path: problem?.file ?? path, line: problem?.line ?? 1 },
  });
}
