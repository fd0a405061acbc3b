import { describe, expect, it } from "vitest";
import { contractOf, indexOf, listenersOf, packageOf, reasonOf, root } from "./workspace.ts";

const repository = `
export async function insertOrder(order) {
  try { return await db.insert(order); } catch (err) { throw err; }
}`;

/** Three layers: routes call services, services call the repository. */
function layersWith(
  route: string,
  service = "export async function saveOrder(order) { return await insertOrder(order); }",
): string | null {
  return listenersOf(
    indexOf({
      "src/repository.ts": repository,
      "src/service.ts": `import { insertOrder } from "./repository.js";\n${service}`,
      "src/route.ts": `import { saveOrder } from "./service.js";\n${route}`,
    }),
    "src/repository.ts",
    "insertOrder",
  );
}

const caught = (body: string): string =>
  `export async function place(order) { try { await saveOrder(order); } catch (err) { ${body} } }`;

describe("who listens three layers up", () => {
  it.each([
    ["instanceof", "if (err instanceof StoreError) return null; throw err;", "err instanceof StoreError"],
    ["a code", 'if (err.code === "23505") return null; throw err;', "err.code"],
    [
      "a code by an alias with a cast",
      "const failure = err as StoreError; if (failure.code === 1) return; throw err;",
      "failure.code",
    ],
    ["a code, taken apart", 'const { code } = err; if (code === "x") return; throw err;', "code"],
    ["a name", 'if (err.name === "StoreError") return; throw err;', "err.name"],
    ["a message", 'if (err.message.includes("duplicate")) return; throw err;', "err.message"],
    ["a text of it", 'if (err.message.toString().trim().includes("duplicate")) return; throw err;', "err.message"],
    ["a message, by a pattern", "if (/dup/.test(err.message)) return; throw err;", "err.message"],
    ["a status", "return respond(err.status ?? 500);", "err.status"],
    ["whether it is retryable", "if (!err.retryable) throw err;", "err.retryable"],
    ["its cause", "return err.cause;", "err.cause"],
    ["a switch", 'switch (err.code) { case "a": return; } throw err;', "err.code"],
    ["a guard", "if (isDuplicate(err)) return; throw err;", "isDuplicate(…)"],
    ["by identity", "if (err === TIMEOUT) return; throw err;", "err === TIMEOUT"],
    ["what a function makes of it", "throw translate(err);", "translate(…)"],
    ["a later round", "last = err; } if (last.code) {", "last.code"],
  ])("asks for %s", (_, body, asked) => {
    const reason = layersWith(`let last;\n${caught(body)}`);
    expect(reason).toBe(`\`place\` in src/route.ts:3 asks \`${asked}\``);
  });

  it.each([
    ["only logs and sends", "logger.error({ err, code: err.code }); return reply.send({ error: err.message });"],
    ["only makes a text of it", "throw new Error(`could not place: ${err.message}`);"],
    ["tests whether it is one", "if (err instanceof Error) throw err;"],
    ["tests whether it is there", "if (err !== null) throw err;"],
    ["gives it context", "err.orderId = 1; throw err;"],
    ["tells somebody of it", "inform(err); throw err;"],
  ])("is nobody where the catch %s", (_, body) => {
    expect(layersWith(caught(body))).toBeNull();
  });

  it.each([
    ["await saveOrder(order).catch((err) => { if (err.code) return; throw err; });"],
    ["return saveOrder(order).then(() => 1, (err) => err.code);"],
    ["await Promise.all([1, saveOrder(order)].map((each) => each)).catch((err) => err.code);"],
    ["try { await Promise.all(orders.map((each) => saveOrder(each))); } catch (err) { err.code; }"],
    ["try { await Promise.all(orders.map(saveOrder)); } catch (err) { err.code; }"],
    ["const pending = saveOrder(order); try { await pending; } catch (err) { err.code; }"],
    ["const pending = [saveOrder(order)]; await Promise.all(pending).catch((err) => err.code);"],
    ["let pending = null; if (order) pending = saveOrder(order); await pending?.catch((err) => err.code);"],
    [
      "const all = []; for (const each of orders) all.push(saveOrder(each)); await Promise.all(all).catch((err) => err.code);",
    ],
    [
      "const all = orders.map((each) => saveOrder(each)); for (const one of all) try { await one; } catch (err) { err.code; }",
    ],
    ["const [first] = [saveOrder(order)]; try { await first; } catch (err) { err.code; }"],
    [
      "const first = saveOrder(order); const timed = Promise.race([first, late()]); try { await timed; } catch (err) { err.code; }",
    ],
    [
      "const first = saveOrder(order); const last = order ? first.then((id) => id) : null; last.catch((err) => err.code);",
    ],
  ])("hears through %s", (body) => {
    expect(layersWith(`export async function place(order, orders) { ${body} }`)).toContain("asks `err.code`");
  });

  it.each([
    ["const saved = saveOrder(order); const name = saved.name; try { await tell(name); } catch (err) { err.code; }"],
    ["const saved = saveOrder(order); const text = print(saved); try { await tell(text); } catch (err) { err.code; }"],
    ["const all = []; all.push(await saveOrder(order)); try { await Promise.all(all); } catch (err) { err.code; }"],
  ])("is nobody who waits for what is no promise of it: %s", (body) => {
    expect(layersWith(`export async function place(order, orders) { ${body} }`)).toBeNull();
  });

  it("is nobody behind a catch that ends or replaces the error", () => {
    const asks = caught("if (err.code) return; throw err;");
    expect(
      layersWith(
        asks,
        "export async function saveOrder(order) { try { return await insertOrder(order); } catch { return null; } }",
      ),
    ).toBeNull();
    expect(
      layersWith(
        asks,
        'export async function saveOrder(order) { try { return await insertOrder(order); } catch (e) { throw new Error("no", { cause: e }); } }',
      ),
    ).toBeNull();
    expect(
      layersWith(
        asks,
        "export async function saveOrder(order) { try { return insertOrder(order); } catch { return null; } }",
      ),
    ).toContain("err.code");
  });

  it("is whoever stands above a catch of more ways than can be followed, though all of them may end there", () => {
    const flags = (count: number): string[] => Array.from({ length: count }, (_, index) => `flag${String(index)}`);
    const above = (count: number): string | null => {
      const tests = flags(count).map((flag) => `if (${flag}) start();`);
      const again = flags(count).map((flag) => `if (${flag}) stop();`);
      return layersWith(
        `export async function place(order, ${flags(count).join(", ")}) { try { await saveOrder(order); } catch (err) { ${[...tests, ...again].join(" ")} return null; } }
export async function ship(order) { try { await place(order); } catch (err) { if (err.code) return; throw err; } }`,
      );
    };
    expect(above(2)).toBeNull();
    expect(above(16)).toBe("`ship` in src/route.ts:3 asks `err.code`");
  });

  it("asks for the message of a coded error as well", () => {
    const contract = contractOf({ errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1 }] });
    const files = {
      "src/repository.ts":
        'import { AppError } from "./errors";\nexport const load = (id) => { throw new AppError("NOT_FOUND", id); };',
      "src/route.ts": `import { AppError } from "./errors";\nimport { load } from "./repository";
export function show(id) { try { return load(id); } catch (err) { if (err instanceof AppError && /7/.test(err.message)) return null; throw err; } }`,
    };
    const reason = listenersOf(indexOf(files, { contract }), "src/repository.ts", "load");
    expect(reason).toBe("`show` in src/route.ts:3 asks `err.message`");
  });

  it("hears through a wrap if the cause is what is asked for", () => {
    const wraps =
      'export async function saveOrder(order) { try { return await insertOrder(order); } catch (e) { throw new Error("no", { cause: e }); } }';
    expect(layersWith(caught("if (err.cause instanceof StoreError) return; throw err;"), wraps)).toContain(
      "asks `err.cause`",
    );
    expect(layersWith(caught("if (err.code) return; throw err;"), wraps)).toBeNull();
  });
});

