import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { codemods } from "../../codemods/index.ts";
import type { StockTransform } from "../../codemods/transforms/stock-transform.ts";
import { createRoot, jscodeshift } from "../parity/project.ts";

const folder = join(inject("installedCommand"), "error-contract/transforms");
const require = createRequire(import.meta.url);
const contract = readFileSync(new URL("../codemods/error-contract.json", import.meta.url), "utf8");

const twice = `import Bugsnag from "@bugsnag/js";

export async function findOrder<T extends Order>(orderId: string): Promise<T | null> {
  try {
    return (await store.load(orderId)) satisfies Order as T;
  } catch (err: unknown) {
    Bugsnag.notify(err as Error);
    Bugsnag.notify(err as Error);
    return null;
  }
}
`;
const once = twice.replace("    Bugsnag.notify(err as Error);\n", "");
const rethrown = `export async function loadOrder(id) {
  try {
    return await read(id);
  } catch (err) {
    throw err;
  }
}
`;

/** A project with a contract, unless there is one among the files. */
function createProject(files: Readonly<Record<string, string>>): string {
  const root = createRoot();
  mkdirSync(join(root, "src"));
  for (const [path, text] of Object.entries({ "error-contract.json": contract, ...files }))
    writeFileSync(join(root, path), text);
  return root;
}

const get = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

it("there is a transform for every codemod, and no other", () => {
  const names = readdirSync(folder).filter((file) => file.endsWith(".cjs"));
  expect(names.sort()).toEqual(codemods.map(({ name }) => `${name}.cjs`).sort());
});

describe("under jscodeshift with its default flags", () => {
  it("changes a file, through a parser that jscodeshift has no say in", () => {
    const root = createProject({ "src/a.ts": twice, "src/b.ts": once });
    const said = jscodeshift("dedupe-notify", join(root, "src"));
    expect(said).toMatch(/^0 errors\n0 unmodified\n1 skipped\n1 ok$/m);
    expect([get(root, "src/a.ts"), get(root, "src/b.ts")]).toEqual([once, once]);
  });

  it("keeps a byte order mark and the line endings of Windows", () => {
    const toWindows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    const root = createProject({ "src/a.ts": toWindows(twice) });
    jscodeshift("dedupe-notify", join(root, "src"));
    expect(get(root, "src/a.ts")).toBe(toWindows(once));
  });

  it("says what only the project could settle, and leaves it", () => {
    const root = createProject({ "src/a.js": rethrown });
    const said = jscodeshift("wrap-rethrows", join(root, "src"));
    expect(said).toContain("REP");
    expect(said).toContain("5:5 no-bare-rethrow left: only the whole project could tell whether somebody listens");
    expect(get(root, "src/a.js")).toBe(rethrown);
  });

  it("tells of a file that does not parse, and goes on with the others", () => {
    const root = createProject({ "src/a.ts": `${twice}const x = ;\n`, "src/b.ts": twice });
    const said = jscodeshift("dedupe-notify", join(root, "src"), "--run-in-band");
    expect(said).toMatch(/ERR .*a\.ts Transformation error \(syntax error at 12:11: .+\)/);
    expect(get(root, "src/b.ts")).toBe(once);
  });

  it("tells what is wrong with the contract, and touches nothing", () => {
    const root = createProject({ "src/a.ts": twice, "error-contract.json": '{\n  "format": 2\n}\n' });
    const said = jscodeshift("dedupe-notify", join(root, "src"), "--run-in-band");
    expect(said).toMatch(
      /ERR .*a\.ts Transformation error \(the contract is not valid: .*error-contract\.json:2:13: .+\)/,
    );
    expect(get(root, "src/a.ts")).toBe(twice);
  });
});

describe("from a script", () => {
  const transform = require(join(folder, "dedupe-notify.cjs")) as StockTransform;
  const path = join(createProject({}), "src/a.ts");
  const left = (source: string, asked = path): string[] => {
    const reports: string[] = [];
    expect(transform({ path: asked, source }, { report: (message) => reports.push(message) })).toBeUndefined();
    return reports;
  };

  it("takes text and returns text, or nothing where nothing is to do", () => {
    expect(transform({ path, source: twice })).toBe(once);
    expect(left(once)).toEqual([]);
  });

  it("says where no contract applies, if the file is concerned at all", () => {
    const elsewhere = join(createRoot(), "a.ts");
    expect(left(twice, elsewhere)).toEqual([
      "left as it is: no error-contract.json applies; make one with `npx error-contract init`",
    ]);
    expect(left("export const one = 1;\n", elsewhere)).toEqual([]);
  });

  it("lets be what `migrate` does not read or write either", () => {
    expect(left(`// @generated\n${twice}`)).toEqual([]);
    for (const name of ["a.d.ts", "a.min.js", "a.gen.ts", "a.test.ts", "a.vue"])
      expect(left(twice, join(path, "..", name))).toEqual([]);
    expect(left(`${twice}//${"-".repeat(20_000)}`)).toEqual([]);
  });
});
