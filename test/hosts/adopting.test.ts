import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import plugin from "../../rules/index.ts";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { createRepository, lint as lintText } from "../support/rule-tester.ts";
import { createProject, lint, type Host } from "./project.ts";

const page = readFileSync(new URL("../../docs/adopting.md", import.meta.url), "utf8");

/** The commands of a block, without what is said of them. */
function findCommands(heading: string): string[][] {
  const blocks = findFencedBlocks(page, heading, "sh").join("");
  const lines = Array.from(blocks.matchAll(/^npx error-contract (.*?)(?: +#.*)?$/gm), ([, line = ""]) => line);
  return lines.map((line) =>
    Array.from(line.matchAll(/["']([^"']*)["']|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? ""),
  );
}

const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");

function runIn(cwd: string, args: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [command, ...args], { cwd, encoding: "utf8" });
  return { status, stdout };
}

function createFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "error-contract-adopting-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(folder: string): void {
  const git = (...args: string[]): unknown => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a step");
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
    const run = (args: readonly string[]): number | null => runIn(folder, args).status;

    const [take = [], hold = []] = findCommands("2. Stop the growth");
    expect([take, hold].map(run)).toEqual([0, 0]);
    const file = join(folder, "src/late.js");
    writeFileSync(file, readFileSync(join(folder, "src/orders.js"), "utf8"));
    expect(run(hold)).toBe(1);
    rmSync(file);

    const slices = findCommands("3. Migrate in slices");
    expect(slices).toHaveLength(6);
    // what would change, or nothing: never wrong usage
    const toDry = (args: readonly string[]): readonly string[] => [
      ...args.filter((each) => each !== "--dry-run"),
      "--dry-run",
    ];
    const statuses = slices.map((args) => run(args[0] === "plan" ? args : toDry(args)));
    expect(statuses.filter((status) => status !== 0 && status !== 1)).toEqual([]);
  });

  it("shares one contract among services, and says whom a change of it reaches", () => {
    const [extending = ""] = findFencedBlocks(page, "Thirty repositories", "json");
    const [reach = [], generated = [], baseline = []] = findCommands("Thirty repositories");
    const [accept = []] = findCommands("2. Stop the growth");
    const [inline = ""] = /`npx error-contract (generate ts [^`]*)`/.exec(page)?.slice(1) ?? [];
    const root = createFolder();
    const [shared, service] = ["contract", "orders"].map((name) => join(root, name)) as [string, string];
    const source = `import { AppError } from "./errors/app-error.js";
export function find(orderId) {
  throw new AppError("ORDER_LOST", "order lost", { context: { orderId } });
}
`;
    const code = { description: "It is lost.", fault: "server", owner: "@acme/orders", playbook: "lost.md" };
    const write = (codes: object): void =>
      put(
        shared,
        "error-contract.json",
        JSON.stringify({ format: 1, version: "1.0.0", extends: ["error-contract:starter"], codes }),
      );
    put(shared, "package.json", '{ "name": "@acme/error-contract", "version": "1.0.0" }');
    put(shared, "lost.md", "# ORDER_LOST\n");
    write({ ORDER_LOST: code });
    put(service, "package.json", '{ "name": "orders", "type": "module" }');
    put(service, "error-contract.json", extending);
    put(service, "src/find.js", source);
    put(service, "CODEOWNERS", "* @acme/orders\n");
    mkdirSync(join(service, "node_modules/@acme"), { recursive: true });
    symlinkSync(shared, join(service, "node_modules/@acme/error-contract"));
    put(service, ".gitignore", "node_modules\n");
    for (const folder of [shared, service]) commit(folder);

    expect(runIn(service, ["init", "--yes"])).toMatchObject({ status: 0 });
    commit(service);
    expect(runIn(service, generated)).toMatchObject({ status: 0 });
    expect(runIn(service, accept)).toMatchObject({ status: 0 });
    expect(runIn(service, baseline)).toMatchObject({ status: 0 });
    expect(runIn(shared, inline.split(" "))).toMatchObject({ status: 0 });

    put(shared, "usage/orders.json", runIn(service, ["check", "--usage"]).stdout);
    expect(runIn(shared, reach).stdout).not.toContain("code-removed");
    write({});
    const { status, stdout } = runIn(shared, reach);
    expect(status).toBe(1);
    expect(stdout).toMatch(/code-removed.*\bORDER_LOST\b|\bORDER_LOST\b.*code-removed/);
    expect(stdout).toContain("@acme/orders");
    // the services hear of it as well: what is generated is out of date
    expect(runIn(service, generated)).toMatchObject({ status: 1 });
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
