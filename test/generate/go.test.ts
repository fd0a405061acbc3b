import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { generateGo } from "../../src/generate/go/generate-go.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { hostile, sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";
import { describeWith, runTool } from "./toolchain.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeFolder(folder);
});

function write(...files: readonly { readonly path: string; readonly text: string }[]): string {
  const folder = writeFiles(files);
  folders.push(folder);
  return folder;
}

const behaviour = readFileSync(new URL("fixtures/go/behaviour_test.go", import.meta.url), "utf8");

describeWith(["go", "gofmt"], "the Go package", () => {
  it("is formatted, sound, and does what it says", () => {
    const files = generateGo(sampleContract(), { module: "example.com/errs" });
    const folder = write(...files, { path: "behaviour_test.go", text: behaviour });
    expect(runTool(folder, "gofmt", ["-l", "."])).toBe("");
    expect(runTool(folder, "go", ["vet", "./..."])).toBe("");
    expect(runTool(folder, "go", ["test", "./..."])).toMatch(/^ok/);
  }, 300_000);

  it("is broken out of by nothing in a contract", () => {
    const codes = hostile.map((text, index) =>
      sampleCode(`HOSTILE_${String(index)}`, 400, {
        description: text,
        message: text,
        public: [text],
        context: [text],
      }),
    );
    const contract = sampleContract([...sampleCodes, ...codes, sampleCode("error", 500)]);
    const folder = write(...generateGo(contract, { module: "example.com/errs" }));
    expect(runTool(folder, "gofmt", ["-l", "."])).toBe("");
    expect(runTool(folder, "go", ["build", "./..."])).toBe("");
  }, 300_000);
});

describe("a contract that Go cannot take", () => {
  it.each([
    ["a package name", { go: { package: "../errs" } }, null, "Go takes no package of this name"],
    ["a keyword", { go: { package: "func" } }, null, "Go takes no package of this name"],
    ["a module path", {}, "a/../b", "Go takes no module of this path"],
    ["two codes that become one", { codes: toCodes("A_B", "A__B") }, null, "two codes become one identifier"],
    ["a code without letters", { codes: toCodes("__") }, null, "no letter"],
  ])("is refused for %s", (_, own, module, message) => {
    expect(() => generateGo({ ...sampleContract(), ...own }, { module })).toThrow(message);
  });
});

function toCodes(...names: string[]): ReturnType<typeof sampleContract>["codes"] {
  return sampleContract([...sampleCodes, ...names.map((name) => sampleCode(name, 500))]).codes;
}
