import { describe, expect, it } from "vitest";
import type { Contract } from "../../src/contract/contract.ts";
import { fastify } from "../../src/knowledge/frameworks/fastify.ts";
import { analyse, handlersIn } from "./analysed.ts";

const js = { path: "/srv/src/orders.js" };

describe("findHandlers: Express", () => {
  it.each([
    ["a required app", `const express = require("express"); const app = express(); app.get("/x", (req, res) => {});`],
    ["an imported app", `import express from "express"; const app = express(); app.get("/x", async (req, res) => {});`],
    ["a namespace", `import * as express from "express"; express.Router().get("/x", (req, res) => {});`],
    ["a named router", `import { Router } from "express"; const r = Router(); r.get("/x", (req, res) => {});`],
    ["a member of a require", `const { Router: R } = require("express"); new R().post("/x", function (req, res) {});`],
    ["a router that npm: imports", `import express from "npm:express@5"; express().get("/x", (req, res) => {});`],
    ["a cast", `import express from "express"; const app = express() as any; app.get("/x", (req, res) => {});`],
    ["middleware without a path", `import express from "express"; express().use((req, res) => {});`],
    ["an array", `import express from "express"; express().get("/x", [[auth, (req, res) => {}]]);`],
    ["a condition", `import express from "express"; express().use(process.env.X ? (req, res) => {} : auth);`],
    [
      "an asynchronous wrapper",
      `import express from "express"; express().get("/x", catchAsync(async (req, res) => {}));`,
    ],
    ["a nested wrapper", `import express from "express"; express().get("/x", timed(catchAsync((req, res) => {})));`],
    ["bind", `import express from "express"; express().get("/x", function (req, res) {}.bind(null));`],
    [
      "a function that makes one",
      `import express from "express"; const m = (s) => (req, res) => {}; express().use(m(1));`,
    ],
    [
      "a typed app",
      `import type { Express } from "express"; export const f = (app: Express) => app.get("/x", (req, res) => {});`,
    ],
    [
      "an app typed by its namespace",
      `import express from "express"; function f(app: express.Application) { app.get("/x", (req, res) => {}); }`,
    ],
    [
      "an app with a type and a value",
      `import type { Express } from "express"; const app: Express = createApp(); app.get("/x", (req, res) => {});`,
    ],
    [
      "a typed field",
      `import { Router } from "express"; class A { r: Router; f() { this.r.get("/x", (req, res) => {}); } }`,
    ],
    [
      "a typed parameter property",
      `import type { Router } from "express"; class A { constructor(private r: Router) {} f() { this.r.get("/x", (req, res) => {}); } }`,
    ],
    [
      "a field with a value",
      `import { Router } from "express"; class A { r = Router(); f() { this.r.get("/x", (req, res) => {}); } }`,
    ],
    [
      "a field that is assigned",
      `const { Router } = require("express"); class A { constructor() { this.r = Router(); this.r.get("/x", (req, res) => {}); } }`,
    ],
  ])("knows %s", (_, code) => {
    expect(handlersIn(code)).toEqual([expect.stringMatching(/^express .*\(req: request, res: response\)$/)]);
  });

  it("follows route() and chains of registrations", () => {
    const code = `import express from "express";
      const app = express();
      app.route("/x").get(function list(req, res) {}).post(function create(req, res) {});
      app.get("/y", function one(req, res) {}).delete("/y", function remove(req, res) {});
      const route = app.route("/z");
      route.all(function all(req, res, next) {});`;
    expect(handlersIn(code)).toEqual([
      "express list(req: request, res: response)",
      "express create(req: request, res: response)",
      "express one(req: request, res: response)",
      "express remove(req: request, res: response)",
      "express all(req: request, res: response, next: next)",
    ]);
  });

  it("takes handlers by reference", () => {
    const code = `import express, { type Request } from "express";
      const list = async (req, res) => {};
      function create(req, res) {}
      const wrapped = catchAsync(async (req, res) => {});
      class Orders { one(req, res) {} static remove(req, res) {} patch = (req, res) => {}; }
      const orders = new Orders();
      const invoices = { pay(req, res) {} };
      const { send } = { send: (req, res) => {} };
      const before = [(req, res) => {}];
      const router = express.Router();
      router.get("/a", list); router.post("/a", create); router.put("/a", wrapped);
      router.get("/b", orders.one); router.delete("/b", Orders.remove); router.patch("/b", orders.patch.bind(orders));
      router.post("/c", invoices.pay); router.post("/d", send); router.use(...before);`;
    expect(handlersIn(code)).toHaveLength(9);
  });

  it("takes methods of the class that registers them", () => {
    const code = `import { Router } from "express";
      class Orders {
        router = Router();
        constructor() { this.router.get("/", this.list); this.router.get("/:id", catchAsync(this.one.bind(this))); }
        list(req, res) {}
        one = async (req, res) => {};
        helper(req, res) {}
      }`;
    expect(handlersIn(code)).toEqual([
      "express list(req: request, res: response)",
      "express one(req: request, res: response)",
    ]);
  });

  it("tells a boundary by its four parameters", () => {
    const code = `import express from "express"; const app = express();
      app.use((err, req, res, next) => {});
      app.use("/x", wrap(function last(err, req, res, _next) {}));`;
    expect(handlersIn(code)).toEqual([
      "express boundary (err: error, req: request, res: response, next: next)",
      "express boundary last(err: error, req: request, res: response, _next: next)",
    ]);
  });

  it.each([
    [`import type { RequestHandler } from "express"; const list: RequestHandler = (req, res) => {};`],
    [`import type { RequestHandler } from "express"; const list = ((req, res) => {}) satisfies RequestHandler;`],
    [
      `import type { RequestHandler } from "express"; const list: RequestHandler<{ id: string }> = wrap(async (req, res) => {});`,
    ],
    [`import type { RequestHandler } from "express"; const all: RequestHandler[] = [(req, res) => {}];`],
    [
      `import type { RequestHandler } from "express"; export const guard = (role: string): RequestHandler => (req, res) => {};`,
    ],
    [
      `import type { RequestHandler } from "express"; export function guard(): RequestHandler { return (req, res) => {}; }`,
    ],
    [`import express from "express"; class A { list: express.RequestHandler = (req, res) => {}; }`],
    [`import type { RequestHandler } from "express"; export default { list: ((req, res) => {}) as RequestHandler };`],
    [`import type { Request, Response } from "express"; export async function list(req: Request, res: Response) {}`],
    [
      `import type e from "express"; export async function list(req: e.Request & { rawBody: string }, res: e.Response) {}`,
    ],
    [`import { Request as Q, Response as S } from "express"; class A { async list(req: Q, res: S): Promise<void> {} }`],
    [
      `import type * as express from "express"; export const list = (req: express.Request<{ id: string }>, res: express.Response) => {};`,
    ],
  ])("knows it by its types: %s", (code) => {
    expect(handlersIn(code)).toEqual([expect.stringMatching(/^express .*\(req: request, res: response\)$/)]);
  });

  it.each([
    [
      `import type { ErrorRequestHandler } from "express"; const last: ErrorRequestHandler = (err, req, res) => {};`,
      "err: error, req: request, res: response",
    ],
    [
      `import type { Request, Response, NextFunction } from "express"; export function last(err: unknown, req: Request, res: Response, _next: NextFunction) {}`,
      "err: error, req: request, res: response, _next: next",
    ],
    [
      `import type { Request, Response } from "express"; export function last(err: HttpError, req: Request, res: Response, next) {}`,
      "err: error, req: request, res: response, next: next",
    ],
  ])("knows a boundary by its types: %s", (code, roles) => {
    expect(handlersIn(code)).toEqual([`express boundary last(${roles})`]);
  });

  it("knows the packages that forward what an asynchronous handler rejects with", () => {
    const wrapped = (code: string) => analyse(code).handlers.map(({ asyncWrapped }) => asyncWrapped ?? false);
    const app = `import express from "express"; const app = express();`;
    expect(
      wrapped(
        `import ah from "express-async-handler"; ${app} app.get("/", ah(async (req, res) => {}), (req, res) => {});`,
      ),
    ).toEqual([true, false]);
    expect(wrapped(`import Router from "express-promise-router"; Router().get("/", async (req, res) => {});`)).toEqual([
      true,
    ]);
    expect(wrapped(`import "express-async-errors"; ${app} app.get("/", async (req, res) => {});`)).toEqual([true]);
    expect(wrapped(`const ah = (f) => f; ${app} app.get("/", ah(async (req, res) => {}));`)).toEqual([false]);
  });
});

