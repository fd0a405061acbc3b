import { describe, expect, it } from "vitest";
import type { MigrationPlan, PlanLeft } from "../../cli/src/migrate/migration-plan.ts";
import { legacyService, runOwn } from "./legacy-service.ts";
import { commit, createRepository, get, put } from "./workbench.ts";

const planName = "error-contract.plan.json";

/** Asks for something else than the service's own listener, of the same function. */
const secondListener = `import { loadOrder } from "./load";

export async function find(id: string) {
  try {
    return await loadOrder(id);
  } catch (err) {
    if (err.errno === 13) return null;
    return err.syscall === "open" ? 1 : 2;
  }
}
`;
const approval = `export async function approve(order: Order) {
  if (order.total > 90) throw new Error("an order over 90 needs an approval");
}
`;

function readLeft(folder: string): readonly PlanLeft[] {
  const { files } = JSON.parse(get(folder, planName)) as MigrationPlan;
  return files.flatMap(({ left }) => left);
}

/** A planned service, and its plan with what is said of every site that is offered. */
async function createSaid(said: object, files: Readonly<Record<string, string>> = legacyService): Promise<string> {
  const folder = createRepository(files);
  expect(await runOwn(folder, "plan")).toMatchObject({ code: 0, err: "" });
  const plan = JSON.parse(get(folder, planName)) as MigrationPlan;
  const say = (site: PlanLeft): PlanLeft => (site.accepted === false ? { ...site, ...said } : site);
  put(
    folder,
    planName,
    JSON.stringify({ ...plan, files: plan.files.map((file) => ({ ...file, left: file.left.map(say) })) }),
  );
  return folder;
}

