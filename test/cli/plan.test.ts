import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MigrationPlan } from "../../cli/src/migrate/migration-plan.ts";
import { legacyService, runOwn } from "./legacy-service.ts";
import { commit, createRepository, get, listNames, put } from "./workbench.ts";

const planName = "error-contract.plan.json";

/** A planned service, and its plan as people may change it. */
async function createPlanned(change: (plan: MigrationPlan) => unknown = (plan) => plan): Promise<string> {
  const folder = createRepository(legacyService);
  expect(await runOwn(folder, "plan")).toMatchObject({ code: 0, err: "" });
  put(folder, planName, JSON.stringify(change(JSON.parse(get(folder, planName)) as MigrationPlan)));
  return folder;
}

function toTree(folder: string): Record<string, string> {
  const names = listNames(folder).filter((name) => name !== planName);
  return Object.fromEntries(names.map((name) => [name, get(folder, name)]));
}

const withFiles = (plan: MigrationPlan, change: (file: MigrationPlan["files"][number]) => object): MigrationPlan =>
  ({ ...plan, files: plan.files.map((file) => ({ ...file, ...change(file) })) }) as MigrationPlan;

describe("plan", () => {
  it("writes down every site, settled or left, and nothing else", async () => {
    const folder = createRepository(legacyService);
    const { code, out } = await runOwn(folder, "plan");
    expect({ code, out }).toEqual({
      code: 0,
      out: `wrote ${planName}: 3 to change, 1 left, 1 of them for you to accept. Read it, change it, then: error-contract apply ${planName}\n`,
    });
    expect(toTree(folder)).toEqual(legacyService);
    const { files } = JSON.parse(get(folder, planName)) as MigrationPlan;
    expect(files.map(({ path, sites, left }) => [path, sites.length, left.length])).toEqual([
      ["src/load.ts", 0, 1],
      ["src/remove.ts", 2, 0],
      ["src/save.ts", 1, 0],
    ]);
    expect(files[0]?.left[0]?.reason).toBe("`get` in src/api.ts:7 asks `err.retryable`");
    expect(files[2]?.sites).toEqual([
      {
        codemod: "wrap-rethrows",
        rule: "no-bare-rethrow",
        line: 5,
        column: 5,
        before: "    throw err;",
        after: '    throw AppError.wrap(err, "could not save order", { context: { id } });',
        elsewhere: [{ before: "", after: 'import { AppError } from "./errors";\n\n' }],
      },
    ]);
  });

  it("takes a part, under a name of its own, as often as one likes", async () => {
    const folder = createRepository(legacyService);
    for (let time = 0; time < 2; time++)
      expect(await runOwn(folder, "plan", "src/save.ts", "--out", join(folder, "save.json"))).toMatchObject({
        code: 0,
      });
    const { files } = JSON.parse(get(folder, "save.json")) as MigrationPlan;
    expect(files.map(({ path }) => path)).toEqual(["src/save.ts"]);
  });
});

