import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-raw-error-response.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const typescript = {
  errors: [appError],
  guards: [{ name: "isAppError", module: "./src/errors" }],
  sanitizers: [{ name: "toEnvelope", module: "./src/envelope" }],
  causeFinders: [{ name: "findCause", module: "./src/errors" }],
};
const governed = createRepository(typescript);
const lenient = createRepository(typescript, { development: "allow" });
const ungoverned = createRepository(null);

const imports = `import express, { Router } from "express";
import axios from "axios";
import createError from "http-errors";
import { inspect } from "node:util";
import { Prisma } from "@prisma/client";
import { ZodError } from "zod";
import { AppError, isAppError, findCause } from "./errors";
import { toEnvelope } from "./envelope";
import { OrderClosed, format } from "./orders";
const router = Router();
`;

function report(code: string, root = governed, file = "src/orders.ts"): string[] {
  return lint(rule, code, { filename: join(root, file) }).map(({ message }) => message);
}

/** The part of the first report that says what goes out, and how. */
function leakOf(code: string, root = governed, file?: string): string[] {
  return report(code, root, file).map((message) => message.split(": ")[0] ?? "");
}

/** In the catch of an Express handler. */
function inCatch(text: string): string {
  return `${imports}router.get("/:id", async (req, res, next) => { try { res.json(await load(req.params.id)); } catch (err) { ${text} } });`;
}

describe("what goes out", () => {
  it.each([
    ["the message", "res.status(500).json({ error: err.message });", "`err.message`", "`res.json`"],
    ["by send", "res.status(500).send(err.message);", "`err.message`", "`res.send`"],
    ["by end", "res.end(err.message);", "`err.message`", "`res.end`"],
    ["cast", "res.json({ error: (err as Error).message });", "`(err as Error).message`", "`res.json`"],
    ["by an optional chain", "res.json({ error: err?.message });", "`err?.message`", "`res.json`"],
    ["in a template", "res.send(`failed: ${err.message}`);", "`err.message`", "`res.send`"],
    ["as a text", "res.send(`failed: ${err}`);", "`err`", "`res.send`"],
    ["concatenated", 'res.send("failed: " + err.message);', "`err.message`", "`res.send`"],
    ["by String", "res.send(String(err));", "`String(err)`", "`res.send`"],
    ["by toString", "res.send(err.toString());", "`err.toString()`", "`res.send`"],
    ["by JSON.stringify", "res.send(JSON.stringify(err));", "`JSON.stringify(err)`", "`res.send`"],
    ["by inspect", "res.send(inspect(err));", "`inspect(err)`", "`res.send`"],
    ["cut to size", "res.json({ error: err.message.slice(0, 80) });", "`err.message.slice(0, 80)`", "`res.json`"],
    ["under an alias", "const reason = err.message; res.json({ reason });", "`reason`", "`res.json`"],
    ["taken apart", "const { message } = err; res.json({ message });", "`message`", "`res.json`"],
    ["in an object of its own", "const body = { error: err.message }; res.json(body);", "`body`", "`res.json`"],
    ["in a list", "res.json({ errors: [err.message] });", "`err.message`", "`res.json`"],
    ["in a variable", "let text; text = err.message; res.json({ text });", "`text`", "`res.json`"],
    [
      "on one branch",
      'let text = "failed"; if (err instanceof Error) text = err.message; res.json({ text });',
      "`text`",
      "`res.json`",
    ],
    [
      "unless a text takes its place",
      'let text = err.message; isPublic && (text = "failed"); res.json({ text });',
      "`text`",
      "`res.json`",
    ],
    [
      "by the other arm of a test",
      "let text; if (err instanceof AppError) text = err.code; else { text = String(err); } res.json({ text });",
      "`text`",
      "`res.json`",
    ],
    ["appended", 'let text = "failed: "; text += err.message; res.json({ text });', "`text`", "`res.json`"],
    [
      "made longer",
      'let text = err.message; text = text + "."; text = `${text} (${text})`; res.json({ text });',
      "`text`",
      "`res.json`",
    ],
    [
      "put into itself",
      "let body = { error: err.message }; body = { ...body, ok: false }; res.json(body);",
      "`body`",
      "`res.json`",
    ],
    [
      "unless there is one",
      "let text = req.query.text; text ??= err.message; res.json({ text });",
      "`text`",
      "`res.json`",
    ],
    ["in a variable's part", "let text; ({ message: text } = err); res.json({ text });", "`text`", "`res.json`"],
    [
      "put into an object",
      "const body = { ok: false }; body.error = err.message; res.json(body);",
      "`body`",
      "`res.json`",
    ],
    [
      "put deep into an object",
      "const body = { meta: {} }; body.meta.error = err.message; res.json(body);",
      "`body`",
      "`res.json`",
    ],
    ["put into a list", "const errors = []; errors.push(err.message); res.json({ errors });", "`errors`", "`res.json`"],
    ["merged", "const body = {}; Object.assign(body, { error: err.message }); res.json(body);", "`body`", "`res.json`"],
    [
      "as a member of an object",
      "const body = { text: err.message }; res.json(body.text);",
      "`body.text`",
      "`res.json`",
    ],
    [
      "by a switch",
      'let text; switch (err.code) { case "P2025": text = "gone"; break; default: text = err.message; } res.json({ text });',
      "`text`",
      "`res.json`",
    ],
    ["nested", "res.json({ error: { detail: { text: err.message } } });", "`err.message`", "`res.json`"],
    ["or another text", 'res.json({ error: err.message || "failed" });', "`err.message`", "`res.json`"],
    [
      "of an Error alone",
      'res.json({ error: err instanceof Error ? err.message : "failed" });',
      "`err.message`",
      "`res.json`",
    ],
    ["beside a code", "res.json({ code: err.code, error: err.message });", "`err.message`", "`res.json`"],
    ["of the cause", "res.json({ error: err.cause.message });", "`err.cause.message`", "`res.json`"],
    [
      "through a response of another name",
      "const answer = res; answer.json({ error: err.message });",
      "`err.message`",
      "`answer.json`",
    ],
    ["in a header", 'res.set("X-Error", err.message).end();', "`err.message`", "`res.set`"],
    ["in the status line", "res.statusMessage = err.message; res.end();", "`err.message`", "`res.statusMessage`"],
    ["in a redirect", 'res.redirect("/failed?why=" + err.message);', "`err.message`", "`res.redirect`"],
    ["to a template engine", 'res.render("failed", { error: err.message });', "`err.message`", "`res.render`"],
    ["in a library's error", "res.json(createError(500, err.message));", "`err.message`", "`res.json`"],
  ])("reports the message: %s", (_, text, leak, sink) => {
    expect(leakOf(inCatch(text))).toEqual([`${leak} goes to the client through ${sink}`]);
  });

  it.each([
    ["res.json({ error: err.stack });", "`err.stack`", "how this service is built"],
    ['res.json({ trace: err.stack.split("\\n") });', '`err.stack.split("\\n")`', "how this service is built"],
    ["res.json({ error: err.detail });", "`err.detail`", "written for those who run this service"],
    ["res.json(err.response.data);", "`err.response.data`", "another service wrote it"],
    ["res.json({ cause: err.cause });", "`err.cause`", "written for those who run this service"],
    ["res.json(err);", "`err`", "what a driver put on it"],
    ["res.json({ err });", "`err`", "what a driver put on it"],
    ["res.json({ ...err });", "`err`", "what a driver put on it"],
  ])("says what a client can read by %s", (text, leak, consequence) => {
    expect(report(inCatch(text))).toEqual([expect.stringContaining(consequence)]);
    expect(report(inCatch(text))[0]).toMatch(leak);
  });

  it("makes one report of one response", () => {
    expect(report(inCatch("res.json({ error: err.message, stack: err.stack });"))).toHaveLength(1);
  });

  it("reports each of two", () => {
    expect(report(inCatch("if (req.xhr) res.json({ error: err.message }); else res.send(err.message);"))).toHaveLength(
      2,
    );
  });
});

