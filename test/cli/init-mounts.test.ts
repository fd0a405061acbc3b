import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import { makeProject, read, setUp } from "./new-project.ts";

/** What a failing request of a service came to, and who was told. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly told: readonly unknown[];
}

const notify = "export const told = [];\nexport const notify = (err) => void told.push(err);\n";

/** Sets a project up, loads its `src/server.js`, and sends it a request that fails. */
async function fail(files: Readonly<Record<string, string>>, request: (port: number) => Promise<Response>) {
  const root = makeProject(files);
  const { notes } = await setUp(root);
  writeFileSync(join(root, "src/errors/notify.js"), notify);
  expect((await setUp(root)).files).toEqual([]);
  const server = (await import(join(root, "src/server.js"))) as { port: number; close(): unknown };
  const { told } = (await import(join(root, "src/errors/notify.js"))) as { told: unknown[] };
  const response = await request(server.port);
  const answer: Answer = { status: response.status, text: await response.text(), told };
  await server.close();
  return { root, notes, answer };
}

const getOrders = (port: number): Promise<Response> => fetch(`http://127.0.0.1:${String(port)}/orders`);

function coveredIn(root: string): (readonly [string | null, readonly string[]])[] {
  const { contract, problems } = loadContract(join(root, "error-contract.json"));
  expect(problems).toEqual([]);
  return (contract?.boundaries ?? []).map(({ name, covers }) => [
    name,
    covers.map((glob) => glob.slice(root.length + 1)),
  ]);
}

describe("init mounts a boundary that answers and is told", () => {
  it("on NestJS, as a filter", async () => {
    const { root, notes, answer } = await fail(
      {
        "src/orders.js":
          'import { Controller, Get } from "@nestjs/common";\nexport class Orders {\n  list() {\n    throw new Error("password authentication failed");\n  }\n}\nController("orders")(Orders);\nGet()(Orders.prototype, "list", Object.getOwnPropertyDescriptor(Orders.prototype, "list"));\n',
        "src/server.js":
          'import "reflect-metadata";\nimport { NestFactory } from "@nestjs/core";\nimport { Orders } from "./orders.js";\n\nclass Shop {}\nconst app = await NestFactory.create({ module: Shop, controllers: [Orders] }, { logger: false });\nawait app.listen(0, "127.0.0.1");\nexport const { port } = app.getHttpServer().address();\nexport const close = () => app.close();\n',
      },
      getOrders,
    );
    expect(notes).toEqual([]);
    expect(read(root, "src/server.js")).toContain(
      "{ logger: false });\napp.use(requestId);\napp.useGlobalFilters(new ErrorBoundary());\nawait app.listen",
    );
    expect(answer).toMatchObject({ status: 500, told: [{ message: "password authentication failed" }] });
    expect(JSON.parse(answer.text)).toMatchObject({ error_code: "INTERNAL_ERROR", message: "internal error" });
    expect(coveredIn(root)).toEqual([["ErrorBoundary", ["src/**"]]]);
  });

  it("on tRPC, in all the places that it has", async () => {
    const { root, notes, answer } = await fail(
      {
        "src/router.js":
          'import { initTRPC } from "@trpc/server";\n\nconst t = initTRPC.create();\nexport const router = t.router({\n  orders: t.procedure.query(() => {\n    throw new Error("password authentication failed");\n  }),\n});\n',
        "src/server.js":
          'import { createServer } from "node:http";\nimport { createHTTPHandler } from "@trpc/server/adapters/standalone";\nimport { router } from "./router.js";\n\nconst server = createServer(createHTTPHandler({ router }));\nawait new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));\nexport const { port } = server.address();\nexport const close = () => server.close();\n',
      },
      getOrders,
    );
    expect(notes).toEqual([]);
    expect(answer.status).toBe(500);
    expect(answer.told).toHaveLength(1);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { message: "internal error", data: { error_code: "INTERNAL_ERROR", path: "orders" } },
    });
    expect(answer.text).not.toContain("password");
    expect(coveredIn(root)).toEqual([["onError", ["src/**"]]]);
  });

  it("on Apollo Server", async () => {
    const { root, notes, answer } = await fail(
      {
        "src/server.js":
          'import { ApolloServer } from "@apollo/server";\nimport { startStandaloneServer } from "@apollo/server/standalone";\n\nconst typeDefs = "type Query { orders: String }";\nconst resolvers = {\n  Query: {\n    orders() {\n      throw new Error("password authentication failed");\n    },\n  },\n};\nconst server = new ApolloServer({ typeDefs, resolvers });\nconst { url } = await startStandaloneServer(server, { listen: { port: 0 } });\nexport const port = Number(new URL(url).port);\nexport const close = () => server.stop();\n',
      },
      (port) =>
        fetch(`http://127.0.0.1:${String(port)}/`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{ "query": "{ orders }" }',
        }),
    );
    expect(notes).toEqual([]);
    expect(answer.told).toMatchObject([{ message: "password authentication failed" }]);
    expect(JSON.parse(answer.text)).toMatchObject({
      errors: [{ message: "internal error", extensions: { code: "INTERNAL_ERROR" } }],
    });
    expect(coveredIn(root)).toEqual([["formatError", ["src/**"]]]);
  });
});

