import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { Controller, Get, Header, Req } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { ErrorRequestHandler } from "express";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import Koa from "koa";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleContract } from "./sample-contract.ts";
import "reflect-metadata";

type Coded = Error & Record<string, unknown>;

let folder: string;
let AppError: {
  new (code: string, message: string, options?: object): Coded;
  wrap: (err: unknown, message: string) => Coded;
};
let told: unknown[] = [];
const closing: (() => unknown)[] = [];

const load = async <T>(name: string): Promise<T> => (await import(`${folder}/${name}.ts`)) as T;

beforeAll(async () => {
  const frameworks = ["koa", "hono", "nest", "trpc", "apollo"] as const;
  const files = generateTypeScript(sampleContract(), { extension: ".ts", frameworks, notifier: null });
  const spy =
    "export const told: unknown[] = [];\nexport const notify = (err: unknown): void => void told.push(err);\n";
  folder = writeFiles(files.map((file) => (file.path === "notify.ts" ? { ...file, text: spy } : file)));
  ({ AppError } = await load<{ AppError: typeof AppError }>("app-error"));
  ({ told } = await load<{ told: unknown[] }>("notify"));
});
beforeEach(() => {
  told.length = 0;
});
afterAll(async () => {
  for (const close of closing) await close();
  removeFolder(folder);
});

/** What routes throw, by their last segment. */
const failures = {
  missing: () =>
    AppError.wrap(
      new AppError("ORDER_NOT_FOUND", "no such order", { context: { orderId: 7, warehouse: 1 } }),
      "could not ship",
    ),
  broken: () => AppError.wrap(new Error("password authentication failed"), "could not list orders"),
  raw: () => new Error("password authentication failed"),
  redirect: () => Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/login;307;" }),
};
type Failure = keyof typeof failures;

const fail = (name: Failure): never => {
  throw failures[name]();
};
const shown = { error_code: "ORDER_NOT_FOUND", message: "no such order", context: { orderId: 7 } };
const hidden = { error_code: "INTERNAL_ERROR", message: "something went wrong", context: {} };

async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Sends a request to a route that fails. */
type Ask = (route: Failure) => Promise<Response>;
const headers = { "x-request-id": "req-9" };

/** What a framework did with a signal that the boundary let pass: it alone knows what is right. */
let passed: unknown[] = [];
beforeEach(() => {
  passed = [];
});

/** What handlers say of an answer before they fail. */
const said = {
  "Access-Control-Allow-Origin": "https://shop.example",
  "Cache-Control": "public, max-age=600",
  "CDN-Cache-Control": "max-age=600",
  "Content-Language": "fr",
  "Content-Type": "text/csv",
  ETag: '"orders"',
  Expires: "Wed, 21 Oct 2099 07:28:00 GMT",
};

async function startKoa(): Promise<Ask> {
  const { errorBoundary } = await load<{ errorBoundary: Parameters<Koa["use"]>[0] }>("boundary-koa");
  const app = new Koa();
  app.use(errorBoundary);
  app.use((context) => {
    context.set(said);
    fail(context.path.slice(1) as Failure);
  });
  app.on("error", (err: unknown) => void passed.push(err));
  const url = await listen(app.callback());
  return (route) => fetch(`${url}/${route}`, { headers });
}

async function startHono(): Promise<Ask> {
  const { errorBoundary, requestId } = await load<{ errorBoundary: object; requestId: object }>("boundary-hono");
  const app = new Hono();
  app.use(requestId);
  app.onError(errorBoundary);
  app.get("/:route", (context) => {
    for (const [name, value] of Object.entries(said)) context.header(name, value);
    return fail(context.req.param("route") as Failure);
  });
  return async (route) => {
    try {
      return await app.request(`/${route}`, { headers });
    } catch (err) {
      passed.push(err);
      return new Response(null, { status: 500 });
    }
  };
}

