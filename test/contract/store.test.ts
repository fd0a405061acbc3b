import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findContractPath } from "../../src/contract/discover.ts";
import { contractFor } from "../../src/contract/store.ts";
import { createFileTree, writeIn } from "./file-tree.ts";

const code = { description: "d", fault: "server" };

function namesFor(path: string): string[] | null {
  const loaded = contractFor(path);
  return loaded === null ? null : [...(loaded.contract?.codes.keys() ?? ["(none)"])];
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

describe("discovery", () => {
  it("takes the nearest contract above a file, and none beyond the repository", () => {
    const root = createFileTree({
      "error-contract.json": {},
      "repository/.git": "gitdir: elsewhere",
      "repository/packages/a/src/deep/x.ts": "",
      "repository/packages/a/error-contract.json": {},
      "repository/packages/b/x.ts": "",
    });
    expect(findContractPath(join(root, "x.ts"))).toBe(join(root, "error-contract.json"));
    const own = join(root, "repository/packages/a/error-contract.json");
    expect(findContractPath(join(root, "repository/packages/a/src/deep/x.ts"))).toBe(own);
    expect(findContractPath(join(root, "repository/packages/b/x.ts"))).toBeNull();
  });

  it("finds the same from wherever it is run, and nothing for a text without a file", () => {
    const root = createFileTree({ ".git/HEAD": "", "error-contract.json": {}, "packages/a/x.ts": "" });
    const file = join(root, "packages/a/x.ts");
    for (const directory of [root, join(root, "packages/a"), "/"]) {
      const cwd = vi.spyOn(process, "cwd").mockReturnValue(directory);
      expect(findContractPath(file)).toBe(join(root, "error-contract.json"));
      expect(findContractPath("<input>")).toBeNull();
      expect(contractFor("x.ts")).toBeNull();
      cwd.mockRestore();
    }
  });
});

describe("the contract in force", () => {
  it("is the same object while nothing changed, and read anew when a file did", () => {
    const root = createFileTree({
      ".git/HEAD": "",
      "error-contract.json": { extends: ["./base.json"] },
      "base.json": { codes: { ONE: code } },
    });
    const file = join(root, "src/x.ts");
    const first = contractFor(file);
    vi.advanceTimersByTime(300);
    expect(contractFor(file)).toBe(first);
    writeIn(root, "base.json", { codes: { ONE: code, TWO: code } });
    expect(contractFor(file)).toBe(first);
    vi.advanceTimersByTime(300);
    expect(namesFor(file)).toEqual(["ONE", "TWO"]);
    expect(contractFor(file)?.hash).not.toBe(first?.hash);
  });

  it("appears and disappears with its file", () => {
    const root = createFileTree({ ".git/HEAD": "" });
    const file = join(root, "src/x.ts");
    expect(namesFor(file)).toBeNull();
    writeIn(root, "error-contract.json", { codes: { ONE: code } });
    expect(namesFor(file)).toBeNull();
    vi.advanceTimersByTime(300);
    expect(namesFor(file)).toEqual(["ONE"]);
    rmSync(join(root, "error-contract.json"));
    vi.advanceTimersByTime(300);
    expect(namesFor(file)).toBeNull();
  });

  it("stays the last good one while the file is broken", () => {
    const root = createFileTree({ ".git/HEAD": "", "error-contract.json": { codes: { ONE: code } } });
    const file = join(root, "x.ts");
    expect(contractFor(file)?.problems).toEqual([]);
    for (const broken of ['{ "codes": ', '{ "codez": {} }']) {
      writeIn(root, "error-contract.json", broken);
      vi.advanceTimersByTime(300);
      expect(namesFor(file)).toEqual(["ONE"]);
      expect(contractFor(file)?.problems.length).toBeGreaterThan(0);
    }
    writeIn(root, "error-contract.json", { codes: { ONE: code } });
    vi.advanceTimersByTime(300);
    expect(contractFor(file)?.problems).toEqual([]);
  });

  it("is complete as soon as a package that it extends is installed", () => {
    const root = createFileTree({ ".git/HEAD": "", "error-contract.json": { extends: ["acme"] } });
    const file = join(root, "x.ts");
    expect(namesFor(file)).toEqual(["(none)"]);
    writeIn(root, "elsewhere/package.json", {});
    writeIn(root, "elsewhere/error-contract.json", { codes: { ONE: code } });
    writeIn(root, "node_modules/.keep", "");
    renameSync(join(root, "elsewhere"), join(root, "node_modules/acme"));
    vi.advanceTimersByTime(300);
    expect(namesFor(file)).toEqual(["ONE"]);
  });

  it("may be named by settings, from a directory above the file if not absolutely", () => {
    const root = createFileTree({
      ".git/HEAD": "",
      "error-contract.json": { codes: { NOT_THIS_ONE: code } },
      "config/errors.json": { codes: { ONE: code } },
    });
    const file = join(root, "packages/a/x.ts");
    for (const path of ["config/errors.json", "./config/errors.json", join(root, "config/errors.json")]) {
      expect([...(contractFor(file, path)?.contract?.codes.keys() ?? [])]).toEqual(["ONE"]);
    }
    const missing = contractFor(file, "config/none.json");
    expect(missing?.contract).toBeNull();
    expect(missing?.problems[0]?.message).toContain('names "config/none.json"');
    expect(contractFor(file, join(root, "none.json"))?.problems).toHaveLength(1);
  });

  it("is never the cause of an exception", () => {
    const root = createFileTree({ ".git/HEAD": "", "error-contract.json/x": "" });
    expect(contractFor(join(root, "x.ts"))?.problems[0]?.message).toContain("is a directory");
    for (const path of ["", "<text>", "/\0", `/${"a".repeat(10_000)}/x.ts`, "/dev/null/x.ts"]) {
      expect(() => contractFor(path)).not.toThrow();
      expect(() => contractFor("/x.ts", path)).not.toThrow();
    }
    writeFileSync(join(root, "bytes.json"), Buffer.from([0xff, 0xfe, 0x7b, 0x00]));
    expect(contractFor(join(root, "x.ts"), join(root, "bytes.json"))?.problems[0]?.message).toContain(
      "is not in UTF-8",
    );
  });
});
