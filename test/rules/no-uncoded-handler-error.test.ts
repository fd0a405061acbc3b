import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-uncoded-handler-error.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const typescript = {
  errors: [appError, { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "NOT_FOUND" }],
  guards: [{ name: "isAppError", module: "./src/errors" }],
  signals: [{ name: "Retry", module: "./src/retry" }, { name: "LocalRetry" }],
};
const governed = createRepository(typescript);
const strict = createRepository(typescript, { selective: "report", cleanup: "report" });
const ungoverned = createRepository(null);

const imports = `import { Router } from "express";
import createError from "http-errors";
import { VError } from "verror";
import { redirect } from "next/navigation";
import { AppError, isAppError, notFound } from "./errors";
import { OrderError } from "./orders";
const router = Router();
`;

function report(code: string, root = governed): string[] {
  return lint(rule, code, { filename: join(root, "src/orders.ts") }).map(({ message }) => message);
}

function inHandler(text: string): string {
  return `${imports}router.post("/:id", async (req, res, next) => { ${text} });`;
}

describe("errors made in a handler", () => {
  it.each([
    ["thrown", 'throw new Error("no order");', '`new Error("no order")` leaves the handler without a code'],
    [
      "another of the language's",
      'throw new RangeError("too many");',
      '`new RangeError("too many")` leaves the handler',
    ],
    ["called", 'throw Error("no order");', '`Error("no order")` leaves the handler'],
    ["behind a test", 'if (!req.body) throw new Error("no body");', '`new Error("no body")` leaves'],
    [
      "a class of the file",
      'class Closed extends Error {} throw new Closed("closed");',
      '`new Closed("closed")` leaves',
    ],
    ["a library's that means nothing to the host", 'throw new VError("no order");', '`new VError("no order")` leaves'],
    [
      "given a status",
      'const err = new Error("no order"); err.status = 404; throw err;',
      '`new Error("no order")` leaves',
    ],
    ["rejected", 'return Promise.reject(new Error("no order"));', '`new Error("no order")` leaves'],
    ["awaited as a rejection", 'await Promise.reject(new Error("no order"));', '`new Error("no order")` leaves'],
    ["to next", 'return next(new Error("no order"));', '`new Error("no order")` goes to `next` without a code'],
    [
      "to next, in a callback",
      'load((row) => { if (!row) next(new Error("no order")); });',
      '`new Error("no order")` goes to `next`',
    ],
    ["to next, in a try", 'try { next(new Error("no order")); } catch {}', '`new Error("no order")` goes to `next`'],
    [
      "to next by a name",
      'const failure = new Error("no order"); next(failure);',
      '`new Error("no order")` goes to `next`',
    ],
    [
      "in a promise handler that is awaited",
      'await load().then((row) => { if (!row) throw new Error("no order"); });',
      '`new Error("no order")` leaves',
    ],
    [
      "in an iteration",
      'req.body.lines.forEach((line) => { if (!line.sku) throw new Error("no sku"); });',
      '`new Error("no sku")` leaves',
    ],
    [
      "with the cause of a caught one",
      'try { await load(); } catch (err) { throw new Error("no order", { cause: err }); }',
      '`new Error("no order", { cause: err })` leaves',
    ],
    [
      "in a catch that wants no error",
      'try { await load(); } catch { throw new Error("no order"); }',
      '`new Error("no order")` leaves',
    ],
    ["a string", 'throw "no order";', '`"no order"` is thrown, and is no error'],
    ["a template", "throw `no order ${req.params.id}`;", "`` `no order ${req.params.id}` ``"],
    ["an object", 'throw { status: 404, message: "no order" };', "is thrown, and is no error"],
    ["a string to next", 'next("no order");', '`"no order"` goes to `next`, and is no error'],
    ["an object to next", 'next({ status: 404, message: "no order" });', "goes to `next`, and is no error"],
  ])("reports what is %s", (_, text, expected) => {
    const [first, ...others] = report(inHandler(text));
    expect(others).toEqual([]);
    expect(first).toContain(expected.replaceAll("`` ", "`").replaceAll(" ``", "`"));
  });

  it.each([
    [
      "called",
      "function find(id) { if (!id) throw new Error(`no id`); return rows.get(id); }",
      "res.json(find(req.params.id));",
    ],
    ["awaited", "async function find(id) { throw new Error(`no id`); }", "await find(1);"],
    ["returned", "async function find(id) { throw new Error(`no id`); }", "return find(1);"],
    [
      "called by one that is called",
      "const inner = () => { throw new Error(`no id`); }; const find = () => inner();",
      "find();",
    ],
    ["in its return", "const find = () => Promise.reject(new Error(`no id`));", "await find();"],
  ])("reports it in a function of the file that is %s", (_, helper, call) => {
    expect(report(`${inHandler(call)}\n${helper}`)).toEqual([
      expect.stringContaining("`new Error(`no id`)` leaves the handler"),
    ]);
  });

  it.each([
    ["coded", 'throw new AppError("NOT_FOUND", "no order");'],
    ["coded by a factory", 'throw notFound("no order");'],
    ["a coded class of the file", 'class Closed extends AppError {} throw new Closed("CONFLICT", "closed");'],
    ["foreign-coded", 'throw createError(404, "no order");'],
    ["foreign-coded, to next", 'next(createError(404, "no order"));'],
    ["a class that nobody knows", 'throw new OrderError("no order");'],
    ["what nobody can see", "throw makeError();"],
    ["a parameter", "throw req.failure;"],
    ["taken by a try", 'try { throw new Error("no order"); } catch { res.status(404).end(); }'],
    [
      "taken by a promise handler",
      'load().then(() => { throw new Error("no order"); }).catch(() => res.status(404).end());',
    ],
    [
      "taken by a try that awaits its promise",
      'try { await load().then(() => { throw new Error("no order"); }); } catch { res.status(404).end(); }',
    ],
    ["in a floating promise", 'load().then(() => { throw new Error("no order"); });'],
    ["in a listener", 'stream.on("data", () => { throw new Error("no order"); });'],
    ["in a timer", 'setTimeout(() => { throw new Error("no order"); }, 10);'],
    ["kept", 'const failure = new Error("no order"); log(failure); res.end();'],
    ["a redirect", 'redirect("/login");'],
    ["a thrown response", "throw new Response(null, { status: 404 });"],
    ["a signal of the contract", 'class LocalRetry extends Error {} throw new LocalRetry("later");'],
    ["control flow of the router", 'next("route");'],
    ["nothing at all", "next();"],
    ["an invariant", "throw new Error(`unreachable: ${req.method}`);"],
    [
      "an unreachable default",
      "switch (kind) { case 1: break; default: { const never: never = kind; throw new Error(`kind ${never}`); } }",
    ],
    ["an assertion", "assert(req.body);"],
    ["a caught error", "try { await load(); } catch (err) { throw err; }"],
    [
      "in place of a caught error",
      'try { await load(); } catch (err) { throw new Error("no order: " + err.message); }',
    ],
    [
      "in place of a caught error, to next",
      'try { await load(); } catch (err) { next(new Error("no order: " + err.message)); }',
    ],
    ["a wrap", 'try { await load(); } catch (err) { next(AppError.wrap(err, "could not load")); }'],
    ["a literal that is no error", "next(null);"],
  ])("is silent about what is %s", (_, text) => {
    expect(report(inHandler(text))).toEqual([]);
  });

  it.each([
    [
      "a route for seeing that failures are reported",
      `${imports}router.get("/__test_sentry_crash__", () => { throw new Error("Test Sentry"); });`,
    ],
    [
      "a route for seeing that failures are logged",
      `${imports}router.get("/boom", async () => { console.error("boom"); throw new Error("boom"); });`,
    ],
    [
      "what is thrown behind the answer",
      inHandler('if (!req.user) { res.status(401).end("no session"); throw new Error("no session"); }'),
    ],
    ["a service", `${imports}export function find(id) { throw new Error("no order"); }`],
    [
      "a function that the handler only catches",
      `${inHandler("try { find(); } catch { res.end(); }")} function find() { throw new Error("no order"); }`,
    ],
    [
      "an async function that nobody waits for",
      `${inHandler("void find();")} async function find() { throw new Error("no order"); }`,
    ],
    [
      "an assertion of the file",
      `${inHandler("assertOrder(req);")} function assertOrder(r) { throw new Error("no order"); }`,
    ],
    [
      "an unreachable default of a function of the file",
      `${inHandler("rank(req.query.kind);")} function rank(kind) { switch (kind) { case 1: return 2; default: throw new Error("what kind?"); } }`,
    ],
    [
      "the boundary",
      `${imports}router.use((err, req, res, next) => { if (res.headersSent) return next(err); throw new Error("no answer"); });`,
    ],
    ["code at the client's", `"use client";\n${inHandler('throw new Error("no order");')}`],
    ["a file without a framework", `export async function post(req, res, next) { throw new Error("no order"); }`],
    ["Koa's next", `import Koa from "koa"; new Koa().use(async (ctx, next) => { await next("x"); });`],
    [
      "gRPC's own form",
      `import { Server } from "@grpc/grpc-js"; const s = new Server(); s.addService(d, { get(call, callback) { callback({ code: 5, message: "no order" }); } });`,
    ],
  ])("is silent in %s", (_, code) => {
    expect(report(code)).toEqual([]);
  });

  describe("says what becomes of it", () => {
    const boundaries = [{ name: "errorMiddleware", module: "./src/errors" }];
    const bounded = createRepository({ ...typescript, boundaries });
    const filters = (
      onClass: string,
      onMethod: string,
    ): string => `import { Controller, Get, UseFilters } from "@nestjs/common";
      ${onClass} @Controller() class Orders { ${onMethod} @Get() list() { throw new Error("no order"); } }`;
    const job = `import { Worker } from "bullmq"; new Worker("orders", async (job) => { throw new Error("no order"); });`;

    it.each([
      ["without a boundary", inHandler('throw new Error("no order");'), governed, "Express answers 500 and shows"],
      [
        "under a declared one",
        inHandler('throw new Error("no order");'),
        bounded,
        "the boundary takes it for a server fault",
      ],
      ["in a job, whom no boundary answers", job, bounded, "BullMQ stores its message"],
      ["without a filter", filters("", ""), governed, "NestJS answers 500"],
      [
        "under a filter of the method",
        filters("", "@UseFilters(OrdersFilter)"),
        governed,
        "the boundary takes it for a server fault",
      ],
      [
        "under a filter of the class",
        filters("@UseFilters(OrdersFilter)", ""),
        governed,
        "the boundary takes it for a server fault",
      ],
    ])("%s", (_, code, root, expected) => {
      expect(report(code, root)).toEqual([expect.stringContaining(expected)]);
    });
  });

  it("is off where nothing can have a code", () => {
    expect(report(inHandler('throw new Error("no order");'), ungoverned)).toEqual([]);
  });

  it("says what the framework does", () => {
    const fastify = `import fastify from "fastify"; const app = fastify(); app.get("/", async () => { throw new Error("no order"); });`;
    expect(report(fastify)).toEqual([
      expect.stringContaining("Fastify sends its message to the client, in production too."),
    ]);
    expect(report(inHandler('throw new Error("no order");'))).toEqual([expect.stringContaining("Express answers 500")]);
  });
});