describe("findHandlers: what is none", () => {
  it.each([
    ["the same shape without an import", `const app = express(); app.get("/x", (req, res) => {});`],
    [
      "a router of another library",
      `import { Router } from "find-my-way"; import "express"; Router().get("/x", (req, res) => {});`,
    ],
    [
      "a local function that shadows the import",
      `import express from "express"; function f(express) { express().get("/x", (req, res) => {}); }`,
    ],
    [
      "a local variable that shadows the app",
      `import express from "express"; const app = express(); { const app = new Map(); app.get("/x", (req, res) => {}); }`,
    ],
    [
      "a callback that looks like one",
      `import express from "express"; list.forEach((req, res) => {}); const f = (req, res) => {};`,
    ],
    [
      "a setting",
      `import express from "express"; const app = express(); const views = app.get("views"); app.get("db").use((req, res) => {});`,
    ],
    [
      "what a setting holds",
      `import express from "express"; const app = express(); const db = app.get("db"); db.get("/x", (req, res) => {});`,
    ],
    [
      "another method of the app",
      `import express from "express"; express().listen(80, () => {}); express().set("x", (req, res) => {});`,
    ],
    [
      "a function of the module that makes no app",
      `import express from "express"; express.static("/x").get("/", (req, res) => {});`,
    ],
    [
      "a validator's callbacks",
      `import express from "express"; express().post("/x", body("email").custom(async (value) => {}), validate(z.object({}).refine((v) => v)));`,
    ],
    [
      "a schema's callbacks behind a name",
      `import express from "express"; const s = z.object({}).refine((v) => v); express().post("/x", validate(s));`,
    ],
    [
      "the options of a middleware",
      `import express from "express"; express().use(cors({ origin: (origin, done) => {} }));`,
    ],
    [
      "the function that an array is mapped with",
      `import express from "express"; express().use(names.map((name) => load(name)));`,
    ],
    [
      "a name that is assigned twice",
      `import express from "express"; let h = (req, res) => {}; h = other; express().get("/", h);`,
    ],
    [
      "a part of another package's type",
      `import type { Request, Response } from "express"; export function f(req: Order & { request: Request }, res: Response) {}`,
    ],
    ["the platform's Request and Response", `import "express"; export function f(req: Request, res: Response) {}`],
    [
      "types of another module",
      `import "express"; import type { Request, Response } from "node-fetch"; export function f(req: Request, res: Response) {}`,
    ],
    [
      "a helper that the file calls",
      `import type { Request, Response } from "express"; function send(req: Request, res: Response) {} send(a, b);`,
    ],
    [
      "a helper with a parameter of its own",
      `import type { Request, Response } from "express"; export function send(req: Request, res: Response, order: Order) {}`,
    ],
    [
      "a helper with a response alone",
      `import type { Response } from "express"; export function send(res: Response) {}`,
    ],
    [
      "parameters in another order",
      `import type { Request, Response } from "express"; export function send(res: Response, req: Request) {}`,
    ],
    [
      "a type of the same name",
      `import "express"; type RequestHandler = Function; const f: RequestHandler = (req, res) => {};`,
    ],
  ])("%s", (_, code) => {
    expect(handlersIn(code)).toEqual([]);
  });

  it("frameworks that the contract switches off", () => {
    const code = `import express from "express"; express().get("/x", (req, res) => {});`;
    const contract = { knowledgeOff: new Set(["express"]), handlers: [] } as unknown as Contract;
    expect(handlersIn(code, { contract })).toEqual([]);
  });

  it("arrays and objects that contain themselves", () => {
    const code = `import express from "express"; const a = [a, (req, res) => {}]; const o = { a: o }; express().use(a, o.a);`;
    expect(handlersIn(code)).toHaveLength(1);
  });
});

