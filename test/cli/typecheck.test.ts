import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MigrateSource } from "../../codemods/codemod.ts";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { createEngine } from "./coded-throws.ts";
import { commit, createRepository, get, listNames, put, runIn } from "./workbench.ts";

const { resolve } = createRequire(import.meta.url);

/** A codemod that is not as careful as those of the project: it makes of every `/*a → b*‍/a` what that says. */
const rewriting: MigrateSource = ({ text }) => {
  const found = [...text.matchAll(/\/\*(\w+) → ([^*]+)\*\/\1/g)];
  return {
    edits: found.map(({ index, 0: all, 2: to = "" }) => ({ start: index, end: index + all.length, text: to })),
    changes: found.map(() => ({ codemod: "rewriting", rule: "no-old", line: 1, column: 1 })),
    left: [],
  };
};
const engine = createEngine((source, options) => {
  const pass = rewriting(source, options);
  const { line, column, codemod, rule } = pass.changes[0] ?? { line: 0, column: 0, codemod: "", rule: "" };
  const revised = options.review?.revise({
    line,
    column,
    codemod,
    rule,
    offset: 0,
    text: source.text,
    edits: pass.edits,
    choice: null,
  });
  if (pass.edits.length === 0 || typeof revised !== "string") return pass;
  return { edits: [], changes: [], left: [{ line, column, codemod, rule, reason: revised }] };
});

const config = {
  compilerOptions: {
    strict: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2022"],
    skipLibCheck: true,
    types: [],
  },
};
const files = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify({ ...config, include: ["src"] }),
  "src/broken.ts": "export const broken: string = 1;\n",
  "src/good.ts": 'import { broken } from "./broken.js";\nexport const good = /*one → broken*/one;\nconst one = "1";\n',
  "src/bad.ts": "const one = 1;\nexport const bad: number = /*one → `${one}`*/one;\n",
  "src/lib/wide.ts": "export const wide = /*one → String*/one;\nfunction one() {}\n",
  "src/lib/far.ts": 'import { wide } from "./wide.js";\nwide();\n',
};

/** A repository that has a version of TypeScript installed. */
function createProject(version: string, given: Readonly<Record<string, string>> = files): string {
  const folder = createRepository(given);
  put(folder, ".gitignore", "node_modules\n");
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(dirname(resolve(`${version}/package.json`)), join(folder, "node_modules/typescript"));
  commit(folder);
  return folder;
}

async function migrate(folder: string, ...flags: string[]): Promise<MigrationReport> {
  const { out, err } = await runIn(folder, ["migrate", "--typecheck", "--json", ...flags], { engine });
  expect(err).toBe("");
  return JSON.parse(out) as MigrationReport;
}

const reasonsOf = ({ files: migrated }: MigrationReport) =>
  Object.fromEntries(migrated.map(({ path, left }) => [path, left.map(({ reason }) => reason)]));

const places = () => readdirSync(tmpdir()).filter((name) => name.startsWith("error-contract-types-"));

describe("migrate --typecheck", () => {
  it.each(["typescript-v5", "typescript", "typescript-v7"])(
    "leaves files that would get worse, with the first diagnostic that is new, by %s",
    async (version) => {
      const folder = createProject(version);
      const listOwn = () => listNames(folder).filter((name) => !name.startsWith("node_modules/.cache/"));
      const names = listOwn();
      const before = places();
      const report = await migrate(folder);
      expect(reasonsOf(report)).toEqual({
        "src/bad.ts": [
          expect.stringMatching(/^it would not compile as before: src\/bad\.ts:2:14 TS2322: Type 'string' is not/),
        ],
        "src/good.ts": [],
        "src/lib/wide.ts": [],
      });
      expect(report.warnings).toEqual([]);
      expect(get(folder, "src/bad.ts")).toBe(files["src/bad.ts"]);
      expect(get(folder, "src/good.ts")).toContain("good = broken;");
      expect(listOwn()).toEqual(names);
      expect(places()).toEqual(before);
    },
  );

  it("holds all that changed to account for what is new elsewhere", async () => {
    const text = "export const wide = /*one → 1*/one;\nfunction one() {}\n";
    const folder = createProject("typescript-v7", { ...files, "src/lib/wide.ts": text, "src/bad.ts": "" });
    const reasons = reasonsOf(await migrate(folder, "--dry-run"));
    const reason = expect.stringContaining("src/lib/far.ts:2:1 TS2349: This expression is not callable.") as string;
    expect(reasons).toEqual({ "src/good.ts": [reason], "src/lib/wide.ts": [reason] });
  });

  it("finds the project of each file, and says where there is none, or one with an error", async () => {
    const folder = createProject("typescript-v7", {
      "package.json": '{ "type": "module" }',
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "./tsconfig.app.json" }] }),
      "tsconfig.app.json": JSON.stringify({ ...config, include: ["src"] }),
      "src/bad.ts": files["src/bad.ts"],
      "tools/bad.ts": files["src/bad.ts"],
      "old/tsconfig.json": '{ "extends": "./nowhere.json" }',
      "old/bad.ts": files["src/good.ts"].replaceAll("broken", "process"),
    });
    const report = await migrate(folder);
    expect(Object.entries(reasonsOf(report)).map(([path, { length }]) => [path, length])).toEqual([
      ["old/bad.ts", 0],
      ["src/bad.ts", 1],
      ["tools/bad.ts", 0],
    ]);
    expect(report.warnings).toEqual([
      expect.stringMatching(
        /^The types of these were not compared, old\/tsconfig\.json has an error, TS.*: old\/bad\.ts\.$/,
      ),
      "The types of these were not compared, it belongs to no tsconfig.json: tools/bad.ts.",
    ]);
  });

  it("needs a TypeScript, and one that comes to an end", async () => {
    const folder = createRepository(files);
    const without = await runIn(folder, ["migrate", "--typecheck"], { engine });
    expect(without).toMatchObject({ code: 2, out: "" });
    expect(without.err).toMatch(/^error-contract: no TypeScript is installed \(folder: .*, advice: install it/);
    put(folder, "node_modules/typescript/package.json", '{ "bin": { "tsc": "tsc.js" } }');
    put(folder, "node_modules/typescript/tsc.js", "throw new Error('out of memory')");
    const failing = await runIn(folder, ["migrate", "--typecheck", "--allow-dirty"], { engine });
    expect(failing).toMatchObject({ code: 2, out: "" });
    expect(failing.err).toMatch(/^error-contract: the compiler does not come to an end \(project: tsconfig\.json\)/);
    expect(get(folder, "src/good.ts")).toBe(files["src/good.ts"]);
  });
});
