import type { Code, Contract, EnvelopeField, Policy } from "./contract.ts";
import { toQuoted } from "./problem.ts";
import { parseVersion, type Release } from "./version.ts";

/**
 * What happened to a contract between two versions of it, by name. Each has one severity: the least release that may
 * bring it, or `never`, where no release makes it right.
 */
export const changeRules = {
  "code-removed": "major",
  "code-removed-undeprecated": "never",
  "code-removed-early": "never",
  "fault-changed": "major",
  "status-changed": "major",
  "retryability-changed": "major",
  "context-key-added": "major",
  "context-key-removed": "major",
  "public-key-removed": "major",
  "code-pattern-changed": "major",
  "policy-tightened": "major",
  "envelope-field-removed": "major",
  "envelope-field-retyped": "major",
  "envelope-field-required": "major",
  "envelope-field-optional": "major",
  "deprecation-without-replacement": "never",
  "deprecation-ends-early": "never",
  "code-added": "minor",
  "code-deprecated": "minor",
  "public-key-added": "minor",
  "severity-changed": "minor",
  "message-changed": "minor",
  "expectation-changed": "minor",
  "envelope-field-added": "minor",
} as const satisfies Record<string, Release | "never">;

export type ChangeRule = keyof typeof changeRules;

export interface ContractChange {
  readonly rule: ChangeRule;
  /** The code that it is about, or `null`. */
  readonly code: string | null;
  /** Where in the later contract, or the nearest place that is left of it: keys from the root down. */
  readonly path: readonly string[];
  /** One sentence of fact, without its full stop. */
  readonly message: string;
}

/** Everything in `after` that users of `before` could notice, in the order of the contract. */
export function compareContracts(before: Contract, after: Contract): ContractChange[] {
  const names = new Set([...before.codes.keys(), ...after.codes.keys()]);
  return [
    ...[...names].flatMap((name) => compareCode(before.codes.get(name) ?? null, after.codes.get(name) ?? null, after)),
    ...compareEnvelopes(before.envelope, after.envelope),
    ...comparePolicies(before.policy, after.policy),
    ...comparePatterns(before, after),
  ];
}

function compareCode(before: Code | null, after: Code | null, contract: Contract): ContractChange[] {
  if (!before) return after ? [toChange("code-added", after.name, [], "is new")] : [];
  if (!after) return [toRemoval(before, contract)];
  return [...compareMeaning(before, after), ...compareKeys(before, after), ...compareDeprecation(before, after)];
}

function toRemoval({ name, deprecated }: Code, { version }: Contract): ContractChange {
  if (!deprecated) return toChange("code-removed-undeprecated", name, [], "is gone, and was never deprecated");
  const [end, now] = [deprecated.removeIn, version].map((each) => (each === null ? null : parseVersion(each)));
  const isEarly = end && now && now.major < end.major;
  return isEarly
    ? toChange("code-removed-early", name, [], `is gone before ${deprecated.removeIn}, which was promised`)
    : toChange("code-removed", name, [], "is gone, as its deprecation announced");
}

/** What is meant by each rule, in the order of the file; the statuses follow each other, and change as one. */
const meanings = [
  ["fault-changed", ["fault"]],
  ["retryability-changed", ["retryable"]],
  ["severity-changed", ["severity"]],
  ["status-changed", ["http", "grpc", "twirp"]],
  ["message-changed", ["message"]],
  ["expectation-changed", ["expected"]],
] as const;

function compareMeaning(before: Code, after: Code): ContractChange[] {
  return meanings.flatMap(([rule, all]) => {
    const fields = all.filter((field) => before[field] !== after[field]);
    const [first] = fields;
    if (first === undefined) return [];
    const toTold = (code: Code): string =>
      fields.map((field) => `${toQuoted(field)}: ${toQuoted(code[field])}`).join(", ");
    return [toChange(rule, after.name, [first], `had ${toTold(before)}, and has ${toTold(after)}`)];
  });
}

