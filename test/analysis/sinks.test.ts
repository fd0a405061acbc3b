import { describe, expect, it } from "vitest";
import { analyse, sinksIn } from "./analysed.ts";

const express = (body: string) =>
  `import express from "express"; const app = express(); app.get("/x", async (req, res, next) => { ${body} });`;
const fastify = (body: string) =>
  `import Fastify from "fastify"; Fastify().get("/x", async (request, reply) => { ${body} });`;
const koa = (body: string) => `import Koa from "koa"; new Koa().use(async (ctx, next) => { ${body} });`;
const hono = (body: string) => `import { Hono } from "hono"; new Hono().get("/x", async (c) => { ${body} });`;

describe("the status of a sink", () => {
  const tables = `import express from "express"; import { StatusCodes } from "http-status-codes"; import * as statuses from "./statuses";
import { NOT_FOUND, notFound, FORBIDDEN as DENIED, Conflict } from "./statuses"; import http2 from "node:http2";
enum Own { Gone = "x", CONFLICT = "y" } const table = { gone: 410, NOT_FOUND: 418 }; const open = { gone: 410, ...more }; const failed = 503; let CONFLICT = 409; CONFLICT = 410; const code = StatusCodes.BAD_GATEWAY;
const app = express(); app.get("/x", (req, res) => {`;

  it.each([
    ["100", 100],
    ["599", 599],
    ["99", null],
    ["600", null],
    ["404.5", null],
    ["failed", 503],
    ["table.gone", 410],
    ["table['NOT_FOUND']", 418],
    ["table.CONFLICT", null],
    ["open.gone", null],
    ["table[req.query.table]", null],
    ["StatusCodes.NOT_FOUND", 404],
    ["StatusCodes.OK", null],
    ["statuses.NOT_FOUND", 404],
    ["http2.constants.HTTP_STATUS_BAD_GATEWAY", 502],
    ["code", 502],
    ["Own.CONFLICT", 409],
    ["NOT_FOUND", 404],
    ["DENIED", null],
    ["notFound", null],
    ["Conflict", null],
    ["CONFLICT", null],
    ["GONE", null],
    ["res.locals.NOT_FOUND", null],
    ["req.conflict", null],
  ])("is read of %s", (written, status) => {
    const [sink] = sinksIn(`${tables} res.status(${written}).json(err); });`);
    expect(sink).toBe(`res.json(err)${status === null ? "" : ` → ${String(status)}`}`);
  });
});

