import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { execute } from "../../examples/demo/execute.ts";
import { commit, compiler, ownTests } from "../../examples/demo/scratch.ts";
import { createCopy, lint, migrate, readSources, removeCopy } from "./orders-copy.ts";

/** Rules for which there are codemods: what they still report is what `migrate` refused. */
const settled = new Set(["no-bare-rethrow", "require-cause", "no-raw-error-response", "no-duplicate-notify"]);

describe("the example service after init and migrate", () => {
  let folder: string;
  let migrated: MigrationReport;

  beforeAll(async () => {
    folder = await createCopy();
    migrated = await migrate(folder, "--yes");
    await commit(folder, "migrate");
  }, 60_000);
  afterAll(() => removeCopy(folder));

  it("has been changed, in no file that failed", () => {
    expect(migrated.failed).toEqual([]);
    const codemods = migrated.files.flatMap(({ changes }) => changes.map(({ codemod }) => codemod));
    expect(new Set(codemods)).toEqual(
      new Set([
        "wrap-rethrows",
        "match-through-wraps",
        "preserve-cause",
        "code-errors",
        "seal-responses",
        "dedupe-notify",
      ]),
    );
  });

  it("type-checks", { timeout: 60_000 }, async () => {
    expect((await execute([...compiler, "--noEmit"], folder, [0, 1, 2])).out).toBe("");
  });

  it("passes its own tests", { timeout: 60_000 }, async () => {
    const { code, out } = await execute(ownTests, folder, [0, 1]);
    expect(code, out).toBe(0);
  });

  it("has nothing left to change, and no finding that was not refused", { timeout: 60_000 }, async () => {
    const before = readSources(folder);
    const again = await migrate(folder, "--yes");
    const changed = again.files.flatMap(({ path, changes }) =>
      changes.map(({ line, rule }) => `${path}:${line} ${rule}`),
    );
    expect(changed).toEqual([]);
    expect(readSources(folder)).toEqual(before);
    const refused = again.files.flatMap(({ path, left }) => left.map(({ line, rule }) => `${path}:${line} ${rule}`));
    const reports = (await lint(folder)).filter(({ rule }) => settled.has(rule));
    expect(reports.filter(({ file, line, rule }) => !refused.includes(`${file}:${line} ${rule}`))).toEqual([]);
  });
});
