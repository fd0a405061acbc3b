import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/require-boundary.ts";
import { appError, createRepository, lint } from "../support/rule-tester.ts";

const governed = createRepository({ errors: [appError] });
const head = `import express from "express";
import Koa from "koa";
import Router from "@koa/router";
import fastify from "fastify";
import cors from "cors";
import { createServer } from "node:http";
import { Hono } from "hono";
import { Elysia } from "elysia";
import { orders } from "./orders";
import { configure } from "./configure";
import { errors } from "./errors";
`;

function report(text: string, root = governed): string[] {
  return lint(rule, head + text, { filename: join(root, "src/server.ts") }).map(({ message }) => message);
}

const get = 'app.get("/", (req, res) => res.json({}));';
const boundary = "function answer(err, req, res, next) { res.status(500).json({}); }";

describe("reports an app without a boundary", () => {
  it.each([
    [
      "Express",
      `const app = express(); app.use(cors()); ${get} app.listen(80);`,
      "shows its message outside production",
    ],
    ["Express, with a router", 'const app = express(); app.use("/orders", orders);', "No boundary is mounted on `app`"],
    [
      "Express, in a function",
      `function start() { const app = express(); ${get} app.listen(80); }`,
      "Express answers 500",
    ],
    ["Express, served", `const app = express(); ${get} createServer(app).listen(80);`, "Express answers 500"],
    [
      "Express, where other middleware comes last",
      `const app = express(); ${get} app.use((req, res) => res.status(404).end());`,
      "behind all handlers",
    ],
    [
      "Fastify",
      'const app = fastify(); app.get("/", async () => load()); await app.listen({ port: 80 });',
      "in production too",
    ],
    ["Hono", 'const app = new Hono(); app.get("/", (c) => c.json({})); serve({ fetch: app.fetch });', "`onError`"],
    ["Koa", "const app = new Koa(); app.use(new Router().routes()); app.listen(80);", "a `try` around `await next()`"],
    ["Elysia, in one chain", 'new Elysia().get("/", () => load()).listen(80);', "mounted on the Elysia app"],
  ])("of %s", (_, text, said) => {
    expect(report(text)).toEqual([expect.stringContaining(said)]);
  });
});