describe("init, run again after a person mounted the boundary in place of the team's own", () => {
  const own = "app.use((err, req, res, next) => {\n  res.status(500).json({ error: err.message });\n});\n";
  const app = `import express from "express";\nexport const app = express();\n${own}`;
  const mounted = `import express from "express";
import { errorBoundary, requestId } from "./errors/boundary-express.js";
export const app = express();
app.use(requestId);
app.use(errorBoundary);
`;

  it("names it in the contract, and keeps what the contract says of it", async () => {
    const root = makeProject({ "src/app.js": app });
    const first = await setUp(root);
    expect(first.notes.join("\n")).toContain("and run this again");
    expect(coveredIn(root)).toEqual([]);
    writeFileSync(join(root, "src/app.js"), mounted);
    const second = await setUp(root);
    expect(second.files.map(({ path }) => path)).toEqual(["error-contract.json"]);
    expect(coveredIn(root)).toEqual([["errorBoundary", ["src/**"]]]);
    const narrowed = read(root, "error-contract.json").replace("src/**", "src/orders/**");
    writeFileSync(join(root, "error-contract.json"), narrowed);
    expect((await setUp(root)).files).toEqual([]);
  });

  it("names none that stands in no app, and none beside files that the contract says are boundaries", async () => {
    const root = makeProject({ "src/app.js": app });
    await setUp(root);
    expect((await setUp(root)).files).toEqual([]);
    writeFileSync(join(root, "src/app.js"), mounted);
    const text = read(root, "error-contract.json");
    const named = { ...JSON.parse(text).typescript, boundaries: [{ files: "src/app.js", notifies: true }] };
    writeFileSync(join(root, "error-contract.json"), JSON.stringify({ ...JSON.parse(text), typescript: named }));
    expect((await setUp(root)).files).toEqual([]);
  });
});

describe("init in a package that is deployed as a Cloudflare Worker", () => {
  const app = 'import { Hono } from "hono";\nconst app = new Hono();\nexport default app;\n';
  const flags = 'compatibility_flags = ["nodejs_compat", "experimental"]\n';
  const makeWorker = (files: Readonly<Record<string, string>>): string =>
    makeProject({
      "package.json": '{ "type": "module", "dependencies": { "hono": "4" } }',
      "src/index.js": app,
      ...files,
    });

  it.each([
    ["wrangler.toml", `name = "orders"\n# ${flags}`],
    ["wrangler.toml", 'name = "orders"\ncompatibility_flags = ["no_nodejs_compat"]\n'],
    ["wrangler.json", '{ "name": "orders", "compatibility_flags": ["nodejs_als"] }'],
    ["wrangler.jsonc", '{\n  // "compatibility_flags": ["nodejs_compat"],\n  "routes": ["acme.example/*"],\n}'],
  ])("sets nothing up, not even lint, where the module would not load: %s %s", async (name, text) => {
    const root = makeWorker({ [name]: text, "eslint.config.js": "export default [];\n" });
    const { files, notes } = await setUp(root);
    expect(notes).toEqual([expect.stringContaining(`Nothing is set up: ${name} has no \`nodejs_compat\``)]);
    expect(files).toEqual([]);
  });

  it.each([
    ["wrangler.toml", flags],
    ["wrangler.toml", `name = "orders"\n[env.production]\n${flags}`],
    ["wrangler.json", '{ "name": "orders", "compatibility_flags": ["nodejs_compat_v2"] }'],
    ["wrangler.jsonc", '{\n  // a worker\n  "compatibility_flags": [\n    "nodejs_compat",\n  ],\n}'],
    ["worker.toml", 'name = "orders"\n'],
  ])("mounts a boundary where Node's modules are there: %s %s", async (name, text) => {
    const root = makeWorker({ [name]: text });
    await setUp(root);
    expect(read(root, "src/index.js")).toContain("app.use(requestId);\napp.onError(errorBoundary);");
    expect(read(root, "src/errors/request-id.js")).toContain("node:crypto");
  });
});

