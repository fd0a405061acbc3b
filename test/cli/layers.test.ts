import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLayers, readLayers, runOwnTests } from "./layers.ts";
import { runOwn } from "./legacy-service.ts";
import { commit, get, put } from "./workbench.ts";

const wrapped = "packages/store/src/orders.ts";
const tested = [
  "packages/api/src/is-outage.ts",
  "packages/api/src/post-order.ts",
  "packages/jobs/src/import-orders.ts",
] as const;

describe("a wrap whose error is selected in other packages", () => {
  it("takes the tests along, so that the service goes on as it did", async () => {
    const folder = createLayers();
    const before = readLayers(folder);
    expect(runOwnTests(folder)).toEqual([]);
    expect(await runOwn(folder, "migrate")).toMatchObject({ code: 0 });
    const after = readLayers(folder);
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([...tested, wrapped]);
    expect(after[wrapped]).toContain('throw AppError.wrap(err, "could not insert row");');
    expect(after["packages/api/src/post-order.ts"]).toContain(`
    const uniqueViolation = findCause(err, UniqueViolation);
    if (uniqueViolation !== undefined) {
      console.debug(uniqueViolation.message);
      return { status: 409, body: { field: uniqueViolation.field } };
    }`);
    expect(runOwnTests(folder)).toEqual([]);
    commit(folder);
    expect((await runOwn(folder, "migrate")).out).toContain("Nothing to change");
    for (const path of tested) put(folder, path, before[path] ?? "");
    expect(runOwnTests(folder)).toEqual([
      "an order is placed once",
      "an outage is told as one",
      "an import waits for the connection",
    ]);
  });

  it("is left where what was found escapes, with whom that concerns", async () => {
    const folder = createLayers();
    const { out } = await runOwn(folder, "migrate", "--dry-run");
    expect(out).toContain("`cancelOrder` in packages/api/src/cancel-order.ts:10 asks `err instanceof ConnectionLost`");
  });

  it.each([
    ["a part without the tests", ["packages/store"]],
    ["a part without one of them", ["--exclude", "packages/jobs/**"]],
    ["a part without the wrap", ["packages/api", "packages/jobs"]],
    ["other codemods", ["--only", "wrap-rethrows"]],
  ])("is left, as are the tests, by a run over %s", async (_, args) => {
    const folder = createLayers();
    const before = readLayers(folder);
    const { code, out } = await runOwn(folder, "migrate", ...args);
    expect(code).toBe(0);
    expect(readLayers(folder)).toEqual(before);
    if (args[0] !== "packages/api")
      expect(out).toMatch(
        /`\w+` in packages\/\w+\/src\/[\w-]+\.ts:\d+ asks `.*`\n {10}packages\/store\/src\/orders\.ts:8:5/,
      );
  });

  it("is left, as are the tests, where one of them is not for editing", async () => {
    const folder = createLayers();
    const test = "        if (!(err instanceof ConnectionLost)) throw err;";
    put(
      folder,
      tested[2],
      get(folder, tested[2]).replace(
        test,
        `        // eslint-disable-next-line error-contract/no-shallow-match\n${test}`,
      ),
    );
    commit(folder);
    const before = readLayers(folder);
    expect((await runOwn(folder, "migrate")).out).toContain("Nothing to change");
    expect(readLayers(folder)).toEqual(before);
  });

  it("is left, as are the tests, where a file of theirs has uncommitted changes", async () => {
    const folder = createLayers();
    appendFileSync(join(folder, tested[0]), "\n");
    const before = readLayers(folder);
    await runOwn(folder, "migrate");
    expect(readLayers(folder)).toEqual(before);
    await runOwn(folder, "migrate", "--allow-dirty");
    expect(get(folder, wrapped)).toContain("AppError.wrap");
  });

  it("may come after the tests, where only so much is to change at once", async () => {
    const folder = createLayers();
    await runOwn(folder, "migrate", "--max-changes", "2");
    expect(get(folder, wrapped)).not.toContain("AppError.wrap");
    expect(runOwnTests(folder)).toEqual([]);
    await runOwn(folder, "migrate", "--allow-dirty", "--max-changes", "2");
    expect(get(folder, wrapped)).toContain("AppError.wrap");
    expect(runOwnTests(folder)).toEqual([]);
  });

  it("comes by a plan, and not where people take one of the tests out of it", async () => {
    const folder = createLayers();
    const before = readLayers(folder);
    expect(await runOwn(folder, "plan")).toMatchObject({ code: 0 });
    const plan = JSON.parse(get(folder, "error-contract.plan.json")) as { files: { path: string; sites: object[] }[] };
    put(folder, "less.json", JSON.stringify({ ...plan, files: plan.files.filter(({ path }) => path !== tested[1]) }));
    await runOwn(folder, "apply", "less.json");
    expect(readLayers(folder)).toEqual(before);
    expect(await runOwn(folder, "apply", "error-contract.plan.json", "--yes")).toMatchObject({ code: 0 });
    expect(tested.every((path) => get(folder, path).includes("findCause("))).toBe(true);
    expect(get(folder, wrapped)).toContain("AppError.wrap");
  });
});
