import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRepository, get, listNames, put, runIn } from "./workbench.ts";

const load =
  "export async function load(id) {\n  try {\n    return await read(id);\n  } catch (err) {\n    throw err;\n  }\n}\n";
const save = load.replace("load", "save");

const check = (folder: string, ...args: string[]) => runIn(folder, ["check", ...args]);
const hold = (folder: string, ...args: string[]) => check(folder, "--baseline", "known.json", ...args);

async function createLegacy(files: Readonly<Record<string, string>> = { "a.js": load }): Promise<string> {
  const folder = createRepository(files);
  expect(await hold(folder, "--accept", "--reason", "was there before")).toMatchObject({ code: 0 });
  return folder;
}

function entriesIn(folder: string): string[] {
  const { entries } = JSON.parse(get(folder, "known.json")) as { entries: { file: string; count: number }[] };
  return entries.map(({ file, count }) => `${file} ${count}`);
}

describe("check --rules", () => {
  it("reports what the preset's rules do in ESLint", async () => {
    const { code, out } = await check(createRepository({ "a.js": load }), "--rules", "recommended");
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.js:5:5 {2}error {2}`err` leaves `load` as it was caught.*no-bare-rethrow\n/);
  });

  it("is as loud as the preset, and silent under a directive", async () => {
    expect(await check(createRepository({ "a.js": load }), "--rules", "adopt")).toMatchObject({ code: 0 });
    const disabled = load.replace(
      "throw",
      "// eslint-disable-next-line error-contract/no-bare-rethrow -- a probe\n    throw",
    );
    const { code, out } = await check(createRepository({ "a.js": disabled }), "--rules", "strict");
    expect({ code, hasReport: /no-bare-rethrow/.test(out) }).toEqual({ code: 0, hasReport: false });
  });

  it("wants a preset that there is", async () => {
    expect(await check(createRepository({}), "--rules", "lax")).toMatchObject({ code: 2, out: "" });
  });
});

describe("a baseline", () => {
  it("lets be what was there, and fails on what is new", async () => {
    const folder = await createLegacy();
    expect(await hold(folder)).toMatchObject({ code: 0 });
    put(folder, "b.js", save);
    const { code, out } = await hold(folder);
    expect(code).toBe(1);
    expect(out).toMatch(/^b\.js:5:5 {2}error/);
    expect(out).not.toMatch(/a\.js/);
  });

  it("knows its reports wherever they go: other lines, another format, a file moved or renamed", async () => {
    const folder = await createLegacy({ "a.js": load + save });
    expect(entriesIn(folder)).toEqual(["a.js 1", "a.js 1"]);
    put(folder, "a.js", `// moved down\n\n${save}${load.replace("throw err;", "throw  err ;")}`);
    expect(await hold(folder)).toMatchObject({ code: 0 });
    renameSync(join(folder, "a.js"), join(folder, "b.js"));
    expect(await hold(folder)).toMatchObject({ code: 0 });
    expect(entriesIn(folder)).toEqual(["b.js 1", "b.js 1"]);
  });

  it("counts: the same report twice in a function is one more", async () => {
    const twice = load.replace("return await read(id);", "try { await read(id); } catch (err) { throw err; }");
    const folder = await createLegacy({ "a.js": load, "c.js": twice });
    const before = entriesIn(folder);
    put(folder, "a.js", load + load.replace("load", "other"));
    expect(await hold(folder)).toMatchObject({ code: 1 });
    expect(entriesIn(folder)).toEqual(before);
  });

  it("shrinks by itself, so that what was mended stays so", async () => {
    const folder = await createLegacy({ "a.js": load + save });
    put(folder, "a.js", save);
    const { code, out } = await hold(folder);
    expect(code).toBe(0);
    expect(out).toMatch(/of the baseline 1 left, 1 mended, 0 accepted/);
    expect(entriesIn(folder)).toEqual(["a.js 1"]);
    put(folder, "a.js", load + save);
    expect(await hold(folder)).toMatchObject({ code: 1 });
  });

  it("grows only with a reason, which it keeps", async () => {
    const folder = await createLegacy();
    put(folder, "b.js", save);
    expect(await hold(folder, "--accept")).toMatchObject({ code: 2, out: "" });
    expect(await hold(folder, "--reason", "because")).toMatchObject({ code: 2, out: "" });
    expect(await hold(folder, "--accept", "--reason", "the job retries")).toMatchObject({ code: 0 });
    expect(get(folder, "known.json")).toMatch(/"reason": "the job retries"/);
    expect(await hold(folder)).toMatchObject({ code: 0 });
  });

  it("has to be there, and to be one", async () => {
    const folder = createRepository({ "a.js": load });
    expect(await hold(folder)).toMatchObject({ code: 2, out: "" });
    expect(listNames(folder)).not.toContain("known.json");
    put(folder, "known.json", "{}");
    expect(await hold(folder, "--accept", "--reason", "so")).toMatchObject({ code: 2, out: "" });
    expect(get(folder, "known.json")).toBe("{}");
  });
});
