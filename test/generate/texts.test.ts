import { describe, expect, it } from "vitest";
import type { Contract } from "../../src/contract/contract.ts";
import { generateTypeScript, type TypeScriptOptions } from "../../src/generate/typescript/generate-typescript.ts";
import { sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";

function textOf(name: string, options: Partial<TypeScriptOptions> = {}): string {
  const all = { extension: ".js", frameworks: [], notifier: null, ...options } as const;
  const file = generateTypeScript(sampleContract(), all).find(({ path }) => path.endsWith(`${name}.ts`));
  return file?.text ?? "";
}

it("names the context of the codes that have one", () => {
  expect(textOf("app-error")).toContain(`interface DeclaredContext {
  "INVALID_INPUT": { readonly "violations"?: unknown };
  "ORDER_NOT_FOUND": { readonly "orderId"?: unknown; readonly "warehouse"?: unknown };
}`);
});

it.each([
  [["NOT_FOUND", "REFUSED", "TIMEOUT"], "REFUSED"],
  [["INVALID_INPUT", "REFUSED", "TIMEOUT"], "INVALID_INPUT"],
  [["NOT_FOUND", "TIMEOUT"], "NOT_FOUND"],
])("what a validator found has a client fault's code that has violations: of %j", (names, expected) => {
  const all = [
    ...sampleCodes,
    sampleCode("REFUSED", 422, { context: ["violations"] }),
    sampleCode("LATE", 504, { context: ["violations"] }),
  ];
  const codes = all.filter(({ name }) => [...names, "LATE", "INTERNAL_ERROR"].includes(name));
  const files = generateTypeScript(sampleContract(codes), { extension: ".js", frameworks: [], notifier: null });
  expect(files.find(({ path }) => path.endsWith("issues.ts"))?.text).toContain(`AppError<"${expected}">`);
});

describe("the notifier is imported as the project imports it", () => {
  it.each([
    ["default", "import Bugsnag from"],
    ["namespace", "import * as Bugsnag from"],
    [{ member: "Bugsnag" }, "import { Bugsnag } from"],
    [{ member: "reporter" }, "import { reporter as Bugsnag } from"],
  ] as const)("%j", (binding, expected) => {
    const notifier = { name: "bugsnag", module: "../reporting.js", binding } as const;
    expect(textOf("notify", { notifier })).toContain(`${expected} "../reporting.js";`);
  });
});

it("types the fields of the envelope as the contract does", () => {
  const types = ["string", "number", "integer", "boolean", "array", "object", "date", "toString"];
  const envelope = new Map(types.map((type, index) => [`a ${type}`, { type, required: index > 0 }]));
  const options = { extension: ".js", frameworks: [], notifier: null } as const;
  const files = generateTypeScript(sampleContract(sampleCodes, { envelope }), options);
  expect(files.find(({ path }) => path === "envelope.ts")?.text).toContain(`export interface EnvelopeFields {
  readonly "a string"?: string;
  readonly "a number": number;
  readonly "a integer": number;
  readonly "a boolean": boolean;
  readonly "a array": readonly unknown[];
  readonly "a object": Context;
  readonly "a date": unknown;
  readonly "a toString": unknown;
}`);
});

it("takes for a signal what is thrown and has a name, by the last part of it", () => {
  const signals = [
    { name: "Stop", call: false },
    { name: "queue.Later", call: false },
    { name: "redirect", call: true },
    { name: null, call: false },
  ].map((own) => ({ export: null, type: null, member: null, module: "queue", ...own }));
  const namesOf = (contract: Contract): readonly string[] => {
    const [meaning] = generateTypeScript(contract, { extension: ".js", frameworks: [], notifier: null });
    return JSON.parse(/SIGNAL_NAMES.*\((\[.*\])\)/.exec(meaning?.text ?? "")?.[1] ?? "") as readonly string[];
  };
  const known = namesOf(sampleContract());
  expect(known).toEqual(expect.arrayContaining(["ContinueAsNew", "DelayedError"]));
  for (const none of ["RateLimitError", "redirect"]) expect(known).not.toContain(none);
  const all = namesOf(sampleContract(sampleCodes, { signals }));
  expect(all).toEqual([...known, "Later", "Stop"].sort());
});
