import { existsSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDisk, createDiskWith, type Disk } from "../../../src/contract/disk.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { loadContract } from "../../../src/contract/load.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { CommandError } from "../command-error.ts";
import { toDiff } from "../diff.ts";
import { extractContract } from "../extract/extract-contract.ts";
import { type FileText, readFile } from "../read-file.ts";
import { addModule, toContractText, toOwnContractText, toPackageContractText } from "./contract-text.ts";
import { chooseFolder, type ErrorModulePlan, findFolder, planModules } from "./error-module.ts";
import { hasApp } from "./find-apps.ts";
import { findNotifier } from "./find-notifier.ts";
import { findOwnErrors } from "./find-own-errors.ts";
import { planLint } from "./lint/plan-lint.ts";
import { findOtherLanguage, type OtherLanguage, planOtherModule, toOtherContractText } from "./other-language.ts";
import { planMounts } from "./plan-mounts.ts";
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
    diff: toDiff(change.path, change.before?.text ?? null, change.after),
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
  const other = findOtherLanguage(project);
  if (other !== null) return planOther(project, other);
  const services = hasApp(project) ? [] : await readServices(project);
  const { changes, notes } = await (services.length > 0 ? planWorkspace(project, services) : planContract(project));
  const files = [project, ...services].flatMap((each) => each.files);
  const isTyped = services.some(({ language }) => language === "typescript");
  const lint = planLint({ ...project, files, ...(isTyped && { language: "typescript" }) });
  const unread = project.unread.map((each) => `${each}: it cannot be parsed, and is left out.`);
  return { changes: [...changes, ...lint.changes], notes: [...notes, ...lint.notes, ...unread] };
}

/** The packages of a workspace that make an app. */
async function readServices({ root, members }: Project): Promise<Project[]> {
  const packages = await Promise.all(members.map((folder) => readProject(join(root, folder))));
  return packages.filter(hasApp);
}

/** One contract at the workspace's root; beside each app, in its own package, the error module and what extends the contract. */
async function planWorkspace(project: Project, services: readonly Project[]): Promise<Setup> {
  const existing = findContractPath(join(project.root, contractFileName));
  const draft = await (existing === null ? draftContract(project) : readContract(existing));
  const above = { path: draft.path, disk: createDiskWith(draft.path, draft.after) };
  const setups = await Promise.all(services.map((service) => planPackage(project, service, above)));
  return {
    changes: [...toChange(draft), ...setups.flatMap(({ changes }) => changes)],
    notes: [
      ...draft.notes,
      ...setups.flatMap(({ notes }) => notes),
      ...(existing === null ? toBare(project, services) : []),
    ],
  };
}

/** What is said of packages that make no app: whether they make errors, only their people know. */
function toBare({ root, members }: Project, services: readonly Project[]): string[] {
  const bare = members.filter(
    (folder) =>
      !services.some((each) => each.root === join(root, folder)) && !existsSync(join(root, folder, contractFileName)),
  );
  const [first] = bare;
  return first === undefined
    ? []
    : [
        `${bare.join(", ")}: no app is made there, and no error module. \`error-contract init ${first}\` gives it one of its own.`,
      ];
}

/** A contract that may be yet to be written, and a disk that has it. */
interface Above {
  readonly path: string | null;
  readonly disk: Disk;
}

async function planPackage(project: Project, service: Project, above: Above): Promise<Setup> {
  const folder = toForwardSlashes(relative(project.root, service.root));
  const { changes, notes } = await planContract(service, above);
  return {
    changes: changes.map((change) => ({ ...change, path: posix.join(folder, change.path) })),
    notes: notes.map((note) => `${folder}: ${note}`),
  };
}

/** A service in another language needs the contract and its package, and nothing of ours to lint with. */
async function planOther(project: Project, other: OtherLanguage): Promise<Setup> {
  const existing = findContractPath(join(project.root, contractFileName));
  const path = join(project.root, contractFileName);
  const text = toOtherContractText(other);
  const contract = existing === null ? toContract(path, createDiskWith(path, text)) : readContract(existing).contract;
  const made = existing === null ? [{ path: contractFileName, before: null, after: text }] : [];
  const changes = [...made, ...(await planOtherModule(project, other, contract))];
  return { changes, notes: changes.length === 0 ? [] : [other.note] };
}

