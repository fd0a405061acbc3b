import { describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { ownEngine } from "../../cli/src/own-engine.ts";
import { legacyService, runOwn } from "./legacy-service.ts";
import { commit, createRepository, get, git, put, runIn } from "./workbench.ts";

const paths = ["src/load.ts", "src/remove.ts", "src/save.ts"];

async function migrateWhole(): Promise<Map<string, string>> {
  const folder = createRepository(legacyService);
  await runOwn(folder, "migrate");
  return new Map(paths.map((path) => [path, get(folder, path)]));
}

const migrateInput = (folder: string, path: string, text: string) =>
  runIn(folder, ["migrate", "--stdin", "--stdin-filename", path], {
    engine: ownEngine,
    readInput: () => Promise.resolve(Buffer.from(text)),
  });

describe("a part of a repository", () => {
  it("becomes what it becomes with the whole, whichever way it is named", async () => {
    const whole = await migrateWhole();
    expect(whole.get("src/load.ts")).toBe(legacyService["src/load.ts"]);
    expect(whole.get("src/save.ts")).toContain("AppError.wrap(err");
    for (const path of paths) {
      const folder = createRepository(legacyService);
      const printed = await migrateInput(folder, path, get(folder, path));
      expect(printed).toEqual({ code: 0, out: whole.get(path), err: "" });

      put(folder, path, `${get(folder, path)}\n`);
      git(folder, "add", path);
      expect(await runOwn(folder, "migrate", "--staged")).toMatchObject({ code: 0 });
      expect(get(folder, path)).toBe(`${whole.get(path)}\n`);
      for (const other of paths.filter((each) => each !== path))
        expect(get(folder, other)).toBe(legacyService[other as "src/load.ts"]);
    }
  });

  it("is what changed since the branch left another one", async () => {
    const whole = await migrateWhole();
    const folder = createRepository(legacyService);
    git(folder, "branch", "trunk");
    put(folder, "src/load.ts", `${get(folder, "src/load.ts")}\n`);
    put(folder, "src/save.ts", `${get(folder, "src/save.ts")}\n`);
    commit(folder);
    put(folder, "src/new.ts", legacyService["src/save.ts"]);
    const { out } = await runOwn(folder, "migrate", "--since", "trunk", "--allow-dirty", "--json");
    const { files, seen } = JSON.parse(out) as MigrationReport;
    expect(seen).toBe(3);
    expect(files.map(({ path, left }) => [path, left.length])).toEqual([
      ["src/load.ts", 1],
      ["src/new.ts", 0],
      ["src/save.ts", 0],
    ]);
    expect(get(folder, "src/save.ts")).toBe(`${whole.get("src/save.ts")}\n`);
    expect(get(folder, "src/remove.ts")).toBe(legacyService["src/remove.ts"]);
  });

  it("refuses what is staged only in part", async () => {
    const folder = createRepository(legacyService);
    put(folder, "src/save.ts", `${get(folder, "src/save.ts")}// staged\n`);
    git(folder, "add", "src/save.ts");
    put(folder, "src/save.ts", `${get(folder, "src/save.ts")}// not staged\n`);
    const { code, out } = await runOwn(folder, "migrate", "--staged");
    expect(code).toBe(3);
    expect(out).toContain("src/save.ts: has uncommitted changes");
  });

  it("needs git, and a ref that it knows", async () => {
    const folder = createRepository(legacyService);
    expect(await runOwn(folder, "migrate", "--since", "nowhere")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error-contract: git does not answer \(command: git merge-base.*nowhere/) as string,
    });
    expect(await runOwn(folder, "migrate", "--since", "HEAD", "--staged")).toMatchObject({ code: 2, out: "" });
  });
});

