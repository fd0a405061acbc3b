import { join } from "node:path";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDiskWith } from "../../../src/contract/disk.ts";
import { hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { CommandError } from "../command-error.ts";
import { toDiff } from "../diff.ts";
import { readContract, toContract } from "./contract-draft.ts";
import { hasApp } from "./find-apps.ts";
import { toCheckerNotes } from "./lint/other-checkers.ts";
import { planLint } from "./lint/plan-lint.ts";
import { findWorkerObstacle } from "./find-worker-obstacle.ts";
import { findNodeVersion, type NodeVersion } from "./node-version.ts";
import { findOtherLanguage, type OtherLanguage, planOtherModule, toOtherContractText } from "./other-language.ts";
import { planContract, type Setup } from "./plan-contract.ts";
import { planWorkspace, readServices } from "./plan-workspace.ts";
import { type Project, readProject } from "./read-project.ts";
import { writeChanges } from "./write-change.ts";

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
 * contract that is not valid, files that cannot be written, and a Node that is too old.
 */
export async function init(options: InitOptions): Promise<InitResult> {
  const project = await readProject(options.root);
  requireNode(project);
  const { changes, notes } = await planSetup(project);
  const files = changes.map((change) => ({
    path: change.path,
    diff: toDiff(change.path, change.before?.text ?? null, change.after),
    isGenerated: change.before === null && hasGeneratedHeader(change.after),
  }));
  // who is asked reads what is theirs; a dry run shows everything
  for (const { path, diff, isGenerated } of files)
    options.print(isGenerated && !options.dryRun ? `${path}: new, generated` : diff);
  for (const note of notes) options.print(note);
  const isWritten = changes.length > 0 && !options.dryRun && (await isWanted(options, changes.length));
  if (isWritten) writeChanges(project.root, changes);
  return { files, isWritten, notes };
}

/** The first Node that reads what is generated as JavaScript, and keeps a `cause`. */
const earliestNode = 16;

function requireNode({ root, language }: Project): void {
  const node = findNodeVersion(root);
  const isCompiled = language === "typescript";
  if (node === null || (isCompiled ? hasNodeScheme(node) : node.major >= earliestNode)) return;
  throw new CommandError("INVALID_USAGE", "the service runs on a Node that is too old for the error module", {
    context: { path: node.path, node: toText(node), advice: toAdvice(node, isCompiled) },
  });
}

function toAdvice({ path }: NodeVersion, isCompiled: boolean): string {
  const later = `${String(earliestNode)} or later`;
  return `raise Node to ${isCompiled ? `14.18, or to ${later},` : later} in ${path}`;
}

/** Whether it knows `require("node:crypto")`, which no compiler takes out. */
function hasNodeScheme({ major, minor }: NodeVersion): boolean {
  return major >= 16 || (major === 14 && (minor === null || minor >= 18));
}

function toText({ major, minor }: NodeVersion): string {
  return minor === null ? String(major) : `${String(major)}.${String(minor)}`;
}

async function isWanted({ yes, confirm }: InitOptions, count: number): Promise<boolean> {
  return yes || ((await confirm?.(`Write ${String(count)} ${count === 1 ? "file" : "files"}?`)) ?? false);
}

async function planSetup(project: Project): Promise<Setup> {
  const other = findOtherLanguage(project);
  if (other !== null) return planOther(project, other);
  const isOne = project.members.length === 0 || hasApp(project);
  const worker = isOne ? findWorkerObstacle(project.root) : null;
  if (worker !== null) return { changes: [], notes: [`Nothing is set up: ${worker}.`] };
  const services = isOne ? [] : await readServices(project);
  const isOfPackages = services.length > 0 || !(isOne || hasSources(project));
  const { changes, notes } = await (isOfPackages ? planWorkspace(project, services) : planContract(project));
  const files = [project, ...services].flatMap((each) => each.files);
  const isTyped = services.some(({ language }) => language === "typescript");
  const linted = services.filter(({ root }) => findWorkerObstacle(root) === null);
  const lint = planLint({ ...project, files, ...(isTyped && { language: "typescript" }) }, linted);
  const unread = project.unread.map((each) => `${each}: it cannot be parsed, and is left out.`);
  const all = [...changes, ...lint.changes];
  return { changes: all, notes: [...notes, ...lint.notes, ...toCheckerNotes([project, ...services], all), ...unread] };
}

/** Whether code of the project's own stands beside its packages, which could not be given a module of the root's. */
function hasSources({ sourceFolder, files, isWorkspace }: Project): boolean {
  if (!isWorkspace) return files.length > 0;
  return sourceFolder !== "" && files.some(({ path }) => path.startsWith(`${sourceFolder}/`));
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
