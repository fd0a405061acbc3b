import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Contract } from "../../src/contract/contract.ts";
import { isGlob, isGlobMatch, parseGlob, toAbsoluteGlob } from "../../src/contract/glob.ts";
import { loadContract } from "../../src/contract/load.ts";
import { isClientPath, isInScope, isTestPath, wireShapeOf } from "../../src/contract/scope.ts";
import { createFileTree } from "./file-tree.ts";

describe("a glob", () => {
  it.each([
    ["/r/**", "/r/a/b.ts", true],
    ["/r/**/*.ts", "/r/b.ts", true],
    ["/r/**/*.ts", "/r/a/.hidden/b.ts", true],
    ["/r/*.ts", "/r/a/b.ts", false],
    ["/r/**/x/**/y", "/r/x/x/a/y", true],
    ["/r/**/x/**/y", "/r/x", false],
    ["**/*.test.*", "/r/a.test.ts", true],
    ["**/*.{test,spec}.{ts,js}", "/r/a.spec.js", true],
    ["**/*.{test,spec}.ts", "/r/a.specs.ts", false],
    ["/r/{a,b{c,d}}/x", "/r/bd/x", true],
    ["/r/[ab]?.ts", "/r/bz.ts", true],
    ["/r/[!ab].ts", "/r/a.ts", false],
    ["/r/[a-c].ts", "/r/b.ts", true],
    [String.raw`/r/\[id\]/*`, "/r/[id]/x", true],
    [String.raw`/r/\*`, "/r/x", false],
    ["/r/a**b", "/r/axxb", true],
    ["/r/a*", "/r/a", true],
    ["/r/**", "/r", true],
    ["/r/a", "/r/a/b", false],
    ["/r/a?", "/r/a", false],
    ["/r/[^a]", "/r/b", true],
    ["/r/[a!]", "/r/!", true],
    ["/r/[!a]", "/r/!", true],
    ["/r/a?b", String.raw`/r/a\b`, true],
    ["/r/[b-d]", "/r/a", false],
    ["/r/[b-d]", "/r/e", false],
    ["/r/[]a]", "/r/]", true],
    ["/r/a}", "/r/a}", true],
    ["/r/{a}/b", "/r/a/b", true],
    ["/r/{,a}b", "/r/b", true],
    ["a[", "a[", false],
  ])("%s means %s: %s", (glob, path, expected) => {
    expect(isGlobMatch(glob, path)).toBe(expected);
  });

  it("is none with a bracket or brace left open, or with too many alternatives", () => {
    for (const text of ["a[", "a{b", "{a[,b}", "{a,b}".repeat(20)]) expect(parseGlob(text)).toBeNull();
    expect(parseGlob("{a,b}".repeat(8))).not.toBeNull();
  });

  it("means what the regular expression means that says the same", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "/",
      "/",
      "*",
      "**",
      "**/",
      "?",
      "[ab]",
      "[!a]",
      "[a-b]",
      "{a,b/a}",
      "\\*",
      ".",
    );
    const path = fc
      .array(fc.constantFrom("a", "b", "/", "*", "."), { maxLength: 7 })
      .map((letters) => letters.join(""));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), path, (pieces, text) => {
        const glob = pieces.join("");
        expect([glob, text, isGlobMatch(glob, text)]).toEqual([glob, text, toRegExp(glob).test(`/${text}`)]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is told from a path that none could be in", () => {
    expect(["*", "?", "[", "{"].map((each) => isGlob(`src/${each}`))).toEqual([true, true, true, true]);
    expect(isGlob("src/errors")).toBe(false);
  });

  it("belongs to the directory of the file that wrote it, unless it is absolute", () => {
    expect(toAbsoluteGlob("/r", "src/")).toBe("/r/src/**");
    expect(toAbsoluteGlob("/r/a", "../b/*.ts")).toBe("/r/b/*.ts");
    expect(toAbsoluteGlob("/r", "/x/*.ts")).toBe("/x/*.ts");
    expect(toAbsoluteGlob("/r", "C:/x/*.ts")).toBe("C:/x/*.ts");
    expect(toAbsoluteGlob("/r", "src:/x")).toBe("/r/src:/x");
  });

  it("is fast, whatever it is", () => {
    const start = process.cpuUsage();
    expect(isGlobMatch(`/${"*a".repeat(200)}b`, `/${"a".repeat(5000)}`)).toBe(false);
    expect(isGlobMatch(`${"**/a/".repeat(200)}b`, "/a".repeat(5000))).toBe(false);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });

  it("means a directory literally", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[/\\]|^\.\.?$/.test(text));
    fc.assert(
      fc.property(name, name, (directory, file) => {
        expect(isGlobMatch(toAbsoluteGlob(`/${directory}`, "**"), `/${directory}/${file}`)).toBe(true);
        expect(isGlobMatch(toAbsoluteGlob(`/${directory}`, "**"), `/x${directory}/${file}`)).toBe(false);
      }),
    );
  });
});