describe("the standard input", () => {
  it("may be another text than the file's, or that of a file to come", async () => {
    const folder = createRepository(legacyService);
    const text = legacyService["src/save.ts"].replaceAll("save", "store");
    const { out } = await migrateInput(folder, "src/save.ts", text);
    expect(out).toContain('AppError.wrap(err, "could not store order"');
    expect(await migrateInput(folder, "src/store.ts", text)).toMatchObject({ code: 0, out });
    expect(get(folder, "src/save.ts")).toBe(legacyService["src/save.ts"]);
  });

  it("is printed as it is where it is not to be migrated", async () => {
    const folder = createRepository(legacyService);
    const text = legacyService["src/save.ts"];
    for (const path of ["src/save.test.ts", "src/save.gen.ts", "README.md", "src/errors.d.ts"])
      expect(await migrateInput(folder, path, text)).toEqual({ code: 0, out: text, err: "" });
  });

  it("gives nothing but the reason where it does not parse", async () => {
    const folder = createRepository(legacyService);
    const { code, out, err } = await migrateInput(folder, "src/save.ts", "throw (");
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/^error-contract: src\/save\.ts:1:\d+: syntax error/);
  });

  it("goes with a name, and with nothing that it contradicts", async () => {
    const folder = createRepository(legacyService);
    for (const args of [["--stdin"], ["--stdin-filename", "a.ts"], ["--stdin", "--stdin-filename", "a.ts", "src"]])
      expect(await runOwn(folder, "migrate", ...args)).toMatchObject({ code: 2, out: "" });
    expect(await runOwn(folder, "migrate", "--stdin", "--stdin-filename", "a.ts", "--json")).toMatchObject({ code: 2 });
  });
});

describe("the report", () => {
  it("gives code scanning what is left", async () => {
    const folder = createRepository(legacyService);
    const { code, out } = await runOwn(folder, "migrate", "--dry-run", "--format", "sarif");
    expect(code).toBe(1);
    const { version, runs } = JSON.parse(out) as { version: string; runs: { results: unknown[] }[] };
    expect(version).toBe("2.1.0");
    expect(runs[0]?.results).toEqual([
      {
        ruleId: "no-bare-rethrow",
        level: "warning",
        message: { text: "migrate leaves this as it is: `get` in src/api.ts:7 asks `err.retryable`." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "src/load.ts", uriBaseId: "%SRCROOT%" },
              region: { startLine: 5, startColumn: 5 },
            },
          },
        ],
      },
    ]);
  });
});

describe("a choice of work", () => {
  it("is of codemods, or of rules", async () => {
    const charge = `export function charge(id: string) {\n  throw new Error("order not found");\n}\n`;
    const folder = createRepository({ ...legacyService, "src/charge.ts": charge });
    const concerned = async (names: string): Promise<string[]> => {
      const { out } = await runOwn(folder, "migrate", "--dry-run", "--json", "--only", names);
      return (JSON.parse(out) as MigrationReport).files.map(({ path }) => path);
    };
    expect(await concerned("no-uncoded-throw")).toEqual(["src/charge.ts"]);
    expect(await concerned("wrap-rethrows")).toEqual(["src/load.ts", "src/remove.ts", "src/save.ts"]);
    expect(await concerned("no-bare-rethrow,code-errors")).toEqual(["src/charge.ts", ...paths]);
    expect(await concerned("require-cause")).toEqual([]);
  });

  it("goes in steps of some changes, and comes to the same", async () => {
    const whole = await migrateWhole();
    const folder = createRepository(legacyService);
    const { out } = await runOwn(folder, "migrate", "--max-changes", "1");
    expect(out).toContain("1 of 5 files changed.");
    expect(out).toContain("     2  beyond --max-changes\n");
    expect(get(folder, "src/remove.ts").match(/throw err;/g)).toHaveLength(1);
    for (let step = 0; step < 2; step++) {
      commit(folder);
      await runOwn(folder, "migrate", "--max-changes", "1");
    }
    for (const path of paths) expect(get(folder, path)).toBe(whole.get(path));
  });

  it("has to be a number", async () => {
    const folder = createRepository(legacyService);
    for (const number of ["0", "-1", "many", "1.5"])
      expect(await runOwn(folder, "migrate", "--max-changes", number)).toMatchObject({ code: 2, out: "" });
  });
});