async function startNest(): Promise<Ask> {
  const { ErrorBoundary, requestId } = await load<{ ErrorBoundary: new () => object; requestId: object }>(
    "boundary-nest",
  );
  class Orders {
    get(request: { params: { route: Failure } }): never {
      return fail(request.params.route);
    }
  }
  Controller()(Orders);
  const descriptor = Object.getOwnPropertyDescriptor(Orders.prototype, "get");
  if (descriptor) {
    Get(":route")(Orders.prototype, "get", descriptor);
    for (const [name, value] of Object.entries(said)) Header(name, value)(Orders.prototype, "get", descriptor);
  }
  Req()(Orders.prototype, "get", 0);
  class Shop {
    readonly name = "shop";
  }
  const app = await NestFactory.create({ module: Shop, controllers: [Orders] }, { logger: false, abortOnError: false });
  app.use(requestId);
  app.useGlobalFilters(new ErrorBoundary());
  await app.listen(0, "127.0.0.1");
  closing.push(() => app.close());
  const server = app.getHttpAdapter().getInstance() as { use(takes: ErrorRequestHandler): void };
  server.use((err, _request, response, _next) => {
    passed.push(err);
    response.status(500).end();
  });
  const url = await app.getUrl();
  return (route) => fetch(`${url}/${route}`, { headers });
}

describe.each([
  ["Koa", startKoa],
  ["Hono", startHono],
  ["Nest", startNest],
])("the boundary of %s", (_, start) => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await start();
  });

  it("answers a client fault, and reports nothing", async () => {
    const response = await ask("missing");
    expect(response.status).toBe(404);
    expect(response.headers.get("x-request-id")).toBe("req-9");
    expect(await response.json()).toMatchObject({ ...shown, request_id: "req-9" });
    expect(told).toEqual([]);
  });

  it("says nothing of the body that was not sent, lets nobody keep its own, and leaves what is for every answer", async () => {
    const { headers } = await ask("missing");
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(headers.get("cache-control")).toBe("no-store");
    for (const name of ["cdn-cache-control", "content-language", "expires"]) expect(headers.get(name)).toBeNull();
    expect(headers.get("etag")).not.toBe('"orders"');
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });

  it.each(["broken", "raw"] as const)("hides a server fault, and reports it once: %s", async (route) => {
    const response = await ask(route);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ ...hidden, request_id: "req-9" });
    expect(told).toHaveLength(1);
  });
});

describe.each([
  ["Koa", startKoa],
  ["Hono", startHono],
  ["Nest", startNest],
])("the boundary of %s", (_, start) => {
  it("lets a signal pass", async () => {
    const ask = await start();
    await ask("redirect");
    expect(passed).toMatchObject([{ message: "NEXT_REDIRECT" }]);
    expect(told).toEqual([]);
  });
});

describe("the boundary of Hono", () => {
  async function answer(err: Error, prepare: (context: Context) => void = () => undefined): Promise<Response> {
    const { errorBoundary } = await load<{ errorBoundary: object }>("boundary-hono");
    const app = new Hono();
    app.onError(errorBoundary);
    app.get("/", (context) => {
      prepare(context);
      throw err;
    });
    return app.request("/", {});
  }
  const refused = new HTTPException(401, {
    res: new Response("please log in", {
      status: 401,
      headers: [
        ["WWW-Authenticate", 'Basic realm="shop"'],
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
        ["Content-Type", "text/plain"],
        ["Content-Length", "13"],
        ["Cache-Control", "public"],
      ],
    }),
  });

  it.each([
    ["thrown", () => refused],
    ["wrapped", () => AppError.wrap(refused, "could not list orders")],
  ])("keeps the headers of an exception's own response, but those of its body: %s", async (_, make) => {
    const response = await answer(make());
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="shop"');
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("content-length")).not.toBe("13");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).not.toContain("please log in");
  });

  it.each([
    ["the context", (context: Context) => context.header("Cache-Control", "public")],
    ["a response that is there", ({ res }: Context) => res.headers.set("Cache-Control", "public")],
  ])("lets nobody keep an answer, whatever was said to %s, and keeps the cookies of both", async (_, prepare) => {
    const { headers } = await answer(refused, (context) => {
      prepare(context);
      context.header("Set-Cookie", "seen=1");
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.getSetCookie()).toEqual(["seen=1", "a=1", "b=2"]);
  });

  it("tells the length of what was asked for a part of", async () => {
    const partOf = (status: 416 | 404): Error =>
      new HTTPException(status, { res: new Response(null, { status, headers: { "Content-Range": "bytes */12" } }) });
    expect((await answer(partOf(416))).headers.get("content-range")).toBe("bytes */12");
    expect((await answer(partOf(404))).headers.get("content-range")).toBeNull();
  });

  it("sends none of them with another status, and none where they cannot be had", async () => {
    const hiding = await answer(new AppError("INTERNAL_ERROR", "could not list orders", { cause: refused }));
    expect([hiding.status, hiding.headers.get("www-authenticate")]).toEqual([500, null]);
    const failing = Object.assign(new Error("it failed"), {
      getResponse() {
        throw new Error("no response");
      },
    });
    expect((await answer(failing)).status).toBe(500);
  });
});

