import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../cli/src/engine.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { legacyService, runOwn } from "./legacy-service.ts";
import { contract, createRepository, get, listNames, put, runIn, type Ran } from "./workbench.ts";

const installed = { ".gitignore": "node_modules\n", "node_modules/.package-lock.json": "{}" };
const store = "node_modules/.cache/error-contract/files";

describe("a second run", () => {
  it("looks only into what changed, and into what there is to edit", async () => {
    const folder = createRepository({
      ...installed,
      "a.ts": "f();\n",
      "b.ts": 'throw "keep";\n',
      "c.ts": 'throw "c";\n',
    });
    expect(await findLooks(folder)).toEqual([
      "find a.ts",
      "find b.ts",
      "find c.ts",
      "read a.ts",
      "read b.ts",
      "read c.ts",
    ]);
    expect(await findLooks(folder)).toEqual(["find c.ts"]);
    put(folder, "a.ts", "g();\n");
    expect(await findLooks(folder)).toEqual(["find a.ts", "find c.ts", "read a.ts"]);
    put(folder, "a.ts", "f();\n");
    expect(await findLooks(folder)).toEqual(["find c.ts"]);
  });

  it("looks into everything under another contract, by another build, at another path or without the cache", async () => {
    const folder = createRepository({ ...installed, "a.ts": "f();\n" });
    const everything = ["find a.ts", "read a.ts"];
    await findLooks(folder);
    expect(await findLooks(folder)).toEqual([]);
    expect(await findLooks(folder, { version: "2" })).toEqual(everything);
    expect(await findLooks(folder, { version: "2" })).toEqual([]);
    expect(await findLooks(folder, { version: "2" }, "--no-cache")).toEqual(everything);
    put(folder, "error-contract.json", contract.replace("1.0.0", "1.0.1"));
    expect(await findLooks(folder, { version: "2" })).toEqual(everything);
    rmSync(join(folder, "a.ts"));
    put(folder, "lib/a.ts", "f();\n");
    expect(await findLooks(folder, { version: "2" })).toEqual(["find lib/a.ts", "read lib/a.ts"]);
  });

  it("looks for what other codemods have to do, and remembers both", async () => {
    const folder = createRepository({ ...installed, "a.ts": "f();\n" });
    const { codemods } = createEngine(codedThrows);
    const other = { codemods: [...codemods, { name: "other", description: "Another.", finders: [] }] };
    await findLooks(folder);
    expect(await findLooks(folder, other)).toEqual(["find a.ts"]);
    expect([await findLooks(folder, other), await findLooks(folder)]).toEqual([[], []]);
  });

  it("does without a cache that is damaged, and makes a new one", async () => {
    const folder = createRepository({ ...installed, "a.ts": "f();\n" });
    await findLooks(folder);
    writeFileSync(join(folder, store), readFileSync(join(folder, store)).subarray(0, -3));
    expect(await findLooks(folder)).toEqual(["find a.ts", "read a.ts"]);
    expect(await findLooks(folder)).toEqual([]);
  });

  it("keeps no more of what it did not need than of what it needed", async () => {
    const folder = createRepository({ ...installed, "a.ts": "f();\n" });
    for (let run = 0; run < 5; run++) {
      put(folder, "a.ts", `f(${run});\n`);
      await findLooks(folder);
    }
    expect(
      get(folder, store)
        .split("\n")
        .filter((line) => line.includes("contribution of")),
    ).toHaveLength(2);
  });

  it("writes nothing where nothing is installed, or where it is told not to", async () => {
    const folder = createRepository({ "a.ts": "f();\n" });
    await runIn(folder, ["migrate"]);
    expect(listNames(folder)).toEqual(["a.ts", "error-contract.json"]);
    const other = createRepository({ ...installed, "a.ts": "f();\n" });
    await runIn(other, ["migrate", "--no-cache"]);
    expect(listNames(other)).not.toContain(store);
  });
});