describe("init mounts a boundary where several apps are made", () => {
  it("on the one that takes the others in", async () => {
    const root = makeProject({
      "package.json": '{ "type": "module" }',
      "src/server.js":
        'import { Hono } from "hono";\nimport users from "./users.js";\nconst orders = new Hono();\norders.get("/", list);\nconst app = new Hono();\n["/v1", "/v2"].forEach((prefix) => app.route(prefix, orders));\napp.use(log).route("/users", users);\nexport default app;\n',
      "src/users.js": 'import { Hono } from "hono";\nconst users = new Hono();\nexport default users;\n',
    });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).not.toContain("is not mounted");
    expect(read(root, "src/server.js")).toContain(
      "const app = new Hono();\napp.use(requestId);\napp.onError(errorBoundary);",
    );
    expect(read(root, "src/server.js")).not.toContain("orders.onError");
    expect(read(root, "src/users.js")).not.toContain("onError");
  });

  it("but not on one of two of Hono of which none takes the other in", async () => {
    const app = 'import { Hono } from "hono";\nexport const app = new Hono();\napp.get("/", list);\n';
    const root = makeProject({ "package.json": '{ "type": "module" }', "src/a.js": app, "src/b.js": app });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("which of them is the outermost cannot be told");
    expect(read(root, "src/a.js")).toBe(app);
  });

  it("but on none where another of its file answers errors in its own way", async () => {
    const server =
      'import Koa from "koa";\nconst app = new Koa();\napp.use(handleErrors);\napp.listen(80);\nconst metrics = new Koa();\nmetrics.use(count);\nmetrics.listen(90);\n';
    const root = makeProject({ "package.json": '{ "type": "module" }', "src/server.js": server });
    expect((await setUp(root)).notes.join("\n")).toContain("several apps are made in this file");
    expect(read(root, "src/server.js")).toBe(server);
    expect(coveredIn(root)).toEqual([]);
  });

  it("on each that is served for itself, by one import", async () => {
    const server =
      'import http from "http";\nimport express from "express";\nconst app = express();\napp.get("/", list);\nconst metrics = express();\nmetrics.get("/metrics", count);\nhttp.createServer(metrics).listen(90);\napp.listen(80);\n';
    const root = makeProject({ "package.json": '{ "type": "module" }', "src/server.js": server });
    await setUp(root);
    const text = read(root, "src/server.js");
    expect(text.match(/boundary-express/g)).toHaveLength(1);
    expect(text).toContain('app.use(requestId);\napp.get("/", list);\napp.use(errorBoundary);');
    expect(text).toContain('metrics.use(requestId);\nmetrics.get("/metrics", count);\nmetrics.use(errorBoundary);');
    expect((await setUp(root)).files).toEqual([]);
  });
});

