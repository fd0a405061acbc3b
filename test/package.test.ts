import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { toHosts } from "./hosts/hosts.ts";
import { createProject } from "./hosts/project.ts";

const home = join(inject("installed"), "eslint-plugin-error-contract");

function evaluate(script: string): string {
  return execFileSync(process.execPath, ["--input-type=commonjs", "--eval", script], {
    cwd: home,
    encoding: "utf8",
  }).trim();
}

describe("the packed plugin", () => {
  it("depends on nothing at run time", () => {
    const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty("dependencies");
    const script = `const { rules } = require("${home}");
      try { rules["no-bare-rethrow"].create({ sourceCode: {} }); } finally { console.log(Object.keys(require.cache).join("\\n")); }`;
    for (const path of evaluate(script).split("\n")) expect(path.startsWith(join(home, "dist"))).toBe(true);
  });

  it("is one instance, however it is loaded", () => {
    const script = `import("${join(home, "index.mjs")}").then((m) => console.log(m.default === require("${home}")))`;
    expect(evaluate(script)).toBe("true");
  });

  it("loads what reads contracts with the first preset, and what finds anything with the first file that is linted", () => {
    const loaded = (work: string): string[] =>
      evaluate(`const plugin = require("${home}"); ${work}; console.log(Object.keys(require.cache).join("\\n"))`).split(
        "\n",
      );
    const toBytes = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(toBytes(loaded(""))).toBeLessThan(30_000);
    const starting = loaded("plugin.configs['flat/recommended']");
    expect(toBytes(starting)).toBeLessThan(100_000);
    expect(starting).not.toContain(join(home, "dist/rules.cjs"));
    const linting = loaded("plugin.rules['no-bare-rethrow'].create({ sourceCode: {} })");
    expect(linting).toContain(join(home, "dist/rules.cjs"));
  });

  it("declares types that name no other package", () => {
    expect(readFileSync(join(home, "dist/index.d.cts"), "utf8")).not.toMatch(/\bfrom\s+["']|\bimport\(|\bany\b/);
  });
});

const typed = toHosts([]).filter(({ config }) => config[0] === "eslint.config.ts");

const compilers = ["typescript-v5", "typescript", "typescript-v7"];

it.each(typed)("type-checks in $name", { timeout: 60_000 }, (host) => {
  const project = createProject("shop", host);
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["eslint.config.ts"] }));
  for (const compiler of compilers) {
    const tsc = join(import.meta.dirname, "../node_modules", compiler, "bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
    expect(stdout).toBe("");
  }
});