describe("findHandlers: Fastify", () => {
  it.each([
    [
      "the shorthand",
      `import Fastify from "fastify"; const app = Fastify({ logger: true }); app.get("/x", async (request, reply) => {});`,
    ],
    [
      "the shorthand with options",
      `import { fastify } from "fastify"; fastify().post("/x", { schema }, async (request, reply) => {});`,
    ],
    [
      "a handler among the options",
      `const app = require("fastify")(); app.get("/x", { handler: async (request, reply) => {} });`,
    ],
    [
      "a route object",
      `const fastify = require("fastify")(); fastify.route({ method: "GET", url: "/x", handler(request, reply) {} });`,
    ],
    [
      "a route object by reference",
      `import Fastify from "fastify"; const route = { handler: (request, reply) => {} }; Fastify().route(route);`,
    ],
    [
      "a type provider",
      `import Fastify from "fastify"; const app = Fastify().withTypeProvider<T>(); app.get("/x", async (request, reply) => {});`,
    ],
    [
      "a nested instance",
      `import Fastify from "fastify"; Fastify().register(async (api) => { api.get("/x", async (request, reply) => {}); });`,
    ],
    [
      "an instance nested by name",
      `import Fastify from "fastify"; async function routes(api) { api.get("/x", async (request, reply) => {}); } Fastify().register(routes);`,
    ],
    [
      "an instance nested twice",
      `import Fastify from "fastify"; Fastify().register(async (a) => { a.register(b); }); async function b(c) { c.get("/x", (request, reply) => {}); }`,
    ],
    [
      "a typed plugin",
      `import type { FastifyInstance } from "fastify"; export default async function routes(app: FastifyInstance) { app.get("/x", async (request, reply) => {}); }`,
    ],
    [
      "typed parameters",
      `import type { FastifyRequest, FastifyReply } from "fastify"; export async function list(request: FastifyRequest<R>, reply: FastifyReply) {}`,
    ],
    [
      "a handler type",
      `import type { RouteHandlerMethod } from "fastify"; export const list: RouteHandlerMethod = async (request, reply) => {};`,
    ],
    [
      "typed options",
      `import type { RouteOptions } from "fastify"; export const route: RouteOptions = { method: "GET", url: "/", handler: async (request, reply) => {} };`,
    ],
  ])("knows %s", (_, code) => {
    expect(handlersIn(code)).toEqual([expect.stringMatching(/^fastify .*\(request: request, reply: reply\)$/)]);
  });

  it("tells hooks and error handlers apart, and whether what they return is sent", () => {
    const code = `import Fastify from "fastify"; const app = Fastify();
      app.addHook("onRequest", async (request, reply) => {});
      app.addHook("onError", async (request, reply, error) => {});
      app.addHook("onReady", async () => {});
      app.setErrorHandler((error, request, reply) => {});
      app.get("/", async (request) => ({}));`;
    expect(handlersIn(code)).toEqual([
      "fastify (request: request, reply: reply)",
      "fastify boundary (request: request, reply: reply, error: error)",
      "fastify boundary (error: error, request: request, reply: reply)",
      "fastify (request: request)",
    ]);
    expect(analyse(code).handlers.map(({ returns }) => returns)).toEqual([false, false, true, true]);
  });

  it("knows the app that a plugin type or a plugin wrapper hands in", () => {
    const plugins = [
      { types: ["FastifyPluginAsync"], calls: [{ module: "fastify-plugin", member: "default" }], parameter: 0 },
    ];
    const frameworks = [{ ...fastify, plugins }];
    const typed = `import type { FastifyPluginAsync } from "fastify"; const routes: FastifyPluginAsync = async (app) => { app.get("/", async (request) => {}); };`;
    const wrapped = `import fp from "fastify-plugin"; export default fp(async (app) => { app.get("/", async (request) => {}); });`;
    expect(handlersIn(typed, { frameworks })).toEqual(["fastify (request: request)"]);
    expect(handlersIn(wrapped, { frameworks })).toEqual(["fastify (request: request)"]);
  });
});