describe("the boundary of Nest", () => {
  it("throws on what is no answer in HTTP", async () => {
    const { ErrorBoundary } = await load<{
      ErrorBoundary: new () => { catch: (err: unknown, host: object) => void };
    }>("boundary-nest");
    const [err, signal] = [failures.broken(), failures.redirect()];
    expect(() => new ErrorBoundary().catch(err, { getType: () => "rpc" })).toThrow(err);
    expect(() => new ErrorBoundary().catch(signal, { getType: () => "http" })).toThrow(signal);
    expect(told).toEqual([err]);
  });
});

interface Answer {
  readonly error: { readonly message: string; readonly data: Record<string, unknown> };
}

describe("the boundary of tRPC", () => {
  async function startTrpc(): Promise<(route: string) => Promise<Response>> {
    const boundary = await load<{ errorFormatter: object; onError: object; responseMeta: object }>("boundary-trpc");
    const t = initTRPC.create({ errorFormatter: boundary.errorFormatter });
    const procedures = Object.keys(failures).map((name) => [name, t.procedure.query(() => fail(name as Failure))]);
    const unauthorised = t.procedure.query(() => {
      throw new TRPCError({ code: "UNAUTHORIZED", message: "log in first" });
    });
    const issue = { path: ["items", 0], code: "too_small", message: "at least one" };
    const refuse = (): never => {
      throw Object.assign(new Error("[]"), { issues: [issue] });
    };
    const refused = t.procedure.input(refuse).query(() => 1);
    const misread = t.procedure.query(refuse);
    const wrapped = t.procedure.query(() => {
      throw AppError.wrap(new TRPCError({ code: "FORBIDDEN", message: "not yours" }), "could not list orders");
    });
    const own = { unauthorised, refused, misread, wrapped };
    const router = t.router({ ...Object.fromEntries(procedures), ...own });
    const { onError, responseMeta } = boundary;
    const url = await listen(createHTTPHandler({ router, onError, responseMeta }));
    return (route) => fetch(`${url}/${route}`);
  }
  let ask: (route: string) => Promise<Response>;
  beforeAll(async () => {
    ask = await startTrpc();
  });

  it("answers a client fault, and reports nothing", async () => {
    const response = await ask("missing");
    expect(response.status).toBe(404);
    const { error } = (await response.json()) as Answer;
    expect(error.message).toBe("no such order");
    expect(error.data).toMatchObject({ ...shown, httpStatus: 404 });
    expect(told).toEqual([]);
  });

  it.each(["broken", "raw"])("hides a server fault, and reports it once: %s", async (route) => {
    const response = await ask(route);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ error: { message: hidden.message, data: hidden } });
    expect(text).not.toMatch(/password|stack/);
    expect(told).toHaveLength(1);
  });

  it.each([
    ["unauthorised", 401],
    ["nowhere", 404],
  ])("keeps the meaning of tRPC's own error, and reports nothing: %s", async (route, status) => {
    expect((await ask(route)).status).toBe(status);
    expect(told).toEqual([]);
  });

  it.each([
    ["missing", "NOT_FOUND", -32004],
    ["unauthorised", "UNAUTHORIZED", -32001],
    ["wrapped", "FORBIDDEN", -32003],
    ["raw", "INTERNAL_SERVER_ERROR", -32603],
  ])("tells tRPC's clients the code that they know for it: %s", async (route, name, code) => {
    const { error } = (await (await ask(route)).json()) as Answer & { readonly error: { readonly code: number } };
    expect({ name: error.data["code"], code: error.code }).toEqual({ name, code });
  });

  it("answers with what its formatter has said where tRPC hands on nothing else, as version 10 does", async () => {
    const { responseMeta } = await load<{ responseMeta: (meta: object) => object }>("boundary-trpc");
    const told10 = { message: "log in first", code: -32001, data: { code: "UNAUTHORIZED", httpStatus: 401 } };
    expect(responseMeta({ errors: [told10] })).toEqual({ status: 401 });
    expect(responseMeta({ errors: [new TRPCError({ code: "CONFLICT", message: "taken" })] })).toEqual({ status: 409 });
    expect(responseMeta({ errors: [] })).toEqual({});
  });

  it("tells a client what is wrong with its input, and keeps what tRPC's clients read", async () => {
    const response = await ask("refused");
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as Answer;
    expect(error.data).toMatchObject({ code: "BAD_REQUEST", path: "refused", httpStatus: 400 });
    expect(error.data["context"]).toEqual({
      violations: [{ field: "items.0", rule: "too_small", message: "at least one" }],
    });
    expect(told).toEqual([]);
  });

  it("hides what else could not be parsed", async () => {
    const response = await ask("misread");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("at least one");
    expect(told).toHaveLength(1);
  });

  it("leaves a signal as tRPC has it", async () => {
    const response = await ask("redirect");
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error: { message: "NEXT_REDIRECT", data: { code: "INTERNAL_SERVER_ERROR" } },
    });
    expect(told).toEqual([]);
  });

  it("answers for several calls of one request, and reports the one that is a server fault", async () => {
    const response = await ask("missing,raw?batch=1&input={}");
    const answers = (await response.json()) as Answer[];
    expect(answers.map(({ error }) => error.data["error_code"])).toEqual(["ORDER_NOT_FOUND", "INTERNAL_ERROR"]);
    expect(told).toHaveLength(1);
  });
});

