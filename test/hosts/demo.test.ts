import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { execute } from "../../examples/demo/execute.ts";
import { repository } from "../../examples/demo/scratch.ts";

const jiti = join(repository, "node_modules/jiti/lib/jiti-cli.mjs");

async function runDemo(...args: readonly string[]): Promise<string> {
  const { out } = await execute([process.execPath, jiti, "examples/demo/main.ts", ...args], repository, [0]);
  return out;
}

/** What a folder holds, and when each of it was written. */
function readFolder(folder: string): unknown[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path, statSync(path).mtimeMs, entry.isFile() ? readFileSync(path, "utf8") : null];
  });
}

it(
  "migrates the example, keeps every claim that it prints, and with --all leaves nothing out",
  { timeout: 300_000 },
  async () => {
    const out = await runDemo("--all");
    expect(out).not.toMatch(/✗|more lines|more files|^ {3,5}and \d+ more/mu);
    expect(out.match(/^ *✓/gmu)?.length).toBeGreaterThan(10);
  },
);

it("tells what would become of a folder, and writes nothing to it", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "error-contract-survey-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "package.json"), '{ "name": "service", "type": "module" }\n');
  writeFileSync(
    join(folder, "src/load.js"),
    `import { store } from "./store.js";

export async function loadOrder(id) {
  try {
    return await store.load(id);
  } catch (err) {
    throw err;
  }
}
`,
  );
  const before = readFolder(folder);
  const out = await runDemo(folder);
  expect(out).toContain("no-bare-rethrow");
  expect(out).toContain(`Nothing was written to ${folder}.`);
  expect(readFolder(folder)).toEqual(before);
});
