import { describe, expect, it } from "vitest";
import { contractOf, indexOf, packageOf, reasonOf, root, type WorkspaceParts } from "./workspace.ts";

const insert = `export async function insertOrder(order) {
  try { return await db.insert(order); } catch (err) { throw err; }
}`;

const lambda = (handler: string): string => `import type { Handler } from "aws-lambda";
import { insertOrder } from "./repository";
export const main: Handler = async (event) => { ${handler} };`;

const answerOf = (text: string, question: object = { retold: true }, parts: WorkspaceParts = {}): string | null =>
  reasonOf(indexOf({ "src/repository.ts": insert, "src/main.ts": text }, parts), {
    kind: "listeners",
    functionName: "insertOrder",
    exported: true,
    path: `${root}/src/repository.ts`,
    wraps: true,
    ...question,
  });

describe("a host that tells no more than the text of an error", () => {
  it.each([
    ["AWS Lambda", lambda("return insertOrder(event);"), "`main` in src/main.ts:3"],
    [
      "BullMQ",
      'import { Worker } from "bullmq";\nimport { insertOrder } from "./repository";\nnew Worker("orders", async function add(job) { await insertOrder(job.data); });',
      "`add` in src/main.ts:3",
    ],
  ])("is %s", (title, text, handler) => {
    const reason = `${handler} leaves its errors to ${title}, which tells no more than their text`;
    expect(answerOf(text)).toBe(reason);
    expect(answerOf(text, { retold: "shown" })).toBe(reason);
    expect(answerOf(text, {})).toBeNull();
  });

  it("hears nothing of what is answered before, or tells of by itself what keeps the cause", () => {
    expect(
      answerOf(lambda("try { return await insertOrder(event); } catch (err) { console.error(err); return null; }")),
    ).toBeNull();
    const express = `import express from "express"; import { insertOrder } from "./repository";
const app = express();
app.post("/", async (req, res) => { res.json(await insertOrder(req.body)); });`;
    expect(answerOf(express)).toBeNull();
  });

  it("is none where a boundary is declared above", () => {
    const boundaries = [{ name: "boundary", module: "./src/boundary", notifies: true, covers: ["src/main.ts"] }];
    expect(
      answerOf(lambda("return insertOrder(event);"), { retold: true }, { contract: contractOf({ boundaries }) }),
    ).toBeNull();
  });
});

describe("error middleware of a package, of which nobody knows what it tells", () => {
  const packages = [packageOf("", { express: "4", "@acme/errors": "1", helmet: "8", "@sentry/node": "8" })];
  const app = (mounted: string, handler = "res.json(await insertOrder(req.body));"): string => `
import express from "express";
import { asyncWrapper, getErrorHandler } from "@acme/errors";
import errorsOfAcme from "@acme/errors/error-handler";
import { helmet } from "helmet";
import * as Sentry from "@sentry/node";
import { insertOrder } from "./repository";
const app = express();
app.use(helmet());
app.post("/orders", async function place(req, res) { ${handler} });
${mounted}`;
  const mounted = "app.use(getErrorHandler({ logger }));";
  const ask = (text: string, question?: object): string | null => answerOf(text, question, { packages });

  it("may tell no more than the text", () => {
    const reason = "`place` in src/main.ts:10 leaves its errors to";
    const rest = "of @acme/errors, which may tell no more than their text";
    expect(ask(app(mounted))).toBe(`${reason} \`getErrorHandler\` ${rest}`);
    expect(ask(app("app.use(errorsOfAcme);"))).toContain(`${reason} @acme/errors/error-handler`);
    expect(ask(app(mounted), { retold: true, made: true })).toBeNull();
    expect(ask(app(mounted), {})).toBeNull();
  });

  it("is not asked where the error is logged before, or never comes there", () => {
    expect(ask(app(mounted), { retold: "shown" })).toBeNull();
    const caught = "try { await insertOrder(req.body); } catch (err) { console.error(err); res.status(500).end(); }";
    expect(ask(app(mounted, caught))).toBeNull();
  });

  it.each([
    ["nothing of its kind", ""],
    ["other middleware of it", "app.use(asyncWrapper());"],
    ["a service's", "app.use(Sentry.expressErrorHandler());"],
    ["a service's before it", `app.use(Sentry.expressErrorHandler());\n${mounted}`],
    [
      "one of the project's before it",
      `app.use((err, req, res, next) => { console.error(err); res.status(500).end(); });\n${mounted}`,
    ],
  ])("is none where there is %s", (_, other) => {
    expect(ask(app(other))).toBeNull();
  });

  it("may stand above what is called by nobody who is seen", () => {
    const indirect = (main: string): string | null => {
      const chosen = 'module.exports = process.env.REMOTE ? require("./repository") : null;';
      const files = { "src/repository.ts": insert, "src/main.ts": main, "src/chosen.ts": chosen };
      return reasonOf(indexOf(files, { packages }), {
        kind: "listeners",
        functionName: "insertOrder",
        exported: true,
        path: `${root}/src/repository.ts`,
        retold: true,
      });
    };
    const main = app(mounted, "").replace("{ insertOrder }", "chosen").replace("repository", "chosen");
    expect(indirect(main)).toBe(
      "`insertOrder` in src/repository.ts:1 may leave its errors to `getErrorHandler` of @acme/errors, which may tell no more than their text",
    );
    expect(indirect(main.replace(mounted, ""))).toBeNull();
  });
});
