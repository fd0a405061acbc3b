import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import plugin from "../../rules/index.ts";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { createRepository, lint as lintText } from "../support/rule-tester.ts";
import { createProject, lint, type Host } from "./project.ts";

const page = readFileSync(new URL("../../docs/adopting.md", import.meta.url), "utf8");

/** The commands of a block, without what is said of them. */
function findCommands(heading: string): string[][] {
  const blocks = findFencedBlocks(page, heading, "sh").join("");
  const lines = Array.from(blocks.matchAll(/^npx error-contract (.*?)(?: +#.*)?$/gm), ([, line = ""]) => line);
  return lines.map((line) => Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? ""));
}

describe("adopting", { timeout: 120_000 }, () => {
  it("tells commands that run, each after the one before", () => {
    const folder = createProject("strict", { config: ["eslint.config.js", ""], eslint: null });
    mkdirSync(join(folder, "src/orders"));
    const contract = JSON.parse(readFileSync(join(folder, "error-contract.json"), "utf8")) as object;
    const withoutCodes = { ...contract, codes: {} }; // which would need an owner and a playbook
    writeFileSync(join(folder, "error-contract.json"), JSON.stringify(withoutCodes));
    rmSync(join(folder, ".git"), { recursive: true });
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
    const run = (args: readonly string[]): number | null =>
      spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8" }).status;

    const [take = [], hold = []] = findCommands("2. Stop the growth");
    expect([take, hold].map(run)).toEqual([0, 0]);
    const file = join(folder, "src/late.js");
    writeFileSync(file, readFileSync(join(folder, "src/orders.js"), "utf8"));
    expect(run(hold)).toBe(1);
    rmSync(file);

    const slices = findCommands("3. Migrate in slices");
    expect(slices).toHaveLength(4);
    // what would change, or nothing: never wrong usage
    const statuses = slices.map((args) => run([...args.filter((each) => each !== "--dry-run"), "--dry-run"]));
    expect(statuses.filter((status) => status !== 0 && status !== 1)).toEqual([]);
  });

  it("lets a folder go ahead of the rest", () => {
    const [config = ""] = findFencedBlocks(page, "4. Ratchet", "js");
    const host: Host = { name: "ratchet", config: ["eslint.config.js", config], eslint: "eslint" };
    const folder = createProject("strict", host);
    mkdirSync(join(folder, "src/orders"));
    writeFileSync(join(folder, "src/orders/load.js"), readFileSync(join(folder, "src/orders.js"), "utf8"));
    const filesOf = (options: readonly string[]): Set<string> =>
      new Set(lint(folder, { ...host, options }).map(({ file }) => file));
    expect([...filesOf([])]).toEqual(["src/app.js", "src/orders.js", "src/orders/load.js"]);
    expect([...filesOf(["--quiet"])]).toEqual(["src/orders/load.js"]);
  });

  it("shows an exception that is heard", () => {
    const [exception = ""] = findFencedBlocks(page, "When to change the contract, and when to make an exception", "ts");
    const filename = `${createRepository({})}/src/jobs.ts`;
    const [, directive = ""] = /^ *\/\/ eslint-disable-next-line (\S+) -- .+$/m.exec(exception) ?? [];
    const rule = plugin.rules[directive.replace("error-contract/", "")]!;
    // the rule goes by another name here
    const heard = exception.replace(directive, "own/rule");
    expect(lintText(rule, heard, { filename })).toEqual([]);
    expect(lintText(rule, heard.replace(/ *\/\/ eslint-disable.*\n/, ""), { filename })).toHaveLength(1);
  });
});
