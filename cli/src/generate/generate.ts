import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, posix, relative, resolve } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { type GeneratedFile, hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { CommandError } from "../command-error.ts";
import { type FileChange, writeChanges } from "../init/write-change.ts";
import { readFile } from "../read-file.ts";
import { findLeftovers } from "./find-leftovers.ts";
import { type Target, targets } from "./targets.ts";

export interface GenerateOptions {
  readonly cwd: string;
  readonly contract: Contract;
  /** Names of targets; none: those that the contract names or that are there already. */
  readonly targets: readonly string[];
  readonly out: string | null;
  readonly packageName: string | null;
  /** Write nothing, and tell what is out of date. */
  readonly check: boolean;
  /** Also replace files that were not generated. */
  readonly force: boolean;
}

/** A file that was written, or in a check would be, or that is left over; paths are from the contract's folder. */
export interface GeneratedChange {
  readonly path: string;
  readonly reason: "missing" | "out of date" | "not generated" | "left over";
}

/**
 * Writes what is generated from a contract, all of it or nothing, and tells what is left over where no target is named. Throws a `CommandError` for targets that do not exist, for
 * paths outside of the contract's folder, and, without `force`, for files in the way that were not generated.
 */
export async function generate(options: GenerateOptions): Promise<GeneratedChange[]> {
  const { contract, check, force } = options;
  const files = await toFiles(options);
  const planned = files.flatMap((file) => planFile(contract.root, file) ?? []);
  const foreign = planned.filter(({ reason }) => reason === "not generated");
  if (!check && !force && foreign.length > 0) throw toRefusal(foreign);
  if (!check) writeChanges(contract.root, planned);
  const leftovers = options.targets.length > 0 ? [] : findLeftovers(contract, files);
  return [...planned, ...leftovers.map((path) => ({ path, reason: "left over" }) as const)];
}

async function toFiles(options: GenerateOptions): Promise<GeneratedFile[]> {
  const { contract, packageName } = options;
  const out = options.out === null ? null : toInnerPath(options);
  try {
    const wanted = toTargets(options);
    if ((out !== null || packageName !== null) && wanted.length !== 1)
      throw new CommandError("INVALID_USAGE", "--out and --package are for one target; name it");
    const files = await Promise.all(wanted.map(({ generate }) => generate({ contract, out, packageName })));
    return files.flat().map((file) => ({ ...file, path: toSafePath(file.path) }));
  } catch (error) {
    if (!(error instanceof ContractNotUsable)) throw error;
    throw new CommandError("CONTRACT_INVALID", "it cannot be generated", { context: error.context, cause: error });
  }
}

function toTargets({ contract, targets: names }: GenerateOptions): Target[] {
  const known = targets.map(({ name }) => name).join(", ");
  const unknown = names.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined)
    throw new CommandError("INVALID_USAGE", "there is no such target", { context: { target: unknown, known } });
  const wanted = targets.filter((target) =>
    names.length === 0 ? target.isExpected(contract) : names.includes(target.name),
  );
  if (wanted.length > 0) return wanted;
  throw new CommandError("INVALID_USAGE", "the contract does not say what to generate; name it", {
    context: { known },
  });
}

/** What is asked for on the command line, from the contract's folder. */
function toInnerPath({ cwd, contract, out }: GenerateOptions): string {
  const way = relative(realpathSync(contract.root), resolve(realpathSync(cwd), out ?? "")).replaceAll("\\", "/");
  return isAbsolute(way) ? toSafePath("../") : toSafePath(way);
}

function toSafePath(path: string): string {
  const normal = posix.normalize(path);
  if (normal !== ".." && !normal.startsWith("../") && !posix.isAbsolute(normal) && !normal.includes("\0"))
    return normal;
  throw new CommandError("INVALID_USAGE", "nothing is written outside of the contract's folder", { context: { path } });
}

type PlannedFile = FileChange & GeneratedChange;

/** `null` where the file is as it should be, or the team's own since it was written. */
function planFile(root: string, { path, text, isOwn }: GeneratedFile): PlannedFile | null {
  if (!existsSync(join(root, path))) return { path, before: null, after: text, reason: "missing" };
  const before = readFile(join(root, path));
  if (before?.text === text || (isOwn && before !== null)) return null;
  if (before === null) throw toRefusal([{ path, reason: "not generated" }]);
  return { path, before, after: text, reason: hasGeneratedHeader(before.text) ? "out of date" : "not generated" };
}

function toRefusal(files: readonly GeneratedChange[]): CommandError {
  const message = "files are in the way that were not generated: move them, or pass --force; nothing was written";
  return new CommandError("FILE_NOT_GENERATED", message, { details: files.map(({ path }) => path) });
}
