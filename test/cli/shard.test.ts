import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { legacyService, runOwn } from "./legacy-service.ts";
import { createRepository, get } from "./workbench.ts";

const page = readFileSync(new URL("../../docs/migrate.md", import.meta.url), "utf8");
const packages = ["orders", "stock", "users"];

/** A workspace of packages, which share one contract and have each the same sources. */
const workspace = Object.fromEntries([
  ...Object.entries(legacyService).filter(([path]) => !path.startsWith("src/") || path === "src/errors.ts"),
  ...packages.flatMap((name) => [
    [`packages/${name}/package.json`, JSON.stringify({ name: `@acme/${name}`, private: true })],
    ...["api", "load", "remove", "save"].map((file) => [
      `packages/${name}/src/${file}.ts`,
      legacyService[`src/${file}.ts` as "src/api.ts"],
    ]),
    [`packages/${name}/src/index.ts`, 'export { AppError } from "../../../src/errors";\n'],
  ]),
]) as Record<string, string>;

/** The workspace as some runs, one after the other, leave it. */
async function migrateBy(...runs: readonly (readonly string[])[]): Promise<Record<string, string>> {
  const folder = createRepository(workspace);
  for (const run of runs) expect(await runOwn(folder, "migrate", "--allow-dirty", ...run)).toMatchObject({ code: 0 });
  return Object.fromEntries(Object.keys(workspace).map((path) => [path, get(folder, path)]));
}

describe("a migration in parts", () => {
  it("comes to what it is at once, by shards or by packages", async () => {
    const whole = await migrateBy([]);
    expect(whole).not.toEqual(workspace);
    expect(await migrateBy(["--shard", "1/3"], ["--shard", "2/3"], ["--shard", "3/3"])).toEqual(whole);
    expect(await migrateBy(...packages.map((name) => [`packages/${name}`]))).toEqual(whole);
    expect(await migrateBy(["--shard", "1/2"])).not.toEqual(whole);
  });

  it("comes to the same by patches of machines that know nothing of each other", async () => {
    const [command = ""] = findFencedBlocks(page, "In parts, in a monorepo", "yaml").flatMap(
      (text) => /npx error-contract (migrate .* --shard) \$/.exec(text)?.[1] ?? [],
    );
    const whole = await migrateBy([]);
    const gathered = createRepository(workspace);
    for (const shard of ["1/3", "2/3", "3/3"]) {
      const machine = createRepository(workspace);
      expect(await runOwn(machine, ...command.split(" "), shard)).toMatchObject({ code: 0 });
      const patch = execFileSync("git", ["-C", machine, "diff"]);
      if (patch.length > 0) execFileSync("git", ["-C", gathered, "apply"], { input: patch });
    }
    expect(Object.fromEntries(Object.keys(workspace).map((path) => [path, get(gathered, path)]))).toEqual(whole);
  });

  it("refuses a part that there is not", async () => {
    const folder = createRepository(workspace);
    for (const shard of ["0/2", "3/2", "1", "a/b"])
      expect((await runOwn(folder, "migrate", "--shard", shard)).err).toContain("It is written 2/4");
  });
});
