import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { commit, createRepository, get, listNames, put, runIn } from "../cli/workbench.ts";

const fixtures = join(import.meta.dirname, "fixtures");

function createFixture(name: string): string {
  const folder = createRepository({});
  cpSync(join(fixtures, name, "before"), folder, { recursive: true });
  commit(folder);
  return folder;
}

/** The files below a folder, by path. */
const toTree = (folder: string): Record<string, string> =>
  Object.fromEntries(listNames(folder).map((name) => [name, get(folder, name)]));

/** What the compiler says of the sources of a folder. */
function compile(folder: string): string[] {
  const paths = listNames(folder).filter((name) => name.endsWith(".ts"));
  const program = ts.createProgram(
    paths.map((path) => join(folder, path)),
    {
      strict: true,
      noImplicitOverride: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: [],
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? "")} ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

describe.each(readdirSync(fixtures))("adopt-error-class: %s", (name) => {
  it("makes what is written down, says what it leaves, compiles, and has nothing to do the second time", async () => {
    const folder = createFixture(name);
    const before = compile(folder);
    const dry = await runIn(folder, ["adopt-error-class", "--dry-run"]);
    expect(toTree(folder)).toEqual(toTree(join(fixtures, name, "before")));
    const { code, out, err } = await runIn(folder, ["adopt-error-class"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const after = join(fixtures, name, "after");
    if (existsSync(after))
      expect(toTree(folder)).toEqual({ ...toTree(join(fixtures, name, "before")), ...toTree(after) });
    await expect(out).toMatchFileSnapshot(join(fixtures, name, "output.txt"));
    expect(dry.code).toBe(out.startsWith("No class") ? 0 : 1);
    expect(compile(folder)).toEqual(before);
    commit(folder);
    expect(await runIn(folder, ["adopt-error-class", "--dry-run"])).toMatchObject({ code: 0 });
  });
});

describe("adopt-error-class", () => {
  it("takes a person's word for a code, of some classes only", async () => {
    const folder = createFixture("left");
    const { out } = await runIn(folder, ["adopt-error-class", "OddError", "--code", "OddError=STOCK_EMPTY"]);
    expect(out).toContain("OddError is STOCK_EMPTY now, in 0 places");
    expect(get(folder, "src/errors/all.ts")).not.toContain("OddError");
    expect(get(folder, "src/errors/all.ts")).toContain("ListedError");
  });

  it("leaves what a published package hands out, and what a component names", async () => {
    const folder = createFixture("across-files");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({
        name: "orders",
        type: "module",
        exports: { ".": { import: "./dist/errors/order-not-found.js" } },
      }),
    );
    writeFileSync(join(folder, "src/view.vue"), "<script>import { StockEmptyError } from './errors'</script>");
    commit(folder);
    const { out } = await runIn(folder, ["adopt-error-class", "--dry-run"]);
    expect(out).toContain("OrderNotFoundError  a published package hands it out");
    expect(out).toContain("StockEmptyError  it is named in src/view.vue");
    expect(out).toContain("CardDeclined is CARD_DECLINED now");
  });

  it("refuses what cannot be meant, and files with uncommitted changes", async () => {
    const folder = createFixture("across-files");
    const toError = async (...args: string[]) => (await runIn(folder, ["adopt-error-class", ...args])).err;
    expect(await toError("Nobody")).toBe("error-contract: there is no such class of errors (name: Nobody)\n");
    expect(await toError("--code", "A=B")).toBe("error-contract: the contract has no such code (code: B)\n");
    expect(await toError("--code", "A")).toContain("It is written Class=CODE.");
    put(
      folder,
      "more.json",
      get(folder, "error-contract.json").replace('"canonical": true', '"canonical": true, "construct": false'),
    );
    expect(await toError("--contract", "more.json")).toContain("names no class that takes a code");
    rmSync(join(folder, "more.json"));
    const { appendFileSync } = await import("node:fs");
    appendFileSync(join(folder, "src/charge.ts"), "\n");
    expect(await toError()).toContain("files have uncommitted changes");
    expect(readFileSync(join(folder, "src/answer.ts"), "utf8")).toContain("OrderNotFoundError");
  });
});
