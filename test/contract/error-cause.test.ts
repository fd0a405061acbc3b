import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasErrorCause } from "../../src/contract/error-cause.ts";
import { createFileTree, writeIn } from "./file-tree.ts";

const lib = (...names: string[]): object => ({ compilerOptions: { lib: names } });
const target = (name: string): object => ({ compilerOptions: { target: name } });

/** Whether a file of a package with these files is compiled where errors take a cause. */
function isKnown(files: Record<string, object | string>, file = "src/orders.ts"): boolean {
  return hasErrorCause(join(createFileTree({ ".git/HEAD": "", ...files }), file));
}

describe("a cause is known to errors", () => {
  it.each([
    ["by lib", { "tsconfig.json": lib("ES2022", "DOM") }],
    ["by a part of lib", { "tsconfig.json": lib("es2020", "es2022.error") }],
    ["by target, without lib", { "tsconfig.json": target("ES2023") }],
    ["by esnext", { "tsconfig.json": target("esnext") }],
    ["where neither is said", { "tsconfig.json": {} }],
    ["where there is no tsconfig", {}],
    ["where it cannot be read", { "tsconfig.json": "{" }],
    ["by what is extended", { "tsconfig.json": { extends: "./base" }, "base.json": lib("es2022") }],
    [
      "by the last that is extended",
      {
        "tsconfig.json": { extends: ["./a.json", "./b.json"] },
        "a.json": target("es2020"),
        "b.json": target("es2022"),
      },
    ],
    [
      "where the file says more than what it extends",
      { "tsconfig.json": { extends: "./base.json", ...lib("es2022") }, "base.json": lib("es2019") },
    ],
    [
      "by an installed configuration",
      {
        "tsconfig.json": { extends: "@tsconfig/node20" },
        "node_modules/@tsconfig/node20/tsconfig.json": lib("es2023"),
      },
    ],
    ["in a circle", { "tsconfig.json": { extends: "./tsconfig.json" } }],
  ])("%s", (_, files) => {
    expect(isKnown(files)).toBe(true);
  });

  it.each([
    ["by lib, whatever the target", { "tsconfig.json": { compilerOptions: { lib: ["es2021"], target: "es2022" } } }],
    ["by target", { "tsconfig.json": `{ // old\n "compilerOptions": { "target": "es2019", }, }` }],
    [
      "by what is extended",
      {
        "tsconfig.json": { extends: "./configs/base.json" },
        "configs/base.json": { extends: "./older" },
        "configs/older.json": target("es6"),
      },
    ],
    ["by the nearest", { "tsconfig.json": target("es2022"), "src/tsconfig.json": target("es2021") }],
    [
      "by an installed configuration",
      {
        "tsconfig.json": { extends: "@acme/config/tsconfig.old.json" },
        "node_modules/@acme/config/tsconfig.old.json": target("es2017"),
      },
    ],
  ])("not, %s", (_, files) => {
    expect(isKnown(files)).toBe(false);
    expect(isKnown(files, "src/orders.js")).toBe(true);
  });

  it("is asked again when a configuration changed", async () => {
    const root = createFileTree({ ".git/HEAD": "", "tsconfig.json": target("es2019") });
    expect(hasErrorCause(join(root, "orders.ts"))).toBe(false);
    writeIn(root, "tsconfig.json", target("es2022"));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(hasErrorCause(join(root, "orders.ts"))).toBe(true);
  });
});
