import { execFileSync, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";

const home = join(inject("installedCommand"), "error-contract");
const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};
const conventions = {
  "error-contract.json": readFileSync(new URL("codemods/error-contract.json", import.meta.url), "utf8"),
  "src/errors.ts": "export class AppError extends Error {}\n",
};

const before = `import { read } from "./read";

export async function loadOrder(orderId: string) {
  try {
    return await read(orderId);
  } catch (err) {
    throw err;
  }
}
`;

/** A project under git that has installed the packed command. */
function createProject(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "error-contract-command-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "src"));
  const all = { ".gitignore": "node_modules\n", "package.json": '{ "private": true }', ...files };
  for (const [path, text] of Object.entries(all)) writeFileSync(join(root, path), text);
  symlinkSync(inject("installedCommand"), join(root, "node_modules"));
  const git = (...args: string[]): unknown => execFileSync("git", ["-C", root, ...args]);
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "all");
  return root;
}

function run(cwd: string, ...args: string[]): SpawnSyncReturns<string> {
  const bin = join("node_modules/error-contract", manifest.bin["error-contract"] ?? "");
  return spawnSync(process.execPath, [bin, ...args], { cwd, encoding: "utf8" });
}

describe("the packed command", () => {
  it("installs two packages beside it, and says who wrote what it bundles", () => {
    expect(Object.keys(manifest.dependencies)).toEqual(["oxc-parser", "ts-morph"]);
    const files = readdirSync(home, { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/main.mjs", "dist/main.licenses.txt"]));
    expect(files.filter((file) => /^(?:src|test)\//.test(file))).toEqual([]);
  });

  it("imports nothing but what it depends on", () => {
    const scripts = readdirSync(join(home, "dist")).filter((file) => file.endsWith(".mjs"));
    const imported = scripts.flatMap((file) => {
      const text = readFileSync(join(home, "dist", file), "utf8");
      return [...text.matchAll(/^(?:import|export) .*?from "([^"]+)";$|^import "([^"]+)";$|\bimport\("([^"]+)"\)/gm)];
    });
    const packages = imported
      .map(([, from, effect, dynamic]) => from ?? effect ?? dynamic ?? "")
      .filter((name) => !name.startsWith(".") && !isBuiltin(name));
    expect([...new Set(packages)]).toEqual(["ts-morph"]);
  });

  it("tells how it is used", () => {
    const { status, stdout, stderr } = run(createProject({}), "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: error-contract /);
    expect(stdout).toContain("migrate");
  });

  it("shows in a dry run what it would change, and changes it", () => {
    const root = createProject({ "src/orders.ts": before, ...conventions });
    const dry = run(root, "migrate", "--dry-run");
    expect({ status: dry.status, stderr: dry.stderr }).toEqual({ status: 1, stderr: "" });
    expect(dry.stdout).toContain(
      '-    throw err;\n+    throw AppError.wrap(err, "could not load order", { context: { orderId } });\n',
    );
    expect(readFileSync(join(root, "src/orders.ts"), "utf8")).toBe(before);
    expect(run(root, "migrate", "--yes").status).toBe(0);
    expect(readFileSync(join(root, "src/orders.ts"), "utf8")).toContain("AppError.wrap");
    expect(run(root, "migrate", "--dry-run", "--allow-dirty").status).toBe(0);
  });

  it("sets up a project without types, for which it needs the compiler", () => {
    const root = createProject({ "src/app.js": 'import express from "express";\nexport const app = express();\n' });
    const { status, stderr } = run(root, "init", "--yes");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(root, "error-contract.json"), "utf8")).toContain('"format": 1');
  });

  it.each([[["migrate", "--no-such-flag"]], [["no-such-command"]], [["migrate", "no-such-path"]], [["migrate"]]])(
    "refuses %j",
    (args) => {
      const { status, stdout, stderr } = run(createProject({ "src/orders.ts": before }), ...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^error-contract: .+\n$/);
    },
  );

  it("goes on where a file does not parse, and says so at the end", () => {
    const root = createProject({ "src/a.ts": "const a = ;\n", "src/b.ts": before, ...conventions });
    const { status, stdout } = run(root, "migrate", "--yes");
    expect(status).toBe(3);
    expect(stdout).toMatch(/src\/a\.ts:1:\d+: syntax error: .+/);
    expect(readFileSync(join(root, "src/b.ts"), "utf8")).toContain("AppError.wrap");
  });
});