describe("findHandlers: NestJS", () => {
  it("knows what a controller's decorators say", () => {
    const code = `import { Controller, Get, Post, Res, Req, Next, Body } from "@nestjs/common";
      import type { Response } from "express";
      @Controller("orders") export class Orders {
        @Get() async list() {}
        @Get(":id") one(@Req() req, @Res() res: Response, @Next() next) {}
        @Post() create(@Body() body, @Res({ passthrough: true }) res: Response) {}
        helper(@Res() res) {}
      }`;
    expect(handlersIn(code)).toEqual([
      "nest list()",
      "nest one(req: request, res: response, next: next)",
      "nest create(res: response)",
    ]);
    expect(analyse(code).handlers.map(({ returns }) => returns)).toEqual([true, false, true]);
  });

  it("knows filters by their decorator and by their class", () => {
    const code = `import { Catch, ExceptionFilter } from "@nestjs/common"; import { BaseExceptionFilter } from "@nestjs/core";
      @Catch() class A { catch(exception, host) {} }
      class B implements ExceptionFilter { catch(exception: unknown, host: ArgumentsHost) {} }
      class C extends BaseExceptionFilter { override catch(exception, host) {} other(exception, host) {} }`;
    expect(handlersIn(code)).toEqual([
      "nest boundary catch(exception: error, host: context)",
      "nest boundary catch(exception: error, host: context)",
      "nest boundary catch(exception: error, host: context)",
    ]);
  });

  it("knows middleware by the interface, and that its types may be Express's", () => {
    const code = `import { NestMiddleware } from "@nestjs/common"; import type { Request, Response } from "express";
      class A implements NestMiddleware { use(req: Request, res: Response, next) {} }`;
    expect(handlersIn(code)).toEqual(["nest use(req: request, res: response, next: next)"]);
  });

  it.each([
    [`import { Get } from "routing-decorators"; class A { @Get() list() {} }`],
    [`import { Controller } from "@nestjs/common"; function Get() {} @Controller() class A { @Get() list() {} }`],
    [`import { Injectable } from "@nestjs/common"; @Injectable() class A { catch(exception, host) {} list() {} }`],
  ])("is silent about %s", (code) => {
    expect(handlersIn(code)).toEqual([]);
  });
});

