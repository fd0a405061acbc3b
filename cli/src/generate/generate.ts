import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, posix, relative, resolve } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { ContractNotUsable } from "../../../src/generate/contract-not-usable.ts";
import { type GeneratedFile, hasGeneratedHeader } from "../../../src/generate/generated-file.ts";
import { CommandError } from "../command-error.ts";
import { type FileChange, writeChanges } from "../init/write-change.ts";
import { readFile } from "../read-file.ts";
import { findFolder } from "../init/error-module.ts";
import { findGeneratedTexts, type GeneratedTexts } from "./find-generated.ts";
import { findLeftovers } from "./find-leftovers.ts";
import type { Target, TargetRequest } from "./target.ts";
import { targets } from "./targets.ts";

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
  const isAll = options.targets.length === 0;
  const texts = isAll ? await findGeneratedTexts(contract) : new Map<string, string>();
  const wanted = isAll ? toExpected(contract, texts) : toNamed(options);
  refuseUnclear(options, wanted);
  const files = await toFiles(contract, wanted);
  const planned = files.flatMap((file) => planFile(contract.root, file) ?? []);
  const foreign = planned.filter(({ reason }) => reason === "not generated");
  if (!check && !force && foreign.length > 0) throw toRefusal(foreign);
  if (!check) writeChanges(contract.root, planned);
  return isAll ? [...planned, ...toLeftOver(contract, files, texts)] : planned;
}

/** What `generate` would do where no target is named; nothing where the contract does not say what to generate. */
export async function findGeneratedChanges(contract: Contract): Promise<GeneratedChange[]> {
  const texts = await findGeneratedTexts(contract);
  const wanted = toExpected(contract, texts);
  if (wanted.length === 0) return [];
  const files = await toFiles(contract, wanted);
  const planned = files.flatMap((file) => planFile(contract.root, file) ?? []);
  return [...planned, ...toLeftOver(contract, files, texts)];
}

function toLeftOver(contract: Contract, files: readonly GeneratedFile[], texts: GeneratedTexts): GeneratedChange[] {
  return findLeftovers(contract, files, texts).map((path) => ({ path, reason: "left over" }));
}

/** A target, and where it goes. */
interface WantedTarget extends Omit<TargetRequest, "contract"> {
  readonly target: Target;
}

const usual = { out: null, packageName: null };

/** What the contract names, and what is there. */
function toExpected(contract: Contract, texts: GeneratedTexts): WantedTarget[] {
  const named = findFolder(contract.root, contract);
  return targets.flatMap((target): WantedTarget[] => {
    const isNamed = target.name === "ts" && named !== null;
    const places = target.findPlaces(texts).filter(({ out }) => !isNamed || out !== named);
    const isUsual = isNamed || (places.length === 0 && target.isExpected(contract));
    return (isUsual ? [usual, ...places] : places).map((place) => ({ target, ...place }));
  });
}

function toNamed(options: GenerateOptions): WantedTarget[] {
  const { targets: names, packageName } = options;
  const out = options.out === null ? null : toInnerPath(options);
  const known = targets.map(({ name }) => name).join(", ");
  const unknown = names.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined)
    throw new CommandError("INVALID_USAGE", "there is no such target", { context: { target: unknown, known } });
  return targets.filter(({ name }) => names.includes(name)).map((target) => ({ target, out, packageName }));
}

function refuseUnclear({ targets: names, out, packageName }: GenerateOptions, wanted: readonly WantedTarget[]): void {
  if ((out !== null || packageName !== null) && names.length !== 1)
    throw new CommandError("INVALID_USAGE", "--out and --package are for one target; name it");
  if (wanted.length === 0)
    throw new CommandError("INVALID_USAGE", "the contract does not say what to generate; name it", {
      context: { known: targets.map(({ name }) => name).join(", ") },
    });
}

async function toFiles(contract: Contract, wanted: readonly WantedTarget[]): Promise<GeneratedFile[]> {
  try {
    const files = await Promise.all(wanted.map(({ target, ...place }) => target.generate({ contract, ...place })));
    return files.flat().map((file) => ({ ...file, path: toSafePath(file.path) }));
  } catch (error) {
    if (!(error instanceof ContractNotUsable)) throw error;
    throw new CommandError("CONTRACT_INVALID", "it cannot be generated", { context: error.context, cause: error });
  }
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