describe("init mounts no boundary on an app that another file answers for", () => {
  const hono =
    'import { Hono } from "hono";\nimport { answer } from "./answer.js";\nconst app = new Hono();\nanswer({ app });\nexport default app;\n';
  const fastify =
    'import { fastify } from "fastify";\nimport { answer } from "./answer.js";\nexport const app = fastify();\napp.register(answer);\n';

  it.each([
    [
      "Hono",
      hono,
      "export function answer({ app }) {\n  app.onError((err, c) => c.json({ error: err.code }, 500));\n}\n",
      "onError",
    ],
    [
      "Fastify",
      fastify,
      "export async function answer(app) {\n  app.setErrorHandler((err, req, reply) => reply.send({ error: err.code }));\n}\n",
      "error handler",
    ],
  ])("of %s", async (_, server, answer, says) => {
    const root = makeProject({
      "package.json": '{ "type": "module" }',
      "src/server.js": server,
      "src/answer.js": answer,
    });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain(says);
    expect(read(root, "src/server.js")).toBe(server);
  });

  const express = (rest: string): string => `import express from "express";\n${rest}\nexport default app;\n`;
  const handlers = {
    "src/errors/index.ts": 'export { Answers, answer, install } from "./handler.js";\n',
    "src/errors/handler.ts": `import type { Application } from "express";
export class Answers {
  before(app: Application): void { app.locals.ready = true; }
  enableFor(app: Application): void {
    app.use((err: Error, req, res, next) => { res.status(500).render("error"); });
  }
}
export function answer({ server }: { server: Application }): void { server.use(onError); }
function onError(err, req, res, next) { res.status(500).end(); }
export const install = (app: Application) => { new Answers().enableFor(app); };
`,
  };

  it("nor on one that is given the type of what it answers", async () => {
    const server = 'import { fastify } from "fastify";\nimport "./answer.js";\nexport const app = fastify();\n';
    const answer =
      "export const answer = (app) => {\n  app.setErrorHandler<Error>((err, req, reply) => reply.send({}));\n};\n";
    const root = makeProject({ "tsconfig.json": "{}", "src/server.ts": server, "src/answer.ts": answer });
    expect((await setUp(root)).notes.join("\n")).toContain("src/answer.ts sets an error handler");
  });

  it.each([
    ["a method", "new Answers().enableFor(app);"],
    ["a function, with others beside it", "answer({ server: app });"],
    ["a function that hands it on", "install(app);"],
  ])("that %s puts one on", async (_, mount) => {
    const server = express(
      `import { Answers, answer, install } from "./errors";\nconst app = express();\napp.get("/", list);\n${mount}`,
    );
    const root = makeProject({ "tsconfig.json": "{}", "src/server.ts": server, ...handlers });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("(line 5) has it answer errors already. For the generated one to answer, write");
    expect(read(root, "src/server.ts")).toBe(server);
  });

  const answering = `export const tell = (err, req, res, next) => { console.error(req.url, err); next(err); };
export const onFailure = (err, req, res, next) => { res.status(500).end(); };
export const toAnswer = () => (err, req, res, next) => { res.status(500).end(); };
`;
  const onOne = (line: string): Record<string, string> => ({
    "tsconfig.json": "{}",
    "src/middleware/index.ts": 'export * from "./failures.js";\n',
    "src/middleware/failures.ts": answering,
    "src/server.ts": express(
      `import { onFailure, toAnswer } from "./middleware";\nimport * as middleware from "./middleware";\nimport all from "./middleware";\nconst app = express();\napp.get("/", list);\n${line}`,
    ),
  });

  it.each([
    ["app.use(middleware.onFailure);", "onFailure"],
    ["app.use(all.onFailure);", "onFailure"],
    ["app.use(onFailure);", "onFailure"],
    ["app.use(middleware.tell, middleware.toAnswer());", "toAnswer"],
  ])("nor on one that is given middleware of another file that answers errors: %s", async (line, name) => {
    const files = onOne(line);
    const root = makeProject(files);
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain(`\`${name}\` (line 7) answers errors already. For the generated one to answer`);
    expect(read(root, "src/server.ts")).toBe(files["src/server.ts"]);
    expect(coveredIn(root)).toEqual([]);
  });

  it.each([
    ["tells of errors and hands them on", "app.use(middleware.tell);"],
    ["is a package's, whatever it is called", 'app.use(require("@acme/tracing").onFailure);'],
  ])("but on one that is given middleware that %s", async (_, line) => {
    const root = makeProject({ ...onOne(line), "package.json": '{ "dependencies": { "@acme/tracing": "1.0.0" } }' });
    await setUp(root);
    expect(read(root, "src/server.ts")).toContain(`${line}\napp.use(errorBoundary);`);
  });

  it("but on one that is given what loads something else that is the default of its file", async () => {
    const root = makeProject({
      "src/server.ts": express('import routes from "./routes.js";\nconst app = express();\napp.use("/", routes);'),
      "src/routes.ts": 'import make from "./make.js";\nexport default function routes(req, res) { make(req, res); }\n',
      "src/make.ts": "export default function make(from, of, to, by) { to.send(from); }\n",
    });
    expect((await setUp(root)).notes).toEqual([]);
    expect(read(root, "src/server.ts")).toContain("app.use(errorBoundary);");
  });

  const router = (line: string): Record<string, string> => ({
    "src/server.ts":
      'import express from "express";\nimport { toApi } from "./api/index.js";\nimport { pages } from "./pages.js";\nconst app = express();\napp.get("/", pages);\napp.use("/api", toApi());\n',
    "src/pages.ts": 'import { load } from "./store.js";\nexport const pages = load;\n',
    "src/store.ts": "export const load = f;\n",
    "src/api/index.ts": `import { Router } from "express";\nimport { orders } from "./orders.js";\nimport * as failures from "./failures.js";\nexport const toApi = () => {\n  const router = Router();\n  router.get("/orders", orders);\n  ${line}\n  return router;\n};\n`,
    "src/api/orders.ts": "export const orders = f;\n",
    "src/api/failures.ts": answering,
  });
  const answered =
    "src/api/index.ts: a router answers errors itself, so that none from below it comes to the boundary of its app.";

  it.each([
    ["in its own file", "router.use((err, req, res, next) => { res.status(500).end(); });"],
    ["by what another file exports", "router.use(failures.onFailure);"],
  ])("above all but what a router serves that answers errors itself, %s", async (_, line) => {
    const root = makeProject(router(line));
    expect((await setUp(root)).notes.join("\n")).toContain(answered);
    expect(coveredIn(root)).toEqual([["errorBoundary", ["src/pages.ts", "src/server.ts", "src/store.ts"]]]);
  });

  it("above what a router serves that hands errors on", async () => {
    const root = makeProject(router("router.use(failures.tell);"));
    expect((await setUp(root)).notes).toEqual([]);
    expect(coveredIn(root)).toEqual([["errorBoundary", ["src/**"]]]);
  });

  it("above nothing, where a router of the app's own file answers errors", async () => {
    const root = makeProject({
      "src/server.ts":
        'import express from "express";\nimport { orders } from "./orders.js";\nconst app = express();\nconst api = express.Router();\napi.get("/orders", orders);\napi.use((err, req, res, next) => { res.end(); });\napp.use("/api", api);\n',
      "src/orders.ts": "export const orders = f;\n",
    });
    await setUp(root);
    expect(coveredIn(root)).toEqual([]);
  });

  const nest = (line: string): string =>
    `import { NestFactory } from "@nestjs/core";\nimport { SwaggerModule } from "@nestjs/swagger";\nimport { useContainer } from "class-validator";\nimport { applyMiddleware } from "@acme/nest";\nimport { AppModule } from "./app.module";\nexport async function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  ${line}\n  await app.listen(80);\n}\n`;

  it("nor on one of NestJS that is given to a package, whose filter would be asked first", async () => {
    const main = nest("await applyMiddleware(AppModule, app, true);");
    const root = makeProject({ "tsconfig.json": "{}", "src/main.ts": main });
    expect((await setUp(root)).notes.join("\n")).toContain(
      "`applyMiddleware` of @acme/nest (line 8) is given it, and may have a filter of its own asked first",
    );
    expect(read(root, "src/main.ts")).toBe(main);
    expect(coveredIn(root)).toEqual([]);
  });

  it.each([
    ["of NestJS", 'SwaggerModule.setup("docs", app, SwaggerModule.createDocument(app, {}));'],
    ["that registers nothing on it", "useContainer(app, { fallbackOnErrors: true });"],
  ])("but on one that is given to a package %s", async (_, line) => {
    const root = makeProject({ "tsconfig.json": "{}", "src/main.ts": nest(line) });
    await setUp(root);
    expect(read(root, "src/main.ts")).toContain("app.useGlobalFilters(new ErrorBoundary());");
  });

  it("nor on one of NestJS on which a function of another file registers a filter", async () => {
    const main = nest("applyFilters(app);")
      .replace("@acme/nest", "./filters")
      .replace("applyMiddleware", "applyFilters");
    const filters = "export function applyFilters(app) {\n  app.useGlobalFilters(new AllFilter());\n}\n";
    const root = makeProject({ "tsconfig.json": "{}", "src/main.ts": main, "src/filters.ts": filters });
    await setUp(root);
    expect(read(root, "src/main.ts")).toBe(main);
    expect(coveredIn(root)).toEqual([]);
  });

  it("but on one that is only given to something else", async () => {
    const server = express(
      'import { Answers } from "./errors";\nconst app = express();\napp.get("/", list);\nnew Answers().before(app);',
    );
    const root = makeProject({ "tsconfig.json": "{}", "src/server.ts": server, ...handlers });
    await setUp(root);
    expect(read(root, "src/server.ts")).toContain("new Answers().before(app);\napp.use(errorBoundary);");
  });

  it("nor on one that a function returns to somebody who registers routes on it", async () => {
    const maker = `import express from "express";
export default function make() {
  const app = express();
  app.use(express.json());
  return app;
}
`;
    const server = (body: string): string => `import make from "./make.js";\nconst app = make();\n${body}\n`;
    const files = { "tsconfig.json": "{}", "src/make.ts": maker };
    const root = makeProject({ ...files, "src/server.ts": server('app.get("/", list);') });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("it is returned, and routes are registered on it by whoever calls that");
    expect(read(root, "src/make.ts")).toBe(maker);
    const served = makeProject({ ...files, "src/server.ts": server("app.listen(80);") });
    await setUp(served);
    expect(read(served, "src/make.ts")).toContain("app.use(errorBoundary);\n  return app;");
  });

  it("nor on one whose routes a function of the project's registers later", async () => {
    const server = express(
      'import { addRoutes } from "./routes.js";\nimport { load } from "./config.js";\nconst app = express();\napp.use(express.json());\nload().then((config) => addRoutes(app, config));',
    );
    const routes = (body: string): string => `export function addRoutes(app, config) { ${body} }\n`;
    const config = { "tsconfig.json": "{}", "src/config.ts": "export const load = async () => ({});\n" };
    const root = makeProject({ ...config, "src/server.ts": server, "src/routes.ts": routes('app.get("/", list);') });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("its routes are registered in a function, and which of them is called last");
    expect(read(root, "src/server.ts")).toBe(server);
    const silent = makeProject({ ...config, "src/server.ts": server, "src/routes.ts": routes("print(config);") });
    await setUp(silent);
    expect(read(silent, "src/server.ts")).toContain("app.use(errorBoundary);");
  });

  it("nor on what a script makes that could not load the error module", async () => {
    const script = 'import express from "express";\nconst proxy = express();\nproxy.listen(1);\n';
    const root = makeProject({
      "package.json": '{ "type": "module" }',
      "tsconfig.json": "{}",
      "src/orders.ts": "export const orders = 1;\n",
      "src/lines.ts": "export const lines = 1;\n",
      "proxy.js": script,
    });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain(
      "proxy.js: the boundary of Express is not mounted: it is JavaScript that nothing compiles",
    );
    expect(read(root, "proxy.js")).toBe(script);
  });

  it("unless that file makes an app of its own", async () => {
    const other =
      'import { Hono } from "hono";\nconst other = new Hono();\nother.onError((err, c) => c.text("no", 500));\n';
    const app = 'import fastify from "fastify";\nexport const app = fastify();\napp.get("/", () => 1);\n';
    const inner =
      'import fastify from "fastify";\nconst inner = fastify();\ninner.setErrorHandler((err, req, reply) => reply.send("no"));\n';
    const root = makeProject({
      "package.json": '{ "type": "module" }',
      "src/server.js": app,
      "src/inner.js": inner,
      "src/other.js": other,
    });
    await setUp(root);
    expect(read(root, "src/server.js")).toContain("app.setErrorHandler(errorBoundary);");
  });
});

