import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Code } from "../../src/contract/contract.ts";
import { loadContract, type LoadedContract } from "../../src/contract/load.ts";
import { presetNames } from "../../src/contract/presets/presets.ts";
import { writeIn } from "./file-tree.ts";

/** Names that a careless object would trip over, and few enough that files meet in them. */
const name = fc.constantFrom("NOT_FOUND", "TIMEOUT", "__proto__", "constructor", "toString", "hasOwnProperty");
const key = fc.constantFrom("id", "__proto__", "orderId");
const code = fc.record(
  {
    description: fc.constantFrom("One.", "Other."),
    fault: fc.constantFrom("client", "server"),
    retryable: fc.boolean(),
    message: fc.constantFrom("one", "other"),
    severity: fc.constantFrom("info", "critical"),
    context: fc.array(key),
  },
  { requiredKeys: ["description", "fault"] },
);
const codes = fc.array(fc.tuple(name, code), { maxLength: 4 }).map((entries) => new Map(entries));

function toText(file: ReadonlyMap<string, object>, parents: readonly string[] = []): string {
  const entries = [...file].map(([one, value]) => `${JSON.stringify(one)}: ${JSON.stringify(value)}`).join(",");
  return `{ "codePattern": "^\\\\w+$", "extends": ${JSON.stringify(parents)}, "codes": { ${entries} } }`;
}

function load(files: Record<string, string>): LoadedContract {
  const root = mkdtempSync(join(tmpdir(), "error-contract-"));
  try {
    for (const [path, text] of Object.entries(files)) writeIn(root, path, text);
    return loadContract(join(root, "error-contract.json"));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What no order may change. */
function toLasting(codesByName: ReadonlyMap<string, Code> | undefined): object | null {
  if (codesByName === undefined) return null;
  const lasting = [...codesByName.values()].map(
    ({ fault, http, grpc, twirp, retryable, message, severity, ...code }) => ({
      ...{ fault, http, grpc, twirp, retryable, message, severity, name: code.name },
      context: [...code.context].sort(),
    }),
  );
  return lasting.sort((one, other) => (one.name < other.name ? -1 : 1));
}

describe("merging", () => {
  it("finds the same contradictions, or else the same facts, in either order", () => {
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        const files = { "one.json": toText(one), "other.json": toText(other) };
        const forth = load({ ...files, "error-contract.json": toText(new Map(), ["./one.json", "./other.json"]) });
        const back = load({ ...files, "error-contract.json": toText(new Map(), ["./other.json", "./one.json"]) });
        expect(back.problems.length).toBe(forth.problems.length);
        expect(toLasting(back.contract?.codes)).toEqual(toLasting(forth.contract?.codes));
      }),
    );
  });

  it("keeps every code and every context key, whatever they are called", () => {
    fc.assert(
      fc.property(codes, codes, (base, own) => {
        const files = { "base.json": toText(base), "error-contract.json": toText(own, ["./base.json"]) };
        const { contract } = load(files);
        if (contract === null) return;
        expect(new Set(contract.codes.keys())).toEqual(new Set([...base.keys(), ...own.keys()]));
        for (const [one, { context = [] }] of own) {
          expect(contract.codes.get(one)?.context).toEqual(expect.arrayContaining(context));
        }
      }),
    );
  });

  it("is what a person would expect of a code that two files name", () => {
    fc.assert(
      fc.property(code, code, (base, own) => {
        const { contract, problems } = load({
          "base.json": toText(new Map([["NOT_FOUND", base]])),
          "error-contract.json": toText(new Map([["NOT_FOUND", own]]), ["./base.json"]),
        });
        const said = (field: "message" | "severity") => [base[field], own[field]].filter((each) => each !== undefined);
        const contradictory = [
          base.fault !== own.fault,
          (base.retryable ?? false) !== (own.retryable ?? false),
          new Set(said("message")).size > 1,
          new Set(said("severity")).size > 1,
        ];
        expect(problems.length > 0).toBe(contradictory.includes(true));
        if (problems.length > 0) return;
        const { fault } = base;
        expect(contract?.codes.get("NOT_FOUND")).toMatchObject({
          ...{ fault, description: own.description, http: fault === "client" ? 400 : 500 },
          message: said("message")[0] ?? "not found",
          severity: said("severity")[0] ?? (fault === "client" ? "info" : "error"),
          context: [...new Set([...(base.context ?? []), ...(own.context ?? [])])],
        });
      }),
    );
  });

  it("takes a preset once, however often and in whichever order it is extended", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...presetNames), { minLength: 1, maxLength: 6 }), (names) => {
        const once = load({ "error-contract.json": toText(new Map(), [...new Set(names)].sort()) });
        const often = load({ "error-contract.json": toText(new Map(), names) });
        expect(often.problems).toEqual([]);
        expect(toLasting(often.contract?.codes)).toEqual(toLasting(once.contract?.codes));
      }),
    );
  });

  it("takes a file once, though two paths lead to it", () => {
    const signal = '{ "typescript": { "signals": [{ "name": "Halt" }] } }';
    const { contract } = load({
      "base.json": signal,
      "one.json": '{ "extends": ["./base.json"] }',
      "other.json": '{ "extends": ["./base.json"] }',
      "error-contract.json": '{ "extends": ["./one.json", "./other.json"] }',
    });
    expect(contract?.signals).toHaveLength(1);
  });
});