describe("findSink: methods of the response", () => {
  it.each([
    [`res.json(err);`, ["res.json(err)"]],
    [`res.status(500).json({ error: err.message });`, ["res.json({ error: err.message }) → 500"]],
    [
      `return res.status(404).type("text").set("X", "1").send(err.message);`,
      [`res.set("X", "1") → 404 [header]`, "res.send(err.message) → 404"],
    ],
    [`res.status(code).json(err);`, ["res.json(err)"]],
    [`res.status(400).status(500).json(err);`, ["res.json(err) → 500"]],
    [`res?.status(500)!.json(err);`, ["res.json(err) → 500"]],
    [`(res as any)["json"](err);`, ["res.json(err)"]],
    [`const r = res; r.status(503).end(err.stack);`, ["r.end(err.stack) → 503"]],
    [`const answer = res.status(418); answer.json(err);`, ["answer.json(err) → 418"]],
    [`const { json } = res; json(err);`, ["json(err)"]],
    [`res.sendStatus(404);`, ["res.sendStatus() → 404"]],
    [`res.redirect(302, "/?" + err.message);`, [`res.redirect(302, "/?" + err.message) → 302 [redirect]`]],
    [`res.setHeader("X-Error", err.message);`, ["res.setHeader(err.message) [header]"]],
    [`res.writeHead(500, err.message);`, ["res.writeHead(err.message) → 500 [header]"]],
    [`res.statusMessage = err.message;`, ["res.statusMessage(err.message) [status-text]"]],
    [`res.send(...parts);`, ["res.send(parts)"]],
    [`setTimeout(() => res.json(err));`, ["res.json(err)"]],
  ])("Express: %s", (body, sinks) => {
    expect(sinksIn(express(body))).toEqual(sinks);
  });

  it.each([
    [`res.on("finish", () => {});`],
    [`req.json(err);`],
    [`response.json(err);`],
    [`{ const res = fetch(url); res.json(err); }`],
    [`items.forEach((res) => res.json(err));`],
    [`let r = res; r = other; r.json(err);`],
    [`res[method](err);`],
    [`res.app.json(err);`],
    [`res.locals.error = err;`],
    [`make(res).json(err);`],
    [`new Response(err.message); Response.json(err);`],
    [`next(err);`],
    [`return { error: err.message };`],
  ])("Express: %s is none", (body) => {
    expect(sinksIn(express(body))).toEqual([]);
  });

  it("knows a response by its type wherever it comes from", () => {
    const code = `import type { Response } from "express";
      function send(res: Response, err) { res.status(500).json(err); }
      class Answer { constructor(private readonly res: Response) {} fail(err) { this.res.json(err); } }
      const own: Response = make(); own.send(err);`;
    expect(sinksIn(code)).toEqual(["res.json(err) → 500", "this.res.json(err)", "own.send(err)"]);
  });

  it("takes neither the platform's nor another module's Response for Express's", () => {
    expect(sinksIn(`import "express"; function f(res: Response, err) { res.json(err); }`)).toEqual([]);
    expect(
      sinksIn(
        `import "express"; import { Response } from "node-fetch"; function f(res: Response, err) { res.json(err); }`,
      ),
    ).toEqual([]);
  });

  it.each([
    [`return reply.code(500).send({ error: err.message });`, ["reply.send({ error: err.message }) → 500"]],
    [`reply.raw.end(err.message);`, ["reply.raw.end(err.message)"]],
    [`reply.raw.statusMessage = err.message;`, ["reply.raw.statusMessage(err.message) [status-text]"]],
    [`const { raw } = reply; raw.write(err.stack);`, ["raw.write(err.stack)"]],
    [`return reply;`, []],
    [`return reply.code(204);`, []],
    [`return await reply.send(err);`, ["reply.send(err)"]],
    [`return { error: err.message };`, ["the returned value({ error: err.message })"]],
    [`return toBody(err);`, ["the returned value(toBody(err))"]],
    [`return;`, []],
    [`items.map((item) => { return item; });`, []],
  ])("Fastify: %s", (body, sinks) => {
    expect(sinksIn(fastify(body))).toEqual(sinks);
  });

  it.each([
    [`ctx.body = { error: err.message };`, ["ctx.body({ error: err.message })"]],
    [`ctx.response.body = err;`, ["ctx.response.body(err)"]],
    [`const { response } = ctx; response.body = err;`, ["response.body(err)"]],
    [`ctx.body.error = err.message; ctx.body[key] = err;`, ["ctx.body.error(err.message)", "ctx.body.…(err)"]],
    [`ctx.message = err.message;`, ["ctx.message(err.message) [status-text]"]],
    [`ctx.res.end(err.stack);`, ["ctx.res.end(err.stack)"]],
    [`ctx.request.body = err; ctx.state.error = err; ctx.status = 500; body = err; return err;`, []],
  ])("Koa: %s", (body, sinks) => {
    expect(sinksIn(koa(body))).toEqual(sinks);
  });

  it("Koa: follows a context that is taken apart among the parameters", () => {
    const code = `import Koa from "koa"; new Koa().use(({ request, response: { body, ...rest }, response }) => { response.body = err; request.body = err; });`;
    expect(sinksIn(code)).toEqual(["response.body(err)"]);
  });

  it.each([
    [`return c.json({ error: err.message }, 400);`, ["c.json({ error: err.message }) → 400"]],
    [`return c.body(err.message, { status: 502 });`, ["c.body(err.message) → 502"]],
    [`c.header("X", err.message);`, ["c.header(err.message) [header]"]],
    [`return new Response(err.message, { status: 500 });`, ["new Response(err.message, { status: 500 }) → 500"]],
    [`c.req.json(); c.set("error", err);`, []],
  ])("Hono: %s", (body, sinks) => {
    expect(sinksIn(hono(body))).toEqual(sinks);
  });

  it("hapi: reads a status that is set afterwards", () => {
    const code = `const Hapi = require("@hapi/hapi"); Hapi.server().route({ method: "GET", path: "/", handler: (request, h) => h.response(err.message).type("text").code(404) });`;
    expect(sinksIn(code, { path: "/srv/server.js" })).toEqual(["h.response(err.message) → 404"]);
  });
});