describe("init vouches for no file", () => {
  it("that a schedule reaches, though the app loads it", async () => {
    const root = makeProject({
      "src/main.ts":
        'import { NestFactory } from "@nestjs/core";\nimport { AppModule } from "./app.module.js";\nconst app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n',
      "src/app.module.ts":
        'import { Module } from "@nestjs/common";\nimport { OrdersController } from "./web/orders.controller.js";\nimport { Nightly } from "./nightly.js";\n@Module({ controllers: [OrdersController], providers: [Nightly] })\nexport class AppModule {}\n',
      "src/web/orders.controller.ts":
        'import { Controller, Get } from "@nestjs/common";\nimport { load } from "../orders.js";\n@Controller()\nexport class OrdersController {\n  @Get()\n  list() {\n    return load();\n  }\n}\n',
      "src/nightly.ts":
        'import { Cron } from "@nestjs/schedule";\nimport { load } from "./orders.js";\nexport class Nightly {\n  @Cron("0 3 * * *")\n  run() {\n    return load();\n  }\n}\n',
      "src/orders.ts": "export const load = () => [];\n",
    });
    await setUp(root);
    expect(coveredIn(root)).toEqual([["ErrorBoundary", ["src/app.module.ts", "src/main.ts", "src/web/**"]]]);
  });
});

