import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/require-envelope.ts";
import rawRule from "../../rules/no-raw-error-response.ts";
import { appError, createRepository, lint } from "../support/rule-tester.ts";

const own = { errors: [appError] };
const governed = createRepository(own);

function report(code: string, of = rule, { root = governed, path = "src/orders.ts" } = {}): string[] {
  return lint(of, code, { filename: join(root, path) }).map(({ message }) => message);
}

const head = `import express from "express";
import { toEnvelope } from "./errors";
const app = express();
`;

function inHandler(text: string): string {
  return `${head}app.get("/orders", async (req, res) => { ${text} });`;
}

const whole =
  'error_code: "NOT_FOUND", message: "no such order", severity: "info", timestamp: now, request_id: id, correlation_id: id, context: {}';

describe("reports an error response that", () => {
  it.each([
    ["names the message otherwise", 'res.status(404).json({ error: "no such order" });', "has `error` where"],
    [
      "names several fields otherwise",
      'res.status(404).json({ errorCode: "NOT_FOUND", msg: "gone", requestId });',
      "has `errorCode`, `msg`, `requestId` where the contract's envelope has `error_code`, `message`, `request_id`",
    ],
    [
      "has a code under the name of a message",
      'res.status(404).json({ error: "NOT_FOUND" });',
      "`error_code`, and lacks",
    ],
    ["lacks fields", 'res.status(400).json({ error_code: "INVALID_INPUT", message: "bad" });', "lacks `severity`"],
    ["adds one", `res.status(404).json({ ${whole}, success: false });`, "has `success` at the top level"],
    ["is sent as text", 'res.status(404).send(JSON.stringify({ msg: "gone" }));', "has `msg` where"],
    ["gets its status before", 'res.status(404); res.json({ msg: "gone" });', "has `msg` where"],
    ["has either of two statuses", 'res.status(id ? 409 : 404).json({ msg: "gone" });', "has `msg` where"],
    ["spreads what can be seen", 'res.status(404).json({ ...(id && { id }), msg: "gone" });', "has `msg` where"],
    [
      "answers for a caught error",
      'try { await load(); } catch (err) { res.status(statusOf(err)).json({ msg: "failed" }); }',
      "This error response has `msg`",
    ],
  ])("%s", (_, text, said) => {
    expect(report(inHandler(text))).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ["Koa", 'import Koa from "koa"; new Koa().use((ctx) => { ctx.status = 404; ctx.body = { msg: "gone" }; });'],
    ["Hono", 'import { Hono } from "hono"; new Hono().get("/", (c) => c.json({ msg: "gone" }, 404));'],
    ["Fastify", 'import f from "fastify"; f().get("/", async (_, r) => r.code(404).send({ msg: "gone" }));'],
    [
      "Next, with either of two statuses",
      'import { NextResponse } from "next/server"; export const GET = (r) => NextResponse.json({ msg: "gone" }, { status: r.old ? 410 : 404 });',
      "app/api/orders/route.ts",
    ],
    [
      "Next",
      'import { NextResponse } from "next/server"; export const GET = () => NextResponse.json({ msg: "gone" }, { status: 404 });',
      "app/api/orders/route.ts",
    ],
    [
      "Lambda",
      'import type { APIGatewayProxyHandler } from "aws-lambda"; export const handler: APIGatewayProxyHandler = async () => ({ statusCode: 404, body: JSON.stringify({ msg: "gone" }) });',
    ],
  ])("%s sends", (_, code, path = "src/orders.ts") => {
    expect(report(code, rule, { path })).toEqual([expect.stringContaining("has `msg` where")]);
  });

  it("a listener sends, out of which nothing is thrown to a boundary", () => {
    const code = inHandler('stream.on("error", () => { res.status(500).json({ msg: "failed" }); });');
    expect(report(code)).toEqual([expect.stringContaining("Send the contract's envelope.")]);
  });

  it("a boundary sends, with advice for it", () => {
    const code = `${head}app.use((err, req, res, next) => { res.status(err.status).json({ error: "failed" }); });`;
    expect(report(code)).toEqual([expect.stringContaining("Send the contract's envelope.")]);
  });
});