describe("findHandlers: Koa and Hono", () => {
  it("knows Koa's middleware, router and error listener", () => {
    const code = `const Koa = require("koa"); const Router = require("@koa/router");
      const app = new Koa(); const router = new Router({ prefix: "/x" });
      app.use(async (ctx, next) => {});
      router.get("/a", auth, async function list(ctx) {}).post("/a", async function create({ request, response }) {});
      app.on("error", (err, ctx) => {}); app.on("close", (ctx) => {});`;
    expect(handlersIn(code, js)).toEqual([
      "koa (ctx: context, next: next)",
      "koa list(ctx: context)",
      "koa create(request: context.request, response: context.response)",
      "koa boundary (err: error, ctx: context)",
    ]);
  });

  it("knows Koa's types, and which function with a context alone is a handler", () => {
    const code = `import Koa from "koa"; import type { Context } from "koa";
      export const list: Koa.Middleware = async (ctx) => {};
      export async function one(ctx: Context) {}
      export async function two(ctx: Koa.Context, next: Koa.Next) {}
      function user(ctx: Context) {}
      export function tenant(ctx: Context) {}
      tenant(x);`;
    expect(handlersIn(code)).toEqual([
      "koa list(ctx: context)",
      "koa one(ctx: context)",
      "koa two(ctx: context, next: next)",
    ]);
  });

  it("knows Hono's routes, chains and boundary", () => {
    const code = `import { Hono } from "hono"; import { createMiddleware, createFactory } from "hono/factory";
      const app = new Hono<Env>().basePath("/api");
      const routes = app.get("/a", (c) => c.json({})).post("/b", zValidator("json", schema), async function create(c) {});
      app.onError((err, c) => c.text("", 500)); app.on("GET", "/x", function on(c) {});
      export const guard = createMiddleware(async (c, next) => {});
      const factory = createFactory(); export const both = factory.createHandlers(async function made(c) {});`;
    expect(handlersIn(code)).toEqual([
      "hono (c: context)",
      "hono create(c: context)",
      "hono boundary (err: error, c: context)",
      "hono on(c: context)",
      "hono (c: context, next: next)",
      "hono made(c: context)",
    ]);
  });
});

