import { describe, expect, it } from "vitest";
import { contractOf, indexOf, reasonOf, root, type WorkspaceParts } from "./workspace.ts";

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