describe("the boundary of Apollo", () => {
  let server: ApolloServer;
  beforeAll(async () => {
    const { formatError } = await load<{ formatError: object }>("boundary-apollo");
    const typeDefs = `type Query { ${Object.keys(failures).join(": String ")}: String }`;
    const Query = Object.fromEntries(Object.keys(failures).map((name) => [name, () => fail(name as Failure)]));
    server = new ApolloServer({ typeDefs, resolvers: { Query }, formatError, includeStacktraceInErrorResponses: true });
    closing.push(() => server.stop());
  });

  const ask = async (query: string): Promise<readonly unknown[]> => {
    const { body } = await server.executeOperation({ query });
    return (body.kind === "single" && body.singleResult.errors) || [];
  };

  it("answers a client fault, and reports nothing", async () => {
    const { message, ...rest } = shown;
    const [error] = await ask("{ missing }");
    expect(error).toMatchObject({ message, path: ["missing"], extensions: { code: "ORDER_NOT_FOUND", ...rest } });
    expect(told).toEqual([]);
  });

  it.each(["broken", "raw"])("hides a server fault, and reports it once: %s", async (route) => {
    const errors = await ask(`{ ${route} }`);
    const { message, ...rest } = hidden;
    expect(errors).toMatchObject([{ message, extensions: { code: "INTERNAL_ERROR", ...rest } }]);
    expect(JSON.stringify(errors)).not.toMatch(/password|stack/);
    expect(told).toHaveLength(1);
  });

  it("leaves a signal as GraphQL has it", async () => {
    expect(await ask("{ redirect }")).toMatchObject([{ message: "NEXT_REDIRECT", path: ["redirect"] }]);
    expect(told).toEqual([]);
  });

  it("leaves what is wrong with the query", async () => {
    expect(await ask("{ nowhere }")).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
    expect(told).toEqual([]);
  });
});
