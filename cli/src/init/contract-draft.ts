import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { contractFileName } from "../../../src/contract/discover.ts";
import { createDisk, createDiskWith, type Disk } from "../../../src/contract/disk.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { loadContract } from "../../../src/contract/load.ts";
import { CommandError } from "../command-error.ts";
import { extractContract } from "../extract/extract-contract.ts";
import { type FileText, readFile } from "../read-file.ts";
import { toContractText, toOwnContractText, toPackageContractText } from "./contract-text.ts";
import type { Project } from "./read-project.ts";
import type { FileChange } from "./write-change.ts";

/** A contract as its file has it or will have it. */
export interface ContractDraft {
  readonly path: string;
  /** `null` where there is none yet. */
  readonly before: FileText | null;
  readonly after: string;
  readonly contract: Contract;
  readonly notes: readonly string[];
}

/** The contract that is there; a new one where there is none, or where a package has none of its own. */
export async function draftOf(project: Project, existing: string | null, disk: Disk): Promise<ContractDraft> {
  if (existing === null) return draftContract(project);
  const isOwn = dirname(existing) === project.root;
  if (isOwn || !existsSync(join(project.root, "package.json"))) return readContract(existing, disk);
  const path = join(project.root, contractFileName);
  const after = toPackageContractText(toForwardSlashes(relative(project.root, existing)));
  const contract = toContract(path, createDiskWith(path, after, disk));
  return { path, before: null, after, contract, notes: [] };
}

export function readContract(path: string, disk = createDisk()): ContractDraft {
  const contract = toContract(path, disk);
  const before = readFile(path);
  return { path, before, after: before?.text ?? "", contract, notes: [] };
}

/** A contract of the errors that are there. */
export async function draftContract({ root }: Project): Promise<ContractDraft> {
  const { contract: found, notes } = await extractContract(root);
  const isOwnClass = found?.typescript.errors?.some(({ canonical }) => canonical) ?? false;
  const path = join(root, contractFileName);
  const after = found !== null && isOwnClass ? toOwnContractText(found) : toContractText(found);
  const contract = toContract(path, createDiskWith(path, after));
  return { path, before: null, after, contract, notes: found === null ? [] : notes };
}

export function toChange({ before, after }: ContractDraft): FileChange[] {
  return before?.text === after ? [] : [{ path: contractFileName, before, after }];
}

export function toContract(path: string, disk: Disk): Contract {
  const { contract, problems } = loadContract(path, disk);
  if (contract !== null) return contract;
  const [problem] = problems;
  throw new CommandError("CONTRACT_INVALID", problem?.message ?? "the contract is not valid", {
    context: { path: problem?.file ?? path, line: problem?.line ?? 1 },
  });
}