describe("where it comes from and goes", () => {
  it.each([
    [
      "a promise handler",
      `router.get("/", (req, res) => load().then((row) => res.json(row)).catch((err) => res.status(500).json({ error: err.message })));`,
    ],
    [
      "an error-first callback",
      `router.get("/", (req, res) => { load((err, row) => { if (err) return res.status(500).send(err.message); res.json(row); }); });`,
    ],
    [
      "a callback's untested error",
      `router.get("/", (req, res) => { load((err, row) => { res.json({ err, row }); if (err) return; }); });`,
    ],
    [
      "a listener",
      `router.get("/", (req, res) => { stream.on("error", (err) => { res.status(500).end(err.message); }); });`,
    ],
    [
      "a catch that keeps its message for later",
      `router.get("/", async (req, res) => { let error = null; try { await save(); } catch (err) { error = err.message; } res.json({ error }); });`,
    ],
    [
      "a catch that puts it into an answer",
      `router.get("/", async (req, res) => { const body = { ok: true }; try { await save(); } catch (err) { body.ok = false; body.error = err.message; } res.json(body); });`,
    ],
    [
      "a loop that collects what failed",
      `router.get("/", async (req, res) => { const failed = []; for (const id of req.body) { try { await save(id); } catch (err) { failed.push({ id, error: err.message }); } } res.json({ failed }); });`,
    ],
    [
      "a catch that keeps it for later",
      `router.get("/", async (req, res) => { let failure; try { await save(); } catch (err) { failure = err; } if (failure) return res.status(500).json({ error: failure.message }); res.json({}); });`,
    ],
    [
      "a promise handler that gives something in the place of a result",
      `router.get("/", async (req, res) => { const row = await load().catch((err) => ({ error: err.message })); res.json(row); });`,
    ],
    [
      "a promise handler whose result is taken apart",
      `router.get("/", async (req, res) => { const { row, error } = await load().catch((err) => { return { row: null, error: String(err) }; }); if (error) return res.status(500).send(error); res.json(row); });`,
    ],
    [
      "an observer",
      `router.get("/", (req, res) => { orders$.subscribe({ next: (row) => res.json(row), error: (err) => res.status(500).json({ error: err.message }) }); });`,
    ],
    ["the boundary", `express().use((err, req, res, next) => { res.status(500).json({ error: err.message }); });`],
    [
      "the boundary, whatever the fault",
      `express().use((err, req, res, next) => { res.status(err.status || 500).json({ error: err.message }); });`,
    ],
  ])("follows the error of %s", (_, code) => {
    expect(report(imports + code)).toHaveLength(1);
  });

  it.each([
    [
      "takes it apart",
      `function fail(res, err) { res.status(500).json({ error: err.message }); }`,
      "fail(res, err);",
      "The message of `err` goes to the client through `fail`",
    ],
    [
      "is given the text",
      `const fail = (res, text) => res.status(500).json({ error: text });`,
      "fail(res, err.message);",
      "`err.message` goes to the client through `fail`",
    ],
    [
      "calls another",
      `function send(res, e) { res.json({ e: e.stack }); } function fail(r, x) { send(r, x); }`,
      "fail(res, err);",
      "The stack of `err` goes to the client through `fail`",
    ],
    [
      "makes the body",
      `const toBody = (e) => ({ error: e.message });`,
      "res.json(toBody(err));",
      "`toBody(err)` goes to the client through `res.json`",
    ],
  ])("goes through a function of the file that %s", (_, helper, call, expected) => {
    expect(leakOf(`${inCatch(call)}\n${helper}`)).toEqual([expected]);
  });

  it.each([
    [
      "Fastify's reply",
      `import fastify from "fastify"; const app = fastify(); app.get("/", async (request, reply) => { try { return await load(); } catch (err) { return reply.code(500).send({ error: err.message }); } });`,
      "through `reply.send`",
    ],
    [
      "a value that Fastify sends",
      `import fastify from "fastify"; const app = fastify(); app.get("/", async () => { try { return await load(); } catch (err) { return { error: err.message }; } });`,
      "as the returned value",
    ],
    [
      "a chain that Fastify's handler returns",
      `import fastify from "fastify"; const app = fastify(); app.get("/", () => load().catch((err) => ({ error: err.message })));`,
      "as the returned value",
    ],
    [
      "a route of a plugin by its type",
      `import type { FastifyPluginAsync } from "fastify"; const routes: FastifyPluginAsync = async (app) => { app.get("/", async (request, reply) => { try { return await load(); } catch (err) { return reply.code(500).send({ error: err.message }); } }); }; export default routes;`,
      "through `reply.send`",
    ],
    [
      "a route of a plugin by its wrapper",
      `import fp from "fastify-plugin"; export default fp(async (app) => { app.get("/", async (request, reply) => { try { return await load(); } catch (err) { return reply.code(500).send({ error: err.message }); } }); });`,
      "through `reply.send`",
    ],
    [
      "Koa's body",
      `import Koa from "koa"; const app = new Koa(); app.use(async (ctx) => { try { ctx.body = await load(); } catch (err) { ctx.status = 500; ctx.body = { error: err.message }; } });`,
      "through `ctx.body`",
    ],
    [
      "Hono's answer",
      `import { Hono } from "hono"; const app = new Hono(); app.get("/", async (c) => { try { return c.json(await load()); } catch (err) { return c.json({ error: err.message }, 500); } });`,
      "through `c.json`",
    ],
    [
      "remix-typedjson's answer",
      `import { typedjson } from "remix-typedjson"; export async function loadOrder() { try { return typedjson(await load()); } catch (err) { return typedjson({ error: err.message }); } }`,
      "through `typedjson`",
    ],
    [
      "a returned value in Hono's boundary",
      `import { Hono } from "hono"; const app = new Hono(); app.onError((err, c) => c.text(err.message, 500));`,
      "through `c.text`",
    ],
  ])("knows %s", (_, code, way) => {
    expect(leakOf(code)).toEqual([expect.stringContaining(way)]);
  });

  it("knows a file by its convention", () => {
    const code = `export async function GET() { try { return Response.json(await load()); } catch (err) { return Response.json({ error: err.message }, { status: 500 }); } }`;
    expect(report(code, governed, "app/orders/route.ts")).toHaveLength(1);
    expect(report(code, governed, "src/anything.ts")).toEqual([]);
  });

  it("takes nothing for a response by its name alone", () => {
    expect(
      report(
        `export async function show(req, res) { try { await load(); } catch (err) { res.json({ error: err.message }); } }`,
      ),
    ).toEqual([]);
  });
});

