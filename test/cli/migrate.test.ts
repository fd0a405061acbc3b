import { chmodSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import type { Io } from "../../cli/src/terminal.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { commit, contract, createFolder, createRepository, get, listNames, put, runIn } from "./workbench.ts";

const before = 'export function f() {\n  throw "a";\n}\n';
const after = 'export function f() {\n  throw new Error("a");\n}\n';

describe("migrate", () => {
  it("changes files and says what it did", async () => {
    const folder = createRepository({ "src/a.ts": before, "src/b.js": 'throw "keep";\n', "src/c.ts": "f();\n" });
    const { code, out, err } = await runIn(folder, ["migrate"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(get(folder, "src/a.ts")).toBe(after);
    expect(get(folder, "src/b.js")).toBe('throw "keep";\n');
    expect(out).toBe(
      [
        "changed src/a.ts",
        "1 of 3 files changed.",
        "",
        "     2  coded-throws",
        "",
        "1 site left as it is:",
        "     1  it says so",
        "          src/b.js:1:1  no-text",
        "Who knows the code may settle them in a plan: error-contract plan",
        "",
      ].join("\n"),
    );
  });

  it("finds nothing more on the second run", async () => {
    const folder = createRepository({ "src/a.ts": before });
    await runIn(folder, ["migrate"]);
    commit(folder);
    const { code, out } = await runIn(folder, ["migrate", "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toBe("Nothing to change, of 1 file read.\n");
  });

  it("prints a diff in a dry run, that git can apply, and writes nothing", async () => {
    const folder = createRepository({ "src/a.ts": before });
    const { code, out } = await runIn(folder, ["migrate", "--dry-run"]);
    expect(code).toBe(1);
    expect(get(folder, "src/a.ts")).toBe(before);
    expect(out).toContain(
      [
        "--- a/src/a.ts",
        "+++ b/src/a.ts",
        "@@ -1,3 +1,3 @@",
        " export function f() {",
        '-  throw "a";',
        '+  throw new Error("a");',
        " }",
        "",
      ].join("\n"),
    );
    expect(out).toContain("1 of 1 file would change.");
  });

  it("colours on a terminal, unless it is told not to", async () => {
    const folder = createRepository({ "a.ts": before });
    let out = "";
    const stdout = { isTTY: true, write: (text: string) => (out += text) };
    await runIn(folder, ["migrate", "--dry-run"], { stdout });
    expect(out).toContain('\u001B[31m-  throw "a";');
    out = "";
    await runIn(folder, ["migrate", "--dry-run", "--no-color"], { stdout });
    expect(out).toContain('\n-  throw "a";');
    out = "";
    await runIn(folder, ["migrate", "--dry-run"], { stdout, env: { NO_COLOR: "1" } });
    expect(out).not.toContain("\u001B");
  });

  it("gives the same as data", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": 'f();\nthrow "keep";\n', "c.ts": "throw (" });
    const { code, out } = await runIn(folder, ["migrate", "--json"]);
    const report = JSON.parse(out) as MigrationReport;
    expect(code).toBe(3);
    expect(report).toMatchObject({
      root: folder,
      dryRun: false,
      interrupted: false,
      seen: 2,
      skipped: [],
      warnings: [],
    });
    expect(report.files).toEqual([
      {
        path: "a.ts",
        diff: null,
        left: [],
        todos: 0,
        changes: [expect.objectContaining({ line: 2, column: 3 }), expect.anything()],
      },
      {
        path: "b.ts",
        diff: null,
        changes: [],
        todos: 0,
        left: [expect.objectContaining({ line: 2, column: 1, reason: "it says so" })],
      },
    ]);
    expect(report.failed).toMatchObject([{ path: "c.ts", code: "SYNTAX_ERROR", line: 1 }]);
  });

  it("tells places of later rounds as they are in the file before", async () => {
    const folder = createRepository({ "a.ts": 'throw "a"; throw "b"; throw "keep";\n' });
    const { out } = await runIn(folder, ["migrate", "--json", "--dry-run"]);
    const [file] = (JSON.parse(out) as MigrationReport).files;
    expect(file?.changes.map(({ column }) => column)).toEqual([1, 12, 1, 12]);
    expect(file?.left.map(({ column }) => column)).toEqual([23]);
  });

  it("keeps a byte order mark, line endings and the mode", async () => {
    const folder = createRepository({ "a.ts": `\uFEFF${before.replaceAll("\n", "\r\n")}` });
    chmodSync(join(folder, "a.ts"), 0o750);
    commit(folder);
    expect(await runIn(folder, ["migrate"])).toMatchObject({ code: 0 });
    expect(get(folder, "a.ts")).toBe(`\uFEFF${after.replaceAll("\n", "\r\n")}`);
    expect(statSync(join(folder, "a.ts")).mode & 0o777).toBe(0o750);
    expect(listNames(folder)).toEqual(["a.ts", "error-contract.json"]);
  });

  it("migrates a part, and still reads all of the repository for the index", async () => {
    const folder = createRepository({ "src/a.ts": before, "src/b.ts": before, "lib/c.ts": before });
    let indexed: readonly string[] = [];
    const engine = createEngine(codedThrows, (paths) => (indexed = paths));
    await runIn(join(folder, "lib"), ["migrate", "../src/a.ts", "."], { engine });
    expect([get(folder, "src/a.ts"), get(folder, "src/b.ts"), get(folder, "lib/c.ts")]).toEqual([after, before, after]);
    expect(indexed).toEqual(["lib/c.ts", "src/a.ts", "src/b.ts"].map((path) => join(folder, path)));
  });

  it("reads for the index also what is not migrated itself", async () => {
    const folder = createRepository({
      "a.gen.ts": before,
      "b.ts": `// do not edit\n${before}`,
      "c.test.ts": before,
      "d.ts": before,
    });
    let indexed: readonly string[] = [];
    const engine = createEngine(codedThrows, (paths) => (indexed = paths));
    await runIn(folder, ["migrate"], { engine });
    expect(indexed).toEqual(["a.gen.ts", "b.ts", "c.test.ts", "d.ts"].map((path) => join(folder, path)));
    expect(get(folder, "a.gen.ts")).toBe(before);
  });

  it("includes and excludes by globs that start at the working directory", async () => {
    const folder = createRepository({ "p/src/a.ts": before, "p/src/b.ts": before, "p/c.ts": before });
    await runIn(join(folder, "p"), ["migrate", "--include", "src/**", "--exclude", "**/b.*"]);
    expect([get(folder, "p/src/a.ts"), get(folder, "p/src/b.ts"), get(folder, "p/c.ts")]).toEqual([
      after,
      before,
      before,
    ]);
  });

  it("takes the contract nearest to each file, and its scope", async () => {
    const scoped = JSON.stringify({
      format: 1,
      extends: ["error-contract:starter"],
      version: "1.0.0",
      scope: { exclude: ["old/**"] },
    });
    const files = {
      "p/error-contract.json": scoped,
      "p/a.ts": before,
      "p/old/b.ts": before,
      "old/c.ts": before,
      "d.test.ts": before,
    };
    const folder = createRepository(files);
    const { out } = await runIn(folder, ["migrate"]);
    expect([get(folder, "p/a.ts"), get(folder, "p/old/b.ts"), get(folder, "old/c.ts")]).toEqual([after, before, after]);
    expect(out).toContain("     1  out of the contract's scope  p/old/b.ts\n");
    expect(out).toContain("     1  a test  d.test.ts\n");
  });

  it("skips files to which no contract applies, if others have one", async () => {
    const folder = createRepository({
      "p/error-contract.json": contract,
      "p/a.ts": before,
      "b.ts": before,
    });
    rmSync(join(folder, "error-contract.json"));
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("no contract applies to it  b.ts");
    expect(get(folder, "p/a.ts")).toBe(after);
  });
});

describe("migrate and git", () => {
  it("refuses files with uncommitted changes, and only those", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": before, "c.md": "" });
    put(folder, "a.ts", `${before}// mine\n`);
    put(folder, "new.ts", before);
    put(folder, "c.md", "changed");
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(3);
    expect(get(folder, "b.ts")).toBe(after);
    expect(get(folder, "a.ts")).toBe(`${before}// mine\n`);
    expect(out).toContain("      a.ts: has uncommitted changes: commit them first, or pass --allow-dirty\n");
    expect(out).toContain("      new.ts: has uncommitted changes");
    expect(await runIn(folder, ["migrate", "--allow-dirty"])).toMatchObject({ code: 0 });
    expect(get(folder, "a.ts")).toBe(`${after}// mine\n`);
  });

  it("says in a dry run which files it would refuse", async () => {
    const folder = createRepository({ "a.ts": before });
    put(folder, "a.ts", `${before}// mine\n`);
    const { code, out } = await runIn(folder, ["migrate", "--dry-run"]);
    expect(code).toBe(1);
    expect(out).toContain(
      "warning Without --allow-dirty these would be refused, since they have uncommitted changes: a.ts.",
    );
  });

  it("warns where there is no git, and honours .gitignore there, too", async () => {
    const folder = createFolder({
      "error-contract.json": contract,
      ".gitignore": "out/\n*.old.ts\n",
      "a.ts": before,
      "a.old.ts": before,
      "out/b.ts": before,
      "sub/.gitignore": "!keep.old.ts\n",
      "sub/keep.old.ts": before,
      "node_modules/x/index.js": before,
      ".pnp.cjs": before,
      ".yarn/releases/yarn.cjs": before,
    });
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("warning The files are not under git: there is no way back.");
    expect(out).toContain("2 of 2 files changed.");
    expect([get(folder, "a.ts"), get(folder, "sub/keep.old.ts")]).toEqual([after, after]);
  });

  it("works in a folder that its repository ignores", async () => {
    const folder = createRepository({ ".gitignore": "scratch/\n" });
    put(folder, "scratch/a.ts", before);
    put(folder, "scratch/error-contract.json", get(folder, "error-contract.json"));
    expect(await runIn(folder, ["migrate", "scratch"])).toMatchObject({ code: 0 });
    expect(get(folder, "scratch/a.ts")).toBe(after);
  });
});

describe("what migrate skips", () => {
  it("has a reason for every file", async () => {
    const long = `f(${"1,".repeat(600)}1);\n`;
    const folder = createRepository({
      "a.d.ts": "",
      "b.min.js": before,
      "c_pb.ts": before,
      "d.gen.ts": before,
      "e.ts": `// @generated\n${before}`,
      "f.go.ts": `/*\n * Code generated by a tool. DO NOT EDIT.\n */\n${before}`,
      "g.js": long,
      "h.vue": "",
      "i.ts": `${before}${"// line\n".repeat(300_000)}`,
      "late.ts": `${"// line\n".repeat(30)}// do not edit\n`,
      "fine.ts": `${"// line\n".repeat(1000)}${long}`,
      "empty.ts": "",
    });
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("Nothing to change, of 3 files read.");
    for (const line of [
      "     4  generated  c_pb.ts, d.gen.ts, e.ts, …",
      "     2  minified  b.min.js, g.js",
      "     1  a declaration file  a.d.ts",
      "     1  a component file, which only the ESLint rules read  h.vue",
      "     1  larger than 2 MB  i.ts",
    ])
      expect(out).toContain(`${line}\n`);
  });

  it("tells why a path that was named is not migrated", async () => {
    const folder = createRepository({ ".gitignore": "out/\n", "a.md": "", "b.ts": "" });
    put(folder, "out/x.ts", before);
    const { code, out } = await runIn(folder, ["migrate", "b.ts", "a.md", "out"]);
    expect(code).toBe(0);
    expect(out).toContain("ignored, or without any file  out");
    expect(out).toContain("neither JavaScript nor TypeScript  a.md");
  });

  it("follows no links", async () => {
    const outside = createFolder({ "x.ts": before });
    const folder = createRepository({ "a.ts": before });
    symlinkSync(join(outside, "x.ts"), join(folder, "link.ts"));
    symlinkSync(outside, join(folder, "dir"));
    commit(folder);
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("a symbolic link  link.ts");
    expect(get(outside, "x.ts")).toBe(before);
    const refused = await runIn(folder, ["migrate", "a.ts", "link.ts"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^error-contract: all paths must lie in one repository.*\n$/);
  });
});

describe("asking first", () => {
  const ask = (answer: boolean): Pick<Io, "confirm"> & { questions: string[] } => {
    const questions: string[] = [];
    return { questions, confirm: (question) => (questions.push(question), Promise.resolve(answer)) };
  };

  it("changes nothing on a no", async () => {
    const folder = createRepository({ "a.ts": before });
    const io = ask(false);
    const { code, out } = await runIn(folder, ["migrate"], { confirm: io.confirm });
    expect(io.questions).toEqual(["There is something to migrate in one file. Change them in place?"]);
    expect(get(folder, "a.ts")).toBe(before);
    expect({ code, out: out.includes("Stopped before the end.") }).toEqual({ code: 0, out: true });
  });

  it("does not ask with --yes, in a dry run, or where nothing is to do", async () => {
    const io = ask(true);
    const folder = createRepository({ "a.ts": before });
    await runIn(folder, ["migrate", "--dry-run"], { confirm: io.confirm });
    await runIn(folder, ["migrate", "--yes"], { confirm: io.confirm });
    commit(folder);
    await runIn(folder, ["migrate"], { confirm: io.confirm });
    expect(io.questions).toEqual([]);
    expect(get(folder, "a.ts")).toBe(after);
  });
});