/** The contract, the error module and its boundaries; of whichever class the project's errors are. */
async function planContract(project: Project, above: Above = { path: null, disk: createDisk() }): Promise<Setup> {
  const { disk } = above;
  const existing = findContractPath(join(project.root, contractFileName)) ?? above.path;
  const draft = await draftOf(project, existing, disk);
  const known = findFolder(project.root, draft.contract);
  const folder = known ?? chooseFolder(project);
  const { own, obstacle, notes } = findOwnErrors(project, draft.contract, folder);
  if (obstacle !== null) return { changes: toChange(draft), notes: [`${noModule}: ${obstacle}.`, ...draft.notes] };
  const isSetUp = draft.before !== null && known !== null;
  if (!isSetUp && draft.contract.root !== project.root)
    return { changes: [], notes: [`${noModule}: the contract in force is ${draft.contract.path}. Run it there.`] };
  const mounts = planMounts(project, folder);
  const notifier = findNotifier(project.files);
  const isOwnClass = own !== null && own.maker !== null;
  if (isOwnClass && mounts.frameworks.length === 0) return { changes: toChange(draft), notes: draft.notes };
  const parts = { ...mounts, folder, helpers: notifier.helpers, isOwnClass };
  const named = isSetUp ? draft : { ...draft, after: addModule(draft.after, parts) };
  const contract = isSetUp ? draft.contract : toContract(draft.path, createDiskWith(draft.path, named.after, disk));
  const plan = { contract, folder, own, frameworks: mounts.frameworks, notifier: notifier.choice };
  const modules = await planUsable(project, plan);
  if (typeof modules === "string")
    return { changes: toChange(draft), notes: [`${noModule}: ${modules}.`, ...draft.notes] };
  const doubts = notifier.doubt === null ? [] : [notifier.doubt];
  return {
    changes: [...toChange(named), ...modules, ...mounts.changes],
    notes: [...mounts.notes, ...doubts, ...notes, ...draft.notes],
  };
}

const noModule = "No error module is generated and no boundary is mounted";

/** A contract as its file has it or will have it. */
interface Draft {
  readonly path: string;
  /** `null` where there is none yet. */
  readonly before: FileText | null;
  readonly after: string;
  readonly contract: Contract;
  readonly notes: readonly string[];
}

/** The contract that is there; a new one where there is none, or where a package has none of its own. */
async function draftOf(project: Project, existing: string | null, disk: Disk): Promise<Draft> {
  if (existing === null) return draftContract(project);
  const isOwn = dirname(existing) === project.root;
  if (isOwn || !existsSync(join(project.root, "package.json"))) return readContract(existing, disk);
  const path = join(project.root, contractFileName);
  const after = toPackageContractText(toForwardSlashes(relative(project.root, existing)));
  const contract = toContract(path, createDiskWith(path, after, disk));
  return { path, before: null, after, contract, notes: [] };
}

function readContract(path: string, disk = createDisk()): Draft {
  const contract = toContract(path, disk);
  const before = readFile(path);
  return { path, before, after: before?.text ?? "", contract, notes: [] };
}

/** A contract of the errors that are there. */
async function draftContract({ root }: Project): Promise<Draft> {
  const { contract: found, notes } = await extractContract(root);
  const isOwnClass = found?.typescript.errors?.some(({ canonical }) => canonical) ?? false;
  const path = join(root, contractFileName);
  const after = found !== null && isOwnClass ? toOwnContractText(found) : toContractText(found);
  const contract = toContract(path, createDiskWith(path, after));
  return { path, before: null, after, contract, notes: found === null ? [] : notes };
}

function toChange({ before, after }: Draft): FileChange[] {
  return before?.text === after ? [] : [{ path: contractFileName, before, after }];
}

/** The modules that have to be written; a text instead is what the contract lacks for them. */
async function planUsable(project: Project, plan: ErrorModulePlan): Promise<FileChange[] | string> {
  try {
    return await planModules(project, plan);
  } catch (error) {
    if (error instanceof ContractNotUsable) return error.message;
    throw error;
  }
}

function toContract(path: string, disk: Disk): Contract {
  const { contract, problems } = loadContract(path, disk);
  if (contract !== null) return contract;
  const [problem] = problems;
  throw new CommandError("CONTRACT_INVALID", problem?.message ?? "the contract is not valid", {
    context: { path: problem?.file ?? path, line: problem?.line ?? 1 },
  });
}
