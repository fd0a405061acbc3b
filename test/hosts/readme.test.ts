import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { codemods } from "../../codemods/index.ts";
import plugin from "../../rules/index.ts";
import { loadContract } from "../../src/contract/load.ts";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { createProject, lint, type Host } from "./project.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

const findBlocks = (heading: string, language: string): string[] => findFencedBlocks(readme, heading, language);

/** The cells of the first column of a table, without their links. */
function findFirstColumn(header: string): string[] {
  const [, table = ""] = new RegExp(`^\\| ${header} .*\\n\\|.*\\n((?:\\|.*\\n)+)`, "m").exec(readme) ?? [];
  return Array.from(table.matchAll(/^\| \[?([^\]|]+?)\]?(?:\(.*?\))? +\|/gm), ([, cell = ""]) => cell);
}

const [plain = "", withTypes = ""] = findBlocks("Lint", "js");
const [eslintrc = "", oxlintrc = ""] = findBlocks("Lint", "json");
const [cached = ""] = findBlocks("`eslint --cache`", "js");
const recommended = Object.keys(plugin.configs.recommended.rules).filter((rule) => rule.startsWith("error-contract/"));

const hosts: readonly Host[] = [
  { name: "eslint.config.js, ESLint 10", config: ["eslint.config.js", plain], eslint: "eslint" },
  { name: "eslint.config.js, ESLint 9", config: ["eslint.config.js", plain], eslint: "eslint-v9" },
  { name: "eslint.config.js with TypeScript", config: ["eslint.config.js", withTypes], eslint: "eslint" },
  {
    name: ".eslintrc.json",
    config: [".eslintrc.json", eslintrc],
    eslint: "eslint-v8",
    env: { ESLINT_USE_FLAT_CONFIG: "false" },
  },
  { name: ".oxlintrc.json", config: [".oxlintrc.json", oxlintrc], eslint: null },
];

describe("a configuration that is pasted", { timeout: 60_000 }, () => {
  it.each(hosts)("works: $name", (host) => {
    const folder = createProject("shop", host);
    if (host.config[1] === withTypes) writeFileSync(join(folder, "src/refunds.ts"), typed);
    const own = lint(folder, host).filter(({ rule }) => rule.startsWith("error-contract/"));
    expect(new Set(own.map(({ rule }) => rule))).toEqual(new Set(recommended));
    expect(own.some(({ file }) => file === "src/refunds.ts")).toBe(host.config[1] === withTypes);
  });

  it("has every rule of the preset where presets are not read", () => {
    expect(Object.keys((JSON.parse(oxlintrc) as { rules: object }).rules)).toEqual([...recommended].sort());
  });

  it("names a contract that lies elsewhere, for the cache", () => {
    const host: Host = { name: "cache", config: ["eslint.config.js", cached], eslint: "eslint" };
    const folder = createProject("shop", host);
    mkdirSync(join(folder, "services/orders"), { recursive: true });
    const contract = readFileSync(join(folder, "error-contract.json"), "utf8").replace("./src", "../../src");
    rmSync(join(folder, "error-contract.json"));
    writeFileSync(join(folder, "services/orders/error-contract.json"), contract);
    expect(lint(folder, host).map(({ rule }) => rule)).toContain("error-contract/no-unknown-code");
  });
});

const typed = `export async function refund(id: string): Promise<void> {
  try {
    await pay(id);
  } catch (err: unknown) {
    throw err as Error;
  }
}
`;

