import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changeRules, compareContracts } from "../../src/contract/compare.ts";
import { loadContract } from "../../src/contract/load.ts";
import { createFileTree } from "./file-tree.ts";

const timeout = { description: "Nobody answered in time.", fault: "server", message: "timed out", context: ["id"] };
const old = { ...timeout, deprecated: { since: "1.0.0", use: "TIMEOUT", removeIn: "2.0.0" } };
const base = {
  version: "1.4.0",
  codes: { TIMEOUT: timeout, OLD: old },
  envelope: { fields: { tenant: { type: "string", required: false }, zone: { type: "string", required: true } } },
  policy: { selective: "allow" },
};

function changesTo(after: object): string[] {
  const root = createFileTree({
    "before.json": { format: 1, ...base },
    "after.json": { format: 1, ...base, ...after },
  });
  const [before, later] = ["before.json", "after.json"].map((file) => {
    const { contract, problems } = loadContract(join(root, file));
    expect(problems).toEqual([]);
    return contract!;
  });
  return compareContracts(before!, later!).map(({ rule, path }) => `${rule} ${path.join(".")}`);
}

const withTimeout = (timeout: object): object => ({ codes: { TIMEOUT: timeout, OLD: old } });

describe("two contracts", () => {
  it("are the same if only words for people changed", () => {
    expect(changesTo({})).toEqual([]);
    expect(changesTo(withTimeout({ ...timeout, description: "Late.", owner: "@acme/net", playbook: "t.md" }))).toEqual(
      [],
    );
  });

  it("differ in a code's meaning", () => {
    expect(changesTo(withTimeout({ ...timeout, fault: "client" }))).toEqual([
      "fault-changed codes.TIMEOUT.fault",
      "severity-changed codes.TIMEOUT.severity",
      "status-changed codes.TIMEOUT.http",
    ]);
    expect(changesTo(withTimeout({ ...timeout, retryable: true, message: "late", expected: true }))).toEqual([
      "retryability-changed codes.TIMEOUT.retryable",
      "message-changed codes.TIMEOUT.message",
      "expectation-changed codes.TIMEOUT.expected",
    ]);
  });

  it("differ in the keys that every occurrence carries, and that clients see", () => {
    expect(changesTo(withTimeout({ ...timeout, context: ["host"], public: ["host"] }))).toEqual([
      "context-key-removed codes.TIMEOUT.context",
      "context-key-added codes.TIMEOUT.context",
      "public-key-added codes.TIMEOUT.public",
    ]);
  });

  it("differ in the codes they have; how one went decides", () => {
    const codes = { TIMEOUT: timeout };
    expect(changesTo({ codes: { ...codes, OLD: old, NEW: timeout } })).toEqual(["code-added codes.NEW"]);
    expect(changesTo({ codes, version: "2.0.0" })).toEqual(["code-removed codes.OLD"]);
    expect(changesTo({ codes, version: "1.5.0" })).toEqual(["code-removed-early codes.OLD"]);
    expect(
      changesTo({ codes: { OLD: { ...old, deprecated: { since: "1.0.0", use: "OTHER" } }, OTHER: timeout } }),
    ).toEqual(["code-removed-undeprecated codes.TIMEOUT", "code-added codes.OTHER"]);
  });

  it("differ in what is deprecated", () => {
    expect(
      changesTo(withTimeout({ ...timeout, deprecated: { since: "1.4.0", use: "OLD", removeIn: "2.0.0" } })),
    ).toEqual(["code-deprecated codes.TIMEOUT.deprecated"]);
    expect(changesTo(withTimeout({ ...timeout, deprecated: { since: "1.4.0", removeIn: "1.9.0" } }))).toEqual([
      "code-deprecated codes.TIMEOUT.deprecated",
      "deprecation-without-replacement codes.TIMEOUT.deprecated",
      "deprecation-ends-early codes.TIMEOUT.deprecated.removeIn",
    ]);
  });

  it("differ in the envelope, the policy and the pattern", () => {
    const fields = { tenant: { type: "number", required: true }, shard: { type: "string", required: false } };
    expect(changesTo({ envelope: { fields } })).toEqual([
      "envelope-field-retyped envelope.fields.tenant",
      "envelope-field-required envelope.fields.tenant",
      "envelope-field-removed envelope.fields.zone",
      "envelope-field-added envelope.fields.shard",
    ]);
    expect(changesTo({ policy: { selective: "report" }, codePattern: "^[A-Z_]+$" })).toEqual([
      "policy-tightened policy.selective",
      "code-pattern-changed codePattern",
    ]);
    expect(changesTo({ policy: { selective: "allow", cleanup: "report" } })).toEqual([]);
  });

  it("know how far each change goes", () => {
    expect(new Set(Object.values(changeRules))).toEqual(new Set(["never", "major", "minor"]));
  });
});