describe("what stands against an edit", () => {
  it("is told in full, with the edit, for a person to accept", async () => {
    const folder = createRepository({ ...legacyService, "src/find.ts": secondListener });
    const { out } = await runOwn(folder, "plan");
    expect(out).toContain("3 to change, 1 left, 1 of them for you to accept.");
    expect(readLeft(folder)).toEqual([
      {
        codemod: "wrap-rethrows",
        rule: "no-bare-rethrow",
        line: 5,
        column: 5,
        reason: "`get` in src/api.ts:7 asks `err.retryable`",
        before: "    throw err;",
        after: '    throw AppError.wrap(err, "could not load order", { context: { id } });',
        against: [
          "`get` in src/api.ts:7 asks `err.retryable`",
          "`find` in src/find.ts:7 asks `err.errno`",
          "`find` in src/find.ts:8 asks `err.syscall`",
        ],
        accepted: false,
      },
    ]);
  });

  it("stands as long as nobody accepts it, and goes where somebody does", async () => {
    for (const accepted of [false, true]) {
      const folder = await createSaid({ accepted }, { ...legacyService, "src/find.ts": secondListener });
      expect(await runOwn(folder, "apply")).toMatchObject({ code: 0, err: "" });
      expect(get(folder, "src/load.ts").includes('AppError.wrap(err, "could not load order"')).toBe(accepted);
      expect(get(folder, "src/load.ts").includes('import { AppError } from "./errors"')).toBe(accepted);
      expect(get(folder, "src/save.ts")).toContain("AppError.wrap");
    }
  });

  it("is accepted as far as it was told: who has come since still stands there", async () => {
    const folder = await createSaid({ accepted: true });
    put(folder, "src/find.ts", secondListener);
    commit(folder);
    const { out } = await runOwn(folder, "apply");
    expect(out).toContain("`find` in src/find.ts:7 asks `err.errno`");
    expect(get(folder, "src/load.ts")).toBe(legacyService["src/load.ts"]);
  });

  it("is accepted at every site at once", async () => {
    const shown = legacyService["src/api.ts"].replaceAll("loadOrder", "approve").replaceAll("load", "approve");
    const files = { ...legacyService, "src/find.ts": secondListener, "src/late.ts": shown, "src/approve.ts": approval };
    const planned = createRepository(files);
    await runOwn(planned, "plan");
    const plan = JSON.parse(get(planned, planName)) as MigrationPlan;
    expect(plan.against).toEqual(
      [
        "`get` in src/late.ts:7 asks `err.retryable`",
        "`get` in src/api.ts:7 asks `err.retryable`",
        "`find` in src/find.ts:7 asks `err.errno`",
        "`find` in src/find.ts:8 asks `err.syscall`",
      ].map((reason) => ({ reason, sites: 1, accepted: false })),
    );
    for (const accepted of [plan.against!.slice(0, 3), plan.against!]) {
      const against = plan.against!.map((each) => ({ ...each, accepted: accepted.includes(each) }));
      const folder = createRepository({ ...files, [planName]: JSON.stringify({ ...plan, against }) });
      expect(await runOwn(folder, "apply")).toMatchObject({ code: 0 });
      expect(get(folder, "src/load.ts").includes("AppError.wrap")).toBe(accepted.length === 4);
      // it still wants a code
      expect(get(folder, "src/approve.ts")).toBe(approval);
    }
  });

  it("lets a person write the edit as well", async () => {
    const after = '    throw AppError.wrap(err, "could not read an order", { context: { order: id } });';
    const folder = await createSaid({ accepted: true, after });
    expect(await runOwn(folder, "apply")).toMatchObject({ code: 0 });
    expect(get(folder, "src/load.ts")).toContain(`{\n${after}\n`);
    expect(get(folder, "src/load.ts")).toContain('import { AppError } from "./errors"');
  });

  it("may stand there besides a code that is missing", async () => {
    const listener = legacyService["src/api.ts"].replaceAll("loadOrder", "approve").replaceAll("load", "approve");
    const files = { ...legacyService, "src/approve.ts": approval, "src/late.ts": listener };
    const said = createRepository(files);
    const { out } = await runOwn(said, "plan");
    expect(out).toContain("2 left, 1 of them for want of a code, 2 of them for you to accept.");
    expect(readLeft(said)[0]).toMatchObject({
      reason: "`get` in src/late.ts:7 asks `err.retryable`",
      code: null,
      accepted: false,
    });
    for (const accepted of [false, true]) {
      const folder = await createSaid({ accepted, code: "INTERNAL_ERROR" }, files);
      await runOwn(folder, "apply");
      expect(get(folder, "src/approve.ts").includes('new AppError("INTERNAL_ERROR", "an order')).toBe(accepted);
    }
  });

  it("may be a test that expects the message", async () => {
    const test = `import { save } from "./books";
it("fails", () => expect(() => save("1")).toThrow("book 1 is lost"));
`;
    const books = "export function save(id: string) {\n  throw new Error(`book ${id} is lost`);\n}\n";
    const files = { ...legacyService, "src/books.ts": books, "src/books.test.ts": test };
    const folder = createRepository(files);
    await runOwn(folder, "plan");
    const [site] = readLeft(folder);
    expect(site).toMatchObject({ rule: "no-uncoded-throw", accepted: false });
    expect(site?.against).toContain("src/books.test.ts:2 expects its message, “book 1 is lost”");
  });

  it("may be that only a person can tell, of what an editor offers as well", async () => {
    const timer = `import express from "express";

express().get("/slow", (req, res) => {
  setTimeout(async () => {
    try {
      res.json(await read(req.url));
    } catch (err) {
      res.status(500).json({ error: err.message });
    }
  }, 10);
});
`;
    const reason =
      "it stands in a timer: a throw would not reach Express, and nobody but the client is told of the error";
    const files = { ...legacyService, "src/slow.ts": timer };
    const folder = createRepository(files);
    await runOwn(folder, "plan", "src/slow.ts");
    expect(readLeft(folder).filter(({ accepted }) => accepted === false)).toEqual([
      {
        codemod: "seal-responses",
        rule: "no-raw-error-response",
        line: 8,
        column: 7,
        reason,
        before: "      res.status(500).json({ error: err.message });",
        after: '      res.status(500).json({ error: "internal error" });',
        against: [reason],
        accepted: false,
      },
    ]);
    for (const accepted of [false, true]) {
      const said = await createSaid({ accepted }, files);
      expect(await runOwn(said, "apply")).toMatchObject({ code: 0 });
      expect(get(said, "src/slow.ts").includes('{ error: "internal error" }')).toBe(accepted);
    }
  });

  it("may be a code that is only likely, which a person accepts or replaces", async () => {
    const late = `export async function wait(id: string) {
  const job = await jobs.find(id);
  if (!job) throw new Error("job not found");
}
`;
    const files = { ...legacyService, "src/wait.ts": late };
    const folder = createRepository(files);
    await runOwn(folder, "plan", "src/wait.ts");
    const reason = "NOT_FOUND is likely by its message (60 %), but only a person can tell";
    expect(readLeft(folder)).toMatchObject([
      {
        reason,
        code: null,
        after: '  if (!job) throw new AppError("NOT_FOUND", "job not found");',
        against: [reason, "`wait` in src/wait.ts:1 has no boundary above it"],
        accepted: false,
      },
    ]);
    for (const [said, code] of [
      [{}, "NOT_FOUND"],
      [{ code: "CONFLICT" }, "CONFLICT"],
    ] as const) {
      const written = await createSaid({ accepted: true, ...said }, files);
      expect(await runOwn(written, "apply")).toMatchObject({ code: 0 });
      expect(get(written, "src/wait.ts")).toContain(`throw new AppError("${code}", "job not found");`);
    }
  });

  it("is not offered where it is none of people's, nor can be accepted there", async () => {
    const errors = 'import "./load";\nexport class AppError extends Error {}\n';
    const files = { ...legacyService, "src/errors.ts": errors };
    const folder = createRepository(files);
    expect((await runOwn(folder, "plan")).out).not.toContain("to accept");
    const [site] = readLeft(folder);
    expect(site).not.toHaveProperty("accepted");
    put(folder, planName, get(folder, planName).replace('"reason":', '"accepted": true, "reason":'));
    const { code, err } = await runOwn(folder, "apply");
    expect(code).toBe(2);
    expect(err).toContain("src/load.ts:5:5: nothing is offered there that could be accepted.");
  });

  it("has to be a list of reasons", async () => {
    for (const said of [{ accepted: "yes" }, { against: "all" }, { after: 1 }]) {
      const folder = await createSaid(said);
      expect(await runOwn(folder, "apply")).toMatchObject({ code: 2, out: "" });
    }
  });
});
