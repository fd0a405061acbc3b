import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createFolder, createRepository, get, runIn } from "./cli/workbench.ts";
import { codemods } from "../codemods/index.ts";
import { toPolicy } from "../src/contract/policy.ts";
import { findFixtures, migrate } from "./codemods/fixture.ts";
import { contractOf } from "./workspace/workspace.ts";
import { findFencedBlocks } from "./support/fenced-blocks.ts";

const read = (path: string): string => readFileSync(new URL(`../docs/${path}`, import.meta.url), "utf8");

/** What stands around an example of a codemod's page that is no whole file. */
interface Frame {
  readonly before: string;
  readonly after: string;
  /** Who asks of an error what a wrap elsewhere would hide, by the text with which the error's name begins there. */
  readonly reached?: readonly string[];
}

const errors = `import { AppError } from "./errors.js";\n`;
const prisma = `import { PrismaClientKnownRequestError } from "@prisma/client/runtime/library";\n`;
const routes = `import express from "express";\nimport { loadOrder, loadOrders } from "./orders.js";\nconst router = express.Router();\n`;
const wrapping = `async function find(id: string) {
  try {
    return await database.find(id);
  } catch (err) {
    throw AppError.wrap(err, "could not find order", { context: { id } });
  }
}
`;
const caught = `${errors}${prisma}${wrapping}export async function load(id: string) {\n`;

const whole: Frame = { before: "", after: "" };
const frames: Readonly<Record<string, readonly Frame[]>> = {
  "match-through-wraps": [
    { before: caught, after: "}\n" },
    {
      before: `${caught}  try {\n    return await find(id);\n  } catch (err) {\n`,
      after: "      return null;\n    }\n    throw err;\n  }\n}\n",
    },
    { before: "", after: "", reached: ["err: ApiError"] },
  ],
  "preserve-cause": [
    { before: errors, after: "" },
    { before: `${caught}  try {\n    return await find(id);\n  } catch (err) {\n`, after: "    throw err;\n  }\n}\n" },
  ],
  "seal-responses": [
    { before: `${errors}${routes}`, after: "" },
    { before: `${errors}${routes}`, after: "" },
  ],
  "stabilise-messages": [
    {
      before: `${errors}export async function load(id: string) {\n  const order = await find(id);\n`,
      after: "  return order;\n}\n",
    },
    {
      before: `${errors}export async function ship(order: Order, attempt: number) {\n  try {\n    await send(order);\n  } catch (err) {\n`,
      after: "  }\n}\n",
    },
  ],
};

const unwrappers = contractOf({ unwrappers: [{ name: "unwrap", module: "./src/errors" }] });
const unwrapping = { setting: { contract: unwrappers, policy: toPolicy(unwrappers, {}) } };

/** The two texts that a diff tells apart. */
function readDiff(diff: string): { readonly before: string; readonly after: string } {
  const lines = diff.trimEnd().split("\n");
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  return { before: side("+"), after: side("-") };
}

const models: Readonly<Record<string, string>> = { "add-boundary": "express", "dedupe-notify": "handed-to-boundary" };
const folder = new URL("codemods/", import.meta.url).pathname;
/** The contract of a page's example is that of a fixture: one that knows boundaries, where the codemod needs one. */
const settings = new Map(
  findFixtures(folder).map(({ name, fixtures }) => [
    name,
    fixtures.find((each) => each.name === models[name]) ?? fixtures[0]!,
  ]),
);

const examples = codemods.flatMap(({ name }) =>
  Array.from(read(`codemods/${name}.md`).matchAll(/^```diff\n([^]*?)^```/gm), ([, diff = ""], index) => {
    return { name, index, ...readDiff(diff), frame: frames[name]?.[index] ?? whole };
  }),
);