describe("findSink: calls that build an answer", () => {
  const path = "/srv/app/orders/route.ts";

  it.each([
    [
      `export async function GET() { return Response.json({ error: err.message }, { status: 404 }); }`,
      "Response.json({ error: err.message }, { status: 404 }) → 404",
    ],
    [`export async function GET() { return new Response(err.message); }`, "new Response(err.message)"],
    [
      `import { NextResponse } from "next/server"; export async function GET() { return NextResponse.json(err); }`,
      "NextResponse.json(err)",
    ],
    [
      `import { NextResponse as R } from "next/server"; export async function GET() { return new R(err.message, { status }); }`,
      "new R(err.message, { status })",
    ],
    [`export async function GET() { return { error: err }; }`, "the returned value({ error: err })"],
    [`export const GET = () => load(err);`, "the returned value(load(err))"],
  ])("%s", (code, sink) => {
    expect(sinksIn(code, { path })).toEqual([sink]);
  });

  it("calls the framework by its name", () => {
    const code = `export async function GET() { return Response.json(err); }`;
    expect(analyse(code, { path }).sinks[0]?.framework.title).toBe("Next.js");
  });

  it.each([
    [`class Response { static json(x) {} } export async function GET() { Response.json(err); }`],
    [`import { Response } from "./response"; export async function GET() { Response.json(err); }`],
    [`import { NextResponse } from "./next"; export async function GET() { NextResponse.json(err); }`],
    [`export async function GET() { Response.error(err); Response(err); new Request(err); }`],
  ])("%s has none", (code) => {
    expect(sinksIn(code, { path })).toEqual([]);
  });

  it("leaves a Response in a file of no framework alone", () => {
    expect(sinksIn(`export const f = () => new Response(err.message);`)).toEqual([]);
  });

  it("knows the functions of h3 and SvelteKit", () => {
    const h3 = `import { defineEventHandler, send } from "h3"; export default defineEventHandler(async (event) => { await send(event, err.message); });`;
    expect(sinksIn(h3)).toEqual(["send(err.message)"]);
    const kit = `import { error, fail } from "@sveltejs/kit"; export const load = () => { error(404, err.message); }; export const x = fail(400, { err });`;
    expect(sinksIn(kit, { path: "/srv/src/+page.server.ts" })).toEqual([
      "error(err.message) → 404",
      "fail({ err }) → 400",
    ]);
  });
});

describe("findSink: callbacks that answer", () => {
  const grpc = (body: string) =>
    `import { handleUnaryCall } from "@grpc/grpc-js"; const get: handleUnaryCall<A, B> = (call, callback) => { ${body} };`;

  it("sees what is built of an error, and leaves handing it over to others", () => {
    expect(sinksIn(grpc(`callback({ code: 13, message: err.message });`))).toEqual([
      "callback({ code: 13, message: err.message })",
    ]);
    expect(sinksIn(grpc(`callback(null, { error: err.message });`))).toEqual([
      "callback(null, { error: err.message })",
    ]);
    expect(sinksIn(grpc(`callback(err);`))).toEqual([]);
    expect(sinksIn(grpc(`call.emit("error", err);`))).toEqual(["call.emit(err)"]);
  });
});

describe("findReturnSink", () => {
  it("reads the status of a Lambda's answer", () => {
    const code = `import type { APIGatewayProxyHandler } from "aws-lambda";
      export const handler: APIGatewayProxyHandler = async () => { return { statusCode: 502, body: JSON.stringify(err) }; };`;
    expect(sinksIn(code)).toEqual(["the returned value({ statusCode: 502, body: JSON.stringify(err) }) → 502"]);
  });

  it("is silent where a controller answers by hand", () => {
    const code = (res: string) =>
      `import { Controller, Get, Res } from "@nestjs/common"; @Controller() class A { @Get() list(${res} res) { return { err }; } }`;
    expect(sinksIn(code("@Res()"))).toEqual([]);
    expect(sinksIn(code("@Res({ passthrough: true })"))).toEqual(["the returned value({ err })"]);
  });

  it("follows the accessors of a filter's host", () => {
    const code = `import { Catch } from "@nestjs/common";
      @Catch() export class Filter { catch(exception, host) {
        const http = host.switchToHttp(); const response = http.getResponse<Response>();
        response.status(500).json(exception.message); host.switchToHttp().getResponse().send(exception); http.getRequest().send(exception);
      } }`;
    expect(sinksIn(code)).toEqual([
      "response.json(exception.message) → 500",
      "host.switchToHttp().getResponse().send(exception)",
    ]);
  });
});