describe("how callers are found", () => {
  const asks = "catch (err) { if (err.code) return; throw err; }";
  const isFound = (files: Record<string, string>, name = "load", path = "src/a.ts", parts = {}): boolean =>
    listenersOf(indexOf(files, parts), path, name)?.includes("err.code") ?? false;
  const fails = "{ try { await x(); } catch (e) { throw e; } }";

  it.each([
    ["a named import", `export async function load() ${fails}`, 'import { load } from "./a";', "load()"],
    [
      "a renamed import",
      `export async function load() ${fails}`,
      'import { load as fetchIt } from "./a";',
      "fetchIt()",
    ],
    [
      "a renamed export",
      `async function load() ${fails}\nexport { load as get };`,
      'import { get } from "./a";',
      "get()",
    ],
    ["a default export", `export default async function load() ${fails}`, 'import fetchIt from "./a.js";', "fetchIt()"],
    ["a namespace", `export async function load() ${fails}`, 'import * as a from "./a.ts";', "a.load()"],
    [
      "require",
      `async function load() ${fails}\nmodule.exports = { load };`,
      'const { load } = require("./a");',
      "load()",
    ],
    ["require of the whole", `exports.load = async function load() ${fails}`, 'const a = require("./a");', "a.load()"],
    [
      "an object that is exported",
      `export const orders = { async load() ${fails} };`,
      'import { orders } from "./a";',
      "orders.load()",
    ],
    [
      "a default object",
      `const load = async () => ${fails};\nexport default { load };`,
      'import a from "./a";',
      "a.load()",
    ],
    ["a static method", `export class A { static async load() ${fails} }`, 'import { A } from "./a";', "A.load()"],
    [
      "an instance that is exported",
      `class A { async load() ${fails} }\nexport const a = new A();`,
      'import { a } from "./a";',
      "a.load()",
    ],
    [
      "a typed parameter",
      `export class A { async load() ${fails} }`,
      'import type { A } from "./a"; const f = (a: A) => a;',
      "globalThis.x ?? new A().load()",
    ],
  ])("by %s", (_, module, imported, call) => {
    const typed = call.startsWith("globalThis")
      ? `${imported}\nexport async function use(a: A) { try { await a.load(); } ${asks} }`
      : `${imported}\nexport async function use() { try { await ${call}; } ${asks} }`;
    expect(isFound({ "src/a.ts": module, "src/b.ts": typed })).toBe(true);
  });

  it("through re-exports, of one name or of all", () => {
    const files = {
      "src/a.ts": `export async function load() ${fails}`,
      "src/all.ts": 'export * from "./a.js";',
      "src/index.ts": 'export { load as get } from "./all.js";',
      "src/b.ts": `import { get } from ".";\nexport async function use() { try { await get(); } ${asks} }`,
    };
    expect(isFound(files)).toBe(true);
  });

  it("through injected fields, by their class or by the interface that it implements", () => {
    const repository = `export class OrdersRepository implements Orders { async load() ${fails} }`;
    const by = (type: string): Record<string, string> => ({
      "src/a.ts": repository,
      "src/orders.ts": "export interface Orders { load(): Promise<void> }",
      "src/b.ts": `import type { OrdersRepository } from "./a.js"; import type { Orders } from "./orders.js";
        export class Service { constructor(private readonly repository: ${type}) {} async use() { try { await this.repository.load(); } ${asks} } }`,
    });
    expect(isFound(by("OrdersRepository"))).toBe(true);
    expect(isFound(by("Orders"))).toBe(true);
    expect(isFound(by("any"))).toBe(true);
  });

  it("tells methods of one name apart by the class of the receiver", () => {
    const files = {
      "src/a.ts": `export class A { async load() ${fails} }`,
      "src/c.ts": "export class C { async load() { await y(); } }",
      "src/b.ts": `import { C } from "./c";\nexport async function use(c: C) { try { await c.load(); } ${asks} }`,
      "src/d.ts": `import redis from "redis";\nexport async function other() { try { await redis.createClient().load(); } ${asks} }`,
    };
    expect(isFound(files)).toBe(false);
  });

  it("through static methods of a class in the same file", () => {
    const files = {
      "src/a.ts": `class Store { static async load() { try { await x(); } catch (e) { throw e; } } }
class Shelf { static async load() { return 1; } }
export async function stored() { try { await Store.load(); } catch (err) { if (err.code) exit(); } }
export async function shelved() { try { await Shelf.load(); } catch (err) { if (err.status) exit(); } }`,
    };
    expect(listenersOf(indexOf(files), "src/a.ts", "load")).toBe("`stored` in src/a.ts:3 asks `err.code`");
  });

  it("across packages of a workspace, by their names", () => {
    const files = {
      "packages/orders/src/load.ts": `export async function load() ${fails}`,
      "packages/orders/src/index.ts": 'export * from "./load.js";',
      "apps/api/src/b.ts": `import { load } from "@acme/orders";\nexport async function use() { try { await load(); } ${asks} }`,
    };
    const packages = [
      packageOf("packages/core", {}, { name: "@acme/core" }),
      packageOf("packages/order", {}, { name: "@acme/order" }),
      packageOf("packages/orders", {}, { name: "@acme/orders" }),
      packageOf("apps/api", { "@acme/orders": "workspace:*" }),
    ];
    expect(isFound(files, "load", "packages/orders/src/load.ts", { packages })).toBe(true);
    expect(isFound(files, "load", "packages/orders/src/load.ts")).toBe(false);
  });

  it("by an alias whose path ends like the file's", () => {
    const files = {
      "src/services/a.ts": `export async function load() ${fails}`,
      "src/b.ts": `import { load } from "@/services/a";\nexport async function use() { try { await load(); } ${asks} }`,
    };
    expect(isFound(files, "load", "src/services/a.ts")).toBe(true);
  });

  it("through functions that call what they are given", () => {
    const files = {
      "src/a.ts": `export async function load() ${fails}`,
      "src/retry.ts": `export async function retry(fn) { for (;;) { try { return await fn(); } ${asks} } }`,
      "src/b.ts":
        'import { load } from "./a"; import { retry } from "./retry";\nexport const use = () => retry(() => load());',
    };
    expect(isFound(files)).toBe(true);
    expect(isFound({ ...files, "src/retry.ts": "export async function retry(fn) { return await fn(); }" })).toBe(false);
  });

  it("through error-first callbacks", () => {
    const files = {
      "src/a.ts":
        "export function load(cb) { fs.readFile('x', (err, text) => { if (err) return cb(err); cb(null, text); }); }",
      "src/b.ts":
        'import { load } from "./a";\nexport function use(done) { load((err, text) => { if (err && err.code === 1) return done(null); done(err, text); }); }',
    };
    expect(isFound(files)).toBe(true);
  });

  it("through emitters", () => {
    const files = {
      "src/a.ts":
        'export class Job extends E { async load() { try { await x(); } catch (e) { this.emit("error", e); } } }',
      "src/b.ts":
        'import { Job } from "./a";\nconst job = new Job(); job.on("error", (err) => { if (err.code) exit(); });',
    };
    expect(isFound(files)).toBe(true);
  });

  it("asks functions of other files that are given the error", () => {
    const files = (body: string): Record<string, string> => ({
      "src/a.ts": `export async function load() ${fails}`,
      "src/b.ts":
        'import { load } from "./a"; import { respond } from "./respond";\nexport async function use(res) { try { await load(); } catch (err) { respond(res, err); } }',
      "src/respond.ts": `export function respond(res, error) { ${body} }`,
    });
    expect(listenersOf(indexOf(files("res.status(error.statusCode).end();")), "src/a.ts", "load")).toBe(
      "`use` in src/b.ts:2 asks `respond(…)`",
    );
    expect(listenersOf(indexOf(files("res.status(500).end(error.message);")), "src/a.ts", "load")).toBeNull();
  });
});