describe("what may cross", () => {
  it.each([
    ["a constant", 'res.status(500).json({ error: "internal error" });'],
    ["a code", "res.status(500).json({ code: err.code });"],
    ["a status", "res.status(err.status).json({ status: err.statusCode });"],
    ["the length of a message", "res.json({ length: err.message.length });"],
    ["what is looked for in a message", 'res.json({ again: err.message.includes("timeout") });'],
    ["a comparison", 'res.json({ retry: err.code === "ECONNRESET" });'],
    ["a coded error", "if (err instanceof AppError) return res.json({ error: err.message }); throw err;"],
    ["what a guard says is coded", "if (isAppError(err)) return res.json({ error: err.message }); throw err;"],
    [
      "a coded error, in one expression",
      'res.json({ error: err instanceof AppError ? err.message : "internal error", code: err.code });',
    ],
    [
      "what is not taken when it is not coded",
      "if (!(err instanceof AppError)) throw err; res.json({ error: err.message });",
    ],
    ["a class of the project's", "if (err instanceof OrderClosed) return res.json({ error: err.message }); throw err;"],
    [
      "a library's error that was chosen",
      "if (err instanceof createError.HttpError) return res.status(err.status).json({ error: err.message }); throw err;",
    ],
    ["what a guard chose", "if (createError.isHttpError(err)) return res.json({ error: err.message }); throw err;"],
    [
      "a validation's issues",
      "if (err instanceof ZodError) return res.status(400).json({ errors: err.issues }); throw err;",
    ],
    [
      "a validation's message",
      "if (err instanceof ZodError) return res.status(400).json({ error: err.message }); throw err;",
    ],
    ["by name", 'if (err.name === "ValidationError") return res.status(400).json({ error: err.message }); throw err;'],
    [
      "by a code of the team's",
      'switch (err.code) { case "ORDER_CLOSED": return res.status(409).json({ error: err.message }); default: throw err; }',
    ],
    [
      "a client fault by its status",
      "if (err.status < 500) return res.status(err.status).json({ error: err.message }); throw err;",
    ],
    ["what a project marked", "if (err.errorCode) return res.status(err.errorCode).json(err.message); throw err;"],
    ["what says that it may be exposed", "if (err.expose) return res.json({ error: err.message }); throw err;"],
    ["what a sanitizer makes", "res.json(toEnvelope(err));"],
    ["what nobody can see", "res.json(format(err));"],
    [
      "what is found among the causes",
      "const known = findCause(err, AppError); if (known) return res.json({ error: known.message }); throw err;",
    ],
    ["a log", 'console.error(err.message); res.status(500).json({ error: "failed" });'],
    ["another error", "res.json({ error: failure.message });"],
    ["a reassigned name", 'let text = err.message; text = "failed"; res.json({ text });'],
    [
      "a reassigned name that is made longer",
      'let text = err.message; text = "failed"; text = text + "."; text = `${text}!`; res.json({ text });',
    ],
    ["a text by what it was", 'let text = err.message; text = text ? "failed" : "unknown"; res.json({ text });'],
    [
      "what an object of that name assigns",
      "const Object = require('./store'); const body = {}; Object.assign(body, { error: err.message }); res.json(body);",
    ],
    [
      "what is written over in an object",
      'let body = { error: err.message }; body = { error: "failed" }; res.json(body);',
    ],
    [
      "what is put into an object that is sent before",
      "const body = {}; res.json(body); body.error = err.message; log(body);",
    ],
    [
      "what is put into another object",
      'const facts = {}; facts.error = err.message; log(facts); res.json({ error: "failed" });',
    ],
    [
      "another member of an object",
      'const body = { text: "failed", log: err.message }; log(body.log); res.json(body.text);',
    ],
    [
      "another member that was assigned",
      'const body = { text: "failed" }; body.log = err.message; log(body.log); res.json(body.text);',
    ],
    [
      "a coded error's message in a variable",
      'let text = "failed"; if (err instanceof AppError) text = err.message; res.json({ text });',
    ],
    [
      "a client fault's message in a variable",
      'let text = "failed"; if (err.status < 500) { text = err.message; } res.json({ text });',
    ],
    [
      "a status in a variable",
      'let status = 500; if (err.code === "P2025") status = 404; res.status(status).json({});',
    ],
    [
      "what a function that is called later assigns",
      'let text = "failed"; const fill = () => { text = err.message; }; later(fill); res.json({ text });',
    ],
  ])("is silent about %s", (_, text) => {
    expect(report(inCatch(text))).toEqual([]);
  });

  it.each([
    [
      "a driver's class",
      "if (err instanceof Prisma.PrismaClientKnownRequestError) return res.json({ error: err.message }); throw err;",
    ],
    ["what marks an HTTP client's", "if (err.isAxiosError) return res.json({ error: err.message }); throw err;"],
    ["a driver's guard", "if (axios.isAxiosError(err)) return res.json({ error: err.message }); throw err;"],
    ["a system's code", 'if (err.code === "23505") return res.status(409).json({ error: err.message }); throw err;'],
    ["a class of the language", "if (err instanceof TypeError) return res.json({ error: err.message }); throw err;"],
    ["what every client's error has", "if (err.response) return res.json({ error: err.message }); throw err;"],
    [
      "a word in the message",
      'if (err.message.includes("no rows")) return res.json({ error: err.message }); throw err;',
    ],
    ["a test of something else", "if (req.user.isAdmin) return res.json({ error: err.message }); throw err;"],
    ["the other way round", "if (err instanceof AppError) throw err; res.json({ error: err.message });"],
  ])("is not silenced by %s", (_, text) => {
    expect(report(inCatch(text))).toHaveLength(1);
  });

  it.each([
    ["nothing of it", "const row = await load().catch((err) => { console.warn(err); return null; }); res.json(row);"],
    ["a code", "const row = await load().catch((err) => ({ code: err.code })); res.json(row);"],
    ["what may cross", "const row = await load().catch((err) => toEnvelope(err)); res.json(row);"],
    [
      "a coded error's",
      "const row = await load().catch((err) => { if (isAppError(err)) return { error: err.message }; throw err; }); res.json(row);",
    ],
    [
      "something else of it",
      "const row = await load().catch((err) => ({ error: err.message })); log(row.error); res.json({});",
    ],
  ])("is silent about a promise handler that gives %s", (_, text) => {
    expect(report(`${imports}router.get("/", async (req, res) => { ${text} });`)).toEqual([]);
  });

  it.each([
    [
      "says nothing of it",
      "let failed = false; try { await save(); } catch (err) { failed = err; } res.json({ failed: Boolean(failed) });",
    ],
    [
      "asks whether there is none",
      "let failure = null; try { await save(); } catch (err) { failure = err; } if (!failure) return res.json({}); log(failure);",
    ],
    [
      "has another answer",
      "let text = null; try { await save(); } catch (err) { text = err.message; } text = null; res.json({ text });",
    ],
    [
      "is behind another try",
      'let text; try { try { await save(); } catch (err) { text = err.message; } await load(text); res.json({}); } catch (other) { throw AppError.wrap(other, "could not load"); }',
    ],
  ])("is silent about a catch that keeps an error, where what follows %s", (_, text) => {
    expect(report(`${imports}router.get("/", async (req, res) => { ${text} });`)).toEqual([]);
  });

  it("is silent where nobody but a developer reads it, if the policy allows that", () => {
    const development = [
      'if (process.env.NODE_ENV === "development") return res.json({ error: err.stack }); throw err;',
      'if (process.env.NODE_ENV !== "production") { res.json({ error: err.stack }); return; } throw err;',
      'res.json({ error: "failed", stack: process.env.NODE_ENV === "production" ? undefined : err.stack });',
      'res.json({ error: "failed", ...(isDev && { stack: err.stack }) });',
      'if (isProduction) { res.json({ error: "failed" }); return; } res.json({ error: err.message });',
      'if (req.app.get("env") === "development") return res.json({ error: err.stack }); throw err;',
      "if (isDev && req.query.verbose) return res.json({ error: err.stack }); throw err;",
    ];
    for (const text of development) {
      expect(report(inCatch(text), lenient), text).toEqual([]);
      expect(report(inCatch(text), governed), text).toHaveLength(1);
    }
    const chosen = 'const text = isDev ? err.message : "failed"; res.json({ text });';
    expect(report(inCatch(chosen), lenient)).toEqual([]);
    expect(report(inCatch(chosen), governed)).toHaveLength(1);
    const added = "const body = {}; if (isDev) body.stack = err.stack; res.json(body);";
    expect(report(inCatch(added), lenient)).toEqual([]);
    expect(report(inCatch(added), governed)).toHaveLength(1);
    const production = 'if (process.env.NODE_ENV === "production") return res.json({ error: err.message }); throw err;';
    expect(report(inCatch(production), lenient)).toHaveLength(1);
    const either = "if (isDev || req.query.verbose) return res.json({ error: err.stack }); throw err;";
    expect(report(inCatch(either), lenient)).toHaveLength(1);
  });

  it("is silent about what runs at the client's", () => {
    expect(report(`"use client";\n${inCatch("res.json({ error: err.message });")}`)).toEqual([]);
  });
});

