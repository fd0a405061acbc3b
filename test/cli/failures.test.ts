import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MigrateSource } from "../../codemods/codemod.ts";
import type { TextEdit } from "../../src/syntax/edits.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { commit, createRepository, get, listNames, put, runIn, type Ran } from "./workbench.ts";

const before = 'throw "a";\n';
const after = 'throw new Error("a");\n';

/** The lines that the summary has for files that failed. */
function failuresOf({ out }: Ran): string[] {
  return out
    .split("\n")
    .filter((line) => /^ {6}\S/.test(line))
    .map((line) => line.trim());
}

describe("a file that fails", () => {
  it("is told in one line with its place, while the others go on", async () => {
    const folder = createRepository({ "a.ts": "const x = ;\n", "b.ts": "f();\n\n  if (", "c.ts": before });
    const ran = await runIn(folder, ["migrate"]);
    expect(ran.code).toBe(3);
    expect(failuresOf(ran)).toEqual([
      expect.stringMatching(/^a\.ts:1:\d+: syntax error: \S.*$/),
      expect.stringMatching(/^b\.ts:3:\d+: syntax error: \S.*$/),
    ]);
    expect(ran.out).toContain("2 files failed and are as before:");
    expect(get(folder, "c.ts")).toBe(after);
  });

  it("is not told where it was not asked for, but the index says that it lacks it", async () => {
    const folder = createRepository({ "lib/a.ts": "const x = ;\n", "src/c.ts": before });
    const { code, out } = await runIn(folder, ["migrate", "src"]);
    expect(code).toBe(0);
    expect(out).toContain("warning These cannot be read, so nobody in them is known to listen: lib/a.ts.");
  });

  it("is skipped where its brackets are nested so deeply that a parser would end the process", async () => {
    const nested = (depth: number): string => `x = ${"[\n".repeat(depth)}${"]\n".repeat(depth)};\n`;
    const folder = createRepository({ "c.ts": before, "deep.ts": nested(20_000), "less.ts": nested(900) });
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("brackets are nested more than 1000 deep  deep.ts");
    expect(out).not.toContain("less.ts");
    expect(get(folder, "c.ts")).toBe(after);
    expect(await runIn(folder, ["check"])).toMatchObject({ code: 0 });
  });

  it("is skipped if it is no text", async () => {
    const folder = createRepository({ "c.ts": before });
    writeFileSync(join(folder, "video.ts"), Buffer.from([0x47, 0xff, 0xfe, 0x00, 0x80]));
    const { code, out } = await runIn(folder, ["migrate"]);
    expect(code).toBe(0);
    expect(out).toContain("not UTF-8 text  video.ts");
  });

  it("is left alone where it is read-only", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": before });
    chmodSync(join(folder, "a.ts"), 0o444);
    const ran = await runIn(folder, ["migrate"]);
    expect(ran.code).toBe(3);
    expect(failuresOf(ran)).toEqual(["a.ts: read-only, so it is not written"]);
    expect([get(folder, "a.ts"), get(folder, "b.ts")]).toEqual([before, after]);
    expect(listNames(folder)).toEqual(["a.ts", "b.ts", "error-contract.json"]);
  });

  it.skipIf(process.getuid?.() === 0)("is told where it cannot be read", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": before });
    chmodSync(join(folder, "a.ts"), 0o000);
    const ran = await runIn(folder, ["migrate"]);
    expect(ran.code).toBe(3);
    expect(failuresOf(ran)).toEqual([expect.stringMatching(/^a\.ts: cannot be read: EACCES/)]);
    expect(get(folder, "b.ts")).toBe(after);
  });

  it("is one that vanishes while it is listed", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": before });
    const engine = createEngine((source, options) => {
      if (source.path.endsWith("a.ts")) renameSync(join(folder, "b.ts"), join(folder, "moved"));
      return codedThrows(source, options);
    });
    const ran = await runIn(folder, ["migrate", "--dry-run"], { engine });
    expect(ran.code).toBe(3);
    expect(failuresOf(ran)).toContainEqual(expect.stringMatching(/^b\.ts: cannot be read: ENOENT/));
  });
});

describe("a file that somebody else changes meanwhile", () => {
  it("is not overwritten, be it changed before or after it is read again", async () => {
    const folder = createRepository({ "a.ts": before, "b.ts": before, "c.ts": before });
    const engine = createEngine(
      (source, options) => {
        if (options.index !== null && source.text === before && source.path.endsWith("b.ts"))
          put(folder, "b.ts", "mine();\n");
        return codedThrows(source, options);
      },
      () => put(folder, "a.ts", "mine();\n"),
    );
    const ran = await runIn(folder, ["migrate", "--allow-dirty"], { engine });
    expect(ran.code).toBe(3);
    expect(failuresOf(ran)).toEqual(
      ["a.ts", "b.ts"].map((path) => `${path}: changed by somebody else meanwhile, so it is not written`),
    );
    expect(["a.ts", "b.ts", "c.ts"].map((path) => get(folder, path))).toEqual(["mine();\n", "mine();\n", after]);
    expect(listNames(folder)).toEqual(["a.ts", "b.ts", "c.ts", "error-contract.json"]);
  });
});