describe("functions whose callers are not all seen", () => {
  const fails = "{ try { await x(); } catch (e) { throw e; } }";
  const asks = "export function respond(err, req, res, next) { if (err instanceof StoreError) res.status(404).end(); }";
  const reason = (text: string, rest: Record<string, string> = { "src/respond.ts": asks }): string | null =>
    listenersOf(indexOf({ "src/a.ts": text, ...rest }), "src/a.ts", "load");
  const heard = "`respond` in src/respond.ts:1 asks `err instanceof StoreError`";

  it.each([
    [
      "stored in a table",
      `async function load() ${fails}\nexport const routes = [{ method: "GET", run: load }];\nload();`,
    ],
    ["kept in a list", `async function load() ${fails}\nexport const steps = [load];\nload();`],
    ["chosen", `async function load() ${fails}\nexport const step = isFast ? null : load;\nload();`],
    ["assigned", `async function load() ${fails}\nthis.routes.load = load;\nload();`],
    [
      "registered with an unseen function",
      `import { register } from "pkg";\nregister("load", async function load() ${fails});`,
    ],
    ["returned for others to call", `export const make = () => async function load() ${fails};\nmake();`],
    ["a method that nobody calls by its name", `export class Orders { async load() ${fails} }`],
    [
      "bound, and kept in a table of the project's own",
      `class Router { route(...given) { this.routes.push(given); } }
       export class Orders extends Router { async load() ${fails} mount() { this.route("/orders", this.load.bind(this)); this.load; } }
       new Orders().mount();`,
    ],
    [
      "bound, and kept as a value",
      `export class Orders { async load() ${fails} mount() { this.table = { load: this.load.bind(this) }; } }\nnew Orders().load();`,
    ],
    [
      "called by a function that is",
      `class Router { route(...given) { this.routes.push(given); } }
       export class Orders extends Router { async load() ${fails} mount() { this.route("/orders", (req) => this.load(req)); } }
       new Orders().mount();`,
    ],
  ])("are heard by whoever takes errors from nobody who is seen: %s", (_, text) => {
    expect(reason(text)).toBe(heard);
  });

  it.each([
    ["called", `async function load() ${fails}\nawait load();`],
    [
      "given to what calls it",
      `const retry = async (run) => await run();\nasync function load() ${fails}\nawait retry(load);`,
    ],
    ["given to what is waited for", `import { retry } from "pkg";\nasync function load() ${fails}\nawait retry(load);`],
    ["given to an array's method", `async function load() ${fails}\nawait Promise.all([1].map(load));`],
    ["given to a timer", `async function load() ${fails}\nsetTimeout(load, 10);`],
  ])("are not those that are only %s", (_, text) => {
    expect(reason(text)).toBeNull();
  });

  const kept = `export class Orders { async load() ${fails} }`;

  it("are heard by error middleware in a file that imports no framework", () => {
    const route = `import express from "express"; const app = express();\nexport async function load(req, res) ${fails}\napp.get("/", load);`;
    expect(reason(route)).toBe(heard);
  });

  it.each([
    ["registered", 'import { respond } from "./respond"; api.use(respond);'],
    ["a value", 'import { respond } from "./respond"; export default { respond };'],
  ])("are heard by whoever is %s", (_, text) => {
    expect(reason(kept, { "src/respond.ts": asks, "src/b.ts": text })).toBe(heard);
  });

  it.each([
    ["asks nothing", "export function respond(err, req, res, next) { res.status(500).send(err.message); }"],
    [
      "is called by those who are seen",
      "function respond(err) { return err.status; }\nexport async function other() { try { await y(); } catch (e) { respond(e); } }",
    ],
    [
      "is called back with the outcome of one call",
      "fs.readFile('x', (err, text) => { if (err && err.code === 1) return; use(text); });",
    ],
    ["runs at the client's", `"use client";\n${asks}`],
    ["takes events", "export function show(e) { return e.target.value; }"],
  ])("are not heard by a function that %s", (_, text) => {
    expect(reason(kept, { "src/respond.ts": text })).toBeNull();
  });

  it("are not heard in another package that nobody runs together with theirs", () => {
    const files = { "apps/web/respond.ts": asks, "packages/orders/a.ts": kept };
    const packages = [packageOf("apps/web", {}), packageOf("packages/orders", {}, { name: "@acme/orders" })];
    const ask = (more: Record<string, string>): string | null =>
      listenersOf(indexOf({ ...files, ...more }, { packages }), "packages/orders/a.ts", "load");
    expect(ask({})).toBeNull();
    const main = 'import { respond } from "./respond"; import { Orders } from "@acme/orders"; run(Orders, respond);';
    expect(ask({ "apps/web/main.ts": main })).toContain("asks `err instanceof StoreError`");
  });
});

describe("what a handler fails with", () => {
  const fails = "{ try { await x(); } catch (e) { throw e; } }";
  const koa = `import Router from "@koa/router"; const router = new Router();\nrouter.get("/", async function load(ctx) ${fails});`;
  const nest = `import { Controller, Get } from "@nestjs/common";\n@Controller() export class Orders { @Get() async load() ${fails} }`;
  const trpc = `import { procedure } from "./trpc";\nexport const orders = procedure.query(async function load() ${fails});`;
  const filter = (chosen: string): string =>
    `import { Catch } from "@nestjs/common"; import { AppError } from "./errors";\n@Catch(${chosen}) export class Filter { catch(exception, host) { host.end(); } }`;
  const formatter = (body: string): string =>
    `import { initTRPC } from "@trpc/server";\nexport const { procedure } = initTRPC.create({ errorFormatter({ shape, error }) { ${body} } });`;
  const middleware = (body: string): string =>
    `export const failures = async (ctx, next) => { try { await next(); } catch (err) { ${body} } };`;
  const reason = (handler: string, other: string): string | null =>
    listenersOf(indexOf({ "src/a.ts": handler, "src/b.ts": other }), "src/a.ts", "load");

  const reading = (head: string, body: string): string =>
    `import { procedure } from "./trpc";\nexport const audited = procedure.use(async ${head} => { ${body} return result; });`;

  it.each([
    ["({ next })", "const result = await next(); if (!result.ok && result.error.code === 'FORBIDDEN') count();"],
    [
      "({ ctx, next })",
      "const result = await next({ ctx }); if (!result.ok) switch (result.error.code) { case 'FORBIDDEN': count(); }",
    ],
    [
      "(opts)",
      "const result = await opts.next(); if ('error' in result && result.error.code !== 'NOT_FOUND') count();",
    ],
  ])("is heard by middleware of tRPC that is told what comes of it: %s %s", (head, body) => {
    expect(reason(trpc, reading(head, body))).toBe("the top level in src/b.ts:2 asks `result.error.code`");
    expect(reason(koa, reading(head, body))).toBeNull();
  });

  it.each([
    ["({ next })", "const result = await next(); if (!result.ok) console.error(result.error);"],
    ["({ next })", "const result = await next(); if (result.ok) count(result.data.error);"],
    ["(next)", "const result = await next(); if (result.error.code === 'FORBIDDEN') count();"],
    ["({ load })", "const result = await load(); if (result.error.code === 'FORBIDDEN') count();"],
  ])("is not heard by what asks nothing of it, or is no such middleware: %s %s", (head, body) => {
    expect(reason(trpc, reading(head, body))).toBeNull();
  });

  it("is not heard by a filter of another class, where nobody is seen to call", () => {
    const ask = (chosen: string): string | null => {
      const asking = filter(chosen).replace("host.end()", "host.end(exception.getError())");
      return reason(`export async function load() ${fails}`, asking);
    };
    expect(ask("")).toContain("asks `exception.getError`");
    expect(ask("StoreError")).toBeNull();
  });

  it.each([
    ["middleware around what comes after it", koa, middleware("if (err.status === 404) return;"), "err.status"],
    ["a filter that is chosen by a class", nest, filter("StoreError"), "@Catch(StoreError)"],
    [
      "an interceptor",
      nest,
      "export class Failures { intercept(context, next) { return next.handle().pipe(catchError((err) => translate(err.code))); } }",
      "err.code",
    ],
    [
      "a formatter that takes it apart",
      trpc,
      formatter("return { ...shape, data: { invalid: error.cause instanceof ZodError } };"),
      "error.cause",
    ],
    [
      "a catch around what only a run shows",
      `async function load() ${fails}\nexport const commands = { load };`,
      "export async function run(name) { try { await commands[name](); } catch (err) { if (err.code) exit(); } }",
      "err.code",
    ],
  ])("is heard by %s", (_, handler, other, asked) => {
    expect(reason(handler, other)).toContain(`asks \`${asked}\``);
  });

  it.each([
    ["middleware that asks nothing", koa, middleware("ctx.status = 500;")],
    ["a catch around another parameter", koa, middleware("ctx.status = 500;").replaceAll("next", "load")],
    ["a filter for every error", nest, filter("")],
    ["a filter for errors", nest, filter("Error")],
    ["a formatter that asks nothing", trpc, formatter("return { ...shape, message: error.message };")],
    ["a function that takes a result apart", trpc, "export function show({ data, error }) { return error.code; }"],
  ])("is not heard by %s", (_, handler, other) => {
    expect(reason(handler, other)).toBeNull();
  });
});

