import { describe, expect, it } from "vitest";
import { createFolder, createRepository, runIn } from "./workbench.ts";

const contract = JSON.stringify({
  format: 1,
  extends: ["error-contract:starter"],
  version: "1.0.0",
  typescript: {
    errors: [{ name: "AppError", module: "./errors", code: 0, message: 1, options: 2 }],
    boundaries: [{ name: "boundary", module: "./boundary", notifies: true, covers: ["**/*.ts"] }],
  },
});

const orders = `import Bugsnag from "@bugsnag/js";
import express from "express";
import { AppError } from "./errors";
import { load, db } from "./store";

const app = express();

function report(err: unknown) {
  Bugsnag.notify(err as Error);
}

app.get("/orders/:id", async (req, res) => {
  try {
    res.json(await load(req.params.id));
  } catch (err) {
    if (err instanceof AppError) throw err;
    report(err);
    throw err;
  }
});

export async function remove(id: string) {
  const tx = await db.begin();
  try {
    await tx.remove(id);
  } catch (err) {
    await tx.rollback();
    throw err;
  }
}

export async function quiet(id: string) {
  try {
    return await load(id);
  } catch (err) {
    // eslint-disable-next-line error-contract/no-bare-rethrow
    throw err;
  }
}

export const plain = (id: string) => load(id);
`;

interface Explained {
  readonly caught: { paths: { steps: { line: number | null; kind: string; text: string }[] }[] } | null;
  readonly handler: { framework: string; line: number } | null;
  readonly boundary: string | null;
  readonly names: { name: string; origin: string; meaning: string | null }[];
  readonly rules: { rule: string; spoke: boolean; text: string; line: number | null }[];
}

async function explain(line: number, { text = orders, path = "orders.ts" } = {}): Promise<Explained> {
  const folder = createRepository({ "error-contract.json": contract, [path]: text });
  const { out } = await runIn(folder, ["why", `${path}:${String(line)}`, "--json"]);
  return JSON.parse(out) as Explained;
}

function lineOf(code: string, from = 0): number {
  return orders.slice(0, orders.indexOf(code, from)).split("\n").length;
}

async function reasonOf(line: number, rule: string, file = {}): Promise<string | undefined> {
  return (await explain(line, file)).rules.find((each) => each.rule === rule)?.text;
}

describe("why", () => {
  it("tells every path with its lines, through helpers", async () => {
    const { caught } = await explain(lineOf("report(err);"));
    expect(caught?.paths.map(({ steps }) => steps.map(({ line, text }) => `${String(line)} ${text}`))).toEqual([
      ["16 `err instanceof AppError` is true", "16 `err` itself is thrown"],
      [
        "16 `err instanceof AppError` is false",
        "17 Bugsnag is told of `err` itself through `report`: `report(err)`",
        "18 `err` itself is thrown",
      ],
    ]);
  });

  it("answers for what is tried as well, and for the line on which both meet", async () => {
    const tried = await explain(lineOf("res.json"));
    const met = await explain(lineOf("} catch (err) {"));
    expect(tried.caught?.paths).toHaveLength(2);
    expect(met.caught?.paths).toEqual(tried.caught?.paths);
  });

  it("tells the handler, its evidence, and the boundary above", async () => {
    const { handler, boundary } = await explain(lineOf("report(err);"));
    expect(handler).toMatchObject({ framework: "Express", line: 12 });
    expect(boundary).toBe("the boundary reports it");
    expect((await explain(lineOf("tx.rollback"))).handler).toBeNull();
  });

  it("tells what names were bound to, and on whose word", async () => {
    const { names } = await explain(lineOf("report(err);"));
    expect(names).toEqual([
      {
        name: "AppError",
        line: 16,
        origin: '`AppError` of the module "./errors"',
        meaning: "a class of coded errors, by the contract",
      },
      {
        name: "report",
        line: 17,
        origin: "`report` of this file",
        meaning: "a function of this file, which is followed",
      },
    ]);
    expect((await explain(lineOf("Bugsnag.notify"))).names).toMatchObject([
      { origin: '`notify` of the module "@bugsnag/js"', meaning: "tells Bugsnag" },
    ]);
  });

  it("lets the rules that speak say what they say", async () => {
    const { rules } = await explain(lineOf("report(err);"));
    const spoken = rules.filter(({ spoke }) => spoke);
    expect(spoken.map(({ rule, line }) => `${rule}:${String(line)}`)).toContain("no-duplicate-notify:17");
  });

  it("tells why a rule is silent", async () => {
    const rule = "no-bare-rethrow";
    expect(await reasonOf(lineOf("tx.rollback"), rule)).toContain("undoes something first");
    expect(await reasonOf(lineOf("// eslint-disable"), rule)).toContain(
      "A comment disables it on line 37: `err` leaves",
    );
    expect(await reasonOf(lineOf("tx.rollback"), "no-uncoded-handler-error")).toContain("is no handler");
    expect(await reasonOf(lineOf("tx.rollback"), "no-log-and-throw")).toBe("Nothing in the file's text concerns it.");
    expect(await reasonOf(lineOf("tx.rollback"), rule, { path: "orders.test.ts" })).toBe("The file is a test.");
    const generated = { text: orders.replace("import", "/* @generated */ import") };
    expect(await reasonOf(lineOf("tx.rollback"), rule, generated)).toBe("The file is generated.");
  });

  it("says so where nothing is caught, and where there is no contract", async () => {
    const folder = createFolder({ "orders.ts": orders });
    const { code, out } = await runIn(folder, ["why", `orders.ts:${String(lineOf("export const plain"))}`]);
    expect(code).toBe(0);
    expect(out).toContain("No error is caught at this line");
    expect(out).toContain("No contract is in force here. (");
  });

  it("knows a line that no function is around", async () => {
    const { out } = await runIn(createFolder({ "orders.ts": orders }), ["why", "orders.ts:1"]);
    expect(out).toContain("what fails here leaves the module as it is.\n  No function is around it.\n");
  });

  it("refuses what is no place", async () => {
    const folder = createRepository({ "orders.ts": orders, "broken.ts": "const = ;\n" });
    const refused = ["orders.ts", "orders.ts:0", "orders.ts:999", "nowhere.ts:1", "broken.ts:1"];
    const told = await Promise.all(refused.map(async (place) => runIn(folder, ["why", place])));
    expect(told.map(({ code, out }) => ({ code, out }))).toEqual(
      refused.map((place) => ({ code: place.startsWith("broken") ? expect.any(Number) : 2, out: "" })),
    );
    expect(told.map(({ err }) => err).join("")).toMatch(
      /has no line[^]*count from 1[^]*only \d+ lines[^]*no such file[^]*cannot be parsed/,
    );
  });
});
