import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generateRust } from "../../src/generate/rust/generate-rust.ts";
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

const behaviour = readFileSync(new URL("fixtures/rust/behaviour.rs", import.meta.url), "utf8");
const strict = ["--edition", "2021", "-D", "warnings"];

describeWith(["rustc"], "the Rust module", () => {
  it("does what it says", () => {
    const files = generateRust(sampleContract(), { crate: null });
    const folder = write(...files.map((file) => ({ ...file, path: `errs/${file.path}` })), {
      path: "behaviour.rs",
      text: behaviour,
    });
    runTool(folder, "rustc", [...strict, "--test", "-o", "behaviour", "behaviour.rs"]);
    expect(runTool(folder, join(folder, "behaviour"), [])).toContain("test result: ok. 6 passed");
  }, 300_000);

  it("is a crate of its own, and broken out of by nothing in a contract", () => {
    const codes = hostile.map((text, index) =>
      sampleCode(`HOSTILE_${String(index)}`, 400, {
        description: text,
        message: text,
        public: [text],
        context: [text],
      }),
    );
    const contract = sampleContract([...sampleCodes, ...codes, sampleCode("self", 500)]);
    const folder = write(...generateRust(contract, { crate: "acme-errs" }));
    runTool(folder, "rustc", [
      ...strict,
      "-A",
      "unexpected_cfgs",
      "-A",
      "unknown_lints",
      "--crate-type",
      "lib",
      "src/lib.rs",
    ]);
  }, 300_000);
});

describe("a contract that Rust cannot take", () => {
  it.each([
    ["a module name", { rust: { module: "../errs" } }, null, "Rust takes no module of this name"],
    ["a keyword", { rust: { module: "crate" } }, null, "Rust takes no module of this name"],
    ["a crate name", {}, 'a"\n[dependencies]', "Cargo takes no crate of this name"],
  ])("is refused for %s", (_, own, crate, message) => {
    expect(() => generateRust({ ...sampleContract(), ...own }, { crate })).toThrow(message);
  });
});
