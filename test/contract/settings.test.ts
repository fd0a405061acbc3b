import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { toProblemText } from "../../src/contract/problem.ts";
import { contractSettings, parseSettings } from "../../src/contract/settings.ts";
import { createFileTree, writeIn } from "./file-tree.ts";

describe("settings", () => {
  it("carry the path and a hash that changes with any file extended", () => {
    const root = createFileTree({ "error-contract.json": { extends: ["./base.json"] }, "base.json": {} });
    const path = join(root, "error-contract.json");
    const first = contractSettings(path);
    expect(first["error-contract"].contract).toBe(path);
    expect(contractSettings(pathToFileURL(path))).toEqual(first);
    expect(contractSettings(pathToFileURL(path).href)).toEqual(first);
    writeIn(root, "base.json", { version: "1.0.0" });
    expect(contractSettings(path)["error-contract"].hash).not.toBe(first["error-contract"].hash);
    expect(contractSettings(join(root, "none.json"))["error-contract"].hash).toMatch(/^[\da-f]{16}$/);
    expect(parseSettings(first["error-contract"])).toEqual({ contract: path, policy: {}, types: false, problems: [] });
  });

  it("are rejected where they say what nobody reads", () => {
    const endless: Record<string, unknown> = {};
    endless["contract"] = endless;
    const texts = (value: unknown): string[] => parseSettings(value).problems.map((problem) => toProblemText(problem));
    expect(texts(undefined)).toEqual([]);
    expect(texts("x")).toEqual(['settings["error-contract"]: $ is "x". Expected an object.']);
    expect(texts(endless)).toEqual(['settings["error-contract"]: $.contract is an object. Expected a path.']);
    expect(texts({ types: "all" })).toEqual(['settings["error-contract"]: $.types is "all". Expected true or false.']);
    expect(texts({ contrat: "x", policy: { cleanups: "report", returns: "never" } })).toEqual([
      'settings["error-contract"]: "contrat" is no key of these settings. Did you mean "contract"?',
      'settings["error-contract"]: "cleanups" is no key of a policy. Did you mean "cleanup"?',
      'settings["error-contract"]: $.policy.returns is "never". Expected "allow" or "report".',
    ]);
  });
});

describe("the policy", () => {
  it("is the contract's, else the settings', else the built-in one", () => {
    const root = createFileTree({ "error-contract.json": { policy: { cleanup: "allow" } } });
    const { contract } = loadContract(join(root, "error-contract.json"));
    const { policy } = parseSettings({ policy: { cleanup: "report", returns: "allow" } });
    expect(toPolicy(contract, policy)).toEqual({
      selective: "allow",
      cleanup: "allow",
      callbacks: "report",
      returns: "allow",
      development: "report",
    });
    expect(toPolicy(null, policy).cleanup).toBe("report");
  });
});