describe("a handler that is known by its types", () => {
  const typed = 'import type { NextApiRequest, NextApiResponse } from "next"; import { serve } from "./serve";\n';
  const made = 'async (req: NextApiRequest, res: NextApiResponse) => { throw new Error("no order"); }';

  it.each([
    ["by name, in an object", `const read = ${made}; export default (req, res) => serve(req, res, { GET: read });`],
    ["as it is", `export default serve(${made});`],
    ["declared", `${made.replace("async (", "async function read(").replace("=> ", "")} export default serve([read]);`],
  ])("is answered by whom it is handed to: %s", (_, code) => {
    expect(report(typed + code)).toEqual([
      expect.stringContaining("without a code: what a client sees of it is up to `serve`."),
    ]);
  });

  it("is answered by the framework where nobody is handed it", () => {
    expect(report(`${typed}export const read = ${made};`)).toEqual([expect.stringContaining("Next.js answers 500")]);
  });
});

describe("caught errors that a handler hands on", () => {
  it.each([
    ["to next", "try { await load(); } catch (err) { next(err); }"],
    ["after a log", "try { await load(); } catch (err) { console.error(err); return next(err); }"],
    ["by a promise handler", "load().then((row) => res.json(row)).catch((err) => next(err));"],
    ["by a callback", "load((err, row) => { if (err) return next(err); res.json(row); });"],
    [
      "beside an error without a code",
      'try { if (!load) throw new TypeError("no load"); await load(); } catch (err) { next(err); }',
    ],
    ["under another name", "try { await load(); } catch (err) { const failure = err; next(failure); }"],
  ])("reports what goes %s", (_, text) => {
    expect(report(inHandler(text))).toEqual([
      expect.stringContaining("goes to `next` as it was caught: unless it has a code, Express answers 500"),
    ]);
  });

  it("reports the error of a callback alone where no wrapper could keep a code", () => {
    const unwrapped = createRepository({ errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1 }] });
    for (const root of [ungoverned, unwrapped]) {
      expect(
        report(inHandler("load((err, row) => { if (err) return next(err); res.json(row); });"), root),
      ).toHaveLength(1);
      expect(report(inHandler("try { await load(); } catch (err) { next(err); }"), root)).toEqual([]);
      expect(report(inHandler("load().then((row) => res.json(row)).catch((err) => next(err));"), root)).toEqual([]);
    }
  });

  it("reports the untested error of a callback as such", () => {
    expect(report(inHandler("save(req.body, (err) => next(err));"))).toEqual([
      expect.stringContaining("`err` goes on to `next` untested and unchanged"),
    ]);
  });

  it.each([
    ["the callback itself", "save(req.body, next);"],
    ["the promise's own handler", "load().catch(next);"],
    [
      "what another middleware gives to its `next`",
      "authenticate(req, res, (err) => { if (err) return next(err); if (!req.user) return next(notFound()); next(); });",
    ],
    ["what its try has coded", "try { if (!req.body) throw notFound(); await load(); } catch (err) { next(err); }"],
    ["a coded error", "try { await load(); } catch (err) { if (isAppError(err)) return next(err); throw err; }"],
    [
      "a selective catch",
      "try { await load(); } catch (err) { if (err instanceof OrderError) return res.status(409).end(); next(err); }",
    ],
    ["after undoing something", "try { await load(); } catch (err) { await transaction.rollback(); next(err); }"],
    ["an enriched error", "try { await load(); } catch (err) { err.orderId = 1; next(err); }"],
    ["a thrown one", "try { await load(); } catch (err) { throw err; }"],
  ])("is silent about %s", (_, text) => {
    expect(report(inHandler(text))).toEqual([]);
  });

  it("reports cleanup where the policy does", () => {
    const text = "try { await load(); } catch (err) { await transaction.rollback(); next(err); }";
    expect(report(inHandler(text), strict)).toHaveLength(1);
  });
});