describe("a codemod that is wrong", () => {
  const once =
    (edit: (text: string) => TextEdit): MigrateSource =>
    ({ text }) => {
      const edits = text.includes("/*done*/") ? [] : [edit(text)];
      return {
        edits,
        changes: edits.map(() => ({ codemod: "coded-throws", rule: "no-text", line: 1, column: 1 })),
        left: [],
      };
    };
  const insert =
    (part: string) =>
    (text: string): TextEdit => ({ start: text.indexOf("|*/"), end: text.indexOf("|*/") + 1, text: part });

  const fail = async (migrateSource: MigrateSource, text: string): Promise<string> => {
    const folder = createRepository({ "a.js": text });
    const ran = await runIn(folder, ["migrate"], { engine: createEngine(migrateSource) });
    expect(ran.code).toBe(3);
    expect(get(folder, "a.js")).toBe(text);
    return failuresOf(ran).join("\n");
  };

  it("is seen where its output does not parse", async () => {
    const said = await fail(once(insert("*/ if ( /*done*/ /*")), "f(); /*|*/ g();\n");
    expect(said).toMatch(/^a\.js:1:\d+: left as it is, .* \(reason: the output does not parse, .*\)/);
  });

  it("is seen where it changes the meaning of what it does not touch", async () => {
    const shadow = await fail(once(insert("*/ /* done*//*done*/ const x = `/*")), "f(); /*|*/ g(); /*`*/ h(1);\n");
    expect(shadow).toContain("does not parse");
    const swallowed = await fail(once(insert("*/ const x = /*done*/ `/*")), "f(); /*|*/ g(1); /*`;/**/ h(1);\n");
    expect(swallowed).toContain("an edit changes the meaning of what it does not touch at 1:");
  });

  it("is seen where it puts something before a directive", async () => {
    const text = '/*|*/\n"use strict";\nf();\n';
    expect(await fail(once(insert("done*/ g(); /*done")), text)).toContain("does not touch at 2:1");
  });

  it("is seen where it turns a script into a module", async () => {
    const said = await fail(once(insert('done*/\nimport "x";\n/*done')), "f();/*|*/\n");
    expect(said).toContain("an edit turns a script into a module");
  });

  it("is seen where it mixes line endings", async () => {
    expect(await fail(once(insert("done*/\n/*done")), "f();/*|*/\r\ng();\r\n")).toContain("an edit mixes line endings");
  });

  it("is seen where its edits overlap", async () => {
    const overlapping: MigrateSource = () => ({
      edits: [
        { start: 0, end: 3, text: "a" },
        { start: 1, end: 2, text: "b" },
      ],
      changes: [],
      left: [],
    });
    expect(await fail(overlapping, "f(a);\n")).toContain("Edits overlap.");
  });

  it("is seen where it never comes to rest", async () => {
    const growing: MigrateSource = ({ text }) => ({
      edits: [{ start: text.length, end: text.length, text: "f();\n" }],
      changes: [],
      left: [],
    });
    expect(await fail(growing, "f();\n")).toContain("still edits after 5 rounds");
  });

  it("is seen where it throws", async () => {
    const throwing: MigrateSource = () => {
      throw new TypeError("x is\nundefined");
    };
    expect(await fail(throwing, "f();\n")).toBe("a.js: a codemod failed: x is undefined");
  });
});

describe("a signal", () => {
  it("ends the run between two files, with those done that are done", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `f${String(index).padStart(2, "0")}.ts`);
    const folder = createRepository(Object.fromEntries(names.map((name) => [name, before])));
    const signal = Object.defineProperty(new AbortController().signal, "aborted", {
      get: () => get(folder, "f03.ts") === after,
    });
    const { code, out } = await runIn(folder, ["migrate"], { signal });
    expect(code).toBe(130);
    expect(out).toContain("Stopped before the end. Run it again to go on.");
    const done = names.filter((name) => get(folder, name) === after);
    const open = names.filter((name) => get(folder, name) === before);
    expect([done.length > 0, open.length > 0, done.length + open.length]).toEqual([true, true, 30]);
    commit(folder);
    expect(await runIn(folder, ["migrate"])).toMatchObject({ code: 0 });
    expect(names.filter((name) => get(folder, name) === after)).toEqual(names);
  });
});