/** A glob in the words of regular expressions, over a path behind a slash: slow to match, and easy to see through. */
function toRegExp(glob: string): RegExp {
  const [braces, ...choices] = /\{(.*?),(.*?)\}/.exec(glob) ?? [];
  if (braces !== undefined)
    return new RegExp(choices.map((choice) => toRegExp(glob.replace(braces, choice)).source).join("|"));
  const letters: Readonly<Record<string, string>> = { "\\*": "\\*", "?": "[^/]", ".": "\\.", "[!": "[^/" };
  const segments = glob
    .split("/")
    .map((text) =>
      text === "**" ? "(?:/[^/]*)*" : `/${text.replaceAll(/\\\*|\*+|\?|\.|\[!/g, (each) => letters[each] ?? "[^/]*")}`,
    );
  return new RegExp(`^${segments.join("")}$`);
}

describe("scope", () => {
  const root = "scope-of-[this]-{one}";
  const load = (content: object): { contract: Contract | null; at: (path: string) => string } => {
    const directory = createFileTree({ [`${root}/error-contract.json`]: content });
    const { contract } = loadContract(join(directory, root, "error-contract.json"));
    return { contract, at: (path) => join(directory, root, path) };
  };

  it("is every source where nothing is said", () => {
    expect(isInScope(null, "/r/x.ts")).toBe(true);
    expect(isClientPath(null, "/r/x.ts")).toBe(false);
    expect(isTestPath(null, "/r/x.test.ts")).toBe(true);
    expect(isTestPath(null, "/r/test/x.ts")).toBe(false);
    expect(wireShapeOf(null, "/r/x.ts")).toBe("envelope");
    expect(isInScope(load({}).contract, "<input>")).toBe(true);
  });

  const usual = ["src/x.ts", "src/config.ts", "src/seeds.ts", "src/rc.ts", "src/manuscripts/x.ts", "src/vendor/x.ts"];
  const unusual = [
    "scripts/x.ts",
    "packages/api/src/migrations/1-orders.ts",
    "prisma/seed.ts",
    "db/seeders/orders.js",
    ".github/bot/config.cjs",
    "vite.config.ts",
    "knexfile.js",
    ".mocharc.cjs",
    "public/vendor/chart.js",
    "lib/third_party/chart.js",
  ];

  it("leaves out scripts, migrations, seeds and configuration where the contract includes nothing by name", () => {
    const { contract, at } = load({ scope: { exclude: ["legacy/**"] } });
    const inScope = [...usual, ...unusual, "legacy/x.ts"].filter((path) => isInScope(contract, at(path)));
    expect(inScope).toEqual(usual);
  });

  it("leaves them in where the contract includes them", () => {
    const { contract, at } = load({ scope: { include: ["**"], exclude: ["db/**"] } });
    const leftOut = [...usual, ...unusual].filter((path) => !isInScope(contract, at(path)));
    expect(leftOut).toEqual(["db/seeders/orders.js"]);
  });

  it("leaves them out without a contract, seen from the repository's root", () => {
    const at = (path: string): string => join(repository, path);
    const repository = join(createFileTree({ "scripts/shop/.git/HEAD": "" }), "scripts/shop");
    expect([...usual, ...unusual].filter((path) => isInScope(null, at(path)))).toEqual(usual);
  });

  it("asks no folder where nobody knows a root", () => {
    expect(isInScope(null, "/nowhere/scripts/x.ts")).toBe(true);
    expect(isInScope(null, "/nowhere/scripts/vite.config.ts")).toBe(false);
  });

  it("is what the contract says, relative to its file", () => {
    const { contract, at } = load({
      scope: { include: ["src/**", "web/"], exclude: ["src/scripts/**"], client: ["web/**"], tests: ["**/*.check.ts"] },
      wire: [
        { files: "src/v1/**", shape: "own" },
        { files: ["src/**"], shape: "problem+json" },
      ],
    });
    const inScope = ["src/x.ts", "web/x.ts", "src/scripts/x.ts", "lib/x.ts"].filter((path) =>
      isInScope(contract, at(path)),
    );
    expect(inScope).toEqual(["src/x.ts", "web/x.ts"]);
    expect(isClientPath(contract, at("web/x.ts"))).toBe(true);
    expect(isClientPath(contract, at("src/web/x.ts"))).toBe(false);
    expect(isTestPath(contract, at("src/x.check.ts"))).toBe(true);
    expect(isTestPath(contract, at("src/x.test.ts"))).toBe(false);
    expect(wireShapeOf(contract, at("src/v1/x.ts"))).toBe("own");
    expect(wireShapeOf(contract, at("src/v2/x.ts"))).toBe("problem+json");
    expect(wireShapeOf(contract, at("web/x.ts"))).toBe("envelope");
  });
});