describe("init leaves to a person", () => {
  const nest =
    'import { NestFactory } from "@nestjs/core";\nconst app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n';
  const trpc = 'import { initTRPC } from "@trpc/server";\nconst t = initTRPC.create();\n';
  const adapter =
    'import { createHTTPServer } from "@trpc/server/adapters/standalone";\nimport "./app.js";\ncreateHTTPServer({ router }).listen(3000);\n';

  it.each([
    [
      "an app of NestJS that nobody starts",
      'import { NestFactory } from "@nestjs/core";\nconst app = await NestFactory.create(SchemaModule);\nawait app.init();\nprint(await app.get(Schemas).create());\n',
      "export {};\n",
      "src/app.ts: the boundary of NestJS is not mounted: it is never started, so that it answers nobody.",
    ],
    [
      "an app of NestJS that is only described",
      'import { NestFactory } from "@nestjs/core";\nimport { SwaggerModule } from "@nestjs/swagger";\nconst app = await NestFactory.create(AppModule);\nprint(SwaggerModule.createDocument(app, options));\nawait app.close();\n',
      "export {};\n",
      "src/app.ts: the boundary of NestJS is not mounted: it is never started, so that it answers nobody.",
    ],
    [
      "filters of NestJS",
      nest,
      'import { APP_FILTER } from "@nestjs/core";\nexport const filter = { provide: APP_FILTER, useClass: AllFilter };\n',
      "src/app.ts: the boundary of NestJS is not mounted: src/other.ts registers an exception filter for the whole app.",
    ],
    [
      "an errorFormatter",
      'import { initTRPC } from "@trpc/server";\nconst t = initTRPC.create({ errorFormatter: f });\n',
      adapter,
      "src/app.ts: the boundary of tRPC is not mounted: it has `errorFormatter` already.",
    ],
    [
      "what belongs together with it",
      trpc,
      adapter.replace("{ router }", "{ router, onError: log }"),
      "src/app.ts: the boundary of tRPC is not mounted: it belongs together with src/other.ts, where that cannot be done.",
    ],
    [
      "middleware that reports",
      trpc + "export const procedure = t.procedure.use(t.middleware(Sentry.trpcMiddleware()));\n",
      adapter,
      "src/app.ts has middleware that reports what procedures throw (`trpcMiddleware`).",
    ],
    [
      "a formatError",
      'import { ApolloServer } from "@apollo/server";\nnew ApolloServer({ formatError: f });\n',
      "export {};\n",
      "src/app.ts: the boundary of Apollo Server is not mounted: it has `formatError` already.",
    ],
  ])("%s", async (_, app, other, reason) => {
    const root = makeProject({ "src/app.ts": app, "src/other.ts": other });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain(reason);
    expect([read(root, "src/app.ts"), read(root, "src/other.ts")]).toEqual([app, other]);
    expect(coveredIn(root)).toEqual([]);
  });

  it("adapters of tRPC that stand in another package", async () => {
    const root = makeProject({ "src/app.ts": trpc });
    const { notes } = await setUp(root);
    expect(notes).toEqual([expect.stringContaining("no place was found that is given `onError`")]);
    expect(read(root, "src/app.ts")).toContain("initTRPC.create({ errorFormatter })");
    expect(coveredIn(root)).toEqual([]);
  });

  it("how clients see what NestJS's pipe found", async () => {
    const root = makeProject({
      "src/main.ts": nest.replace("await app", "app.useGlobalPipes(new ValidationPipe());\nawait app"),
    });
    expect((await setUp(root)).notes).toEqual([
      expect.stringContaining("exceptionFactory: (errors) => fromIssues(errors)"),
    ]);
  });
});
