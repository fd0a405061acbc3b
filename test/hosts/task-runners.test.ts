import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { installIn, packageManagers } from "./package-manager.ts";

const page = readFileSync(new URL("../../docs/migrate.md", import.meta.url), "utf8");
const [turbo = "", nx = ""] = findFencedBlocks(page, "In parts, in a monorepo", "json");

/** What runs a script in each package, set up as the page says, and how it tells what it took from its cache. */
const runners = [
  {
    name: "Turborepo",
    packages: { turbo: "2.11.11" },
    files: { "turbo.json": turbo },
    command: ["turbo", "run", "errors", "errors-left", "--continue"],
    cached: /Cached:\s+(\d+) cached, 4 total/,
  },
  {
    name: "Nx",
    packages: { nx: "22.7.12" },
    files: { "nx.json": nx },
    command: ["nx", "run-many", "-t", "errors", "errors-left"],
    cached: /from the cache instead of running the command for (\d+) out of 4 tasks/,
  },
];

const quiet = {
  NX_DAEMON: "false",
  NX_NO_CLOUD: "true",
  NX_TUI: "false",
  NX_INTERACTIVE: "false",
  TURBO_TELEMETRY_DISABLED: "1",
};

beforeEach(() => {
  for (const [name, value] of Object.entries(quiet)) vi.stubEnv(name, value);
  return () => void vi.unstubAllEnvs();
});

const timeout = 300_000;

it.each(runners)("$name runs it in each package, and again only when something changed", { timeout }, (runner) => {
  const workspace = { workspaces: ["packages/*"], packageManager: "npm@10.8.2" };
  const manager = { ...packageManagers.npm, manifest: workspace };
  const { folder, exec } = installIn("tasks", manager, runner.packages);
  for (const [name, text] of Object.entries(runner.files)) writeFileSync(join(folder, name), text);
  appendFileSync(join(folder, ".gitignore"), ".turbo/\n.nx/\n");
  const run = () => {
    const { status, stdout, stderr } = exec(...runner.command);
    return { status, out: stdout + stderr, cached: Number(runner.cached.exec(stdout)?.[1] ?? 0) };
  };
  expect(run()).toMatchObject({ status: 0, cached: 0 });
  expect(run()).toMatchObject({ status: 0, cached: 4 });

  const contract = join(folder, "error-contract.json");
  writeFileSync(contract, readFileSync(contract, "utf8").replace('"1.0.0"', '"1.0.1"'));
  expect(run()).toMatchObject({ status: 0, cached: 0 });

  const stock = join(folder, "packages/stock/src/stock.ts");
  const bare = readFileSync(stock, "utf8").replace('AppError.wrap(err, "could not read")', "err");
  writeFileSync(stock, bare);
  const changed = run();
  expect(changed).toMatchObject({ status: 1, cached: 0 });
  expect(changed.out).toContain("+    throw AppError.wrap(err");
});