describe("apply", () => {
  it("makes of a plan that nobody changed what migrate makes, to the byte", async () => {
    const migrated = createRepository(legacyService);
    await runOwn(migrated, "migrate");
    const folder = await createPlanned();
    expect(await runOwn(folder, "apply", "--dry-run")).toMatchObject({ code: 1 });
    expect(toTree(folder)).toEqual(legacyService);
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
    expect(toTree(folder)).toEqual(toTree(migrated));
    expect(toTree(folder)).not.toEqual(legacyService);
  });

  it("leaves a site that was deleted", async () => {
    const folder = await createPlanned((plan) => withFiles(plan, ({ sites }) => ({ sites: sites.slice(1) })));
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(0);
    expect(out).toContain("     2  not in the plan\n");
    expect(get(folder, "src/save.ts")).toBe(legacyService["src/save.ts"]);
    const text = get(folder, "src/remove.ts");
    expect([text.split("import ").length, text.split("throw err;").length]).toEqual([2, 2]);
    expect(text).toContain('AppError.wrap(err, "could not discard order"');
  });

  it("writes what people put for it", async () => {
    const folder = await createPlanned((plan) =>
      withFiles(plan, ({ sites }) => ({
        sites: sites.map((site) => ({ ...site, after: site.after.replace("could not", "failed to") })),
      })),
    );
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0 });
    expect(get(folder, "src/save.ts")).toContain(
      '    throw AppError.wrap(err, "failed to save order", { context: { id } });\n',
    );
    expect(get(folder, "src/remove.ts").match(/failed to/g)).toHaveLength(2);
  });

  it("leaves a file as it is for which people put what does not parse", async () => {
    const folder = await createPlanned((plan) =>
      withFiles(plan, ({ path, sites }) =>
        path === "src/save.ts" ? { sites: sites.map((site) => ({ ...site, after: "throw (" })) } : {},
      ),
    );
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(3);
    expect(out).toContain("src/save.ts:");
    expect(get(folder, "src/save.ts")).toBe(legacyService["src/save.ts"]);
    expect(get(folder, "src/remove.ts")).toContain("AppError.wrap");
  });

  it("refuses files that changed since, and asks again who listens", async () => {
    const folder = await createPlanned();
    put(folder, "src/save.ts", `${get(folder, "src/save.ts")}\n`);
    const listener = legacyService["src/api.ts"].replaceAll("load", "remove");
    put(folder, "src/late.ts", listener);
    commit(folder);
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(3);
    expect(out).toContain("src/save.ts: changed since the plan was made");
    expect(out).toContain("`get` in src/late.ts:7 asks `err.retryable`");
    expect(get(folder, "src/save.ts")).toBe(`${legacyService["src/save.ts"]}\n`);
    expect(get(folder, "src/remove.ts").match(/AppError\.wrap/g)).toHaveLength(1);
  });

  it("says which of its sites have vanished", async () => {
    const folder = await createPlanned();
    const contract = JSON.parse(get(folder, "error-contract.json")) as object;
    put(folder, "error-contract.json", JSON.stringify({ ...contract, scope: { exclude: ["src/save.ts"] } }));
    commit(folder);
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(0);
    expect(out).toContain("warning src/save.ts:5:5: what no-bare-rethrow reported there is not found any more.\n");
    expect(out.match(/not found any more/g)).toHaveLength(1);
    expect(get(folder, "src/remove.ts")).toContain("AppError.wrap");
  });

  it("says what is no plan", async () => {
    const folder = createRepository(legacyService);
    for (const text of ["{", "[]", '{"format":2,"files":[]}', '{"format":1,"only":[],"contract":null,"files":[{}]}']) {
      put(folder, planName, text);
      expect(await runOwn(folder, "apply")).toMatchObject({ code: 2, out: "" });
    }
    expect(await runOwn(folder, "apply", "nowhere.json")).toMatchObject({ code: 2, out: "" });
  });
});

