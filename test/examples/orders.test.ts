import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Place } from "../../codemods/codemod.ts";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import manifest from "./orders.json" with { type: "json" };
import { createCopy, example, lint, migrate, readSources, removeCopy, type Report } from "./orders-copy.ts";

interface Site {
  readonly file: string;
  readonly code: string;
}

const rules = [
  "no-bare-rethrow",
  "require-cause",
  "no-unknown-code",
  "no-raw-error-response",
  "no-uncoded-handler-error",
  "no-duplicate-notify",
];

describe("the example service", () => {
  const sources = readSources(example);

  it("is large enough to be believed", () => {
    expect(sources.size).toBeGreaterThanOrEqual(25);
    expect(manifest.reported.length).toBeGreaterThanOrEqual(45);
    expect(manifest.silent.length).toBeGreaterThanOrEqual(15);
    expect(manifest.refused.length).toBeGreaterThanOrEqual(8);
    expect(new Set(manifest.reported.map(({ rule }) => rule))).toEqual(new Set(rules));
  });

  it("is not prepared: no error class, wrap or boundary is in it", () => {
    const prepared = [...sources].filter(([, text]) =>
      /AppError|\bwrap\w*\(|boundar(?:y|ies)|setErrorHandler/i.test(text),
    );
    expect(prepared.map(([file]) => file)).toEqual([]);
  });

  it("has every marked place exactly once", () => {
    const marked = [...manifest.reported, ...manifest.silent, ...manifest.settled, ...manifest.refused];
    expect(marked.filter(({ file, code }) => sources.get(file)?.split(code).length !== 2)).toEqual([]);
  });
});

describe("what is found in the example service", () => {
  let folder: string;
  let reports: readonly Report[];
  let plan: MigrationReport;

  beforeAll(async () => {
    folder = await createCopy();
    reports = await lint(folder);
    plan = await migrate(folder, "--dry-run");
  }, 60_000);
  afterAll(() => removeCopy(folder));

  const isAt = (site: Site, file: string, line: number): boolean => {
    if (site.file !== file) return false;
    const [before = ""] = readFileSync(join(folder, file), "utf8").split(site.code);
    const first = before.split("\n").length;
    return line >= first && line < first + site.code.split("\n").length;
  };

  const findSites = (site: Site, outcome: "changes" | "left"): Place[] =>
    plan.files.flatMap((file) => file[outcome].filter(({ line }) => isAt(site, file.path, line)));

  it.each(manifest.reported)("$rule reports $code in $file", (site) => {
    const found = reports.filter(({ file, line }) => isAt(site, file, line));
    expect(found.map(({ rule }) => rule)).toEqual([site.rule]);
  });

  it.each(manifest.silent)("nothing is reported at $code in $file: $reason", (site) => {
    expect(reports.filter(({ file, line }) => isAt(site, file, line))).toEqual([]);
  });

  it("nothing else is reported", () => {
    const others = reports.filter(({ file, line }) => !manifest.reported.some((site) => isAt(site, file, line)));
    expect(others.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  });

  it.each(manifest.settled)("only migrate can settle $code in $file: $reason", (site) => {
    expect(reports.filter(({ file, line }) => isAt(site, file, line))).toEqual([]);
    expect(findSites(site, "changes")).not.toEqual([]);
  });

  it.each(manifest.refused)("migrate leaves $code in $file: $reason", (site) => {
    const skipped = plan.skipped.filter(({ path }) => path === site.file);
    expect([...findSites(site, "left"), ...skipped]).not.toEqual([]);
    expect(findSites(site, "changes")).toEqual([]);
  });

  it("migrate leaves nothing else", () => {
    const left = plan.files.flatMap(({ path, left: sites }) => sites.map((site) => ({ file: path, ...site })));
    const unexpected = left.filter(({ file, line }) => !manifest.refused.some((site) => isAt(site, file, line)));
    expect(unexpected.map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([]);
  });
});
