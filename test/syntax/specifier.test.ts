import { describe, expect, it } from "vitest";
import { toEnding, toImportedStem, toSpecifier, toStem } from "../../src/syntax/specifier.ts";

describe("a specifier", () => {
  it.each([
    ["./errors", ""],
    ["../errors/index", ""],
    ["./errors.js", ".js"],
    ["./errors.mjs", ".js"],
    ["./errors.jsx", ".js"],
    ["./errors.ts", ".ts"],
    ["./errors.cts", ".ts"],
    ["./order.errors", ""],
    ["./errors.json", null],
    ["./page.css", null],
    ["express", null],
    ["errors.js", null],
  ])("%s ends in %j", (specifier, ending) => {
    expect(toEnding(specifier)).toBe(ending);
  });

  it.each([
    ["./errors.js", "src/errors"],
    ["./errors/index.ts", "src/errors"],
    ["../lib", "lib"],
    [".", "src"],
    ["./", "src"],
    ["./errors/", "src/errors"],
    ["..", ""],
    ["../", ""],
    ["errors", null],
    [".errors", null],
  ])("%s means %j, of a file in `src`", (specifier, stem) => {
    expect(toImportedStem("src/orders.ts", specifier)).toBe(stem);
  });

  it.each([
    ["src/orders.ts", "src/errors.ts", "", "./errors"],
    ["src/orders.ts", "lib/errors/index.ts", ".js", "../lib/errors.js"],
    ["src/a/b.ts", "src/a/c/d.mts", "", "./c/d"],
  ])("from %s to %s with %j is %s", (from, to, extension, specifier) => {
    expect(toSpecifier(from, to, extension)).toBe(specifier);
  });

  it.each([
    ["src/errors.d.ts", "src/errors.d"],
    ["index.ts", ""],
    ["src/reindex.ts", "src/reindex"],
    ["src/errors.json", "src/errors.json"],
  ])("%s has the stem %j", (path, stem) => {
    expect(toStem(path)).toBe(stem);
  });
});
