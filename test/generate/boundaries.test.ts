import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import Bugsnag from "@bugsnag/node";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { fastify, type FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleContract } from "./sample-contract.ts";

interface Errors {
  readonly AppError: {
    new (code: string, message: string, options?: object): Error;
    wrap(err: unknown, message: string, options?: object): Error;
  };
}

interface Boundary<Id, Answer> {
  readonly requestId: Id;
  createErrorBoundary(options: { notify: (err: Error, report: { groupingKey: string }) => void }): Answer;
  readonly errorBoundary: Answer;
}

let folder: string;
let errors: Errors;
const servers: Server[] = [];
const apps: FastifyInstance[] = [];
let told: { error: Error; groupingKey: string }[] = [];
const notify = (error: Error, { groupingKey }: { groupingKey: string }): void => void told.push({ error, groupingKey });

async function load<T>(name: string): Promise<T> {
  return (await import(`${folder}/${name}.ts`)) as T;
}

beforeAll(async () => {
  folder = writeFiles(
    generateTypeScript(sampleContract(), {
      extension: ".ts",
      frameworks: ["express", "fastify"],
      notifier: { name: "bugsnag", module: "@bugsnag/node", binding: "default" },
    }),
  );
  errors = await load("app-error");
});

beforeEach(() => {
  told = [];
});

