import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import plugin from "../../rules/index.ts";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { createProject, lint, type Host, type Report } from "./project.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/quick-start.md"), "utf8");

const [flat = "", flatWithTypes = ""] = findFencedBlocks(page, "`eslint.config.js`", "js");
const [eslintrc = "", eslintrcWithTypes = ""] = findFencedBlocks(page, "`.eslintrc.json`", "json");
const [flatWithChecker = ""] = findFencedBlocks(page, "With type information", "js");
const [eslintrcWithChecker = ""] = findFencedBlocks(page, "With type information", "json");
const [oxlintrc = ""] = findFencedBlocks(page, "`.oxlintrc.json`", "json");
const [service = ""] = findFencedBlocks(page, "The first finding", "js");
const [output = ""] = findFencedBlocks(page, "The first finding", "text");
const [fixed = ""] = findFencedBlocks(page, "The first fix", "js");
const [mount = ""] = findFencedBlocks(page, "A contract", "diff");
const [migration = ""] = findFencedBlocks(page, "The migration", "diff");

/** A host, and whether its configuration is the one for TypeScript. */
interface PastedHost extends Host {
  readonly isTyped?: true;
}

const legacy = { eslint: "eslint-v8", env: { ESLINT_USE_FLAT_CONFIG: "false" } } as const;

const hosts: readonly PastedHost[] = [
  { name: "eslint.config.js, ESLint 9", config: ["eslint.config.js", flat], eslint: "eslint-v9" },
  { name: "eslint.config.js, ESLint 10", config: ["eslint.config.js", flat], eslint: "eslint" },
  {
    name: "eslint.config.js with TypeScript",
    config: ["eslint.config.js", flatWithTypes],
    eslint: "eslint",
    isTyped: true,
  },
  { name: ".eslintrc.json", config: [".eslintrc.json", eslintrc], ...legacy },
  { name: ".eslintrc.json with TypeScript", config: [".eslintrc.json", eslintrcWithTypes], ...legacy, isTyped: true },
  { name: "flat, type-checked", config: ["eslint.config.js", flatWithChecker], eslint: "eslint", isTyped: true },
  { name: "legacy, type-checked", config: [".eslintrc.json", eslintrcWithChecker], ...legacy, isTyped: true },
  { name: ".oxlintrc.json", config: [".oxlintrc.json", oxlintrc], eslint: null },
];

function toLine({ line, column, rule, message }: Report): string {
  return `${line}:${column} error ${message.replace(/\.$/, "")} ${rule}`;
}

describe("the quick start", { timeout: 60_000 }, () => {
  const told = output.split("\n").slice(1, -1);

  it.each(hosts)("has the findings that it shows: $name", (host) => {
    const folder = createProject("quick-start", host);
    const typed = service.replace("(orderId)", "(orderId: string)");
    writeFileSync(join(folder, "tsconfig.json"), `{ "compilerOptions": { "module": "nodenext" }, "include": ["src"] }`);
    writeFileSync(join(folder, host.isTyped ? "src/app.ts" : "src/app.js"), host.isTyped ? typed : service);
    const reports = lint(folder, host).filter(({ rule }) => rule.startsWith("error-contract/"));
    expect(reports.map(toLine)).toEqual(told.map((line) => line.trim().replace(/ {2,}/g, " ")));
  });

  it("names the rules of the preset where presets are not read", () => {
    const own = Object.entries(plugin.configs.recommended.rules).filter(([rule]) => rule.startsWith("error-contract/"));
    expect((JSON.parse(oxlintrc) as { rules: object }).rules).toEqual(Object.fromEntries(own));
  });

  it("makes the fix that it shows", () => {
    const folder = createProject("quick-start", hosts.at(-1)!);
    writeFileSync(join(folder, "src/app.js"), service);
    const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
    spawnSync(process.execPath, [oxlint, "--fix-suggestions", "src"], { cwd: folder });
    expect(readFileSync(join(folder, "src/app.js"), "utf8")).toContain(fixed);
  });

  it("mounts the boundary and migrates as it shows", () => {
    const folder = createProject("quick-start", { config: ["eslint.config.js", flat], eslint: null });
    writeFileSync(join(folder, "src/app.js"), service);
    writeFileSync(join(folder, "package.json"), `{ "type": "module", "dependencies": { "express": "5.3.0" } }`);
    for (const name of [".git", "node_modules"]) rmSync(join(folder, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, ".gitignore"), "node_modules\n");
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
    const run = (...args: string[]): string =>
      spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8" }).stdout.replace(/ +$/gm, "");

    expect(run("init", "--yes")).toContain(mount);
    expect(run("migrate", "--dry-run")).toContain(migration);
  });
});
