import { join, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { findNearestAll } from "../../../src/contract/suggest.ts";
import { isTestPath } from "../../../src/contract/scope.ts";
import { applyEdits } from "../../../src/syntax/apply-edits.ts";
import { parse } from "../../../src/syntax/parse.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { openContract, type OpenContract } from "../check/open-contract.ts";
import type { Place } from "../check/problem.ts";
import { readSources } from "../check/read-sources.ts";
import { CommandError } from "../command-error.ts";
import { listFiles } from "../list-files.ts";
import { openProgram } from "../project/open-program.ts";
import { isModuleOf } from "../project/find-declarations.ts";
import { readFile } from "../read-file.ts";
import type { FileChange } from "../init/write-change.ts";
import type { Workspace } from "../workspace-root.ts";
import { changeContract } from "./change-contract.ts";
import { CodeTypes } from "./code-types.ts";
import { Directives } from "./directives.ts";
import { WrittenUses } from "./find-written-uses.ts";
import { renameForeignUses } from "./rename-foreign-uses.ts";
import { leaveLookalikes } from "./leave-lookalikes.ts";
import { isDocument, renameInDocument } from "./rename-in-docs.ts";
import { findMembers, renameMember, type CodeMember, type MemberTask } from "./rename-members.ts";
import { renameTypedUses } from "./rename-typed-uses.ts";
import { Sites, toWordPattern, type LeftPlace, type Renaming } from "./sites.ts";

export interface RenameOptions extends Renaming {
  readonly cwd: string;
  readonly contract: string | null;
}

export interface RenamePlan {
  readonly workspace: Workspace;
  /** In the order of their paths, the contract's own last. */
  readonly changes: readonly FileChange[];
  readonly left: readonly (Place & { readonly reason: string })[];
  readonly notes: readonly string[];
  /** How many places change, and in how many files; the contract's aside. */
  readonly count: number;
  readonly files: number;
}

/** Works out how a code is renamed everywhere it is written. Throws `INVALID_USAGE` for a code that cannot be meant. */
export async function planRename(options: RenameOptions): Promise<RenamePlan> {
  const renaming = { old: options.old, new: options.new };
  const opened = await openContract(options);
  validate(renaming, opened.contract);
  const { workspace } = opened;
  const sites = new Sites();
  renameInSources(opened, renaming, sites);
  const foreign = await renameForeignUses(opened, renaming, sites);
  for (const path of (await listFiles(workspace)).filter(isDocument))
    renameInDocument(join(opened.root, path), readFile(join(opened.root, path))?.text ?? "", { renaming, sites });
  const { change, notes } = changeContract(opened.contract, renaming);
  const edited = [...sites.edits].map(([path, edits]) => toChange(path, edits, opened.root));
  const own = change?.before ? [{ ...change, path: toPath(opened.root, change.before.path) }] : [];
  const changes = [...edited.sort((one, other) => (one.path < other.path ? -1 : 1)), ...own];
  const left = sites.left.map((each) => toPlace(each, opened.root));
  const count = [...sites.edits.values()].flat().length;
  return { workspace, changes, left, notes: [...notes, ...(foreign > 0 ? [anew] : [])], count, files: edited.length };
}

const anew = "Go and Rust: have the new name generated (`error-contract generate`), and format what was renamed.";

function validate({ old, new: next }: Renaming, { codes, codePattern }: Contract): void {
  if (old === next) throw new CommandError("INVALID_USAGE", "both codes are the same", { context: { code: old } });
  if (!codes.has(old) && !codes.has(next)) {
    const near = findNearestAll(old, codes.keys()).join(" or ");
    const context = near === "" ? { code: old } : { code: old, "did you mean": near };
    throw new CommandError("INVALID_USAGE", "the contract has no such code", { context });
  }
  if (!codePattern.test(next))
    throw new CommandError("INVALID_USAGE", "the new code is not spelt as the contract asks for", {
      context: { code: next, pattern: codePattern.source },
    });
  const use = codes.get(next)?.deprecated?.use;
  if (codes.get(next)?.deprecated)
    throw new CommandError("INVALID_USAGE", "the new code is deprecated itself", {
      context: { code: next, ...(use && { use }) },
    });
}

function renameInSources(opened: OpenContract, renaming: Renaming, sites: Sites): void {
  const { contract, root, files } = opened;
  const written = new WrittenUses(renaming, sites);
  readSources(opened, [written]);
  const bound = [...contract.codeSources, ...contract.errors];
  const modules = files.map((file) => join(root, file)).filter((path) => bound.some((each) => isModuleOf(each, path)));
  const paths = [...new Set([...written.paths, ...modules])];
  if (paths.length === 0) return;
  const first = openProgram(root, paths);
  const known = findMembers(contract.codeSources, first, renaming);
  const mentioning = findMentions(opened, known, paths);
  const program = mentioning.length === 0 ? first : openProgram(root, [...paths, ...mentioning]);
  const members = mentioning.length === 0 ? known : findMembers(contract.codeSources, program, renaming);
  const task = { program, renaming, sites, directives: new Directives() };
  const renamed = members.filter((member) => renameMember(member, task));
  renameUnresolved(written, renamed, task);
  renameByTypes(written.paths, contract, task);
}

/** Files that name a member whose name is not the code itself. */
function findMentions(
  { root, files }: OpenContract,
  members: readonly CodeMember[],
  known: readonly string[],
): string[] {
  const names = members.filter(({ from, to }) => from !== to).map(({ from }) => toWordPattern(from));
  if (names.length === 0) return [];
  return files
    .map((file) => join(root, file))
    .filter((path) => !known.includes(path))
    .filter((path) => names.some((name) => (readFile(path)?.text ?? "").search(name) >= 0));
}

/** What the contract binds and the compiler cannot follow: an alias, a package that is not installed. */
function renameUnresolved(
  { members }: WrittenUses,
  renamed: readonly CodeMember[],
  { program, renaming, sites, directives }: MemberTask,
): void {
  const first = renamed.find(({ from }) => from === renaming.old);
  for (const { path, node } of members) {
    const [start, end] = node.range;
    if (sites.isSettled(path, start, end)) continue;
    const file = program.find(path);
    const directive = file && directives.find(file, start, end);
    if (directive !== null) sites.leave(path, start, `under ${directive}`);
    else if (first?.to === renaming.new && node.type === "Identifier")
      sites.edit(path, { start, end, text: renaming.new });
    else sites.leave(path, start, "a member whose declaration was not found");
  }
}

function renameByTypes(
  paths: readonly string[],
  contract: Contract,
  { program, renaming, sites, directives }: MemberTask,
): void {
  const types = new CodeTypes(contract, program);
  for (const path of paths) {
    const file = program.find(path);
    if (!file) continue;
    renameTypedUses(file, { types, renaming, sites, directives, isTest: isTestPath(contract, path) });
    leaveLookalikes(file, renaming, sites);
  }
}

/** Throws `VERIFICATION_FAILED` where the file could not be parsed any more. */
function toChange(path: string, edits: Parameters<typeof applyEdits>[1], root: string): FileChange {
  const before = readFile(path);
  const after = applyEdits(before?.text ?? "", edits);
  if (/\.[cm]?[jt]sx?$/.test(path) && parse(path, after).source === null)
    throw new CommandError("VERIFICATION_FAILED", "a file could not be parsed any more, so nothing is written", {
      context: { path },
    });
  return { path: toPath(root, path), before, after };
}

function toPlace({ path, offset, reason }: LeftPlace, root: string): RenamePlan["left"][number] {
  return { file: toPath(root, path), ...toPosition(readFile(path)?.text ?? "", offset), reason };
}

function toPath(root: string, path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}