describe("findHandlers: by file, directive and object", () => {
  it("knows the exports of a Next route, however they are written", () => {
    const path = "/srv/app/api/orders/route.ts";
    expect(
      handlersIn(
        `export async function GET(request: Request) {} export const POST = withAuth(async (request) => {});`,
        { path },
      ),
    ).toEqual(["next-route GET(request: request)", "next-route (request: request)"]);
    expect(
      handlersIn(
        `const PUT = async () => {}; function load() {} export { PUT, load as DELETE }; export const helper = () => {};`,
        { path },
      ),
    ).toEqual(["next-route PUT()", "next-route load()"]);
    expect(handlersIn(`export async function GET(request: Request) {}`)).toEqual([]);
  });

  it("knows a default export, in CommonJS as well", () => {
    const path = "/srv/pages/api/orders.js";
    expect(handlersIn(`export default withAuth(async function list(req, res) {});`, { path })).toEqual([
      "next-pages-api list(req: request, res: response)",
    ]);
    expect(handlersIn(`module.exports = async (req, res) => {};`, { path })).toEqual([
      "next-pages-api exports(req: request, res: response)",
    ]);
    expect(handlersIn(`export const config = () => {};`, { path })).toEqual([]);
  });

  it("wants an import where the path says too little", () => {
    const code = `export const handler = async (event, context) => {};`;
    expect(handlersIn(code)).toEqual([]);
    expect(handlersIn(`import type { APIGatewayProxyEvent } from "aws-lambda"; ${code}`)).toEqual([
      "aws-lambda handler(event: request, context: context)",
    ]);
    expect(handlersIn(`require("aws-lambda"); exports.handler = async (event) => {};`, js)).toEqual([
      "aws-lambda handler(event: request)",
    ]);
    expect(
      handlersIn(`require("aws-lambda"); module.exports = { handler: async (event) => {}, other() {} };`, js),
    ).toEqual(["aws-lambda handler(event: request)"]);
  });

  it("knows server actions by their directive", () => {
    expect(handlersIn(`"use server"; export async function save(data) {} async function inner() {}`)).toEqual([
      "next-server-action save()",
    ]);
    expect(handlersIn(`export function Page() { async function save() { "use server"; } }`)).toEqual([
      "next-server-action save()",
    ]);
    expect(handlersIn(`export const text = "use server"; export async function save() {}`)).toEqual([]);
  });

  it("knows the members of typed objects and of what a call takes", () => {
    const typed = `import type { ServiceImpl } from "@connectrpc/connect"; export const orders: ServiceImpl<typeof S> = { async get(request, context) {}, list };`;
    expect(handlersIn(typed)).toEqual(["connect get(request: request, context: context)"]);
    const grpc = `import * as grpc from "@grpc/grpc-js"; class Orders { get(call, callback) {} }
      new grpc.Server().addService(definition, new Orders());`;
    expect(handlersIn(grpc)).toEqual(["grpc get(call: context, callback: callback)"]);
    const resolvers = `import { ApolloServer } from "@apollo/server"; const Query = { order: (_, args, ctx) => {} };
      new ApolloServer({ typeDefs, resolvers: { Query, Mutation: { pay() {} } }, formatError: (formatted, error) => formatted });`;
    expect(handlersIn(resolvers)).toEqual([
      "graphql order(ctx: context)",
      "graphql pay()",
      "graphql boundary formatError(error: error)",
    ]);
    const thunk = `import { GraphQLObjectType } from "graphql"; new GraphQLObjectType({ name, fields: () => ({ order: { type, resolve(source) {} } }) });`;
    expect(handlersIn(thunk)).toEqual(["graphql resolve()"]);
  });

  it("knows procedures, jobs and listeners", () => {
    const trpc = `import { initTRPC } from "@trpc/server"; const t = initTRPC.context<C>().create();
      export const router = t.router({ list: t.procedure.input(z.string()).query(async ({ ctx }) => {}) });`;
    expect(handlersIn(trpc)).toEqual(["trpc ()"]);
    const queue = `import { Worker } from "bullmq"; const worker = new Worker("mail", async (job) => {}, { connection }); worker.on("failed", (job, err) => {});`;
    expect(handlersIn(queue)).toEqual(["bullmq (job: context)", "bullmq boundary (job: context, err: error)"]);
  });
});

describe("findHandlers: the contract", () => {
  const binding = { name: "defineRoute", export: null, type: null, member: null, module: "/srv/src/http", argument: 1 };
  const contract = { knowledgeOff: new Set(), handlers: [binding] } as unknown as Contract;

  it("takes the argument that it names", () => {
    const code = `import { defineRoute } from "./http.ts"; defineRoute("/x", async (input) => {}, () => {});`;
    expect(handlersIn(code, { contract })).toEqual(["handler ()"]);
    expect(analyse(code, { contract }).handlers[0]?.framework.title).toBe("the framework");
  });

  it("takes the framework from the types of the parameters", () => {
    const code = `import { defineRoute } from "./http"; import type { Response } from "express"; import "koa";
      defineRoute("/x", (req, res: Response) => {});`;
    expect(handlersIn(code, { contract })).toEqual(["express (req: request, res: response)"]);
  });

  it.each([
    [`import { defineRoute } from "./other"; defineRoute("/x", async (input) => {});`],
    [`function defineRoute() {} defineRoute("/x", async (input) => {});`],
    [`import { defineRoute } from "./http"; defineRoute("/x");`],
  ])("is silent about %s", (code) => {
    expect(handlersIn(code, { contract })).toEqual([]);
  });
});