describe("what is proposed", () => {
  function proposed(text: string, root = governed): (string | undefined)[] {
    const code = inCatch(text);
    const [message] = lint(rule, code, { filename: join(root, "src/orders.ts") });
    return (message?.suggestions ?? []).map(
      (each) => /catch \(err\) \{ ([^]*?) \} \}\);/.exec(takeSuggestion(code, each))?.[1],
    );
  }

  it.each([
    ["a variable", "let text; if (err instanceof Error) text = err.message; res.status(500).json({ text });"],
    ["an object", "const body = {}; body.error = err.message; res.status(500).json(body);"],
  ])("is nothing that leaves %s without a use", (_, text) => {
    expect(proposed(text)).toEqual([]);
  });

  it("gives a code to what was caught, and not to the wrap of it that has one already", () => {
    const root = createRepository({ ...typescript, unwrappers: [{ name: "unwrap", module: "./src/errors" }] });
    const text = "const origin = unwrap(err); log(origin); res.status(404).json({ error: err.message });";
    const code = inCatch(text).replace("findCause }", "findCause, unwrap }");
    const [message] = lint(rule, code, { filename: join(root, "src/orders.ts") });
    const [first] = message?.suggestions ?? [];
    expect(first && takeSuggestion(code, first)).toContain("AppError.wrap(origin, ");
  });

  it("is no text in the place of an object", () => {
    expect(proposed("const body = { error: err.message, ok: false }; log(body); res.status(500).json(body);")).toEqual([
      expect.stringContaining("throw AppError.wrap"),
      expect.stringContaining("next(AppError.wrap"),
    ]);
  });

  it("is nothing behind the catch, where an answer is given to whom nothing failed as well", () => {
    const kept = `${imports}router.get("/", async (req, res) => { let error; try { await save(); } catch (err) { error = err.message; } res.json({ error }); });`;
    expect(lint(rule, kept, { filename: join(governed, "src/orders.ts") })).toEqual([
      expect.not.objectContaining({ suggestions: expect.anything() as unknown }),
    ]);
  });

  it("is a throw, next, and a text in its place", () => {
    expect(proposed("res.status(500).json({ error: err.message });")).toEqual([
      'throw AppError.wrap(err, "could not serve GET /:id");',
      'next(AppError.wrap(err, "could not serve GET /:id"));',
      'res.status(500).json({ error: "internal error" });',
    ]);
  });

  it.each([
    "res.status(err.status || 500).json({ error: err.message });",
    "const status = err.statusCode ?? 500; res.status(status).json({ error: err.message });",
  ])("is no text that may belie the status: %s", (text) => {
    expect(proposed(text).join()).not.toContain("internal error");
  });

  it("is a text alone where there is no contract", () => {
    expect(proposed("res.status(404).json({ error: err.message });", ungoverned)).toEqual([
      'res.status(404).json({ error: "not found" });',
    ]);
  });
});

