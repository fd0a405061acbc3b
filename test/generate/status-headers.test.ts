import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Controller, Get, Req } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import express, { type ErrorRequestHandler } from "express";
import { fastify, type FastifyInstance } from "fastify";
import { Hono } from "hono";
import createError from "http-errors";
import Koa from "koa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleContract } from "./sample-contract.ts";
import "reflect-metadata";

let folder: string;
let AppError: {
  new (code: string, message: string, options?: object): Error;
  wrap(err: unknown, message: string, options?: object): Error;
};
const closing: (() => unknown)[] = [];
const load = async <T>(name: string): Promise<T> => (await import(`${folder}/${name}.ts`)) as T;

beforeAll(async () => {
  const frameworks = ["express", "fastify", "koa", "hono", "nest"] as const;
  const files = generateTypeScript(sampleContract(), { extension: ".ts", frameworks, notifier: null });
  const silent = "export const notify = (): void => undefined;\n";
  folder = writeFiles(files.map((file) => (file.path === "notify.ts" ? { ...file, text: silent } : file)));
  ({ AppError } = await load<{ AppError: typeof AppError }>("app-error"));
});
afterAll(async () => {
  for (const close of closing) await close();
  removeFolder(folder);
});

const refused = (headers: object, status = 401): Error => createError(status, "no", { headers });
const challenge = { "WWW-Authenticate": 'Bearer realm="shop"' };
const range = { "Content-Range": "bytes */12", "Accept-Ranges": "bytes" };
const upstream = { "Retry-After": "9", "WWW-Authenticate": "Basic" };

/** What routes throw, by their last segment. */
const failures: Readonly<Record<string, () => unknown>> = {
  challenge: () => refused({ ...challenge, "Set-Cookie": "a=1", "X-Upstream": "db-1", "content-type": "text/csv" }),
  wrapped: () => AppError.wrap(refused(challenge), "could not list orders"),
  small: () => refused({ "www-authenticate": 'Bearer realm="shop"' }),
  late: () => refused({ "Retry-After": 30 }, 503),
  method: () => refused({ Allow: "GET, HEAD" }, 405),
  range: () => refused(range, 416),
  boom: () => Object.assign(new Error("no"), { isBoom: true, output: { statusCode: 401, headers: challenge } }),
  rangeless: () => refused(range, 404),
  sdk: () => Object.assign(new Error("slow down"), { status: 429, statusCode: 429, headers: upstream }),
  coded: () => AppError.wrap(Object.assign(new Error("no"), { status: 500, statusCode: 500, headers: upstream }), "no"),
  hidden: () => new AppError("NOT_FOUND", "no such order", { cause: refused(challenge) }),
  forged: () => refused({ Allow: "GET\r\nSet-Cookie: a=1" }, 405),
  empty: () => refused({ Allow: "" }, 405),
  unreadable: () =>
    Object.defineProperty(refused({}), "headers", {
      get: () => {
        throw new Error("the getter failed");
      },
    }),
};

const fail = (route: string): never => {
  throw failures[route]?.();
};

type Ask = (route: string) => Promise<Response>;

async function listen(listener: RequestListener): Promise<Ask> {
  const server = createServer(listener);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (route) => fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/${route}`);
}

async function startExpress(): Promise<Ask> {
  const { errorBoundary } = await load<{ errorBoundary: ErrorRequestHandler }>("boundary-express");
  const app = express();
  app.get("/:route", ({ params }) => fail(params.route));
  app.use(errorBoundary);
  return listen(app);
}

async function startFastify(): Promise<Ask> {
  const { errorBoundary } = await load<{ errorBoundary: Parameters<FastifyInstance["setErrorHandler"]>[0] }>(
    "boundary-fastify",
  );
  const app = fastify();
  closing.push(() => app.close());
  app.setErrorHandler(errorBoundary);
  app.get("/:route", async ({ params }) => fail((params as { route: string }).route));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return (route) => fetch(`${url}/${route}`);
}

async function startKoa(): Promise<Ask> {
  const { errorBoundary } = await load<{ errorBoundary: Parameters<Koa["use"]>[0] }>("boundary-koa");
  const app = new Koa();
  app.use(errorBoundary);
  app.use(({ path }) => fail(path.slice(1)));
  return listen(app.callback());
}

async function startHono(): Promise<Ask> {
  const { errorBoundary } = await load<{ errorBoundary: object }>("boundary-hono");
  const app = new Hono();
  app.onError(errorBoundary);
  app.get("/:route", (context) => fail(context.req.param("route")));
  return (route) => app.request(`/${route}`, {});
}

async function startNest(): Promise<Ask> {
  const { ErrorBoundary } = await load<{ ErrorBoundary: new () => object }>("boundary-nest");
  class Orders {
    get(request: { params: { route: string } }): never {
      return fail(request.params.route);
    }
  }
  Controller()(Orders);
  const descriptor = Object.getOwnPropertyDescriptor(Orders.prototype, "get");
  if (descriptor) Get(":route")(Orders.prototype, "get", descriptor);
  Req()(Orders.prototype, "get", 0);
  class Shop {
    readonly name = "shop";
  }
  const app = await NestFactory.create({ module: Shop, controllers: [Orders] }, { logger: false, abortOnError: false });
  app.useGlobalFilters(new ErrorBoundary());
  await app.listen(0, "127.0.0.1");
  closing.push(() => app.close());
  const url = await app.getUrl();
  return (route) => fetch(`${url}/${route}`);
}

const names = [
  "www-authenticate",
  "retry-after",
  "allow",
  "content-range",
  "accept-ranges",
  "set-cookie",
  "x-upstream",
];

describe.each([
  ["Express", startExpress],
  ["Fastify", startFastify],
  ["Koa", startKoa],
  ["Hono", startHono],
  ["Nest", startNest],
])("the boundary of %s", (_, start) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await start();
  });

  it.each([
    ["challenge", 401, { "www-authenticate": 'Bearer realm="shop"' }],
    ["wrapped", 401, { "www-authenticate": 'Bearer realm="shop"' }],
    ["small", 401, { "www-authenticate": 'Bearer realm="shop"' }],
    ["late", 503, { "retry-after": "30" }],
    ["method", 405, { allow: "GET, HEAD" }],
    ["range", 416, { "content-range": "bytes */12", "accept-ranges": "bytes" }],
    ["boom", 401, { "www-authenticate": 'Bearer realm="shop"' }],
    ["rangeless", 404, {}],
    ["sdk", 429, {}],
    ["coded", 500, {}],
    ["hidden", 404, {}],
    ["forged", 405, {}],
    ["empty", 405, {}],
    ["unreadable", 401, {}],
  ])("says what belongs to a status, and nothing else that an error carries: %s", async (route, status, expected) => {
    const response = await ask(route);
    expect(response.status).toBe(status);
    const said = names.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name)]] : []));
    expect(Object.fromEntries(said)).toEqual(expected);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  });
});