describe("reports options without a boundary", () => {
  const reportIn = (text: string, root = governed): string[] =>
    lint(rule, text, { filename: join(root, "src/server.ts") }).map(({ message }) => message);
  const trpc = 'import { initTRPC } from "@trpc/server";\n';
  const apollo = 'import { ApolloServer } from "@apollo/server";\n';

  it.each([
    ["tRPC", `${trpc}export const t = initTRPC.context().create();`, "Give `create` an `errorFormatter`."],
    ["Apollo Server", `${apollo}new ApolloServer({ typeDefs, resolvers });`, "Give it a `formatError`."],
  ])("of %s", (_, text, said) => {
    expect(reportIn(text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ["there is a formatter", `${trpc}initTRPC.create({ errorFormatter });`],
    ["its options are made elsewhere", `${trpc}initTRPC.create(options);`],
    ["its options are spread", `${trpc}initTRPC.create({ ...options });`],
    ["only a builder is made", `${trpc}export const builder = initTRPC.context();`],
    [
      "middleware looks at what procedures end with",
      `${trpc}const t = initTRPC.create(); const mask = t.middleware(async ({ next }) => { const result = await next(); return result.ok ? result : hide(result); });`,
    ],
    ["it is another's", "const initTRPC = { create() {} }; initTRPC.create();"],
    [
      "formatError is a method",
      `${apollo}new ApolloServer({ typeDefs, resolvers, formatError(each) { return each; } });`,
    ],
    ["the schema may mask", `${apollo}new ApolloServer({ schema: shield(schema) });`],
    ["a plugin may answer", `${apollo}new ApolloServer({ typeDefs, resolvers, plugins: [mask] });`],
  ])("and is silent where %s", (_, text) => {
    expect(reportIn(text)).toEqual([]);
  });

  it("and is silent where the contract says that one stands", () => {
    const boundaries = [{ name: "onError", module: "./src/errors/boundary-trpc", notifies: true }];
    const root = createRepository({ errors: [appError], boundaries });
    expect(reportIn(`${trpc}initTRPC.create();`, root)).toEqual([]);
  });
});

describe("reports a boundary that stands where it sees nothing", () => {
  it("before Express's handlers", () => {
    const text = `const app = express(); app.use(answer); ${get} app.listen(80); ${boundary}`;
    expect(report(text)).toEqual([expect.stringContaining("Mount it behind all handlers.")]);
  });

  it("behind Koa's", () => {
    const text =
      "const app = new Koa(); app.use(new Router().routes()); app.use(async (ctx, next) => { try { await next(); } catch (err) { ctx.body = {}; } });";
    expect(report(text)).toEqual([expect.stringContaining("Mount it before all handlers.")]);
  });
});

describe("takes no other function for Koa's `next`", () => {
  it("that a boundary would have to try", () => {
    const inner = "const [next] = ctx.steps; await next();";
    const text = (tried: string): string =>
      `const app = new Koa(); app.use(async (ctx, next) => { try { ${tried} } catch (err) { ctx.body = {}; } }); app.use(new Router().routes()); app.listen(80);`;
    expect(report(text("await next();"))).toEqual([]);
    expect(report(text(inner))).toEqual([expect.stringContaining("No boundary is mounted")]);
  });
});

describe("reports what Express takes for no boundary", () => {
  it.each([
    ["three parameters", "app.use((err, req, res) => { res.status(500).end(); });", "has 3 parameters"],
    [
      "a fourth with a default",
      "app.use(function answer(err, req, res, next = skip) {});",
      "`answer` has 3 parameters",
    ],
  ])("%s", (_, use, said) => {
    expect(report(`export const app = express(); ${get} ${use}`)).toEqual([expect.stringContaining(said)]);
  });

  it("by its type alone, wherever it is mounted", () => {
    const text =
      'import type { ErrorRequestHandler } from "express"; export const answer: ErrorRequestHandler = (err, req, res) => {};';
    expect(report(text)).toEqual([expect.stringContaining("Give it all four.")]);
  });

  it("once, for an app that has no other", () => {
    expect(report(`const app = express(); ${get} app.use((err, req, res) => {});`)).toHaveLength(1);
  });
});

describe("is silent where", () => {
  it.each([
    ["the boundary stands behind", `const app = express(); ${get} app.use(answer); ${boundary}`],
    ["a factory of another file may make it", `const app = express(); ${get} app.use(errors());`],
    ["a router above everything may bring one along", 'const app = express(); app.use("/", orders); app.listen(80);'],
    ["another file's may be it", `const app = express(); ${get} app.use(errors);`],
    ["nothing is registered yet", "const app = express(); app.get(); app.use(); app.listen(80);"],
    ["the app is exported", `export const app = express(); ${get}`],
    ["the app is exported later", `const app = express(); ${get} export { app };`],
    ["the app is the default export", `const app = express(); ${get} export default app;`],
    ["the app is CommonJS's export", `const app = express(); ${get} module.exports = app;`],
    ["the app is returned", `function create() { const app = express(); ${get} return app; }`],
    ["the app is given to something unseen", `const app = express(); ${get} configure(app);`],
    ["the app is kept in an object", `const app = express(); ${get} start({ app });`],
    ["the app is declared twice", `var app = express(); ${get} var app = create();`],
    ["it is a router", 'const app = express.Router(); app.get("/", load); app.listen(80);'],
    ["nothing is handled", 'const app = express(); app.use(cors()); app.use("/files", express.static("files"));'],
    ["a setting is read", 'const app = express(); app.set("port", 80); app.listen(app.get("port"));'],
    ["Fastify has its own", 'const app = fastify(); app.get("/", load); app.setErrorHandler(errors);'],
    ["a plugin of another file may set it", 'const app = fastify(); app.get("/", load); app.register(orders);'],
    ["Hono has its own", 'const app = new Hono(); app.get("/", load); app.onError(errors);'],
    ["Hono's is in the chain", 'const app = new Hono().get("/", load).onError(errors); serve(app);'],
    [
      "Koa's stands before",
      "const app = new Koa(); app.use(async (ctx, next) => { try { await next(); } catch (err) { ctx.body = {}; } }); app.use(new Router().routes());",
    ],
    [
      "Koa's hands its context on as it likes, under any name",
      "const app = new Koa(); app.use(async (ctx, proceed) => { try { await proceed(); } catch (err) { ctx.body = {}; } }); app.use(new Router().routes());",
    ],
    ["Koa's may be another file's", "const app = new Koa(); app.use(errors); app.use(new Router().routes());"],
    ["Elysia has its own", 'new Elysia().onError(errors).get("/", () => load()).listen(80);'],
    [
      "what is behind the boundary answers anything else",
      `const app = express(); ${get} app.use(answer); app.get("*", page); ${boundary}`,
    ],
    [
      "a function has three parameters for something else",
      `const app = express(); ${get} app.use(answer); app.use((request, err, next) => next()); ${boundary}`,
    ],
    ["a local function has such a name", `function start(express) { const app = express(); ${get} }`],
  ])("%s", (_, text) => {
    expect(report(text)).toEqual([]);
  });
});

describe("asks the contract", () => {
  const bare = `const app = express(); ${get} app.listen(80);`;

  it("whose boundary may cover the file", () => {
    const declared = (covers: readonly string[]): string =>
      createRepository({
        errors: [appError],
        boundaries: [{ name: "errors", module: "./src/errors", notifies: true, covers }],
      });
    expect(report(bare, declared(["src/**"]))).toEqual([]);
    expect(report(bare, declared(["workers/**"]))).toHaveLength(1);
  });

  it("whose boundary is known by its name", () => {
    const boundaries = [{ name: "errors", module: "./src/errors", notifies: true, covers: ["workers/**"] }];
    const root = createRepository({ errors: [appError], boundaries });
    expect(report(`const app = express(); app.use(errors); ${get}`, root)).toEqual([
      expect.stringContaining("stands before"),
    ]);
  });

  it("to mount the boundary that it names", () => {
    const boundaries = [
      { name: "errorBoundary", module: "./src/errors/boundary-express", notifies: true, covers: ["workers/**"] },
    ];
    const root = createRepository({ errors: [appError], boundaries });
    const [found] = lint(rule, head + bare, { filename: join(root, "src/server.ts") });
    expect(found?.suggestions).toEqual([
      expect.objectContaining({ desc: "Mount the boundary that is generated for Express." }),
    ]);
  });

  it("and works without one", () => {
    expect(report(bare, createRepository(null))).toHaveLength(1);
  });
});

describe("asks whether a boundary notifies", () => {
  const notifying = createRepository({
    errors: [appError],
    notifiers: [{ name: "report", module: "./src/report", argument: 0 }],
  });

  function judge(text: string, root = governed): string[] {
    return report(
      `import Bugsnag from "@bugsnag/js"; import { report } from "./report"; export const app = express(); ${text}`,
      root,
    );
  }

  it.each([
    ["that never does", "app.use((err, req, res, next) => { res.status(500).json({}); });", "nobody is notified"],
    [
      "that merely logs",
      "app.use((err, req, res, next) => { console.error(err); res.status(500).end(); });",
      "nobody is notified",
    ],
    [
      "that always does",
      "app.use((err, req, res, next) => { Bugsnag.notify(err); res.status(500).end(); });",
      "reports to Bugsnag whatever it gets",
    ],
    [
      "that asks too late",
      "app.use((err, req, res, next) => { Bugsnag.notify(err); if (err.status < 500) return res.status(err.status).end(); res.status(500).end(); });",
      "reports to Bugsnag whatever it gets",
    ],
  ])("%s", (_, text, said) => {
    expect(judge(text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [
      "it asks first",
      "app.use((err, req, res, next) => { if (err.fault !== 'client') Bugsnag.notify(err); res.status(500).end(); });",
    ],
    [
      "it asks by what it took of the error",
      "app.use((err, req, res, next) => { const status = err.status ?? 500; if (status >= 500) Bugsnag.notify(err); res.status(status).end(); });",
    ],
    [
      "a helper that nobody sees is given the error",
      "app.use((err, req, res, next) => { tell(err); res.status(500).end(); });",
    ],
    [
      "the next boundary is given it",
      "app.use((err, req, res, next) => { res.headersSent ? next(err) : res.status(500).end(); });",
    ],
    ["somebody listens", "app.use((err, req, res, next) => { req.app.emit('error', err); res.status(500).end(); });"],
    [
      "the notifier's own boundary stands there",
      "app.use(Bugsnag.getPlugin('express').errorHandler); app.use((err, req, res, next) => { res.status(500).end(); });",
    ],
    [
      "another boundary of the file notifies",
      "app.use((err, req, res, next) => { Bugsnag.notify(err, extra); next(err); }); app.use((err, req, res, next) => { res.status(500).end(); });",
    ],
  ])("and is silent where %s", (_, text) => {
    expect(judge(text)).toEqual([]);
  });

  it("where the contract names a notifier", () => {
    const text = `export const app = express(); app.use((err, req, res, next) => { res.status(500).end(); });`;
    expect(report(text, notifying)).toEqual([expect.stringContaining("nobody is notified")]);
    expect(report(text)).toEqual([]);
  });

  it("unless the framework is instrumented", () => {
    const text = `export const app = express(); app.use((err, req, res, next) => { res.status(500).end(); });`;
    const own = { errors: [appError], notifiers: [{ name: "report", module: "./src/report", argument: 0 }] };
    expect(report(text, createRepository({ ...own, automaticNotify: ["express"] }))).toEqual([]);
    expect(judge(text.replace("export const app = express();", ""), governed)).toHaveLength(1);
    expect(report(`import * as Sentry from "@sentry/node"; ${text}`)).toEqual([]);
  });

  it("unless the contract says what its boundaries do", () => {
    const boundaries = [{ name: "answer", module: "./src/answer", notifies: false }];
    const text = `app.use((err, req, res, next) => { res.status(500).end(); });`;
    expect(judge(text, createRepository({ errors: [appError], boundaries }))).toEqual([]);
  });

  it("but not whether the contract's own notifier asks", () => {
    expect(judge("app.use((err, req, res, next) => { report(err); res.status(500).end(); });", notifying)).toEqual([]);
  });
});