describe("is silent about", () => {
  it.each([
    ["a whole envelope", `res.status(404).json({ ${whole} });`],
    ["one with the ids of a trace", `res.status(404).json({ ${whole}, trace_id: trace });`],
    ["what a function made", "res.status(404).json(toEnvelope(err));"],
    ["what a function made, and more", "res.status(404).json({ ...toEnvelope(err), hint });"],
    ["a name that is computed", 'res.status(404).json({ [name]: "gone" });'],
    ["a body that is no object", 'res.status(404).send("gone");'],
    ["a response without a body", "res.status(404).end();"],
    ["a success", "res.json({ orders });"],
    ["a success with a status", "res.status(201).json({ data: order });"],
    ["a status that nobody knows, with no error at hand", "res.status(status).json({ data: order });"],
    ["a page", 'res.status(404).render("missing", { title: "Gone" });'],
    ["an answer about health", 'res.status(503).json({ status: "down", checks });'],
    ["OAuth", 'res.status(400).json({ error: "invalid_grant" });'],
    ["JSON-RPC", 'res.status(400).json({ jsonrpc: "2.0", error: { code: -32700, message: "bad" }, id: null });'],
    ["what a model provider prescribes", 'res.status(400).json({ error: { message: "bad", type: "invalid" } });'],
    ["what is kept beside the response", 'settings.failed = { msg: "gone" }; res.status(404).end();'],
    ["another object with a method of that name", 'mock.status(404).json({ msg: "gone" });'],
  ])("%s", (_, text) => {
    expect(report(inHandler(text))).toEqual([]);
  });

  it("what a page's own action answers", () => {
    const code =
      'import { json } from "@remix-run/node"; export const action = () => json({ errors }, { status: 400 });';
    const path = "app/routes/orders.ts";
    expect(report(`${code} export default function Page() {}`, rule, { path })).toEqual([]);
    expect(report(code, rule, { path })).toHaveLength(1);
  });

  it("a status in a returned value that is no response's", () => {
    const code = 'import f from "fastify"; f().get("/", async () => ({ status: 404, message: "gone" }));';
    expect(report(code)).toEqual([]);
  });

  it("what sends something raw: that has its own rule", () => {
    const code = inHandler("try { await load(); } catch (err) { res.status(500).json({ error: err.message }); }");
    expect(report(code)).toEqual([]);
    expect(report(code, rawRule)).toHaveLength(1);
  });
});

describe("asks the contract", () => {
  const gone = inHandler('res.status(404).json({ msg: "gone" });');
  const withWire = (shape: string): string => createRepository(own, {}, { wire: [{ files: "src/**", shape }] });

  it("is silent without one, and where it names no error class", () => {
    expect(report(gone, rule, { root: createRepository(null) })).toEqual([]);
    expect(report(gone, rule, { root: createRepository({}) })).toEqual([]);
  });

  it("leaves a wire of the service's own alone", () => {
    expect(report(gone, rule, { root: withWire("own") })).toEqual([]);
  });

  it("knows problem documents, with extensions", () => {
    const root = withWire("problem+json");
    expect(report(gone, rule, { root })).toEqual([expect.stringContaining("where a problem document has `detail`")]);
    const fine = inHandler('res.status(404).json({ title: "gone", status: 404, detail: "no such order", orderId });');
    expect(report(fine, rule, { root })).toEqual([]);
  });

  it("knows GraphQL's responses", () => {
    const root = withWire("graphql");
    expect(report(gone, rule, { root })).toEqual([expect.stringContaining("lacks `errors`")]);
    expect(report(inHandler("res.status(400).json({ errors: [] });"), rule, { root })).toEqual([]);
  });

  it("knows the fields that it adds", () => {
    const envelope = { fields: { tenant_id: { type: "string", required: true } } };
    const root = createRepository(own, {}, { envelope });
    const code = inHandler(`res.status(404).json({ ${whole} });`);
    expect(report(code, rule, { root })).toEqual([expect.stringContaining("lacks `tenant_id`")]);
    expect(report(code.replace("context:", "tenant_id, context:"), rule, { root })).toEqual([]);
  });

  it("names what makes envelopes, where it says so", () => {
    const root = createRepository({ ...own, sanitizers: [{ name: "toEnvelope", module: "./src/errors" }] });
    const advice = (text: string): string[] => report(inHandler(text), rule, { root });
    expect(advice('try { await load(); } catch (err) { res.status(500).json({ msg: "failed" }); }')).toEqual([
      expect.stringContaining("Send what `toEnvelope` makes of the error."),
    ]);
    expect(advice('res.status(404).json({ msg: "gone" });')).toEqual([
      expect.stringContaining("Throw a coded error, and let the boundary answer."),
    ]);
    expect(advice('stream.on("end", () => { res.status(404).json({ msg: "gone" }); });')).toEqual([
      expect.stringContaining("Send what `toEnvelope` makes of a coded error."),
    ]);
  });
});
