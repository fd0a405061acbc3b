import { fileURLToPath } from "node:url";
import type { Policy } from "./contract.ts";
import { toChildPath } from "./json.ts";
import { loadContract } from "./load.ts";
import { type ContractProblem, toAlternatives, toQuoted } from "./problem.ts";
import { findNearest } from "./suggest.ts";

/** What a host (`settings` of ESLint or oxlint) says under our name. */
export interface Settings {
  /** The path of the contract, where it is named. */
  readonly contract: string | null;
  readonly policy: Partial<Policy>;
  /** Whether rules may ask the host's type checker, where it has one. */
  readonly types: boolean;
  readonly problems: readonly ContractProblem[];
}

/** Stands for a file in problems of settings: a host does not tell in which file they were written. */
export const settingsPlace = 'settings["error-contract"]';

const policyKeys: readonly (keyof Policy)[] = ["selective", "cleanup", "callbacks", "returns", "development"];
const settingKeys = ["contract", "hash", "policy", "types"];

/**
 * For `settings` in an ESLint configuration: the contract's path (absolute, or a file URL) and a hash over it and all
 * that it extends, so that `eslint --cache` sees when one of them changed. Never throws: a broken contract has a hash,
 * too, and the rule `valid-contract` speaks of it.
 */
export function contractSettings(path: string | URL): { "error-contract": { contract: string; hash: string } } {
  const contract = toFilePath(path);
  return { "error-contract": { contract, hash: loadContract(contract).hash } };
}

/** Reads `settings["error-contract"]`, whatever is there. What cannot be read is told in `problems` and left out. */
export function parseSettings(value: unknown): Settings {
  if (value === undefined) return nothingSaid;
  if (!isRecord(value)) return { ...nothingSaid, problems: [toProblem("$", value, "an object")] };
  const problems = findUnknownKeys(value, settingKeys, "$");
  const { contract, hash, types } = value;
  if (!isOptionalString(contract)) problems.push(toProblem("$.contract", contract, "a path"));
  if (!isOptionalString(hash)) problems.push(toProblem("$.hash", hash, "a string"));
  if (types !== undefined && typeof types !== "boolean") problems.push(toProblem("$.types", types, "true or false"));
  const policy = parsePolicy(value["policy"], problems);
  return { contract: typeof contract === "string" ? contract : null, policy, types: types === true, problems };
}

const nothingSaid: Settings = { contract: null, policy: {}, types: false, problems: [] };

/** A setting's problem; settings have a path inside, and no place in a file. */
export function createSettingsProblem(
  path: string,
  problem: Pick<ContractProblem, "message" | "expected" | "suggestion">,
): ContractProblem {
  return { ...problem, path, file: settingsPlace, line: 0, column: 0 };
}

function toFilePath(path: string | URL): string {
  const text = String(path);
  try {
    return text.startsWith("file:") ? fileURLToPath(text) : text;
  } catch {
    return text;
  }
}

function parsePolicy(value: unknown, problems: ContractProblem[]): Partial<Policy> {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    problems.push(toProblem("$.policy", value, "an object"));
    return {};
  }
  problems.push(...findUnknownKeys(value, policyKeys, "$.policy"));
  const policy: { -readonly [Key in keyof Policy]?: Policy[Key] } = {};
  for (const key of policyKeys) {
    const word = value[key];
    if (word === "allow" || word === "report") policy[key] = word;
    else if (word !== undefined) problems.push(toProblem(`$.policy.${key}`, word, '"allow" or "report"'));
  }
  return policy;
}

function findUnknownKeys(value: Record<string, unknown>, keys: readonly string[], path: string): ContractProblem[] {
  const unknown = Object.keys(value).filter((key) => !keys.includes(key));
  return unknown.map((key) => {
    const suggestion = findNearest(key, keys);
    const expected = suggestion === null ? toAlternatives(keys.map(toQuoted)) : null;
    const message = `${toQuoted(key)} is no key of ${path === "$" ? "these settings" : "a policy"}`;
    return createSettingsProblem(toChildPath(path, key), { message, expected, suggestion });
  });
}

function toProblem(path: string, value: unknown, expected: string): ContractProblem {
  return createSettingsProblem(path, { message: `${path} is ${toQuoted(value)}`, expected, suggestion: null });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