describe("what is proposed", () => {
  function proposed(text: string): (string | undefined)[] {
    const code = inHandler(text);
    const [message] = lint(rule, code, { filename: join(governed, "src/orders.ts") });
    return (message?.suggestions ?? []).map(
      (each) => /async \(req, res, next\) => \{ ([^]*) \}\);/.exec(takeSuggestion(code, each))?.[1],
    );
  }

  it.each([
    ['throw new Error("order not found");', 'throw new AppError("NOT_FOUND", "order not found");'],
    [
      'throw new Error("order " + orderId + " not found");',
      'throw new AppError("NOT_FOUND", "order not found", { context: { orderId } });',
    ],
    [
      "throw new Error(`order ${req.params.id} does not exist`);",
      'throw new AppError("NOT_FOUND", "order does not exist", { context: { id: req.params.id } });',
    ],
    ['next(new Error("too many requests"));', 'next(new AppError("RATE_LIMITED", "too many requests"));'],
    ['throw "permission denied";', 'throw new AppError("PERMISSION_DENIED", "permission denied");'],
    ['throw "please log in";', 'throw new AppError("UNAUTHENTICATED", "please log in");'],
    ['throw new Error("session expired");', 'throw new AppError("UNAUTHENTICATED", "session expired");'],
    ['throw new Error("no bearer token");', 'throw new AppError("UNAUTHENTICATED", "no bearer token");'],
    ['throw "not allowed";', 'throw new AppError("PERMISSION_DENIED", "not allowed");'],
    ['throw new TypeError("name must be a string");', 'throw new AppError("INVALID_INPUT", "name must be a string");'],
    ['throw new Error("not implemented");', 'throw new AppError("UNIMPLEMENTED", "not implemented");'],
    [
      "try { await loadOrder(); } catch (err) { next(err); }",
      'try { await loadOrder(); } catch (err) { next(AppError.wrap(err, "could not load order")); }',
    ],
    [
      "save(req.body, (err) => next(err));",
      'save(req.body, (err) => next(err && AppError.wrap(err, "could not serve POST /:id")));',
    ],
  ])("%s", (text, expected) => {
    expect(proposed(text)).toEqual([expected]);
  });

  it.each([
    'throw new Error("an order over 90 needs an approval");',
    'throw new Error("no such order", { detail: req.failure });',
    'throw "this is a protected route";',
    'throw "upload session expired";',
    "throw new Error(`order ${find(req)} not found`);",
    "throw new Error(`password ${password} is invalid`);",
    'class Closed extends Error {} throw new Closed("not found");',
  ])("nothing for %s", (text) => {
    expect(proposed(text)).toEqual([]);
    expect(report(inHandler(text))).toHaveLength(1);
  });
});

it("reports what an action of next-safe-action throws, of an imported client too", () => {
  const text = `"use server"; import { userClient } from "./safe-action";
    export const ban = userClient.inputSchema(schema).action(async () => { throw new Error("no id"); });`;
  expect(report(text)).toEqual([
    expect.stringContaining("next-safe-action answers with what `handleServerError` makes"),
  ]);
});

it("reports what is thrown behind an answer of Next that nobody returns", () => {
  const route = `import { NextResponse } from "next/server";
    export async function GET() { NextResponse.json({ error: "none" }); throw new Error("no session"); }`;
  const file = join(governed, "app/orders/route.ts");
  expect(lint(rule, route, { filename: file }).map(({ messageId }) => messageId)).toEqual(["thrown"]);
});