describe("the contract's own words", () => {
  const contract = contractOf({
    errors: [
      {
        name: "AppError",
        module: "./src/errors",
        code: 0,
        message: 1,
        options: 2,
        canonical: true,
        wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
      },
    ],
    guards: [{ name: "isAppError", module: "./src/errors" }],
    causeFinders: [{ name: "findCause", module: "./src/errors" }],
  });
  const ask = (test: string): string | null => {
    const files = {
      "src/a.ts": "export async function load() { try { await x(); } catch (e) { throw e; } }",
      "src/b.ts": `import { load } from "./a"; import { AppError, isAppError, findCause } from "./errors";\nexport async function use() { try { await load(); } catch (err) { ${test} throw err; } }`,
    };
    return listenersOf(indexOf(files, { contract }), "src/a.ts", "load");
  };

  it("are no questions that a wrap would cut off", () => {
    expect(ask("if (err instanceof AppError) return;")).toBeNull();
    expect(ask('if (err instanceof AppError && err.code === "NOT_FOUND") return;')).toBeNull();
    expect(ask('if (isAppError(err)) { if (err.code === "NOT_FOUND") return; }')).toBeNull();
    expect(ask('if (findCause(err, StoreError)?.code === "1") return;')).toBeNull();
  });

  it("are read in a class without a name", () => {
    const files = {
      "src/a.ts": "export async function load() { try { await x(); } catch (e) { throw e; } }",
      "src/b.ts": `import { load } from "./a"; import { AppError } from "./errors";
export default class { async use() { try { await load(); } catch (err) { if (err instanceof AppError) return; throw err; } } }`,
    };
    expect(listenersOf(indexOf(files, { contract }), "src/a.ts", "load")).toBeNull();
  });

  it("do not excuse a question beside them", () => {
    expect(ask('if (err instanceof AppError || err.code === "1") return;')).toContain("err.code");
  });
});

describe("tests", () => {
  const ask = (test: string): string | null =>
    listenersOf(
      indexOf({
        "src/a.ts": "export async function load() { try { await x(); } catch (e) { throw e; } }",
        "src/b.ts": 'import { load } from "./a";\nexport const use = () => load();',
        "src/b.test.ts": `import { use } from "./b";\nit("fails", async () => { ${test} });`,
      }),
      "src/a.ts",
      "load",
    );

  it.each([
    ["await expect(use()).rejects.toThrow(StoreError);", "StoreError"],
    ['await expect(use()).rejects.toThrow("away");', '"away"'],
    ["await expect(use()).rejects.toThrow(/away/);", "/away/"],
    ["await expect(use()).rejects.toMatchObject({ code: 1 });", "{ code: 1 }"],
    ["await expect(() => use()).rejects.toBeInstanceOf(StoreError);", "StoreError"],
    ["await assert.rejects(use(), { code: 1 });", "{ code: 1 }"],
    ["await assert.rejects(() => use(), /away/);", "/away/"],
    ["const failing = use(); await expect(failing).rejects.toThrow('away');", "'away'"],
    ['await expect(use()).to.be.rejectedWith(Error, "went away");', '"went away"'],
    ["const failing = use(); await expect(failing).to.be.eventually.rejectedWith(Error, `${1} away`);", "`${1} away`"],
    ["expect(() => use()).to.throw(Error, /away/);", "/away/"],
    ['await expect(use()).to.be.rejectedWith(StoreError, "went away");', "StoreError"],
    ["assert.throws(() => use(), Error, /went away/);", "/went away/"],
    ["await assert.isRejected(use(), Error, /went away/);", "/went away/"],
    ['const { assert } = require("chai"); assert.throws(() => use(), Error, "went away");', '"went away"'],
  ])("listen in %s", (test, expected) => {
    expect(ask(test)).toBe(`the top level in src/b.test.ts:2 expects \`${expected}\``);
  });

  it("listen in a catch", () => {
    expect(ask('try { await use(); } catch (err) { expect(err.message).toBe("away"); }')).toContain(
      "asks `err.message`",
    );
    expect(ask("try { await use(); } catch (err) { expect(err).toBeInstanceOf(StoreError); }")).toContain("StoreError");
  });

  it.each(["expect(err).to.equal(failure)", "expect(err).to.be.equal(failure)", "assert.strictEqual(err, failure)"])(
    "want the very error in %s",
    (expected) => {
      expect(ask(`try { await use(); } catch (err) { ${expected}; }`)).toContain(`asks \`${expected}\``);
    },
  );

  it.each([
    "expect(next).toHaveBeenCalledWith(error)",
    "expect(mockNext).toHaveBeenCalledWith(expect.objectContaining({ statusCode: 404 }))",
    "expect(next).to.have.been.calledWith(error)",
    'expect(next).toHaveBeenCalledWith(new StoreError("away"))',
    "sinon.assert.calledWith(next, error)",
  ])("want the very error that a double is called with in %s", (expected) => {
    expect(ask(`const error = new StoreError(); await use(next); ${expected};`)).toContain("expects `");
  });

  it.each([
    "expect(next).not.toHaveBeenCalledWith(error)",
    "expect(res.json).toHaveBeenCalledWith(expect.objectContaining({ statusCode: 404 }))",
    "expect(logger.error).toHaveBeenCalledWith(error)",
    "expect(next).toHaveBeenCalledWith(expect.any(Error))",
    "expect(next).toHaveBeenCalledWith(7)",
  ])("do not in %s", (expected) => {
    expect(ask(`const error = new StoreError(); await use(next); ${expected};`)).toBeNull();
  });

  it("listen by the name of what they load in a way of their own", () => {
    const test = `const a = proxyquire("./a", { x: double });\nit("fails", async () => { await expect(a.load()).rejects.toThrow(StoreError); });`;
    const files = { "src/a.ts": "export async function load() { try { await x(); } catch (e) { throw e; } }" };
    const of = (path: string): string | null => listenersOf(indexOf({ ...files, [path]: test }), "src/a.ts", "load");
    expect(of("src/a.test.ts")).toBe("the top level in src/a.test.ts:2 expects `StoreError`");
    expect(of("other/a.spec.ts")).toContain("StoreError");
    expect(of("other/b.test.ts")).toBeNull();
    const store = { "src/a.ts": "export class Store { async load() { try { await x(); } catch (e) { throw e; } } }" };
    const made = test.replace("const a =", "const { Store } =").replace("a.load", "new Store().load");
    expect(listenersOf(indexOf({ ...store, "src/a.test.ts": made }), "src/a.ts", "load")).toContain("StoreError");
  });

  it.each(["expect(err).to.be.instanceOf(Error)", 'expect(err).to.be.an("error")', 'assert.ok(err, "it has failed")'])(
    "want only an error in %s",
    (expected) => {
      expect(ask(`try { await use(); } catch (err) { ${expected}; }`)).toBeNull();
    },
  );

  it.each([
    ["await expect(use()).rejects.toThrow();"],
    ["await expect(use()).rejects.toThrow(Error);"],
    ["await expect(use()).to.be.eventually.rejectedWith(Error);"],
    ['await assert.rejects(use(), Error, "it should have failed");'],
    ["expect(await use()).toBe(1);"],
    ["await assert.rejects(use());"],
  ])("do not listen in %s", (test) => {
    expect(ask(test)).toBeNull();
  });
});