describe("a code that a person writes into the plan", () => {
  const approval = `export async function approve(order: Order) {
  if (order.total > 90) throw new Error("an order over 90 needs an approval");
}
`;
  const service = { ...legacyService, "src/approve.ts": approval };

  /** A planned service, and its plan with `code` in every place that wants one. */
  async function createDecided(
    code: string | null,
    files: Readonly<Record<string, string>> = service,
  ): Promise<string> {
    const folder = createRepository(files);
    expect(await runOwn(folder, "plan")).toMatchObject({ code: 0, err: "" });
    const decided = withFiles(JSON.parse(get(folder, planName)) as MigrationPlan, ({ left }) => ({
      left: left.map((site) => (site.code === null ? { ...site, code } : site)),
    }));
    put(folder, planName, JSON.stringify(decided));
    return folder;
  }

  it("is asked for where nothing but a code is missing", async () => {
    const folder = createRepository(service);
    expect(await runOwn(folder, "plan")).toMatchObject({
      out: `wrote ${planName}: 3 to change, 2 left, 1 of them for want of a code, 1 of them for you to accept. Read it, change it, then: error-contract apply ${planName}\n`,
    });
    const { files } = JSON.parse(get(folder, planName)) as MigrationPlan;
    expect(files.map(({ path, left }) => [path, left.map(({ code }) => code)])).toEqual([
      ["src/approve.ts", [null]],
      ["src/load.ts", [undefined]],
      ["src/remove.ts", []],
      ["src/save.ts", []],
    ]);
  });

  it("is carried out", async () => {
    const folder = await createDecided("CONFLICT_OF_STATE", {
      ...service,
      "error-contract.json": withCode(service["error-contract.json"], "CONFLICT_OF_STATE", { fault: "server" }),
    });
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
    expect(get(folder, "src/approve.ts")).toContain(
      '  if (order.total > 90) throw new AppError("CONFLICT_OF_STATE", "an order over 90 needs an approval");\n',
    );
    expect(get(folder, "src/approve.ts")).toContain('import { AppError } from "./errors";\n');
    expect(get(folder, "src/save.ts")).toContain("AppError.wrap");
  });

  it("is carried out in a file that is known from an earlier run to have nothing to edit", async () => {
    const folder = createRepository({ ...service, "node_modules/any/index.js": "", ".gitignore": "node_modules\n" });
    for (let time = 0; time < 2; time++) await runOwn(folder, "migrate", "--dry-run");
    await runOwn(folder, "plan", "src/approve.ts");
    put(folder, planName, get(folder, planName).replace('"code": null', '"code": "INTERNAL_ERROR"'));
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
    expect(get(folder, "src/approve.ts")).toContain('new AppError("INTERNAL_ERROR", "an order over 90');
  });

  it("is nothing that the contract does not have", async () => {
    const folder = await createDecided("INTERNAL_EROR");
    const { code, out, err } = await runOwn(folder, "apply");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(
      "src/approve.ts:2:31: INTERNAL_EROR is no code of the contract. Did you mean INTERNAL_ERROR?",
    );
    expect(get(folder, "src/save.ts")).toBe(legacyService["src/save.ts"]);
  });

  it("is nothing that the contract has retired", async () => {
    const folder = await createDecided("OLD_FAILURE", {
      ...service,
      "error-contract.json": withCode(service["error-contract.json"], "OLD_FAILURE", {
        fault: "server",
        deprecated: { since: "1.0.0", use: "INTERNAL_ERROR" },
      }),
    });
    const { code, err } = await runOwn(folder, "apply");
    expect(code).toBe(2);
    expect(err).toContain("src/approve.ts:2:31: OLD_FAILURE is deprecated: use INTERNAL_ERROR.");
  });

  it("does not stand against somebody who listens, then or by now", async () => {
    const listener = legacyService["src/api.ts"].replaceAll("loadOrder", "approve").replaceAll("load", "approve");
    const listening = createRepository({ ...service, "src/late.ts": listener });
    await runOwn(listening, "plan");
    expect(get(listening, planName)).toContain("`get` in src/late.ts:7 asks `err.retryable`");

    const folder = await createDecided("INTERNAL_ERROR");
    put(folder, "src/late.ts", listener);
    commit(folder);
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(0);
    expect(out).toContain("`get` in src/late.ts:7 asks `err.retryable`");
    expect(get(folder, "src/approve.ts")).toBe(approval);
  });

  it("of a client fault wants a boundary, as it does elsewhere", async () => {
    const folder = await createDecided("PERMISSION_DENIED");
    const { code, out } = await runOwn(folder, "apply");
    expect(code).toBe(0);
    expect(out).toMatch(/boundary/);
    expect(get(folder, "src/approve.ts")).toBe(approval);
  });

  it("leaves a file that changed since as it is, and tells of a place that has vanished", async () => {
    const changed = await createDecided("INTERNAL_ERROR");
    put(changed, "src/approve.ts", `${approval}\n`);
    commit(changed);
    expect(await runOwn(changed, "apply")).toMatchObject({
      code: 3,
      out: expect.stringContaining("src/approve.ts: changed since the plan was made") as string,
    });

    const vanished = await createDecided("INTERNAL_ERROR");
    const contract = JSON.parse(get(vanished, "error-contract.json")) as object;
    put(vanished, "error-contract.json", JSON.stringify({ ...contract, scope: { exclude: ["src/approve.ts"] } }));
    commit(vanished);
    const { out } = await runOwn(vanished, "apply");
    expect(out).toContain("warning src/approve.ts:2:31: what no-uncoded-throw reported there is not found any more.\n");
  });

  it("of a site that is settled has to stand in what is written as well", async () => {
    const timeout = 'export function wait() {\n  throw new Error("timed out");\n}\n';
    const folder = createRepository({ ...legacyService, "src/wait.ts": timeout });
    await runOwn(folder, "plan");
    put(folder, planName, get(folder, planName).replace('"code": "TIMEOUT"', '"code": "UNAVAILABLE"'));
    const { out } = await runOwn(folder, "apply");
    expect(out).toContain("another code was given to it, which has to stand in `after` as well");
    expect(get(folder, "src/wait.ts")).toBe(timeout);
  });
});