describe("before and after", () => {
  const [before = "", after = ""] = findBlocks("Before and after", "ts");
  const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");

  it("is what init and migrate make of it", { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "error-contract-readme-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const run = (args: readonly string[]): number | null =>
      spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8" }).status;
    const commit = (): void => {
      git(folder, "add", ".");
      git(folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a step");
    };
    const files = {
      "package.json": JSON.stringify({ type: "module", dependencies: { express: "5.3.0", "@bugsnag/js": "8.6.0" } }),
      ".gitignore": "node_modules\n",
      "src/store.ts": "export const store = { load: async (orderId: string) => ({ orderId }) };\n",
      "src/app.ts": before,
    };
    mkdirSync(join(folder, "src"));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    git(folder, "init", "--quiet");
    commit();

    expect(run(["init", "--yes"])).toBe(0);
    commit();
    expect(run(["migrate", "--dry-run"])).toBe(1);
    expect(run(["migrate", "--yes"])).toBe(0);
    expect(readFileSync(join(folder, "src/app.ts"), "utf8")).toBe(after);
    commit();
    expect(run(["migrate", "--dry-run"])).toBe(0);
  });
});

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", args, { cwd, stdio: "ignore" });
}

describe("the README", () => {
  it("shows a contract that is valid", () => {
    const [contract = ""] = findBlocks("The contract", "json");
    const folder = mkdtempSync(join(tmpdir(), "error-contract-readme-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "error-contract.json");
    writeFileSync(path, contract);
    const loaded = loadContract(path);
    expect(loaded.problems).toEqual([]);
    expect([...(loaded.contract?.codes.keys() ?? [])]).toContain("ORDER_NOT_FOUND");
  });

  it("lists every codemod, in the order in which they run", () => {
    expect(findFirstColumn("codemod")).toEqual(codemods.map(({ name }) => name));
  });

  it("says what each codemod settles", () => {
    const rows = readme.matchAll(/^\| \[([a-z-]+)\]\(docs\/codemods\/[a-z-]+\.md\) +\| (.*?) +\|$/gm);
    const settled = Array.from(rows, ([, name, cell = ""]) => [
      name,
      Array.from(cell.matchAll(/\[([\w-]+)\]/g), ([, rule]) => rule),
    ]);
    const [first, ...others] = codemods.map(({ name, finders }) => [
      name,
      [...new Set(finders.map(({ rule }) => rule))],
    ]);
    expect(settled).toEqual([[first?.[0], []], ...others]); // the first is of apps, which are no rule's alone
  });

  it("says whose work is in the bundle", () => {
    const licenses = readFileSync(
      join(inject("installed"), "eslint-plugin-error-contract/dist/index.licenses.txt"),
      "utf8",
    );
    const bundled = Array.from(licenses.matchAll(/^(@?[\w/.-]+) \d+\.\d+\.\d+\S*, .+$/gm), ([, name = ""]) => name);
    expect(bundled.length).toBeGreaterThan(2);
    const [, own = ""] = readme.split("## License");
    expect(bundled.filter((name) => !own.includes(name))).toEqual([]);
  });

  it("tells the exit codes that the command tells", () => {
    const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
    const help = execFileSync(process.execPath, [command, "migrate", "--help"], { encoding: "utf8" });
    const told = Array.from(help.matchAll(/^ {2}(\d) {2}(.*)$/gm), ([, code, meaning]) => `${code} ${meaning}`);
    const rows = Array.from(readme.matchAll(/^\| (\d) +\| (.*?) +\|$/gm), ([, code, meaning]) => `${code} ${meaning}`);
    expect(told).toHaveLength(4);
    expect(rows).toEqual(told);
  });

  it("calls scripts that there are", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    const called = Array.from(readme.matchAll(/npm (?:run )?(demo|test)\b/g), ([, script = ""]) => script);
    expect(new Set(called)).toEqual(new Set(["demo", "test"]));
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(called));
    expect(readFileSync(join(root, ".ci/run"), "utf8")).toMatch(/^npm ci\b[^]*^npm test\b/m);
  });

  it("names no codemod as if it were a path, and neither do the pages", () => {
    const folder = join(root, "docs/codemods");
    const pages = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    const commands = [readme, ...pages].flatMap((text) => text.match(/^npx error-contract migrate\b.*$/gm) ?? []);
    expect(commands.length).toBeGreaterThan(codemods.length);
    const names = codemods.map(({ name }) => name).join("|");
    expect(commands.filter((line) => new RegExp(`(?<!--only )\\b(?:${names})\\b`).test(line))).toEqual([]);
  });
});