describe("whoever tells no more than the text of an error", () => {
  const ask = (body: string, question: object = { retold: true }): string | null => {
    const route = `import { insertOrder } from "./repository.js";\nimport { report, getErrorMessage } from "./report.js";
export async function place(order) { let outcome; try { await insertOrder(order); } catch (err) { ${body} } return outcome; }`;
    const files = {
      "src/repository.ts": repository,
      "src/report.ts": `export function report(err) { log.error("failed: " + err); }
export const getErrorMessage = (err) => err instanceof Error ? err.message : String(err);`,
      "src/route.ts": route,
    };
    return askOf(files, question);
  };
  const askOf = (files: Record<string, string>, question: object): string | null => {
    const path = `${root}/src/repository.ts`;
    return reasonOf(indexOf(files), {
      kind: "listeners",
      functionName: "insertOrder",
      exported: true,
      path,
      ...question,
    });
  };

  it.each([
    ["logger.error(err.message);", "err.message"],
    ["logger.error(err.stack);", "err.stack"],
    ["logger.error(err.stack || err);", "err.stack"],
    ["logger.error((err && err.stack) ?? err);", "err.stack"],
    ["logger.error(`no order: ${err}`);", "err"],
    ['console.error("no order: " + err);', '"no order: " + err'],
    ["const { message } = err; logger.error(message);", "message"],
    ["outcome = err.message;", "err.message"],
    ["if (err) return err.toString();", "err.toString"],
    ["reply.send({ error: err.message });", "err.message"],
  ])("would not tell the reason any more: %s", (body, told) => {
    expect(ask(body)).toBe(`\`place\` in src/route.ts:3 tells no more than \`${told}\``);
    expect(ask(body, {})).toBeNull();
  });

  it("is whoever shows it, where the error was logged before", () => {
    const shown = { retold: "shown" };
    expect(ask("outcome = { reason: err.message };", shown)).toContain("tells no more than `err.message`");
    expect(ask("span.recordException(err);", shown)).toContain("tells no more than `span.recordException(err)`");
    expect(ask("logger.error(err.message);", shown)).toBeNull();
  });

  it("may be a function that is given the error", () => {
    expect(ask("report(err);")).toBe("`place` in src/route.ts:3 asks `report(…)`");
  });

  it.each([
    ["has it whole as well", "logger.error(err, err.message);"],
    ["has it whole, among others", "logger.error({ err, text: err.message });"],
    ["has it whole, in place of another's text", "logger.error(order.message || err);"],
    ["lets it go on", "logger.error(err.message); throw err;"],
    ["hands it to a function, and lets it go on", "report(err); throw err;"],
    ["makes another of it", "throw new Error(err.message, { cause: err });"],
    ["tells nothing", "if (!err) return; outcome = null;"],
  ])("is nobody who %s", (_, body) => {
    expect(ask(body)).toBeNull();
  });

  it.each([
    [
      "shows it to somebody, and lets it go on",
      "step.setError(getErrorMessage(err)); throw err;",
      "getErrorMessage(…)",
    ],
    ["says it or its text", "step.fail(err instanceof Error ? err.message : String(err));", "err.message"],
  ])("may be whoever %s", (_, body, asked) => {
    expect(ask(`${body}`)).toContain(asked);
    expect(ask(body, {})).toBeNull();
  });

  it.each([
    ["logger.error(err); await events.emit('order.failed', err.message);", "err.message"],
    ["logger.error(err); producer.emitMessage(topic, { value: { id, error: err.message } });", "err.message"],
    ["log.error(err); const message = `failed: ${err.message}`; await queue.publish({ id, message });", "err.message"],
    [
      "log.error({ err }); await channel.sendToQueue('dead', Buffer.from(JSON.stringify({ reason: String(err) })));",
      "String(err)",
    ],
  ])("sends it to who waits for that, whatever a log is told: %s", (body, told) => {
    expect(ask(body)).toBe(`\`place\` in src/route.ts:3 tells no more than \`${told}\``);
    expect(ask(body, { retold: "shown" })).not.toBeNull();
    expect(ask(body, {})).toBeNull();
  });

  it.each([
    "logger.error(err); events.emit('order.failed', { id });",
    "logger.error(err, err.message); events.emit('order.failed', err);",
    "logger.error(err); var text = err.message, one = two + text, two = one;",
  ])("sends no text of it: %s", (body) => {
    expect(ask(body)).toBeNull();
  });

  it.each([
    "logger.error(getErrorMessage(err)); throw err;",
    "throw new Error(getErrorMessage(err), { cause: err });",
    "throw new SaveError(getErrorMessage(err), err);",
    "logger.error(err); throw new SaveError(getErrorMessage(err));",
    "logger.error(err); step.fail(err.message);",
  ])("is nobody behind whom the reason is told: %s", (body) => {
    expect(ask(body)).toBeNull();
  });

  it("hears of what was made of another's text", () => {
    const service = (made: string): string =>
      `import { insertOrder } from "./repository";\nexport async function save(order) { try { await insertOrder(order); } catch (e) { throw ${made}; } }`;
    const route = `import { save } from "./service";\nexport async function place(order) { try { await save(order); } catch (err) { status.text = err.message; } }`;
    const reasonFor = (made: string): string | null =>
      askOf(
        { "src/repository.ts": repository, "src/service.ts": service(made), "src/route.ts": route },
        { retold: "shown" },
      );
    expect(reasonFor("new Error(`could not save: ${e.message}`)")).toBe(
      "`place` in src/route.ts:2 tells no more than `err.message`",
    );
    expect(reasonFor('new Error("could not save", { cause: e })')).toBeNull();
  });

  it.each([
    ["throw new Error(`could not save: ${err}`);", "err"],
    ['throw new Error("could not save: " + err.message);', "err.message"],
    ["throw new SaveError(err.message);", "err.message"],
    ["if (err.message) throw new SaveError(err.message); throw err;", "err.message"],
  ])("makes another error of it, which has no cause: %s", (body, told) => {
    expect(ask(body)).toContain(`tells no more than \`${told}\``);
  });

  it("makes another error of it by a function that gives the text, which has no cause", () => {
    expect(ask("throw new SaveError(getErrorMessage(err));")).toContain("asks `getErrorMessage(…)`");
    expect(ask("throw new SaveError(getErrorMessage(err));", {})).toBeNull();
  });

  it.each([
    "throw new Error(`could not save: ${err}`, { cause: err });",
    "console.error(err); throw new Error(err.message);",
    "throw new SaveError(err.message, err);",
    'throw new Error("could not save");',
  ])("keeps it beside the text that another one is made of: %s", (body) => {
    expect(ask(body)).toBeNull();
  });

  it.each([
    ["logger.error('failed', err); throw new Failure(new Error('failed: ' + err.message), 400);", "err.message"],
  ])("answers with an error of the text alone, which lacks what moved out of it: %s", (body, told) => {
    expect(ask(body, { retold: true, moved: true })).toContain(`tells no more than \`${told}\``);
    expect(ask(body)).toBeNull();
  });

  it.each([
    "console.error(err); throw new Error(`could not place: ${err.message}`, { cause: err });",
    "console.error(err, err.message); throw err;",
    "console.error(err); throw new Error('could not place');",
    "console.error(err); throw new Error(`could not place: ${err.message}`);",
  ])("lacks nothing of what moved: %s", (body) => {
    expect(ask(body, { retold: true, moved: true })).toBeNull();
  });

  it("may be the error middleware above, which answers with it", () => {
    const app = (answer: string): Record<string, string> => ({
      "src/repository.ts": repository,
      "src/middleware.ts": `export const failed = (err, req, res, next) => { ${answer} };`,
      "src/app.ts": `import express from "express";
import * as middleware from "./middleware";
import { insertOrder } from "./repository";
const app = express();
app.post("/", async (req, res) => { res.json(await insertOrder(req.body)); });
app.use(middleware.failed);`,
    });
    const answering = app("res.status(500).send({ error: { response: err.message } });");
    for (const retold of [true, "shown"])
      expect(askOf(answering, { retold })).toBe("`failed` in src/middleware.ts:1 asks `err.message`");
    expect(askOf(answering, {})).toBeNull();
    for (const answer of ["res.status(500).end();", "console.error(err, err.message); res.status(500).end();"])
      expect(askOf(app(answer), { retold: true })).toBeNull();
  });

  it("is who sends it to a client where nobody else is told, though a client is not to read it", () => {
    const answer = "res.end(`failed: ${err.message}`);";
    const toRoute = (body: string, mount = ""): string => `import express from "express";
import { errorBoundary } from "./errors/boundary-express"; import { insertOrder } from "./repository";
const app = express();
app.post("/", async (req, res) => { try { await insertOrder(req.body); } catch (err) { ${body} } });
${mount}`;
    const ask = (route: string): string | null =>
      askOf({ "src/repository.ts": repository, "src/route.ts": route }, { retold: true });
    expect(ask(toRoute(answer))).toMatch(/tells no more than `err.message`/);
    expect(ask(toRoute(`console.error(err); ${answer}`))).toBeNull();
    expect(
      ask(toRoute(answer, "app.use((err, req, res, next) => { console.error(err); res.sendStatus(500); });")),
    ).toBeNull();
  });

  it("does not hear of what only may come to it", () => {
    const job = 'emitter.on("error", (err) => { console.error(err.message); });';
    const asked = "export function fail(err) { console.error(err.message); }";
    expect(
      askOf({ "src/repository.ts": repository, "src/job.ts": job, "src/fail.ts": asked }, { retold: true }),
    ).toBeNull();
  });
});

describe("whoever keeps an error where anybody may read it", () => {
  it.each([
    ["results.push({ order, error: err });", "error: err"],
    ["const error = err instanceof Error ? err : new Error(String(err)); results.push({ order, error });", "error"],
    ["return { ok: false, err };", "err"],
    ["return [null, err];", "[null, err]"],
    ["return err;", "return err;"],
    ["this.failure = err;", "this.failure"],
    ["failures.add(err);", "failures.add(err)"],
  ])("listens: %s", (body, kept) => {
    expect(layersWith(caught(body))).toBe(`\`place\` in src/route.ts:2 gives it away in \`${kept}\``);
  });

  it.each([
    "logger.error({ err });",
    "throw new Error('no', { cause: err });",
    "report({ err });",
    "let failure = err; log.warn(failure);",
  ])("is not who only hands it on: %s", (body) => {
    expect(layersWith(caught(body))).toBeNull();
  });
});