describe("an exception filter", () => {
  const filter = (selection: string, body: string): string =>
    `import { Catch, HttpException } from "@nestjs/common";
import { QueryFailedError } from "typeorm";
import { OrderClosed } from "./orders";
${selection} class Filter { catch(exception, host) { const response = host.switchToHttp().getResponse(); ${body} } }`;
  const sending = "response.status(500).json({ message: exception.message });";

  it.each([
    ["of all errors", "@Catch()", sending],
    ["of the language's", "@Catch(Error)", sending],
    ["of a driver's", "@Catch(HttpException, QueryFailedError)", sending],
    ["that redirects", "@Catch()", "response.redirect(`/login?error=${encodeURIComponent(exception.message)}`);"],
  ])("%s sends what is raw", (_, selection, body) => {
    expect(report(filter(selection, body))).toHaveLength(1);
  });

  it.each([
    ["of a library's that speak to clients", "@Catch(HttpException)", sending],
    ["of the project's", "@Catch(OrderClosed)", sending],
    [
      "that asks",
      "@Catch()",
      'response.status(500).json({ message: exception instanceof HttpException ? exception.message : "internal error" });',
    ],
  ])("%s may send what it is given", (_, selection, body) => {
    expect(report(filter(selection, body))).toEqual([]);
  });
});