/** Which files an engine was given in a run: to say what they contribute (`read`), or to migrate (`find`). */
async function findLooks(folder: string, parts: Partial<Engine> = {}, ...args: readonly string[]): Promise<string[]> {
  const looks = new Set<string>();
  const name = (path: string): string => path.slice(folder.length + 1);
  const own = createEngine((source, options) => {
    looks.add(`find ${name(source.path)}`);
    return codedThrows(source, options);
  });
  const toContribution = ({ path }: { path: string }) => {
    looks.add(`read ${name(path)}`);
    return { path, text: "contribution of it" };
  };
  await runIn(folder, ["migrate", "--dry-run", ...args], { engine: { ...own, toContribution, ...parts } });
  return [...looks].sort();
}

describe("a part of a repository", () => {
  it("is looked into alone where there is nothing to do in it", async () => {
    const folder = createRepository({ "a.ts": "f();\n", "b.ts": 'throw "b";\n' });
    expect(await findLooks(folder, {}, "a.ts")).toEqual(["find a.ts", "read a.ts"]);
    expect(await findLooks(folder, {}, "b.ts")).toEqual(["find b.ts", "read a.ts", "read b.ts"]);
  });
});

describe("a run that remembers", () => {
  it("says what one says that does not, whatever changes between runs", async () => {
    const folder = createRepository({ ...installed, ...legacyService });
    const step = fc.constantFrom(...steps.keys());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (indices) => {
        for (const index of indices) put(folder, ...(steps[index] ?? ["none.ts", ""]));
        expect(await dryRun(folder)).toEqual(await dryRun(folder, "--no-cache"));
      }),
      { numRuns: 40 },
    );
  });

  it("forgets what was left for a reason of that run alone", async () => {
    const folder = createRepository({ ...installed, ...legacyService });
    const before = await dryRun(folder);
    const limited = await dryRun(folder, "--max-changes", "1");
    expect(limited.out).toContain("beyond --max-changes");
    expect(limited).toEqual(await dryRun(folder, "--max-changes", "1", "--no-cache"));
    await dryRun(folder, "--todo");
    expect(await dryRun(folder)).toEqual(before);
  });

  it("writes what one writes that does not", async () => {
    const [one, other] = [createRepository({ ...installed, ...legacyService }), createRepository(legacyService)];
    await dryRun(one);
    await runOwn(one, "migrate");
    await runOwn(other, "migrate");
    for (const path of Object.keys(legacyService)) expect(get(one, path)).toBe(get(other, path));
    expect(await dryRun(one)).toEqual(await dryRun(one, "--no-cache"));
  });
});

function dryRun(folder: string, ...args: readonly string[]): Promise<Ran> {
  return runOwn(folder, "migrate", "--dry-run", "--json", "--allow-dirty", ...args);
}

/** Texts that a file may come to have: some ask for what a wrap hides, some load others, some do not parse. */
const steps: readonly (readonly [path: string, text: string])[] = [
  ...Object.entries(legacyService).filter(([path]) => path !== "error-contract.json"),
  ["src/api.ts", legacyService["src/api.ts"].replace("err.retryable", "String(err)")],
  ["src/api.ts", legacyService["src/api.ts"].replaceAll("load", "save")],
  ["src/api.ts", "export function get( {\n"],
  ["src/save.ts", legacyService["src/save.ts"].replace("throw err", "log(err);\n    throw err")],
  ["src/save.ts", "export const save = 1;\n"],
  ["src/errors.ts", 'import { save } from "./save";\nexport class AppError extends Error {}\nsave(1);\n'],
  ["src/errors.ts", "// Code generated by error-contract. DO NOT EDIT.\nexport class AppError extends Error {}\n"],
  [
    "src/job.ts",
    'import { remove } from "./remove.js";\nremove(1).catch((err) => (err.code === 1 ? retry() : stop()));\n',
  ],
  ["src/job.ts", ""],
  ["error-contract.json", legacyService["error-contract.json"]],
  [
    "error-contract.json",
    legacyService["error-contract.json"].replace('"version"', '"scope":{"exclude":["src/save.ts"]},"version"'),
  ],
];