describe("the pages about codemods", () => {
  it("have an example each", () => {
    expect([...new Set(examples.map(({ name }) => name))]).toEqual(codemods.map(({ name }) => name));
  });

  it.each(examples)("show what $name does: example $index", ({ name, before, after, frame }) => {
    const fixture = { ...settings.get(name)!, extension: "ts", ...(frame.reached && unwrapping), ...frame };
    const { text } = migrate(fixture, frame.before + before + frame.after);
    expect(text).toContain(after);
  });
});

/** The two texts of a block that says which is the one before, and which after. */
function readSteps(block: string): readonly string[] {
  return block.split(/^\/\/ (?:before|after).*\n/m).slice(1);
}

describe("the page about renaming a code", () => {
  it("shows what becomes of one", async () => {
    const [block = ""] = findFencedBlocks(read("rename-code.md"), "Rename a code", "ts");
    const [before = "", after = ""] = readSteps(block);
    const code = { description: "It took too long.", fault: "server" };
    const module = "./src/errors";
    const contract = {
      ...{ format: 1, version: "1.0.0", codes: { LATE: code, NOT_FOUND: { ...code, fault: "client" } } },
      typescript: {
        errors: [{ name: "AppError", module, code: 0, message: 1 }],
        codeSources: [{ name: "ErrorCode", module }],
      },
    };
    const folder = createRepository({
      "error-contract.json": JSON.stringify(contract),
      "src/errors.ts": `export class AppError extends Error {}\n${before}`,
    });
    expect(await runIn(folder, ["rename-code", "LATE", "TIMEOUT", "--dry-run"])).toMatchObject({ code: 1 });
    expect(await runIn(folder, ["rename-code", "LATE", "TIMEOUT"])).toMatchObject({ code: 0, err: "" });
    expect(get(folder, "src/errors.ts").trimEnd()).toBe(`export class AppError extends Error {}\n${after}`.trimEnd());
  });
});

describe("the page about extracting a contract", () => {
  it("shows the one that is extracted", async () => {
    const title = "A contract from the code that is there";
    const [code = ""] = findFencedBlocks(read("extract-contract.md"), title, "ts");
    const [contract = ""] = findFencedBlocks(read("extract-contract.md"), title, "json");
    const folder = createFolder({
      "package.json": '{ "name": "shop", "private": true }',
      "packages/errors/package.json": '{ "name": "@shop/errors" }',
      "packages/errors/src/app-error.ts": code,
      "packages/errors/src/index.ts": `export * from "./app-error.ts";\n`,
      "packages/shop/package.json": '{ "name": "@shop/shop" }',
      "packages/shop/src/buy.ts": `import { AppError, ErrorCode } from "@shop/errors";
export function buy(id: string, left: number) {
  if (id === "") throw new AppError(ErrorCode.ORDER_NOT_FOUND, \`no order \${id}\`);
  if (left === 0) throw new AppError(ErrorCode.OUT_OF_STOCK, \`nothing left of \${id}\`);
}
`,
    });
    expect(await runIn(folder, ["extract-contract"])).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(get(folder, "error-contract.json"))).toMatchObject(JSON.parse(contract) as object);
  });
});

describe("the page about why", () => {
  it("shows what is said of a service", async () => {
    const [, told = ""] = /^```\n(src[^]*?)^```/m.exec(read("why.md")) ?? [];
    expect(told).not.toBe("");
    const folder = createRepository({
      "error-contract.json": JSON.stringify(explained),
      "src/orders.ts": `import Bugsnag from "@bugsnag/js";
import express from "express";
import { AppError } from "./errors";
import { load } from "./store";

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
`,
    });
    const { out } = await runIn(folder, ["why", "src/orders.ts:18"]);
    expect(out).toContain(told);
  });
});

const explained = {
  ...{ format: 1, extends: ["error-contract:starter"] },
  typescript: {
    errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2 }],
    boundaries: [{ name: "boundary", module: "./src/boundary", notifies: true, covers: ["**/*.ts"] }],
  },
};