describe("a message that a person writes into the plan", () => {
  const sweep = `export async function run(id: string) {
  try {
    await db.cleanup(id);
  } catch (err) {
    log(err);
    throw err;
  }
}
`;
  const handler = `import express from "express";

express().get("/:id", (req, res, next) => {
  db.cleanup(req.params.id).catch((err) => {
    res.status(500).json({ error: err.message });
  });
});
`;
  const service = { ...legacyService, "src/sweep.ts": sweep };

  /** A planned service, and its plan with what is said of every place that wants a message. */
  async function createWorded(said: object, files: Readonly<Record<string, string>> = service): Promise<string> {
    const folder = createRepository(files);
    expect(await runOwn(folder, "plan")).toMatchObject({ code: 0, err: "" });
    const worded = withFiles(JSON.parse(get(folder, planName)) as MigrationPlan, ({ left }) => ({
      left: left.map((site) => (site.message === null ? { ...site, ...said } : site)),
    }));
    put(folder, planName, JSON.stringify(worded));
    return folder;
  }

  it("is asked for where nothing but a message is missing", async () => {
    const folder = createRepository({ ...service, "src/handler.ts": handler });
    const { out } = await runOwn(folder, "plan");
    expect(out).toContain("3 to change, 4 left, 1 of them for want of a message, ");
    const { files } = JSON.parse(get(folder, planName)) as MigrationPlan;
    const wanting = files.flatMap(({ path, left }) =>
      left.flatMap((site) => ("message" in site ? [{ path, ...site }] : [])),
    );
    expect(wanting).toEqual([
      {
        path: "src/sweep.ts",
        codemod: "wrap-rethrows",
        rule: "no-bare-rethrow",
        line: 6,
        column: 5,
        reason: expect.stringMatching(/^“could not .+” does not say what failed there/) as string,
        message: null,
      },
    ]);
  });

  it("is carried out, and its code with it", async () => {
    const folder = await createWorded({ message: "could not clean up orders", code: "TIMEOUT" });
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
    const text = get(folder, "src/sweep.ts");
    expect(text).toContain(
      '    throw AppError.wrap(err, "could not clean up orders", { code: "TIMEOUT", context: { id } });\n',
    );
    expect(text).toContain('import { AppError } from "./errors";\n');
    expect(get(folder, "src/save.ts")).toContain("AppError.wrap");
  });

  it("leaves the site as it is where none is given", async () => {
    const folder = await createWorded({});
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
    expect(get(folder, "src/sweep.ts")).toBe(sweep);
  });

  it("does not stand against somebody who listens by now", async () => {
    const folder = await createWorded({ message: "could not clean up orders" });
    put(folder, "src/late.ts", legacyService["src/api.ts"].replaceAll("loadOrder", "run").replace("./load", "./sweep"));
    commit(folder);
    expect((await runOwn(folder, "apply")).out).toContain("`get` in src/late.ts:7 asks `err.retryable`");
    expect(get(folder, "src/sweep.ts")).toBe(sweep);
  });

  it("with the code of a client fault wants a boundary", async () => {
    const folder = await createWorded({ message: "could not clean up orders", code: "CONFLICT" });
    expect((await runOwn(folder, "apply")).out).toMatch(/boundary/);
    expect(get(folder, "src/sweep.ts")).toBe(sweep);
  });

  it("is no empty one", async () => {
    const folder = await createWorded({ message: " " });
    const { code, err } = await runOwn(folder, "apply");
    expect(code).toBe(2);
    expect(err).toContain("src/sweep.ts:6:5: its message is empty.");
    expect(get(folder, "src/save.ts")).toBe(legacyService["src/save.ts"]);
  });

  it("tells of a place that has vanished", async () => {
    const folder = await createWorded({ message: "could not clean up orders" });
    const contract = JSON.parse(get(folder, "error-contract.json")) as object;
    put(folder, "error-contract.json", JSON.stringify({ ...contract, scope: { exclude: ["src/sweep.ts"] } }));
    commit(folder);
    const { out } = await runOwn(folder, "apply");
    expect(out).toContain("warning src/sweep.ts:6:5: what no-bare-rethrow reported there is not found any more.\n");
  });
});

/** A contract with one code more. */
function withCode(contract: string, name: string, code: object): string {
  return JSON.stringify({
    ...(JSON.parse(contract) as object),
    codes: { [name]: { description: "Any.", http: 500, ...code } },
  });
}