function compareKeys(before: Code, after: Code): ContractChange[] {
  const { name } = after;
  const toChanges = (rule: ChangeRule, keys: readonly string[], field: "context" | "public", verb: string) =>
    keys.map((key) => toChange(rule, name, [field], `${verb} ${toQuoted(key)} in its ${toQuoted(field)}`));
  return [
    ...toChanges("context-key-removed", without(before.context, after.context), "context", "no longer has"),
    ...toChanges("context-key-added", without(after.context, before.context), "context", "now asks for"),
    ...toChanges("public-key-removed", without(before.public, after.public), "public", "no longer has"),
    ...toChanges("public-key-added", without(after.public, before.public), "public", "now has"),
  ];
}

function compareDeprecation(before: Code, after: Code): ContractChange[] {
  const { name, deprecated } = after;
  if (!deprecated) return [];
  const changes = before.deprecated ? [] : [toChange("code-deprecated", name, ["deprecated"], "is now deprecated")];
  if (deprecated.use === null && before.deprecated?.use !== null)
    changes.push(toChange("deprecation-without-replacement", name, ["deprecated"], "is deprecated and names no other"));
  const [since, end] = [deprecated.since, deprecated.removeIn].map((each) => each && parseVersion(each));
  if (since && end && end.major <= since.major && since.major > 0) {
    const fact = `is to go in ${deprecated.removeIn}, within the major version that deprecated it`;
    changes.push(toChange("deprecation-ends-early", name, ["deprecated", "removeIn"], fact));
  }
  return changes;
}

type Fields = ReadonlyMap<string, EnvelopeField>;

function compareEnvelopes(before: Fields, after: Fields): ContractChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => compareField(name, before.get(name) ?? null, after.get(name) ?? null));
}

function compareField(name: string, before: EnvelopeField | null, after: EnvelopeField | null): ContractChange[] {
  const toFieldChange = (rule: ChangeRule, fact: string): ContractChange => ({
    rule,
    code: null,
    path: ["envelope", "fields", name],
    message: `The envelope's ${toQuoted(name)} ${fact}`,
  });
  if (!after) return [toFieldChange("envelope-field-removed", "is gone")];
  if (!before) return [toFieldChange(after.required ? "envelope-field-required" : "envelope-field-added", "is new")];
  const changes: ContractChange[] = [];
  if (before.type !== after.type)
    changes.push(toFieldChange("envelope-field-retyped", `was ${before.type}, and is ${after.type}`));
  if (!before.required && after.required) changes.push(toFieldChange("envelope-field-required", "is now required"));
  if (before.required && !after.required) changes.push(toFieldChange("envelope-field-optional", "may now be missing"));
  return changes;
}

/** Where one file says nothing, whoever extends it decides: only words that were said are compared. */
function comparePolicies(before: Contract["policy"], after: Contract["policy"]): ContractChange[] {
  const keys = Object.keys(after) as (keyof Policy)[];
  return keys
    .filter((key) => before[key] === "allow" && after[key] === "report")
    .map((key) => ({
      rule: "policy-tightened",
      code: null,
      path: ["policy", key],
      message: `The policy now reports ${toQuoted(key)}, which it allowed`,
    }));
}

function comparePatterns({ codePattern: before }: Contract, { codePattern: after }: Contract): ContractChange[] {
  if (before.source === after.source) return [];
  const message = `The pattern of codes was ${before.source}, and is ${after.source}`;
  return [{ rule: "code-pattern-changed", code: null, path: ["codePattern"], message }];
}

function toChange(rule: ChangeRule, code: string, rest: readonly string[], fact: string): ContractChange {
  return { rule, code, path: ["codes", code, ...rest], message: `${code} ${fact}` };
}

function without(keys: readonly string[], others: readonly string[]): string[] {
  return keys.filter((key) => !others.includes(key));
}
