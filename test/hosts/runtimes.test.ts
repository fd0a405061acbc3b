import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import plugin from "../../rules/index.ts";
import { toHosts } from "./hosts.ts";
import { shopPlaces, toPlace } from "./places.ts";
import { createProject, lint } from "./project.ts";

/** The oldest Node that the plugin runs on, and what is younger than the one of these tests. */
const versions = ["18.18.0", "22.23.3", "24.21.0"] as const;

const rules = Object.keys(plugin.rules).filter((rule) => plugin.rules[rule]?.meta.docs.recommended === true);
const hosts = toHosts(rules).filter(({ name }) =>
  /eslintrc|-v9, eslint.config.cjs|eslint, eslint.config.mjs/.test(name),
);

const cache = fileURLToPath(new URL("../../node_modules/.cache/runtimes/", import.meta.url));

/** An executable of Node, which the registry has as a package; `null` where it cannot be had. */
function fetchNode(version: string): string | null {
  const folder = join(cache, version);
  const node = join(folder, "node_modules/node/bin/node");
  if (existsSync(node)) return node;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  const name = `node-${process.platform}-${process.arch}@${version}`;
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", `node@npm:${name}`];
  spawnSync("npm", args, { cwd: folder });
  return existsSync(node) ? node : null;
}

describe.each(versions)("on Node %s", (version) => {
  const node = fetchNode(version);
  const said = node === null ? " (which the registry does not give)" : "";

  // ESLint 10 needs a younger one
  const supported = hosts.filter(({ eslint }) => version !== "18.18.0" || eslint !== "eslint");
  it.skipIf(node === null).each(supported)(`lints with $name${said}`, (host) => {
    const reports = lint(createProject("shop", host), { ...host, node: node ?? "" });
    expect(reports.map(toPlace)).toEqual(shopPlaces);
  });

  it.skipIf(node === null || version === "18.18.0")(`runs the command${said}`, () => {
    const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
    const folder = createProject("strict", hosts[0]!);
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const { status, stdout } = spawnSync(node ?? "", [command, "migrate", "--dry-run"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stdout).toContain('+    throw AppError.wrap(err, "could not load order", { context: { orderId } });');
  });
});
