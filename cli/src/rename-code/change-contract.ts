import type { Code, Contract } from "../../../src/contract/contract.ts";
import { deprecateCode, redirectDeprecation } from "../../../src/contract/deprecate-code.ts";
import { parseVersion, toNextVersion } from "../../../src/contract/version.ts";
import { readFile } from "../read-file.ts";
import type { FileChange } from "../init/write-change.ts";
import type { Renaming } from "./sites.ts";

export interface ContractChange {
  /** The contract's file with its new text, by its absolute path; `null` where nothing is to be written. */
  readonly change: Omit<FileChange, "path"> | null;
  readonly notes: readonly string[];
}

/** Deprecates the old code in favour of the new one, which is added where it is not there. */
export function changeContract(contract: Contract, renaming: Renaming): ContractChange {
  const [old, next] = [contract.codes.get(renaming.old), contract.codes.get(renaming.new)];
  const notes = old && next ? compareMeaning(old, next) : [];
  if (!old || old.deprecated?.use === renaming.new) return { change: null, notes };
  if (!contract.files.includes(old.source) || /[\\/]node_modules[\\/]/.test(old.source))
    return { change: null, notes: [...notes, toDeclared(old, renaming)] };
  const before = readFile(old.source);
  if (before === null) return { change: null, notes: [...notes, `${old.source} is not UTF-8, and stays.`] };
  const since = toSince(contract);
  const after = old.deprecated
    ? redirectDeprecation(before.text, old.name, renaming.new)
    : deprecateCode(before.text, {
        old: old.name,
        new: renaming.new,
        since,
        added: next ? null : { ...copyOf(before.text, old.name), since },
      });
  const release = `${old.name} is deprecated since ${since}: give the contract that version when you release it.`;
  return { change: { before, after }, notes: old.deprecated ? notes : [...notes, release] };
}

/** What a person has to do about a code that is not this repository's. */
function toDeclared({ name, source }: Code, renaming: Renaming): string {
  const isBuiltIn = source.startsWith("error-contract:");
  return `${name} is declared by ${source}: ${isBuiltIn ? `it stays, and ${renaming.new} has to be a code of your own` : "deprecate it there"}.`;
}

function toSince({ version }: Contract): string {
  const parsed = version === null ? null : parseVersion(version);
  return parsed ? toNextVersion(parsed, "minor") : "1.0.0";
}

function copyOf(text: string, name: string): object {
  const { codes = {} } = JSON.parse(text) as { codes?: Record<string, object> };
  return Object.fromEntries(
    Object.entries(codes[name] ?? {}).filter(([key]) => key !== "deprecated" && key !== "since"),
  );
}

/** A new code that means something else changes what callers see. */
function compareMeaning(old: Code, next: Code): string[] {
  const fields = ["fault", "http", "grpc", "twirp", "retryable"] as const;
  return fields
    .filter((field) => old[field] !== next[field])
    .map((field) => `${old.name} has ${field} ${String(old[field])}, and ${next.name} has ${String(next[field])}.`);
}