describe("what is called by a name that only runs show", () => {
  const clientWith = (call: string): string => `export class Client {
  async call(name) { try { return await ${call}; } catch (err) { ${"if (err.code) return null; throw err;"} } }
  async load(id) { try { return await db.get(id); } catch (err) { throw err; } }
}
export class Other { async load(id) { try { return await db.get(id); } catch (err) { throw err; } } }`;

  it.each(["this[name]()", "(this as any)[name]()", "new Client()[name]()"])(
    "may be any method of the class: %s",
    (call) => {
      const index = indexOf({ "src/client.ts": clientWith(call) });
      expect(listenersOf(index, "src/client.ts", "load")).toBe("`call` in src/client.ts:2 asks `err.code`");
    },
  );

  it("tells no more than its text to whom it calls", () => {
    const client = clientWith("this[name]()").replace("if (err.code) return null; throw err;", "return err.message;");
    const index = indexOf({ "src/client.ts": client });
    const question = {
      kind: "listeners",
      functionName: "load",
      exported: true,
      path: `${root}/src/client.ts`,
    } as const;
    expect(reasonOf(index, { ...question, retold: true })).toBe(
      "`call` in src/client.ts:2 tells no more than `err.message`",
    );
  });
});

it("refuses what it does not know", () => {
  expect(listenersOf(indexOf({ "src/a.ts": "export const x = 1;" }), "src/a.ts", "load")).toBe(
    "`load` is not found in src/a.ts",
  );
});

describe("errors that are made in a function without a name", () => {
  const files = {
    "src/load.ts": `import { retry } from "./retry.js";
export async function load(id) {
  return retry(async () => { const row = await db.find(id); if (!row) throw new Error("gone"); return row; });
}`,
    "src/retry.ts": `export async function retry(f) { try { return await f(); } catch (err) { if (err.message === "gone") return null; throw err; } }`,
  };
  const question = { kind: "listeners", functionName: "load", exported: true, path: `${root}/src/load.ts` } as const;

  it("come first to whom the function is given", () => {
    expect(reasonOf(indexOf(files), { ...question, made: true })).toBe("`retry` in src/retry.ts:1 asks `err.message`");
  });

  it("are no question where one is caught", () => {
    expect(reasonOf(indexOf(files), question)).toBeNull();
  });
});

describe("who cannot hear", () => {
  const handler = `
import { Router } from "express";
export const controller = {
  create: async (req, res, next) => {
    try { res.json(await db.insert(req.body)); } catch (err) { next(err); }
  },
};
Router().post("/", controller.create);`;
  const ask = (files: Readonly<Record<string, string>>, parts: Parameters<typeof indexOf>[1] = {}): string | null =>
    listenersOf(indexOf({ "src/controller.js": handler, ...files }, parts), "src/controller.js", "create");
  const calling = (call: string): string =>
    `export async function add(repository, order) {\n  try { await ${call}; } catch (err) { if (err.code === 1) return null; throw err; }\n}`;

  it("is whoever calls by its name, with less than a handler cannot do without", () => {
    expect(ask({ "src/add.js": calling("repository.orders.create(order)") })).toBeNull();
    expect(ask({ "src/add.js": calling("repository.orders.create(order, 1, 2)") })).toContain("`add` in src/add.js:2");
    expect(ask({ "src/add.js": calling("repository.orders.create(...order)") })).toContain("`add` in src/add.js:2");
  });

  it("is not whoever leaves out what a handler can do without", () => {
    const optional = handler.replace("next)", "next = done, ...others)");
    const files = { "src/controller.js": optional, "src/add.js": calling("repository.orders.create(order, 1)") };
    expect(ask(files)).toContain("`add` in src/add.js:2");
  });

  const service = `
import { readFile } from "node:fs/promises";
export class Orders { async load(id) { try { return await readFile(id); } catch (err) { throw err; } } }`;
  const askService = (page: string, parts: Parameters<typeof indexOf>[1] = {}): string | null =>
    listenersOf(indexOf({ "src/orders.js": service, "web/page.tsx": page }, parts), "src/orders.js", "load");
  const page = (before: string): string =>
    `${before}\nexport function Page({ api }) {\n  const [rows, set] = useState([]);\n  api.load(1).catch((err) => { if (err.status === 404) set([]); });\n}`;

  it("is a page, of what only runs on a server", () => {
    expect(askService(page('import { useState } from "react";'))).toBeNull();
    expect(askService(page("").replace("useState([])", "[[], () => 1]"))).toContain("asks `err.status`");
    const withLoader = page('import { useState } from "react";\nexport async function getServerSideProps() {}');
    expect(askService(withLoader)).toContain("asks `err.status`");
  });

  it("is a package of pages alone", () => {
    const plain = page("").replace("useState([])", "[[], () => 1]");
    const web = (dependencies: Record<string, string>) => ({
      packages: [packageOf("web", dependencies), packageOf("", {})],
    });
    expect(askService(plain, web({ "react-dom": "^19.0.0" }))).toBeNull();
    expect(askService(plain, web({ "react-dom": "^19.0.0", next: "^16.0.0" }))).toContain("asks `err.status`");
  });

  it("is whoever only hands an error to what comes next", () => {
    const chain = (call: string): string =>
      `export const guard = async (req, res, next) => {\n  try { ${call} } catch (err) { if (err.code === 1) return null; throw err; }\n};`;
    expect(ask({ "src/guard.js": chain('return next(new Error("no token"));') })).toBeNull();
    expect(ask({ "src/guard.js": chain("await next();") })).toContain("`guard` in src/guard.js:2");
  });

  it("is an interceptor of outgoing calls", () => {
    const client = (use: string): string =>
      `export function bind(client) {\n  client.${use}((answer) => answer, (error) => { if (error.response) return 1; throw error; });\n}`;
    expect(ask({ "src/client.js": client("interceptors.response.use") })).toBeNull();
  });

  it("is a boundary of another program", () => {
    const other =
      'import express from "express";\nexport const jobs = express();\njobs.use((err, req, res, next) => { res.status(err.status).end(); });';
    const packages = [packageOf("jobs", {}), packageOf("", {})];
    const files = { "jobs/server.js": other };
    expect(ask(files, { packages })).toBeNull();
    expect(ask(files)).toContain("asks `err.status`");
  });
});

it("asks by a wrap with a code, which an error that has one would not take", () => {
  const contract = contractOf({
    errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, wrap: { name: "AppError.wrap" } }],
    unwrappers: [{ name: "unwrap", module: "./src/errors" }],
  });
  const reasonFor = (body: string): string | null => {
    const route = `import { insertOrder } from "./repository.js";\nimport { AppError, unwrap } from "./errors.js";
export async function place(order) { try { await insertOrder(order); } catch (err) { ${body} } }`;
    const index = indexOf({ "src/repository.ts": repository, "src/route.ts": route }, { contract });
    const path = `${root}/src/repository.ts`;
    return reasonOf(index, { kind: "listeners", functionName: "insertOrder", exported: true, path, wraps: true });
  };
  expect(reasonFor('throw AppError.wrap(err, "no", { code: "CONFLICT" });')).toContain("asks `AppError.wrap(err");
  expect(reasonFor('throw AppError.wrap(unwrap(err), "no", { code: "CONFLICT" });')).toBeNull();
  expect(reasonFor('throw AppError.wrap(err, "no", { context: { order } });')).toBeNull();
});

describe("a framework that answers by itself, by the class of its own errors", () => {
  const controller = `import { Controller, Get } from "@nestjs/common";
import { insertOrder } from "./repository";
@Controller("orders")
export class OrdersController { @Get() async place() { return await insertOrder(1); } }`;
  const strategy = `import { Injectable } from "@nestjs/common";
@Injectable()
export class TokenStrategy extends Strategy { async validate(token) { try { return await find(token); } catch (err) { throw err; } } }`;
  const ask = (question: object, boundaries: readonly object[] = [], name = "insertOrder"): string | null => {
    const files = { "src/repository.ts": repository, "src/orders.ts": controller, "src/token.ts": strategy };
    const contract = contractOf({ boundaries });
    const path = `${root}/src/${name === "insertOrder" ? "repository" : "token"}.ts`;
    const index = indexOf(files, { contract, packages: [packageOf("", { "@nestjs/common": "11.0.0" })] });
    return reasonOf(index, { kind: "listeners", functionName: name, exported: true, path, ...question });
  };
  const boundary = { name: "ErrorBoundary", module: "./src/boundary-nest", covers: ["src/**"], notifies: true };

  it("listens to whatever is wrapped", () => {
    expect(ask({ wraps: true })).toContain(
      "leaves its errors to NestJS, which knows a library's own, but no wrap of one",
    );
    expect(ask({ wraps: true }, [], "validate")).toContain("leaves its errors to NestJS");
  });

  it("listens behind a route that is registered elsewhere", () => {
    const routes = `import { insertOrder } from "./repository";
export default [{ method: "PUT", path: "/orders", async handler(request) { return await insertOrder(request.payload); } }];`;
    const path = `${root}/src/repository.ts`;
    const askHapi = (dependencies: Readonly<Record<string, string>>): string | null =>
      reasonOf(
        indexOf(
          { "src/repository.ts": repository, "src/routes.ts": routes },
          { contract: contractOf({}), packages: [packageOf("", dependencies)] },
        ),
        { kind: "listeners", functionName: "insertOrder", exported: true, path, wraps: true },
      );
    expect(askHapi({ "@hapi/hapi": "21.0.0" })).toContain("leaves its errors to hapi");
    expect(askHapi({ express: "5.0.0" })).toBeNull();
  });

  it("does not, below a boundary, and to what was of no class of its own", () => {
    expect(ask({ wraps: true }, [boundary])).toBeNull();
    expect(ask({ wraps: true }, [boundary], "validate")).toBeNull();
    expect(ask({ made: true })).toBeNull();
  });
});

