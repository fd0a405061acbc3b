import { dirname } from "node:path";
import type { Contract } from "./contract.ts";
import { type Declaration, parseDeclaration } from "./declaration.ts";
import { type Disk, createDisk } from "./disk.ts";
import type { Document } from "./document.ts";
import { type Gathered, gatherDocuments } from "./gather.ts";
import { toHash } from "./hash.ts";
import { getProperties } from "./json.ts";
import { type MergedCodes, mergeCodes } from "./merge-codes.ts";
import { type MergedEnvelope, mergeEnvelope } from "./merge-envelope.ts";
import { mergeSettings } from "./merge-settings.ts";
import type { ContractProblem } from "./problem.ts";
import { findDanglingReferences } from "./references.ts";

/** A contract, or why there is none. */
export interface LoadedContract {
  /** The file that was asked for, absolute. */
  readonly path: string;
  /** `null` if anything at all is wrong; from a store, the last good one instead, if there was one. */
  readonly contract: Contract | null;
  /** Everything wrong with it now, by file and place. */
  readonly problems: readonly ContractProblem[];
  /** Every file that was read, absolute, and a hash over what was in them. */
  readonly files: readonly string[];
  readonly hash: string;
}

/** Reads the contract in a file (absolute path) and all that it extends. Never throws: what is wrong is in `problems`. */
export function loadContract(path: string, disk: Disk = createDisk()): LoadedContract {
  const gathered = gatherDocuments(path, disk);
  const files = [...gathered.texts.keys()];
  const hash = toHash(gathered.texts.values());
  const codes = mergeCodes(toSoundDeclarations(gathered));
  const envelope = mergeEnvelope(gathered.documents);
  const problems = toOrdered(
    [...gathered.problems, ...codes.problems, ...envelope.problems, ...toDangling(gathered, codes)],
    files,
  );
  if (problems.length > 0) return { path, contract: null, problems, files, hash };
  const contract = { ...toParts(gathered, codes, envelope), path, root: dirname(path), files, hash };
  return { path, contract, problems, files, hash };
}

function toParts(
  { documents, codePattern }: Gathered,
  { codes }: MergedCodes,
  { fields }: MergedEnvelope,
): Omit<Contract, "path" | "root" | "files" | "hash"> {
  return { codes, codePattern, envelope: fields, ...mergeSettings(documents) };
}

/** Without those in which something is wrong already: that they differ from another file's would be no news. */
function toSoundDeclarations({ documents, problems }: Gathered): Declaration[] {
  const broken = new Set(problems.map(({ file, path }) => `${file} ${toCodePath(path)}`));
  return documents
    .flatMap(toDeclarations)
    .filter(({ document, spotOf }) => !broken.has(`${document.name} ${spotOf().path}`));
}

function toDeclarations(document: Document): Declaration[] {
  return getProperties(document.root, "codes").flatMap((property) => parseDeclaration(document, property) ?? []);
}

/** `$.codes.NOT_FOUND` of any path below it. */
function toCodePath(path: string): string {
  return /^\$\.codes(?:\.[$\w]+|\["(?:[^"\\]|\\.)*"\])/.exec(path)?.[0] ?? path;
}

/** Only where all files are there: what is missing might declare it. */
function toDangling({ documents, isComplete }: Gathered, { codes }: MergedCodes): ContractProblem[] {
  if (!isComplete) return [];
  const names = new Set(documents.flatMap(({ root }) => getProperties(root, "codes").map(({ name }) => name)));
  return documents.flatMap((document) => findDanglingReferences(document, { codes, names }));
}

function toOrdered(problems: readonly ContractProblem[], files: readonly string[]): ContractProblem[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const rankOf = ({ file }: ContractProblem): number => rank.get(file) ?? files.length;
  return [...problems].sort(
    (one, other) => rankOf(one) - rankOf(other) || one.line - other.line || one.column - other.column,
  );
}
