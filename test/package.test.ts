import { createRequire } from "node:module";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
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
    expect(evaluate(`require("${home}"); console.log(Object.keys(require.cache).length)`)).toBe("1");
  });

  it("is one instance, however it is loaded", () => {
    const script = `import("${join(home, "index.mjs")}").then((m) => console.log(m.default === require("${home}")))`;
    expect(evaluate(script)).toBe("true");
  });

  it("costs little to load beside ESLint, with which it is loaded", () => {
    const measure = (path: string): number =>
      Number(
        evaluate(`const before = process.cpuUsage(); require("${path}"); console.log(process.cpuUsage(before).user)`),
      );
    const eslint = createRequire(import.meta.url).resolve("eslint");
    const rounds = Array.from({ length: 9 }, () => [measure(home), measure(eslint)] as const);
    const [own, host] = [Math.min(...rounds.map(([each]) => each)), Math.min(...rounds.map(([, each]) => each))];
    expect(own / host).toBeLessThan(0.35);
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