describe("what a handler fails with that is registered in another file", () => {
  const handler = `exports.place = async function place(request, response, next) { try { await insert(request.body); } catch (err) { next(err); } };`;
  const app = (
    log: string,
    route = "place",
  ): string => `const express = require("express"); const orders = require("./orders.js");
const app = express(); app.post("/orders", orders.${route});
app.use((err, req, res, next) => { console.error(${log}); res.status(500).json({ message: "no" }); });`;
  const ask = (log: string, route?: string): string | null =>
    reasonOf(indexOf({ "src/orders.js": handler, "src/app.js": app(log, route) }), {
      kind: "listeners",
      functionName: "place",
      exported: true,
      path: `${root}/src/orders.js`,
      wraps: true,
      retold: true,
    });

  it("is heard by the middleware above, which tells no more than its text", () => {
    expect(ask("err.message")).toMatch(/ in src\/app\.js:3 tells no more than `err\.message`$/);
    expect(ask("err.stack")).toMatch(/tells no more than `err\.stack`$/);
  });

  it("is told whole where the middleware logs it, or where another function is registered", () => {
    expect(ask("err")).toBeNull();
    expect(ask("err.message", "list")).toBeNull();
  });
});

it("follows the calls of what an application keeps in a global, but not those of the language's own", () => {
  const store =
    "export class Orders { static async load(id) { try { return await db.get(id); } catch (err) { throw err; } } }";
  const calling = (owner: string): string =>
    `export async function get(id) { try { return await ${owner}.load(id); } catch (err) { if (err.code === 1) return null; throw err; } }`;
  const ask = (owner: string): string | null =>
    listenersOf(indexOf({ "src/store.js": store, "src/api.js": calling(owner) }), "src/store.js", "load");
  expect(ask("SHOP.models.orders")).toBe("`get` in src/api.js:1 asks `err.code`");
  expect(ask("globalThis.process")).toBeNull();
  expect(ask("Reflect")).toBeNull();
});

describe("what an object of a module is given by whomever", () => {
  const files = {
    "src/order.js": `
module.exports = (db) => {
  const Order = db.define("Order");
  Order.saveAll = async () => { try { return await db.insert(); } catch (err) { throw err; } };
  return Order;
};`,
    "src/models.js": "for (const each of files) models[each] = require(each)(db);\nmodule.exports = models;",
    "src/job.js": `
const models = require("./models");
exports.run = async () => { try { await models.Order.saveAll(); } catch (err) { err.code; } };`,
  };

  it("is heard by whoever calls it by that name", () => {
    expect(listenersOf(indexOf(files), "src/order.js", "saveAll")).toBe("`run` in src/job.js:3 asks `err.code`");
  });

  it("is not what a package has", () => {
    const job = files["src/job.js"].replace("./models", "models");
    expect(listenersOf(indexOf({ ...files, "src/job.js": job }), "src/order.js", "saveAll")).toBeNull();
  });
});

describe("what a strategy of Passport's calls back with", () => {
  const strategy = `
import passport from "passport";
import { Strategy } from "passport-local";
export function install() {
  passport.use(new Strategy(async (name, password, done) => {
    try { done(null, await users.load(name)); } catch (err) { return done(err); }
  }));
}`;
  const heardBy = (callback: string, call = "passport.authenticate"): string | null => {
    const login = `import passport from "passport";\nexport const login = (req, res, next) => ${call}("local", ${callback})(req, res, next);`;
    return listenersOf(indexOf({ "src/strategy.ts": strategy, "src/login.ts": login }), "src/strategy.ts", "install");
  };

  it("is heard by who authenticates by hand", () => {
    const reason = heardBy('(err, user, info) => { if (err?.code === "LOCKED") return res.send(403); next(err); }');
    expect(reason).toContain("in src/login.ts:2 asks `err?.code`");
  });

  it.each([
    ["gives back", "return new Strategy("],
    ["keeps", "this.strategy = new Strategy("],
    ["waits for", "await new Strategy("],
  ])("is heard where a function only %s the strategy", (_, made) => {
    const own = strategy.replace("passport.use(new Strategy(", made).replace("}));", "});");
    const login =
      'import passport from "passport";\nexport const login = passport.authenticate("local", (err, user) => { if (err.code === 1) return; next(err); });';
    const index = indexOf({
      "src/strategy.ts": own.replace("function install", "async function install"),
      "src/login.ts": login,
    });
    expect(listenersOf(index, "src/strategy.ts", "install")).toContain("asks `err.code`");
  });

  const asking = "(err, user) => { if (err.code === 1) return res.end(); next(err); }";
  const heardIn = (login: string, more: Record<string, string> = {}): string | null => {
    const by = `export const login = (req, res, next) => ${login.split("|")[1] ?? ""}("local", ${asking})(req, res, next);`;
    const files = { "src/strategy.ts": strategy, "src/login.ts": `${login.split("|")[0] ?? ""}\n${by}`, ...more };
    return listenersOf(indexOf(files), "src/strategy.ts", "install");
  };

  it.each([
    ['import auth from "passport";|auth.authenticate'],
    ['import auth from "koa-passport";|auth.authenticate'],
    ['import { Passport } from "passport"; const auth = new Passport();|auth.authenticate'],
    ['const auth = require("passport");|auth.authenticate'],
    ['import { auth } from "./auth";|auth.authenticate'],
    ["|req.app.passport.authenticate"],
  ])("is heard by whatever name Passport has: %s", (login) => {
    const auth = 'import { Passport } from "passport"; export const auth = new Passport();';
    expect(heardIn(login, { "src/auth.ts": auth })).toContain("asks `err.code`");
  });

  it.each([
    ['import passport from "visas";|passport.authenticate'],
    ['import passport from "./passport";|passport.authenticate'],
    ['import passport from "passport";|passport.authorise'],
  ])("is heard by nothing else of that name: %s", (login) => {
    const own = "export default { authenticate(name, done) { return () => done(null, name); } };";
    expect(heardIn(login, { "src/passport.ts": own })).toBeNull();
  });

  it("is heard by nobody who hands it on, or waits for something else", () => {
    expect(heardBy("(err, user) => { if (err) return next(err); req.logIn(user, next); }")).toBeNull();
    expect(
      heardBy('(err, text) => { if (err.code === "ENOENT") return next(); res.send(text); }', "fs.readFile"),
    ).toBeNull();
  });
});

describe("who is called for errors of a class", () => {
  const controller = `import { Controller } from "a-framework";
@Controller() export class Orders { async load() { try { await x(); } catch (e) { throw e; } } }`;
  const answers = (
    decorator: string,
  ): string => `import { BaseController, ErrorHandler, GoneError, AppError, Outage } from "a-framework";
class Lost extends GoneError {}
export class Answers extends BaseController { ${decorator} answer(error, request, reply) { reply.status(410).send({ message: error.message }); } }`;
  const reason = (decorator: string): string | null =>
    listenersOf(indexOf({ "src/a.ts": controller, "src/b.ts": answers(decorator) }), "src/a.ts", "load");

  it.each([["@ErrorHandler(GoneError)"], ["@ErrorHandler(Lost)"], ["@Logged() @ErrorHandler(GoneError, 410)"]])(
    "hears of whatever may be one, by %s",
    (decorator) => {
      expect(reason(decorator)).toContain("`answer` in src/b.ts:3 asks `@ErrorHandler(");
    },
  );

  it.each([["@ErrorHandler()"], ["@ErrorHandler(Error)"], ["@Route(Outage)"], ['@ErrorHandler("E_GONE")']])(
    "hears of no class by %s",
    (decorator) => {
      expect(reason(decorator)).toBeNull();
    },
  );

  it("is not made to read below the wraps, for no wrap comes to it", () => {
    const asking = answers("@ErrorHandler(GoneError)").replace("error.message", "error.detail");
    const files = { "src/a.ts": controller, "src/b.ts": asking };
    const path = `${root}/src/a.ts`;
    const question = { kind: "listeners", functionName: "load", exported: true, path, wraps: true } as const;
    expect(indexOf(files).answer(question)).toEqual({
      granted: false,
      reason: "`answer` in src/b.ts:3 asks `@ErrorHandler(GoneError)`",
    });
  });

  it("is a filter of NestJS above what NestJS may call", () => {
    const filter = `import { Catch } from "@nestjs/common";\n@Catch(StoreError) export class Filter { catch(exception, host) { host.end(); } }`;
    const strategy = `import { Injectable } from "@nestjs/common";\n@Injectable() export class Strategy { async validate() { try { await x(); } catch (e) { throw e; } } }`;
    const ask = (text: string): string | null =>
      listenersOf(indexOf({ "src/a.ts": text, "src/b.ts": filter }), "src/a.ts", "validate");
    expect(ask(strategy)).toBe("`catch` in src/b.ts:2 asks `@Catch(StoreError)`");
    expect(ask(strategy.replace("@nestjs/common", "./decorators"))).toBeNull();
  });
});

