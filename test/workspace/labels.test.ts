import { describe, expect, it } from "vitest";
import { indexOf, listenersOf } from "./workspace.ts";

const load = "export async function load(id) { return await db.find(id); }";
const asking = "try { await load(1); } catch (err) { if (err.code === 11000) throw err; }";

/** Who asks what `load` fails with, in a file with these heads. */
function ask(head: string, text: string): string | null {
  const file = `import { load } from "./load"; ${head}\n${text}`;
  return listenersOf(indexOf({ "src/load.ts": load, "src/app.ts": file }), "src/load.ts", "load");
}

const express = 'import express from "express"; const app = express(); app.get("/", async () => await load(1));';
const hono = 'import { Hono } from "hono"; const app = new Hono(); app.get("/", async () => await load(1));';
const koa = 'import Koa from "koa"; const app = new Koa();';
const jobs = 'import { EventEmitter } from "node:events"; const jobs = new EventEmitter();';

describe("a function without a name is called", () => {
  it.each([
    [
      "error middleware",
      express,
      "app.use((err, req, res, next) => { res.sendStatus(err.code); });",
      "the error middleware",
    ],
    [
      "error middleware, in a function that has a name",
      express,
      "export function mount() { app.use((err, req, res, next) => { res.sendStatus(err.code); }); }",
      "the error middleware",
    ],
    ["an error handler", hono, "app.onError((err, c) => c.json({ code: err.code }));", "the error handler"],
    ["middleware", koa, `app.use(async (ctx, next) => { ${asking} });`, "the middleware"],
    ["middleware of a path", hono, `app.use("/x/*", async (c, next) => { ${asking} });`, "the middleware of `/x/*`"],
    ["its route", hono, `app.get("/:orderId", async (c) => { ${asking} });`, "`GET /:orderId`"],
    ["its route, by a method in words", hono, `app.on("PUT", "/:id", async (c) => { ${asking} });`, "`PUT /:id`"],
    ["the handler of something", hono, `app.notFound(async (c) => { ${asking} });`, "the `notFound` handler"],
    ["a listener", jobs, `jobs.on("placed", async () => { ${asking} });`, 'the listener of "placed"'],
    [
      "a listener, in a function that has a name",
      jobs,
      `export function start() { jobs.once("placed", async () => { ${asking} }); }`,
      'the listener of "placed"',
    ],
    [
      "a promise handler",
      "",
      "load(1).catch((err) => { process.exitCode = err.code === 5 ? 0 : 1; });",
      "the promise handler",
    ],
    [
      "a promise handler in a function",
      "",
      "export const run = () => load(1).catch((err) => err.code === 5);",
      "`run`",
    ],
    ["what stands around it", "", `export function run(ids) { ids.map(async (id) => { ${asking} }); }`, "`run`"],
    ["by its name, whatever it is given to", jobs, `jobs.on("placed", async function save() { ${asking} });`, "`save`"],
    ["the top level, where it is in none", "", asking, "the top level"],
  ])("%s", (_, head, text, label) => {
    expect(ask(head, text)).toBe(`${label} in src/app.ts:2 asks \`err.code\``);
  });
});