afterAll(async () => {
  for (const server of servers) server.close();
  for (const app of apps) await app.close();
  removeFolder(folder);
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const driverError = (): Error =>
  Object.assign(new Error('password authentication failed for user "admin"'), {
    code: "28P01",
    stack: "Error: password\n    at connect (/app/node_modules/pg/lib/client.js:1:1)",
  });

const loadOrder = async (): Promise<never> => {
  throw errors.AppError.wrap(driverError(), "could not load order", { context: { orderId: 7 } });
};
const loadUser = async (): Promise<never> => {
  throw errors.AppError.wrap(driverError(), "could not load user");
};
const answerNotFound = async (): Promise<never> => {
  throw errors.AppError.wrap(new errors.AppError("NOT_FOUND", "no such order"), "could not ship order");
};
/** An error, or something else, of which nothing can be read. */
const throwUnreadable = (thrown: object) => async (): Promise<never> => {
  const keys = ["stack", "name", "message", "cause", "code", "status", "statusCode", "then"]; // the stack is made of the others
  const get = (): never => {
    throw new Error("the getter failed");
  };
  throw Object.defineProperties(thrown, Object.fromEntries(keys.map((key) => [key, { get }])));
};

/** What handlers say of an answer before they fail. */
const said = {
  "access-control-allow-origin": "https://shop.example",
  "cache-control": "public, max-age=600",
  "cdn-cache-control": "max-age=600",
  "content-language": "fr",
  "content-type": "text/csv",
  etag: '"rows"',
  expires: "Wed, 21 Oct 2099 07:28:00 GMT",
};

async function startExpress(): Promise<string> {
  const boundary = await load<Boundary<RequestHandler, ErrorRequestHandler>>("boundary-express");
  const app = express();
  app.use(boundary.requestId);
  app.use(express.json());
  app.post("/body", (_req, res) => void res.json({}));
  app.get("/order", loadOrder);
  app.get("/user", loadUser);
  app.get("/missing", answerNotFound);
  app.get("/unreadable", throwUnreadable({}));
  app.get("/unreadable-error", throwUnreadable(new Error("could not load order")));
  app.get("/half", (_req, res) => {
    res.write("half");
    throw new Error("broke in the middle");
  });
  app.get("/csv", (_req, res) => {
    res.set(said);
    throw new Error("no rows");
  });
  app.use(boundary.createErrorBoundary({ notify }));
  return listen(createServer(app));
}

async function startFastify(): Promise<string> {
  const boundary =
    await load<Boundary<Parameters<FastifyInstance["addHook"]>[1], Parameters<FastifyInstance["setErrorHandler"]>[0]>>(
      "boundary-fastify",
    );
  const app = fastify();
  apps.push(app);
  app.addHook("onRequest", boundary.requestId as never);
  app.setErrorHandler(boundary.createErrorBoundary({ notify }));
  app.post("/body", async () => ({}));
  app.get("/order", loadOrder);
  app.get("/user", loadUser);
  app.get("/missing", answerNotFound);
  app.get("/unreadable", throwUnreadable({}));
  app.get("/unreadable-error", throwUnreadable(new Error("could not load order")));
  app.get("/csv", async (_request, reply) => {
    reply.headers(said);
    throw new Error("no rows");
  });
  return app.listen({ port: 0, host: "127.0.0.1" });
}

describe.each([
  ["Express", startExpress],
  ["Fastify", startFastify],
])("the boundary of %s", (_, start) => {
  let url: string;
  beforeAll(async () => {
    url = await start();
  });

  it("answers a server fault with the public envelope, and reports it once", async () => {
    const response = await fetch(`${url}/order`, {
      headers: { "x-request-id": "req-9", "x-correlation-id": "chain-1" },
    });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-request-id")).toBe("req-9");
    expect(await response.json()).toEqual({
      error_code: "INTERNAL_ERROR",
      message: "something went wrong",
      severity: "error",
      timestamp: expect.any(String) as string,
      request_id: "req-9",
      correlation_id: "chain-1",
      context: {},
    });
    expect(told).toHaveLength(1);
    expect((told[0]?.error.cause as Error).message).toContain("password authentication failed");
  });

  it("answers a client fault with its own message, and tells nobody", async () => {
    const response = await fetch(`${url}/missing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error_code: "NOT_FOUND",
      message: "no such order",
      request_id: response.headers.get("x-request-id"),
    });
    expect(told).toEqual([]);
  });

  it("keeps the status of a body that could not be parsed", async () => {
    const response = await fetch(`${url}/body`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error_code: "INVALID_INPUT", message: "invalid input" });
    expect(told).toEqual([]);
  });

  it.each(["/unreadable", "/unreadable-error"])("answers what cannot be read, and tells somebody: %s", async (path) => {
    const log = vi.spyOn(console, "error").mockImplementation((...given) => void inspect(given));
    const response = await fetch(url + path);
    const logged = log.mock.results.filter(({ type }) => type === "return").length;
    log.mockRestore();
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error_code: "INTERNAL_ERROR", message: "something went wrong" });
    expect(told.length + logged).toBe(1);
  });

  it("groups by operation", async () => {
    for (const path of ["/order", "/order", "/user"]) await fetch(url + path);
    const keys = told.map(({ groupingKey }) => groupingKey);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(2);
  });

  it("says nothing of the body that was not sent, lets nobody keep its own, and leaves what is for every answer", async () => {
    const { headers } = await fetch(`${url}/csv`);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(headers.get("cache-control")).toBe("no-store");
    for (const name of ["cdn-cache-control", "content-language", "expires"]) expect(headers.get(name)).toBeNull();
    expect(headers.get("etag")).not.toBe('"rows"');
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });

  it("takes no request id that could forge a log line", async () => {
    const response = await fetch(`${url}/missing`, { headers: { "x-request-id": "a b\tINFO all is well" } });
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });
});

describe("the boundary of Express", () => {
  it("cuts an answer off that has begun, and reports why", async () => {
    const url = await startExpress();
    const { error } = console;
    console.error = () => undefined;
    await expect(fetch(`${url}/half`).then((response) => response.text())).rejects.toThrow();
    console.error = error;
    expect(told.map((each) => each.error.message)).toEqual(["broke in the middle"]);
  });

  it("passes a signal on", async () => {
    const { errorBoundary } = await load<Boundary<RequestHandler, ErrorRequestHandler>>("boundary-express");
    const signal = Object.assign(new Error("x"), { name: "DelayedError" });
    const passed: unknown[] = [];
    await errorBoundary(signal, {} as never, {} as never, (err?: unknown) => passed.push(err));
    expect(passed).toEqual([signal]);
  });
});

describe("Bugsnag", () => {
  it("gets one event with the whole chain of causes and the group", async () => {
    const bodies: {
      events: { groupingHash: string; exceptions: { message: string }[]; metaData: { envelope: object } }[];
    }[] = [];
    const collector = createServer((req, res) => {
      let body = "";
      req
        .on("data", (chunk) => (body += String(chunk)))
        .on("end", () => {
          bodies.push(JSON.parse(body) as never);
          res.end();
        });
    });
    const notifyUrl = await listen(collector);
    Bugsnag.start({
      apiKey: "0".repeat(32),
      endpoints: { notify: notifyUrl, sessions: notifyUrl },
      autoTrackSessions: false,
      autoDetectErrors: false,
      logger: null,
    });
    const { errorBoundary } = await load<Boundary<RequestHandler, ErrorRequestHandler>>("boundary-express");
    const app = express();
    app.get("/", loadOrder);
    app.use(errorBoundary);
    await fetch(await listen(createServer(app)));
    await expect.poll(() => bodies.length).toBe(1);
    const event = bodies[0]?.events[0];
    expect(event?.exceptions.map(({ message }) => message)).toEqual([
      "could not load order",
      expect.stringContaining("password"),
    ]);
    expect(event?.groupingHash).toContain("INTERNAL_ERROR");
    expect(event?.metaData.envelope).toMatchObject({ error_code: "INTERNAL_ERROR", context: { orderId: 7 } });
  });
});