describe("what a library copies into an error that it sends", () => {
  const libraries = `import { HttpException, NotFoundException } from "@nestjs/common";
import { TRPCError } from "@trpc/server";
import { GraphQLError } from "graphql";
import { ConnectError } from "@connectrpc/connect";
import createError from "http-errors";
import { VError } from "verror";
import { AppError, isAppError } from "./errors";
import { OrderClosed } from "./orders";
`;
  const thrown = (text: string): string[] =>
    report(`${libraries}export async function find(id) { try { return await load(id); } catch (err) { ${text} } }`);

  it.each([
    [
      "Nest",
      "throw new HttpException(err.message, 500);",
      "`err.message` becomes the message of `new HttpException(…)`",
    ],
    ["Nest, whole", "throw new HttpException(err, 500);", "`err` is what `new HttpException(…)` answers with"],
    ["Nest, by name", "throw new NotFoundException(`no order: ${err.message}`);", "`err.message` becomes"],
    ["tRPC", 'throw new TRPCError({ code: "NOT_FOUND", message: err.message });', "`err.message` becomes"],
    ["tRPC, by its cause", 'throw new TRPCError({ code: "NOT_FOUND", cause: err });', "`err` gives its message to"],
    ["GraphQL", "throw new GraphQLError(String(err));", "`String(err)` becomes"],
    ["http-errors below 500", "throw createError(400, err.message);", "`err.message` becomes"],
    [
      "a promise that is rejected",
      "return Promise.reject(new HttpException(err.message, 500));",
      "`err.message` becomes",
    ],
  ])("%s", (_, text, expected) => {
    expect(thrown(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ["a message of its own", 'throw new HttpException("no order", 500, { cause: err });'],
    [
      "a message of its own beside the cause",
      'throw new TRPCError({ code: "NOT_FOUND", message: "no order", cause: err });',
    ],
    ["a status whose message is not sent", "throw createError(500, err.message);"],
    ["a status that nobody knows", "throw createError(status, err.message);"],
    ["a library that sends nothing", 'throw new VError(err, "no order");'],
    ["a coded error", "if (isAppError(err)) throw new HttpException(err.message, err.status); return null;"],
    ["an error that speaks to clients", "if (err instanceof OrderClosed) throw new HttpException(err.message, 409);"],
    ["a plain error", "throw new Error(err.message);"],
    ["one that is kept", "errors.push(new HttpException(err.message, 500)); return null;"],
  ])("is silent about %s", (_, text) => {
    expect(thrown(text)).toEqual([]);
  });
});

describe("what is about the request", () => {
  it("is the message of a validator, as the client's fault", () => {
    const thrown = (code: string, checked: string): string[] =>
      report(
        `import { TRPCError } from "@trpc/server"; export async function find(url) { try { ${checked} } catch (err) { throw new TRPCError({ code: "${code}", message: err.message }); } }`,
      );
    expect(thrown("BAD_REQUEST", "await validateUrl(url);")).toEqual([]);
    expect(thrown("INTERNAL_SERVER_ERROR", "await validateUrl(url);")).toHaveLength(1);
    expect(thrown("BAD_REQUEST", "await load(url);")).toHaveLength(1);
  });

  it("is the message of an error that is known by the words it begins with, if they are no driver's", () => {
    const known = (words: string): string[] =>
      report(inCatch(`if (err.message.startsWith("${words}")) return res.status(409).send(err.message); throw err;`));
    expect(known("Order is closed")).toEqual([]);
    expect(known("ORDER_CLOSED:")).toEqual([]);
    expect(known("duplicate key")).toHaveLength(1);
    expect(known("ECONNREFUSED")).toHaveLength(1);
  });

  it("is the message of a signature that does not fit, whatever is made for it, if nothing else is waited for", () => {
    const answered = (text: string): string[] =>
      report(
        `${imports}router.post("/", async (req, res) => { try { ${text} } catch (err) { res.status(400).send(err.message); } });`,
      );
    const event = "const event = createStripe().webhooks.constructEvent(req.body, signature, key);";
    expect(answered(event)).toEqual([]);
    expect(answered(`${event} await fulfil(event);`)).toHaveLength(1);
  });

  it("is the message of a try that does nothing but parse, as the client's fault", () => {
    const answered = (status: number, parsing: string): string[] =>
      report(
        `${imports}router.post("/", (req, res) => { try { ${parsing} } catch (err) { res.status(${status}).json({ error: err.message }); } });`,
      );
    expect(answered(400, "JSON.parse(req.body);")).toEqual([]);
    expect(answered(400, "stripe.webhooks.constructEvent(req.body, signature, key);")).toEqual([]);
    expect(answered(400, 'bundle = Buffer.from(req.body.bundle, "base64");')).toEqual([]);
    expect(answered(500, "JSON.parse(req.body);")).toHaveLength(1);
    expect(answered(400, "save(JSON.parse(req.body));")).toHaveLength(1);
    expect(answered(400, "req.text();")).toEqual([]);
    expect(answered(400, "store.fulltext(req.body);")).toHaveLength(1);
  });
});

it("follows a text into the address of a redirect", () => {
  expect(leakOf(inCatch("res.redirect(`/failed?reason=${encodeURIComponent(err.message)}`);"))).toHaveLength(1);
});

describe("a text that was written for clients", () => {
  const masked = (text: string): string[] => {
    const code = inCatch(text);
    const [message] = lint(rule, code, { filename: join(governed, "src/orders.ts") });
    return (message?.suggestions ?? []).map((each) => takeSuggestion(code, each));
  };

  it.each([
    ['res.status(500).json({ error: err.message || "failed" });', 'json({ error: "failed" })'],
    ['res.status(500).json({ error: err instanceof Error ? err.message : "failed" });', 'json({ error: "failed" })'],
    ['res.status(500).send("could not load: " + err.message);', 'send("could not load")'],
  ])("stays in %s", (text, expected) => {
    expect(masked(text)).toContainEqual(expect.stringContaining(expected));
  });
});

const koa = 'import Router from "@koa/router"; const router = new Router();';
const inKoa = (text: string): string =>
  `${koa} router.get("/:id", async (ctx) => { try { ctx.body = await load(ctx.params.id); } catch (err) { ${text} } });`;

describe("what Koa's own method throws", () => {
  it.each([
    [
      "its message",
      "ctx.throw(400, err.message);",
      "`err.message` becomes the message of `ctx.throw(…)`, which Koa sends",
    ],
    ["an error's own message", "ctx.throw(404, err);", "`err` gives its message to `ctx.throw(…)`, which Koa sends"],
    ["a template", "ctx.throw(422, `no: ${err}`);", "`err` becomes the message of `ctx.throw(…)`, which Koa sends"],
  ])("goes to the client below 500: %s", (_, text, said) => {
    expect(report(inKoa(text))).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    "ctx.throw(500, err.message);",
    "ctx.throw(err.status, err.message);",
    'ctx.throw(404, "no order");',
    "ctx.throw(err);",
    "if (isAppError(err)) ctx.throw(404, err.message); ctx.throw(500);",
  ])("does not: %s", (text) => {
    expect(report(`import { isAppError } from "./errors"; ${inKoa(text)}`)).toEqual([]);
  });
});

describe("an answer of a server that no framework stands above", () => {
  const inMethod = (text: string): string =>
    `class Members { async remove(req, res) { try { await remove(req); res.end(); } catch (err) { ${text} } } }`;

  it.each([
    ["beside a computed status", "res.writeHead(err.statusCode || 500, { a: 1 }); res.end(err.message);", "`res.end`"],
    ["beside a status that is set", "res.statusCode = err.status ?? 500; res.end(err.message);", "`res.end`"],
    ["in the status line", "res.writeHead(500, err.message); res.end();", "`res.writeHead`"],
  ])("is known by what is done with it: %s", (_, text, sink) => {
    expect(leakOf(inMethod(text))).toEqual([`\`err.message\` goes to the client through ${sink}`]);
    expect(report(inMethod(text))).toEqual([expect.stringMatching(/Send an envelope/)]);
  });

  it("is known by its type", () => {
    const text = `import type { IncomingMessage, ServerResponse } from "node:http";
      export async function list(req: IncomingMessage, res: ServerResponse) { try { await load(); } catch (err) { res.end(String(err)); } }`;
    expect(leakOf(text)).toEqual(["`String(err)` goes to the client through `res.end`"]);
  });

  it.each([
    ["a request that is made", 'out.setHeader("a", "b"); out.end(err.message);'],
    ["a stream", "out.write(err.message); out.end();"],
    ["a local of that name", "const res = open(); res.writeHead(500); res.end(err.message);"],
  ])("is not %s", (_, text) => {
    expect(report(`function send(out) { try { run(); } catch (err) { ${text} } }`)).toEqual([]);
  });
});

describe("an answer that nothing but its use shows", () => {
  const inHandler = (text: string): string =>
    `exports.create = async (req, res) => { try { await create(req.body); res.sendFile(path); } catch (err) { ${text} } };`;

  it.each([
    ["with its status", "res.status(500).json({ error: err.message });", "`res.json`"],
    ["with its status, before a header", "res.status(500).set('a', 'b').send(err.message);", "`res.send`"],
    ["behind its status", "res.status(500); res.send({ error: String(err) });", "`res.send`"],
    ["as JSON, of a request", "res.json({ error: err.message });", "`res.json`"],
    [
      "by a view",
      "if (err.known) return res.sendStatus(404); res.render('failed', { error: err.message });",
      "`res.render`",
    ],
  ])("is known: %s", (_, text, sink) => {
    expect(leakOf(inHandler(text))[0]).toContain(`goes to the client through ${sink}`);
  });

  it("is known in a function that answers for handlers, and beside a request that is taken apart", () => {
    const helper = `export function answer(run, response) { run().catch((err) => response.status(500).json(err)); }`;
    const apart = `export async function list({ query }, res) { try { await load(query); } catch (err) { res.json({ error: err.message }); } }`;
    expect(leakOf(helper)).toEqual(["`err` goes to the client through `response.json` whole"]);
    expect(leakOf(apart)).toEqual(["`err.message` goes to the client through `res.json`"]);
  });

  it.each([
    [
      "a socket",
      "async (message, socket) => { try { await run(message.params); } catch (err) { socket.send(err.message); } }",
    ],
    [
      "a response that is read",
      "async (url, res) => { try { await res.json(); } catch (err) { log(res.status, err.message); } }",
    ],
    [
      "what makes JSON beside something else",
      "(model, view) => { try { model.load(); } catch (err) { view.json(err.message); } }",
    ],
    [
      "the pieces of a made-up answer",
      "(req, res, ctx) => { try { run(); } catch (err) { return res(ctx.status(500), ctx.json(err.message)); } }",
    ],
    [
      "a local of that name",
      "() => { const res = open(); try { run(); } catch (err) { res.status(500).json(err.message); } }",
    ],
    [
      "a chain without an answer",
      "(job, report) => { try { run(job.body); } catch (err) { report.status(err.message).save(err.message); } }",
    ],
  ])("is not %s", (_, text) => {
    expect(report(`export const work = ${text};`)).toEqual([]);
  });
});

describe("error middleware that another file mounts", () => {
  it.each([
    ["exported", "module.exports = (err, req, res, next) => { BODY };"],
    [
      "declared",
      "function failed(error, _req, res, _next) { const err = error; if (error.status) log(error); BODY } export default { failed };",
    ],
    ["a method", "class Errors { answer(err, req, res, next) { log(err.stack); BODY } }"],
    [
      "typed by the project",
      "export const failed = (err: Failure, req: OurRequest, res: OurResponse, next: Next) => { BODY };",
    ],
  ])("is known by what it does: %s", (_, text) => {
    const body = "res.status(err.status || 500).json({ error: err.message });";
    expect(report(text.replace("BODY", body))).toEqual([
      "`err.message` goes to the client through `res.json`: whatever the driver said, they can read. Send an envelope with the contract's message for the code.",
    ]);
  });

  it("is known whatever its error is called", () => {
    const text =
      "module.exports = (oops, req, res, next) => { log.error(oops); res.status(500).json({ text: oops.message }); };";
    expect(report(text)).toEqual([expect.stringContaining("`oops.message` goes to the client through `res.json`")]);
  });

  it.each([
    [
      "a stable text",
      "module.exports = (err, req, res, next) => { log(err.message); res.status(500).json({ error: 'failed' }); };",
    ],
    [
      "a coded error's text",
      `import { AppError } from "./errors"; export const failed = (err, req, res, next) => {
      res.status(500).json({ error: err instanceof AppError ? err.message : "failed" }); };`,
    ],
    [
      "another one's message, of a handler that is given a mailbox",
      "exports.list = (mailbox, req, res, next) => { res.status(200).json({ text: mailbox.text, all: mailbox }); };",
    ],
    [
      "a row, of what Express gives three arguments",
      "exports.show = (row, req, res, done = () => {}) => { res.status(200).json({ text: row.message }); done(); };",
    ],
    [
      "what a helper is given",
      "function send(row, req, res, text) { res.status(200).json({ row, name: row.message, text }); } export const get = (row, req, res) => send(row, req, res, 'a');",
    ],
  ])("says nothing of %s", (_, text) => {
    expect(report(`import "./errors";\n${text}`)).toEqual([]);
  });
});

describe("what a proxy answers where its target fails", () => {
  const proxy = (name: string, options: string): string =>
    `import { ${name} } from "http-proxy-middleware"; export const to = ${name}({ target, ${options} });`;

  it.each([
    ["an option", "on: { error: (err, req, res) => { res.writeHead(502); res.end(err.message); } }", "res.end"],
    ["a method", "on: { error(err, req, res) { res.statusCode = 502; res.end(String(err)); } }", "res.end"],
    ["an option of old", "onError: (err, req, res) => res.status(502).json({ error: err.message })", "res.json"],
  ])("is told by %s", (_, options, sink) => {
    expect(report(proxy("createProxyMiddleware", options))).toEqual([
      expect.stringMatching(new RegExp(`through \\\`${sink}\\\`.*Send an envelope`)),
    ]);
  });

  it.each([
    [
      "another function's options",
      `import { start } from "./proxy"; start({ onError: (err, req, res) => res.status(502).json(err) });`,
    ],
    [
      "another option",
      proxy("createProxyMiddleware", "on: { proxyRes: (up, req, res) => { res.status(up.status).json(up); } }"),
    ],
    [
      "a stable text",
      proxy("createProxyMiddleware", "onError: (err, req, res) => res.status(502).json({ error: 'bad gateway' })"),
    ],
  ])("is not %s", (_, text) => {
    expect(report(text)).toEqual([]);
  });
});

describe("next-safe-action", () => {
  const action = (text: string): string => `.inputSchema(schema).action(async ({ parsedInput }) => { ${text} });`;
  const answer = "try { return await run(parsedInput); } catch (err) { return { error: err.message }; }";

  it("sends what an action returns, also of a client that is imported under its directive", () => {
    const own = `import { createSafeActionClient } from "next-safe-action"; export const ban = createSafeActionClient()${action(answer)}`;
    const imported = `"use server"; import { userClient } from "./safe-action"; export const ban = userClient${action(answer)}`;
    for (const text of [own, imported])
      expect(leakOf(text)).toEqual(["`err.message` goes to the client as the returned value"]);
  });

  it("sends what handles its errors returns", () => {
    const text = `import { createSafeActionClient } from "next-safe-action";
      export const client = createSafeActionClient({ handleServerError: (e) => e.message });`;
    expect(report(text)).toEqual([expect.stringMatching(/^`e.message` goes to the client.*Send an envelope/)]);
  });

  it("sends nothing of what its middleware returns, nor of other chains", () => {
    const middleware = `import { createSafeActionClient } from "next-safe-action";
      export const client = createSafeActionClient().use(async ({ next }) => { try { return await next(); } catch (err) { return { error: err.message }; } });`;
    const other = `import { program } from "commander"; program.command("run")${action(answer)}`;
    for (const text of [middleware, other]) expect(report(text)).toEqual([]);
  });
});