describe("who reads the reasons of promises that are settled", () => {
  const reason = (body: string, retold: true | null = null): string | null => {
    const text = `async function load(id) { try { return await find(id); } catch (e) { throw e; } }
export async function loadAll(ids) { ${body} }`;
    const index = indexOf({ "src/a.ts": text });
    const path = `${root}/src/a.ts`;
    const question = { kind: "listeners", functionName: "load", exported: true, path } as const;
    return reasonOf(index, retold ? { ...question, retold } : question);
  };
  const settled = "const results = await Promise.allSettled(ids.map(load));";

  it.each([
    ["asks for a code", `${settled} return results.filter((r) => r.reason.code === 1).length;`, "asks `r.reason.code`"],
    [
      "asks for it in a loop",
      `${settled} for (const { reason } of results) if (reason.code) stop();`,
      "asks `reason.code`",
    ],
    [
      "waits for calls in a list",
      "const [first] = await Promise.allSettled([load(1)]); if (first.reason instanceof GoneError) stop();",
      "asks `first.reason instanceof GoneError`",
    ],
    [
      "waits for what is kept",
      "const all = ids.map((id) => load(id)); const results = await Promise.allSettled(all); results.map((r) => r.reason.code);",
      "asks `r.reason.code`",
    ],
    ["gives them away", `${settled} return results.map((r) => r.reason);`, "gives it away in `(r) => r.reason`"],
    ["gives all away", `${settled} return results;`, "gives it away in `return results;`"],
    [
      "gives all away at once",
      "return Promise.allSettled(ids.map(load));",
      "gives it away in `return Promise.allSettled(ids.map(load));`",
    ],
  ])("is whoever %s", (_, body, asked) => {
    expect(reason(body)).toBe(`\`loadAll\` in src/a.ts:2 ${asked}`);
  });

  it.each([
    ["counts them", `${settled} return results.filter((r) => r.status === "rejected").length;`],
    ["logs them whole", `${settled} for (const each of results) logger.error(each.reason);`],
    ["reads what was fulfilled", `${settled} return results.map((r) => r.value);`],
    ["asks for other reasons", `if (signal.reason.code) return; ${settled}`],
    [
      "settles others",
      "await load(1); const [one] = await Promise.allSettled([other()]); if (one.reason.code) stop();",
    ],
  ])("is nobody who %s", (_, body) => {
    expect(reason(body, true)).toBeNull();
  });

  it("is whoever tells no more than their texts, where those are about to change", () => {
    const texts = `${settled} for (const each of results) logger.error(each.reason.message);`;
    expect(reason(texts)).toBeNull();
    expect(reason(texts, true)).toBe("`loadAll` in src/a.ts:2 tells no more than `each.reason.message`");
  });
});

describe("what a value fails with that is called out of sight", () => {
  const fails = "{ try { return await find(id); } catch (e) { throw e; } }";
  const reason = (text: string, retold: true | "shown" | null): string | null => {
    const path = `${root}/src/a.ts`;
    const question = { kind: "listeners", functionName: "load", exported: true, path } as const;
    return reasonOf(indexOf({ "src/a.ts": text }), retold ? { ...question, retold } : question);
  };
  const chosen = `async function load(id) ${fails}\nexport async function all(ids) { await run(ids ? load : other).catch((e) => store(e.message)); }`;

  it.each([
    ["chosen", chosen],
    ["kept in a table", `async function load(id) ${fails}\nexport const routes = [{ run: load }];`],
  ])("may be told by its text alone: %s", (_, text) => {
    expect(reason(text, true)).toBe(
      "`load` in src/a.ts:1 is handed on, and whoever calls it may tell no more than the text",
    );
    expect(reason(text, "shown")).toBeNull();
    expect(reason(text, null)).toBeNull();
  });

  it.each([
    ["called", `async function load(id) ${fails}\nexport async function all() { await load(1); }`],
    ["exported", `export async function load(id) ${fails}`],
    [
      "given to what calls it",
      `const run = async (task) => await task();\nasync function load(id) ${fails}\nexport const all = () => run(load);`,
    ],
  ])("is known where it is only %s", (_, text) => {
    expect(reason(text, true)).toBeNull();
  });
});

describe("who waits for a promise that is kept", () => {
  const load = "export async function load(id) { try { return await find(id); } catch (e) { throw e; } }";
  const reason = (text: string): string | null =>
    listenersOf(
      indexOf({ "src/load.ts": load, "src/a.ts": `import { load } from "./load";\n${text}` }),
      "src/load.ts",
      "load",
    );

  it.each([
    [
      "in a field, in another method",
      "class Store { constructor() { this.ready = load(1); } async get() { try { await this.ready; } catch (e) { e.code; } } }",
    ],
    [
      "in a field of the class",
      "class Store { ready = load(1).then(open); async get() { await this.ready.catch((e) => e.code); } }",
    ],
    [
      "in a field, by who calls that method",
      "class Store { open() { this.ready ??= load(1); } get() { return this.ready; } async all() { try { await this.get(); } catch (e) { e.code; } } }",
    ],
    [
      "in a variable of the module",
      "const ready = load(1);\nexport async function get() { try { await ready; } catch (e) { e.code; } }",
    ],
    [
      "in a variable, by who calls a function that waits",
      "let ready; export function open() { ready = load(1); }\nasync function get() { return await ready; }\nexport async function all() { try { await get(); } catch (e) { e.code; } }",
    ],
  ])("listens: %s", (_, text) => {
    expect(reason(text)).toContain("asks `e.code`");
  });

  it.each([
    [
      "in another field",
      "class Store { constructor() { this.ready = load(1); } async get() { try { await this.other; } catch (e) { e.code; } } }",
    ],
    [
      "once it was awaited",
      "class Store { async open() { this.row = await load(1); } async get() { try { await tell(this.row); } catch (e) { e.code; } } }",
    ],
    [
      "what is made of it",
      "class Store { open() { this.size = count(load(1)); } async get() { try { await tell(this.size); } catch (e) { e.code; } } }",
    ],
  ])("does not listen: %s", (_, text) => {
    expect(reason(text)).toBeNull();
  });
});

describe("a receiver whose type is declared", () => {
  const service = `export class Orders { async save(order) { try { return await db.insert(order); } catch (err) { throw err; } } }`;
  const askedBy = (declaration: string): string | null =>
    listenersOf(
      indexOf({
        "src/orders.ts": service,
        "src/others.ts": "export class Others { async save(order) { return order; } }",
        "src/route.ts": `import type { Request } from "express"; import { Orders } from "./orders"; import { Others } from "./others";
export async function place(req: Request) { ${declaration} try { await orders.save(req.body); } catch (err) { if (err instanceof StoreError) return null; throw err; } }`,
      }),
      "src/orders.ts",
      "save",
    );

  it("is of that, whatever gives it", () => {
    expect(askedBy('const orders: Orders = req.app.get("orders");')).toMatch(/asks `err instanceof StoreError`/);
    expect(askedBy('const orders: Others = req.app.get("orders");')).toBeNull();
  });

  it("may be anything that a registry gives", () => {
    expect(askedBy('const orders = req.app.get("orders");')).toMatch(/asks `err instanceof StoreError`/);
  });

  it("is of what gives it where none is declared", () => {
    expect(askedBy("const orders = new Others();")).toBeNull();
    expect(askedBy("const orders = req.app.orders();")).toBeNull();
    expect(askedBy("const orders = new Orders();")).toMatch(/asks `err instanceof StoreError`/);
  });
});
