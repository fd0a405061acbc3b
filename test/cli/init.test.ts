import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import { compile } from "../generate/emit.ts";
import { install, makeFolder, makeProject, read, readAll, repository, setUp } from "./new-project.ts";
import ts from "typescript";

const require = createRequire(import.meta.url);

describe("init in the example service", () => {
  const root = makeFolder();
  cpSync(join(repository, "examples/orders"), root, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  install(root, "eslint-plugin-error-contract");

  it("mounts a boundary on both apps and changes nothing else of the service", async () => {
    const before = readAll(root);
    const { isWritten, notes } = await setUp(root);
    const after = readAll(root);
    expect({ isWritten, notes }).toEqual({ isWritten: true, notes: [] });
    expect(
      Object.keys(before)
        .filter((path) => before[path] !== after[path])
        .sort(),
    ).toEqual(["src/admin/app.ts", "src/app.ts"]);
    const app = after["src/app.ts"] ?? "";
    expect(app).toContain('import { errorBoundary, requestId } from "./errors/boundary-express.js";\n');
    expect(app.indexOf("app.use(requestId);")).toBeLessThan(app.indexOf("app.use(express.json"));
    expect(app.indexOf("app.use(errorBoundary);")).toBeGreaterThan(app.indexOf('app.use("/webhooks"'));
    expect(after["src/admin/app.ts"]).toContain(
      'app.addHook("onRequest", requestId);\napp.setErrorHandler(errorBoundary);\n',
    );
    expect(after["src/errors/notify.ts"]).toContain('from "@bugsnag/node"');
  });

  it("writes a contract that is valid, and vouches for no file that a worker reaches too", () => {
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    const covers = contract?.boundaries.map((boundary) => boundary.covers.map((glob) => glob.slice(root.length + 1)));
    expect(covers?.[0]).toContain("src/routes/**");
    expect(covers?.[1]).toContain("src/admin/routes/**");
    expect(covers?.flat().filter((glob) => glob.includes("worker") || glob.includes("orders-service"))).toEqual([]);
    expect(contract?.notifiers.map(({ name }) => name)).toEqual(["report"]);
  });

  it("leaves it a program that compiles", () => {
    const files = Object.keys(readAll(root)).filter((path) => /^src\/.*\.ts$/.test(path));
    const options = {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    };
    const lenient = {
      exactOptionalPropertyTypes: false,
      noUncheckedIndexedAccess: false,
      noPropertyAccessFromIndexSignature: false,
      verbatimModuleSyntax: false,
      erasableSyntaxOnly: false,
      noImplicitReturns: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    };
    expect(compile(root, files, { ...options, ...lenient })).toEqual([]);
  }, 60_000);

  it("changes nothing when it is run again", async () => {
    const before = readAll(root);
    expect(await setUp(root)).toMatchObject({ files: [], isWritten: false });
    expect(readAll(root)).toEqual(before);
  });

  it("keeps what was changed in the file that is the team's own, and mends what is not", async () => {
    writeFileSync(join(root, "src/errors/notify.ts"), "export function notify(): void {}\n");
    const envelope = read(root, "src/errors/envelope.ts");
    writeFileSync(join(root, "src/errors/envelope.ts"), `${envelope}// changed\n`);
    const { files } = await setUp(root);
    expect(files.map(({ path }) => path)).toEqual(["src/errors/envelope.ts"]);
    expect(read(root, "src/errors/envelope.ts")).toBe(envelope);
  });
});

describe("init mounts", () => {
  const head =
    'import express from "express";\nimport http from "node:http";\nimport { Routes, addRoutes } from "./routes.js";\n';
  const routes = `export const addRoutes = (app) => app.get("/", (req, res) => { res.json({}); });
export class Routes {
  constructor(app) { app.get("/orders", (req, res) => { res.json({}); }); }
}
`;

  it.each([
    ["a function in an initialiser", "const added = addRoutes(app);"],
    ["a class", "new Routes(app);"],
    ["a class whose instance is kept", "const added = new Routes(app);"],
    ["a function that also starts it", "startRoutes(app);"],
  ])("the ids above what %s of the team's adds to an app", async (_, statement) => {
    const root = makeProject({
      "src/app.js": `${head}export const app = express();\n${statement}\napp.use(express.json());\n`,
      "src/routes.js": routes,
    });
    await setUp(root);
    expect(read(root, "src/app.js")).toContain(
      `export const app = express();\napp.use(requestId);\n${statement}\napp.use(express.json());\napp.use(errorBoundary);\n`,
    );
  });

  it("the boundary below what a function of the team's adds last, and above what serves the app", async () => {
    const root = makeProject({
      "src/app.js": `${head}const app = express();
app.use(express.json());
const added = new Routes(app);
export const server = http.createServer(app);
const other = new http.Server(app);
`,
      "src/routes.js": routes,
    });
    await setUp(root);
    expect(read(root, "src/app.js")).toContain(
      "const added = new Routes(app);\napp.use(errorBoundary);\nexport const server",
    );
  });

  it("in a function that makes an app and returns it, in CommonJS, with the file's own style", async () => {
    const root = makeProject({
      "package.json": "{}",
      "lib/app.js":
        "'use strict'\r\nconst express = require('express')\r\nconst routes = require('./routes')\r\n\r\nfunction build () {\r\n  const app = express()\r\n  app.use(express.json())\r\n  routes(app)\r\n  if (process.env.DOCS) app.use('/docs', express.static('docs'))\r\n  return app\r\n}\r\n\r\nmodule.exports = { build }\r\n",
      "lib/routes.js": "module.exports = app => { app.get('/', (req, res) => { res.json({}) }) }\n",
    });
    expect((await setUp(root)).notes).toEqual([]);
    expect(read(root, "lib/app.js")).toBe(
      "'use strict'\r\nconst express = require('express')\r\nconst routes = require('./routes')\r\nconst { errorBoundary, requestId } = require('../errors/boundary-express')\r\n\r\nfunction build () {\r\n  const app = express()\r\n  app.use(requestId)\r\n  app.use(express.json())\r\n  routes(app)\r\n  if (process.env.DOCS) app.use('/docs', express.static('docs'))\r\n  app.use(errorBoundary)\r\n  return app\r\n}\r\n\r\nmodule.exports = { build }\r\n",
    );
    expect(read(root, "errors/app-error.js")).toContain("exports.AppError = AppError");
    expect(read(root, "errors/app-error.js")).not.toMatch(/interface|: string/);
    expect((await setUp(root)).files).toEqual([]);
  });

  it("behind a call that is given the app among other things", async () => {
    const text =
      'import express from "express";\nconst app = express();\nawait load({ app, port: 3000 });\napp.listen(3000);\n';
    const root = makeProject({ "src/app.ts": text });
    expect((await setUp(root)).notes).toEqual([]);
    expect(read(root, "src/app.ts")).toContain(
      "app.use(requestId);\nawait load({ app, port: 3000 });\napp.use(errorBoundary);\napp.listen(3000);\n",
    );
  });

  it("in JavaScript, though an example of it is in TypeScript", async () => {
    const root = makeProject({
      "src/app.js": 'const express = require("express");\nconst app = express();\napp.get("/", f);\n',
      "src/start.js": 'require("./app").listen(80);\n',
      "examples/typed.ts": "export const port: number = 80;\n",
    });
    const { files } = await setUp(root);
    expect(files.map(({ path }) => path)).toContain("src/errors/app-error.js");
  });

  it.each([
    ["Dockerfile", "FROM node:8.11-slim\n", "8.11"],
    [".nvmrc", "v12.22\n", "12.22"],
    ["package.json", '{ "engines": { "node": "^14.17.0" } }', "14"],
  ])("nothing in JavaScript that runs on an old Node, by its %s", async (path, text, node) => {
    const app = 'const express = require("express");\nconst app = express();\napp.get("/", f);\n';
    const root = makeProject({ "src/app.js": app, [path]: text });
    await expect(setUp(root)).rejects.toMatchObject({
      code: "INVALID_USAGE",
      context: { path, node, advice: `raise Node to 16 or later in ${path}` },
    });
    expect(readAll(root)).not.toHaveProperty("error-contract.json");
  });

  it.each([
    ["Dockerfile", "FROM node:14.17.6-alpine3.12\n", "14.17"],
    ["Dockerfile", "FROM node:12\n", "12"],
    [".nvmrc", "v15.14.0\n", "15.14"],
    ["package.json", '{ "engines": { "node": "~14.17.6" } }', "14.17"],
  ])("nothing compiled that runs on a Node without `node:` modules, by its %s: %j", async (path, text, node) => {
    const app = 'import express from "express";\nconst app = express();\napp.get("/", f);\n';
    const root = makeProject({ "src/app.ts": app, [path]: text });
    const context = { path, node, advice: `raise Node to 14.18, or to 16 or later, in ${path}` };
    await expect(setUp(root)).rejects.toMatchObject({ code: "INVALID_USAGE", context });
    expect(readAll(root)).not.toHaveProperty("error-contract.json");
  });

  describe("nothing where errors would lose their class,", () => {
    const app = 'import express from "express";\nexport const app = express();\napp.get("/", f);\n';
    const toConfig = (options: object, rest = {}): string => JSON.stringify({ ...rest, compilerOptions: options });

    it.each([
      ["as the target is ES5", { "tsconfig.json": toConfig({ target: "es5" }) }],
      [
        "as that of the configuration is that it extends",
        { "tsconfig.json": toConfig({}, { extends: "./base.json" }), "base.json": toConfig({ target: "ES5" }) },
      ],
    ])("%s", async (_, configs) => {
      const root = makeProject({ ...configs, "src/app.ts": app });
      const advice = "set target to ES2015 or later in tsconfig.json";
      await expect(setUp(root)).rejects.toMatchObject({ code: "INVALID_USAGE", context: { advice } });
      expect(readAll(root)).not.toHaveProperty("error-contract.json");
    });

    it.each([
      ["but where it is later", { target: "es2015" }],
      ["but where something else compiles", { target: "es5", noEmit: true }],
    ])("%s", async (_, options) => {
      const root = makeProject({ "tsconfig.json": toConfig(options), "src/app.ts": app });
      await setUp(root);
      expect(read(root, "src/app.ts")).toContain("app.use(errorBoundary);");
    });

    it("and says which package of a workspace that is", async () => {
      const root = makeProject({
        "package.json": '{ "workspaces": ["backend"] }',
        "backend/package.json": "{}",
        "backend/tsconfig.json": toConfig({ target: "es5" }),
        "backend/src/app.ts": app,
      });
      const context = { path: "backend/tsconfig.json", target: "es5" };
      await expect(setUp(root)).rejects.toMatchObject({ code: "INVALID_USAGE", context });
    });
  });

  it.each(["test", "__test__", "__tests__"])("nothing on an app of tests, in %s", async (folder) => {
    const app = 'import express from "express";\nexport const app = express();\napp.get("/", f);\n';
    const path = `src/orders/${folder}/utils.js`;
    const root = makeProject({ "src/app.js": app, [path]: app });
    await setUp(root);
    expect(read(root, "src/app.js")).toContain("app.use(errorBoundary);");
    expect(read(root, path)).toBe(app);
  });

  it("nothing beside a server that only tests have", async () => {
    const server = 'const express = require("express");\nconst app = express();\napp.get("/", f);\n';
    const root = makeProject({ "src/lambda.js": "exports.handler = f;\n", "integration-tests/mock/app.js": server });
    await setUp(root);
    expect(Object.keys(readAll(root)).filter((path) => path.startsWith("integration-tests/"))).toEqual([
      "integration-tests/mock/app.js",
    ]);
    expect(read(root, "integration-tests/mock/app.js")).toBe(server);
  });

  it.each([
    ["a later one", { "src/app.js": "", Dockerfile: "FROM node:20\n" }],
    ["any from an old one on", { "src/app.js": "", "package.json": '{ "engines": { "node": ">=8" } }' }],
    ["an old one, for which it is compiled", { "src/app.ts": "", Dockerfile: "FROM node:14.18.1\n" }],
    ["whichever is the last of an old one", { "src/app.ts": "", Dockerfile: "FROM node:14-alpine\n" }],
    ["one from an old one on", { "src/app.ts": "", "package.json": '{ "engines": { "node": "^14.17.0" } }' }],
    ["any minor one", { "src/app.ts": "", "package.json": '{ "engines": { "node": "14.x" } }' }],
  ])("what runs on %s", async (_, files) => {
    const root = makeProject(files);
    await setUp(root);
    expect(readAll(root)).toHaveProperty("error-contract.json");
  });

  it("before what the notifier brings along, so that one of them reports", async () => {
    const root = makeProject({
      "src/app.ts":
        'import * as Sentry from "@sentry/node";\nimport express from "express";\n\nexport const app = express();\napp.get("/", () => {});\nSentry.setupExpressErrorHandler(app);\n',
    });
    expect((await setUp(root)).notes).toEqual([]);
    expect(read(root, "src/app.ts")).toContain("app.use(errorBoundary);\nSentry.setupExpressErrorHandler(app);\n");
    expect(read(root, "src/errors/notify.ts")).toContain('import * as Sentry from "@sentry/node"');
  });

  it("under another name where its own is taken", async () => {
    const root = makeProject({
      "src/app.ts":
        'import { fastify } from "fastify";\nconst requestId = () => 1;\nconst app = await fastify();\napp.get("/", requestId);\n',
    });
    await setUp(root);
    expect(read(root, "src/app.ts")).toContain(
      'import { errorBoundary, requestId as fastifyRequestId } from "./errors/boundary-fastify.js";',
    );
    expect(read(root, "src/app.ts")).toContain(
      'const app = await fastify();\napp.addHook("onRequest", fastifyRequestId);\napp.setErrorHandler(errorBoundary);\n',
    );
  });

  it.each([
    [
      "koa",
      'import Koa from "koa";\nconst app = new Koa();\napp.use(router.routes());\n',
      "const app = new Koa();\napp.use(errorBoundary);\n",
    ],
    [
      "hono",
      'import { Hono } from "hono";\nconst app = new Hono();\n',
      "const app = new Hono();\napp.use(requestId);\napp.onError(errorBoundary);\n",
    ],
    [
      "hono",
      'import { OpenAPIHono } from "@hono/zod-openapi";\nconst app = new OpenAPIHono({ defaultHook });\napp.openapi(list, handle);\n',
      "const app = new OpenAPIHono({ defaultHook });\napp.use(requestId);\napp.onError(errorBoundary);\n",
    ],
  ])("on %s", async (framework, before, after) => {
    const root = makeProject({ "src/app.ts": before, "src/other.ts": 'import "./app.js";\n' });
    expect((await setUp(root)).notes).toEqual([]);
    const parts = framework === "koa" ? "errorBoundary" : "errorBoundary, requestId";
    expect(read(root, "src/app.ts")).toContain(
      `import { ${parts} } from "./errors/boundary-${framework}.js";\n${after}`,
    );
  });
});

describe("init writes what an older TypeScript compiles", () => {
  const finderOf = async (files: Readonly<Record<string, string>>, asked = ""): Promise<string> => {
    const manifest = `{ "type": "module", "devDependencies": { ${asked} } }`;
    const app = 'import express from "express";\nexport const app = express();\n';
    const root = makeProject({ "package.json": manifest, "src/app.ts": app, ...files });
    await setUp(root);
    return read(root, "src/errors/app-error.ts");
  };
  const installed = (version: string): Record<string, string> => ({
    "node_modules/typescript/package.json": `{ "name": "typescript", "version": "${version}" }`,
  });

  it.each([
    ["installed", installed("3.8.3"), ""],
    ["installed, whatever is asked for", installed("4.1.6"), '"typescript": "^5.0.0"'],
    ["asked for", {}, '"typescript": "^3.0.1"'],
    ["asked for, or a later one", {}, '"typescript": "~4.1"'],
  ])("where one is %s", async (_, files, asked) => {
    const text = await finderOf(files, asked);
    expect(text).toContain("type: new (...args: never[]) => T");
    expect(text).not.toContain("abstract new");
  });

  it.each([
    ["a later one is installed", installed("4.2.4"), '"typescript": "^3.0.1"'],
    ["a later one is asked for", {}, '"typescript": ">=5.4.0"'],
    ["it is not known", {}, '"typescript": "latest"'],
    ["none is", {}, ""],
  ])("but not where %s", async (_, files, asked) => {
    expect(await finderOf(files, asked)).toContain("type: abstract new (...args: never[]) => T");
  });
});

describe("init writes the error module where the server is", () => {
  const server = 'import express from "express";\nexport const app = express();\n';
  const page = { "src/main.ts": 'export const page = "orders";\n' };

  it.each([
    ["beside a front end", { "api/app.ts": server, ...page }, "api/errors"],
    ["in the sources of a folder", { "backend/src/app.ts": server, ...page }, "backend/src/errors"],
    [
      "in the folder of all sources, where several make apps",
      { "api/app.ts": server, "src/app.ts": server },
      "src/errors",
    ],
    ["in the folder of all sources, whatever examples make", { "examples/app.ts": server, ...page }, "src/errors"],
    [
      "in the folder of all that is compiled",
      { "lib/app.ts": server, "tsconfig.json": '{ "compilerOptions": { "rootDir": "./lib" } }' },
      "lib/errors",
    ],
    [
      "in the folder of all sources but the tests",
      { "src/main/app.ts": server, "src/test/support.ts": "export {};\n", "src/integration-test/app.ts": server },
      "src/main/errors",
    ],
    [
      "in the folder of all sources, where there are others beside the main ones",
      { "src/main/app.ts": server, "src/shared/orders.ts": "export {};\n" },
      "src/errors",
    ],
    [
      "in the folder that the compiler of the app may not leave, where the root's only refers to it",
      {
        "src/server/app.ts": server,
        "src/client/main.tsx": 'import { page } from "./page";\nexport const main = page;\n',
        "src/client/page.ts": "export const page = 1;\n",
        "tsconfig.json":
          '{ "files": [], "references": [{ "path": "./tsconfig.client.json" }, { "path": "./tsconfig.server.json" }] }',
        "tsconfig.client.json": '{ "compilerOptions": { "rootDir": "src/client" }, "include": ["src/client"] }',
        "tsconfig.server.json": '{ "compilerOptions": { "rootDir": "src/server" }, "include": ["src/server"] }',
      },
      "src/server/errors",
    ],
    [
      "in the folder that one configuration of several may not leave",
      {
        "src/api/app.ts": server,
        "src/jobs/run.ts": "export {};\n",
        "tsconfig.json": '{ "include": ["src"] }',
        "tsconfig.build.json":
          '{ "extends": "./tsconfig.json", "compilerOptions": { "rootDir": "src/api" }, "include": ["src/api/**/*.ts"] }',
      },
      "src/api/errors",
    ],
    [
      "in the folder of all sources, where what may not be left is of other files",
      {
        "src/api/app.ts": server,
        "src/jobs/run.ts": "export {};\n",
        "tsconfig.json": '{ "compilerOptions": { "rootDir": "." } }',
        "tsconfig.jobs.json": '{ "compilerOptions": { "rootDir": "src/jobs" }, "include": ["src/jobs"] }',
        "tsconfig.tests.json":
          '{ "compilerOptions": { "rootDir": "src/api" }, "include": ["src/api"], "exclude": ["src/api/app.ts"] }',
      },
      "src/errors",
    ],
    ["in a server's folder", { "server/app.ts": server, "client/main.ts": "export {};\n" }, "server/errors"],
    [
      "at the root, where the app is made in a library",
      { "lib/app.ts": server, "bin/run.ts": "export {};\n" },
      "errors",
    ],
    [
      "at the root, where all is there",
      { "app.ts": server, "routes/orders.ts": "export const orders = 1;\n" },
      "errors",
    ],
  ])("%s", async (_, files, folder) => {
    const root = makeProject(files);
    await setUp(root);
    expect(existsSync(join(root, folder, "app-error.ts"))).toBe(true);
    expect((await setUp(root)).files).toEqual([]);
  });
});

describe("init ends the imports of the error module", () => {
  const server = 'import express from "express";\nexport const app = express();\n';
  const compiler = (part: string, module: string): Record<string, string> => ({
    [`tsconfig.${part}.json`]: `{ "compilerOptions": { "module": "${module}", "rootDir": "src/${part}" }, "include": ["src/${part}"] }`,
  });
  const parts = {
    "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.server.json" }] }',
    ...compiler("client", "ESNext"),
    ...compiler("server", "NodeNext"),
    "package.json": "{}",
  };

  it.each([
    ["as those beside it do", "./orders.js", "./orders", "NodeNext", ".js"],
    ["as those beside it do, whatever is asked for", "./orders", "./orders.js", "NodeNext", ""],
    [
      "as the compiler of the app asks for, where nothing of the project's is imported",
      "cors",
      "react",
      "NodeNext",
      ".js",
    ],
    ["in nothing, where that compiler asks for nothing", "cors", "react", "CommonJS", ""],
  ])("%s", async (_, ofServer, ofClient, module, extension) => {
    const root = makeProject({
      ...parts,
      ...compiler("server", module),
      "src/server/app.ts": `import "${ofServer}";\n${server}`,
      "src/client/main.ts": `import "${ofClient}";\nimport "${ofClient}";\nimport "${ofClient}";\n`,
    });
    await setUp(root);
    expect(read(root, "src/server/errors/remote.ts")).toContain(`from "./app-error${extension}"`);
  });
});

describe("init writes a module of the language that runs", () => {
  const typed = {
    "tsconfig.json": '{ "compilerOptions": { "allowJs": true } }',
    "src/config.ts": "export interface Config {}\n",
  };

  it("JavaScript where a compiler only reads types", async () => {
    const root = makeProject({ ...typed, "src/app.js": "export const a = 1;\n", "src/b.js": 'import "./app.js";\n' });
    await setUp(root);
    expect(read(root, "src/errors/app-error.js")).toMatch(
      /^\/\/ Generated from .*\n\/\/ @generated\n\/\/ @ts-nocheck\n/,
    );
  });

  it("CommonJS without a compiler's helpers, where nothing needs them", async () => {
    const root = makeProject({
      "package.json": '{ "dependencies": { "@sentry/node": "^8.0.0" } }',
      "src/app.js": 'const Sentry = require("@sentry/node");\nmodule.exports = Sentry;\n',
      "src/b.js": 'module.exports = require("./app");\n',
    });
    await setUp(root);
    const notify = read(root, "src/errors/notify.js");
    expect(notify).toMatch(/^\/\/ Written once .*\n\/\/ @ts-nocheck\n"use strict";\n/);
    expect(notify).toContain('\nconst Sentry = require("@sentry/node");\n');
    expect(notify).not.toContain("__import");
  });

  const compiler = '{ "extends": "@tsconfig/node22/tsconfig.json", "compilerOptions": { "target": "esnext" } }';
  const appOf = (imported: string): string =>
    `import express from "express";\nimport "${imported}";\nexport const app = express();\napp.get("/", f);\n`;
  const pages = Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name) => [`src/${name}.js`, 'import "./main.js";\nexport const a = 1;\n']),
  );

  it.each([
    ["beside which most is", { "api/app.ts": appOf("./lib/users.ts"), "api/lib/users.ts": "export {};\n" }],
    ["in a folder of more JavaScript", { "api/app.ts": appOf("./lib/users.ts"), "api/a.js": "", "api/b.js": "" }],
  ])("TypeScript where the app is, %s, whatever its pages are in", async (_, files) => {
    const root = makeProject({ "tsconfig.json": compiler, ...files, ...pages });
    await setUp(root);
    expect(read(root, "api/app.ts")).toContain('from "./errors/boundary-express.ts"');
    expect(read(root, "api/errors/boundary-express.ts")).toContain('from "./report.ts"');
    expect(Object.keys(readAll(root)).filter((path) => /^api\/errors\/.*\.js$/.test(path))).toEqual([]);
  });

  it("JavaScript that imports JavaScript, though the types beside it import TypeScript", async () => {
    const root = makeProject({
      "src/app.js": appOf("./types/orders.ts"),
      "src/a.js": "export const a = 1;\n",
      "src/b.js": "export const b = 1;\n",
      "src/types/users.ts": 'import "./orders.ts";\n',
    });
    await setUp(root);
    expect(read(root, "src/app.js")).toContain('from "./errors/boundary-express.js"');
    expect(read(root, "src/errors/boundary-express.js")).toContain('from "./report.js"');
  });

  it("TypeScript where JavaScript loads it", async () => {
    const root = makeProject({ ...typed, "src/app.js": 'import "./config.js";\n', "src/b.js": 'import "./app.js";\n' });
    await setUp(root);
    expect(Object.keys(readAll(root))).toContain("src/errors/app-error.ts");
  });
});

describe("init leaves to a person", () => {
  const express = 'import express from "express";\nconst app = express();\n';

  it.each([
    [
      "error middleware",
      `${express}app.get("/", f);\napp.use((err, req, res, next) => res.json({}));\n`,
      "`(err, req, res, next) => …` (line 4) answers errors already. For the generated one to answer, write `app.use(requestId);` above all other middleware, and `app.use(errorBoundary);` in place of what line 4 registers, from src/errors/boundary-express.ts, and run this again.",
    ],
    [
      "error middleware from elsewhere",
      `${express}app.get("/", f);\napp.use(errorHandler());\n`,
      "`errorHandler` (line 4) answers errors already",
    ],
    ["an app whose routes another file registers", `${express}start(app.listen(3000));\n`, "registered somewhere else"],
    [
      "two apps in a file that are served elsewhere",
      `${express}app.get("/", f);\nexport const other = express();\nother.get("/", f);\n`,
      "several apps",
    ],
    [
      "an app in the hands of another framework",
      `${express}import { NestFactory } from "@nestjs/core";\nconst other = await NestFactory.create(Module, adapt(app));\nawait other.listen(3000);\n`,
      "several apps",
    ],
    [
      "an app without a name",
      'import express from "express";\nexport default express().use(f);\n',
      "not kept in a variable",
    ],
    ["routes in a function", `${express}export function start() { app.get("/", f); }\n`, "registered in a function"],
    [
      "an error handler of Fastify",
      'import fastify from "fastify";\nconst app = fastify();\napp.setErrorHandler(f);\n',
      '`setErrorHandler` (line 3) answers errors already. For the generated one to answer, write `app.addHook("onRequest", requestId);` and `app.setErrorHandler(errorBoundary);` in place of what line 3 registers',
    ],
    [
      "middleware of Koa that ends what fails behind it",
      'import Koa from "koa";\nconst app = new Koa();\napp.use(async (ctx, next) => {\n  try {\n    await next();\n  } catch (err) {\n    ctx.status = 500;\n  }\n});\n',
      "`(ctx, next) => …` (line 3) answers errors already",
    ],
  ])("%s", async (_, text, reason) => {
    const root = makeProject({ "src/app.ts": text });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain(reason);
    expect(read(root, "src/app.ts")).toBe(text);
    expect(loadContract(join(root, "error-contract.json")).contract?.boundaries).toEqual([]);
  });

  const twoServers = {
    "src/api.js": `const express = require("express");
const app = express();
app.use("/", require("./orders"));
app.listen(80);
`,
    "src/orders.js":
      'exports.list = require("./store").list;\nexports.restart = () => require("./server");\nconst server = require("./server");\n',
    "src/store.js": "exports.list = f;\n",
    "src/server.js": 'require("./api");\nrequire("./proxies");\n',
    "src/proxies.js": `const express = require("express");
const relay = require("./relay");
const one = express();
one.get("/", relay.one);
const two = express();
two.get("/", relay.two);
`,
    "src/relay.js": 'exports.one = exports.two = require("./route").find;\n',
    "src/route.js": "exports.find = f;\n",
  };

  it("apps beside a mounted one: what they serve is not said to be covered, though that loads it as well", async () => {
    const root = makeProject(twoServers);
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("src/proxies.js: the boundary of Express is not mounted: several apps");
    const { contract } = loadContract(join(root, "error-contract.json"));
    const covers = contract?.boundaries.flatMap((each) => each.covers.map((glob) => glob.slice(root.length + 1)));
    expect(covers).toEqual(["src/api.js", "src/orders.js", "src/server.js", "src/store.js"]);
  });

  it("apps beside a mounted one, where imports cannot be followed: nothing but that one is covered", async () => {
    const root = makeProject({ ...twoServers, "src/store.js": 'exports.list = require("@/db").list;\n' });
    await setUp(root);
    const { contract } = loadContract(join(root, "error-contract.json"));
    expect(contract?.boundaries.map(({ covers }) => covers)).toEqual([[join(root, "src/api.js")]]);
  });

  it.each([
    ["apollo-server-express", 1],
    ["apollo-server-core", 0],
  ])("Apollo Server before 4, which it says: %s", async (name, count) => {
    const root = makeProject({
      "src/app.ts": "export {};\n",
      "package.json": JSON.stringify({ type: "module", dependencies: { [name]: "^3.0.0" } }),
    });
    const { notes } = await setUp(root);
    expect(notes.filter((note) => note.includes("before version 4"))).toHaveLength(count);
  });

  it("Elysia, whose boundary is said to be by hand", async () => {
    const root = makeProject({
      "src/app.ts": 'import { Elysia } from "elysia";\nexport const app = new Elysia().get("/", () => "ok");\n',
      "src/types.ts": 'import type { Elysia } from "elysia";\nexport type App = Elysia;\n',
    });
    const { notes } = await setUp(root);
    expect(notes.filter((note) => note.includes("Elysia"))).toEqual([
      "src/app.ts: no boundary is generated for Elysia, so that errors are answered as before. Mount one with `onError`, before the routes.",
    ]);
  });

  it("an app that another one takes in", async () => {
    const inner =
      'import express from "express";\nconst app = express();\nexport { app as handlers };\napp.get("/", f);\n';
    const root = makeProject({
      "src/app.ts": `${express}import * as orders from "./orders.js";\napp.use("/orders", orders.handlers);\n`,
      "src/orders.ts": inner,
    });
    const { notes } = await setUp(root);
    expect(notes.join("\n")).toContain("src/orders.ts: the boundary of Express is not mounted: src/app.ts imports it");
    expect(read(root, "src/orders.ts")).toBe(inner);
    expect(read(root, "src/app.ts")).toContain("app.use(errorBoundary);");
  });

  it("an app of Koa whose context answers errors", async () => {
    const app = 'import Koa from "koa";\nconst app = new Koa();\napp.use(routes);\n';
    const root = makeProject({
      "src/app.ts": app,
      "src/onerror.ts":
        "export const answer = (app) => { app.context.onerror = function (err) { this.body = err; }; };\n",
    });
    expect((await setUp(root)).notes.join("\n")).toContain("src/onerror.ts sets `onerror`");
    expect(read(root, "src/app.ts")).toBe(app);
  });

  it("a framework whose app cannot be found", async () => {
    const root = makeProject({
      "package.json": '{ "dependencies": { "fastify": "5", "@nestjs/core": "11" } }',
      "src/plugin.ts": "export default async () => {};\n",
    });
    expect((await setUp(root)).notes).toEqual([
      expect.stringContaining("Fastify: no place was found"),
      expect.stringContaining("Nest"),
    ]);
  });

  it("a notifier's client that the project makes itself", async () => {
    const root = makeProject({
      "src/monitoring.ts": 'import Rollbar from "rollbar";\nexport const rollbar = new Rollbar({});\n',
      "src/app.ts": `${express}app.get("/", f);\n`,
    });
    expect((await setUp(root)).notes).toEqual([expect.stringContaining("src/monitoring.ts")]);
  });

  it("a file that cannot be parsed", async () => {
    expect((await setUp(makeProject({ "src/app.ts": "const = ;" }))).notes).toEqual([
      expect.stringContaining("src/app.ts"),
    ]);
  });
});

describe("init takes the errors that are there", () => {
  it("by their class, instead of making a second one", async () => {
    const root = makeProject({
      "src/failure.ts":
        "export class Failure extends Error {\n  constructor(readonly code: string, message: string, readonly status = 500) {\n    super(message);\n  }\n}\n",
      "src/app.ts":
        'import express from "express";\nimport { Failure } from "./failure.js";\nconst app = express();\napp.get("/", () => {\n  throw new Failure("ORDER_LOST", "order not found", 404);\n});\n',
    });
    const { notes } = await setUp(root);
    expect(notes).toEqual([]);
    expect(existsSync(join(root, "src/errors/app-error.ts"))).toBe(false);
    expect(read(root, "src/errors/own-errors.ts")).toContain('import { Failure } from "../failure.js";');
    expect(read(root, "src/app.ts")).toContain("app.use(errorBoundary);");
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    expect([...(contract?.codes.keys() ?? [])]).toEqual(["ORDER_LOST", "INVALID_INPUT", "INTERNAL_ERROR"]);
    const wrap = { name: "wrapError", module: join(root, "src/errors/own-errors") };
    expect(contract?.errors).toMatchObject([{ name: "Failure", canonical: true, wrap }]);
    expect(contract?.boundaries).toMatchObject([{ name: "errorBoundary" }]);
    expect((await setUp(root)).files).toEqual([]);
  });

  const service = {
    "src/failure.ts":
      "export class Failure extends Error {\n  constructor(readonly code: string, message: string) {\n    super(message);\n  }\n}\n",
    "src/app.ts":
      'import express from "express";\nimport { Failure } from "./failure.js";\nexport const app = express();\napp.get("/", () => {\n  throw new Failure("ORDER_LOST", "order not found");\n});\n',
  };
  const failure = { name: "Failure", module: "./src/failure", code: 0, message: 1, canonical: true };
  const codes = { ORDER_LOST: { description: "It is lost.", fault: "client" } };

  it("by a class that is all that its module exports", async () => {
    const root = makeProject({
      "package.json": "{}",
      "lib/failure.js":
        "class Failure extends Error {\n  constructor(code, message, status) {\n    super(message);\n    this.code = code;\n    this.status = status;\n  }\n}\nmodule.exports = Failure;\n",
      "lib/app.js":
        'const express = require("express");\nconst Failure = require("./failure");\nconst app = express();\napp.get("/", () => {\n  throw new Failure("ORDER_LOST", "order not found", 404);\n});\nmodule.exports = app;\n',
    });
    expect((await setUp(root)).notes).toEqual([]);
    const { contract } = loadContract(join(root, "error-contract.json"));
    expect(contract?.errors).toMatchObject([{ name: "Failure", export: "default", canonical: true }]);
    const { toMeaning } = require(join(root, "errors/coded-error.js")) as { toMeaning(err: unknown): object };
    require(join(root, "errors/own-errors.js"));
    const Failure = require(join(root, "lib/failure.js")) as new (...given: unknown[]) => Error;
    expect(toMeaning(new Failure("ORDER_LOST", "order not found", 404))).toMatchObject({
      code: "ORDER_LOST",
      status: 404,
    });
    expect((await setUp(root)).files).toEqual([]);
  });

  it("by the class that a contract names already, and adds to that contract what stands now", async () => {
    const before = `{\n\t"format": 1,\n\t"extends": ["error-contract:starter"],\n\t"version": "3.1.0",\n\t"codes": ${JSON.stringify(codes)},\n\t"typescript": { "errors": [${JSON.stringify(failure)}] }\n}\n`;
    const root = makeProject({ ...service, "error-contract.json": before });
    expect((await setUp(root)).notes).toEqual([]);
    const after = read(root, "error-contract.json");
    expect(after.startsWith(before.slice(0, before.indexOf('"typescript"')))).toBe(true);
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    expect(contract).toMatchObject({
      errors: [{ name: "Failure", wrap: { name: "wrapError" } }],
      boundaries: [{ name: "errorBoundary" }],
      sanitizers: [{ name: "toPublicEnvelope" }, { name: "toInternalEnvelope" }],
    });
    expect(read(root, "src/app.ts")).toContain("app.use(errorBoundary);");
    expect((await setUp(root)).files).toEqual([]);
  });

  it("by a contract that names none, and adds the class that is generated", async () => {
    const contract = JSON.stringify({ format: 1, extends: ["error-contract:starter"], version: "1.0.0" });
    const root = makeProject({
      "src/app.ts": 'import express from "express";\nconst app = express();\napp.get("/", f);\n',
      "error-contract.json": contract,
    });
    expect((await setUp(root)).notes).toEqual([]);
    const loaded = loadContract(join(root, "error-contract.json"));
    expect(loaded.problems).toEqual([]);
    expect(loaded.contract).toMatchObject({ errors: [{ name: "AppError", canonical: true }], boundaries: [{}] });
    expect((await setUp(root)).files).toEqual([]);
  });

  it.each([
    [
      "lacks a code for what nobody foresaw",
      { format: 1, codes, typescript: { errors: [failure] } },
      "no code for a server fault",
    ],
    [
      "names a function alone",
      { format: 1, extends: ["error-contract:starter"], typescript: { errors: [{ ...failure, factory: true }] } },
      "not their class",
    ],
  ])("and says what is missing where a contract %s", async (_, contract, reason) => {
    const root = makeProject({ ...service, "error-contract.json": JSON.stringify(contract) });
    const { files, notes } = await setUp(root);
    expect(files.map(({ path }) => path)).toEqual(["eslint.config.mjs"]);
    expect(notes).toEqual([expect.stringContaining(reason)]);
  });

  it("by their class alone, where there is no framework to mount a boundary on", async () => {
    const root = makeProject({ ...service, "src/app.ts": service["src/app.ts"].replaceAll("express", "own") });
    expect((await setUp(root)).files.map(({ path }) => path)).toEqual(["error-contract.json", "eslint.config.mjs"]);
  });

  it("but for those of a class that only its own file knows, which it names", async () => {
    const root = makeProject({
      "src/store.ts":
        'class StoreError extends Error {\n  code = "STORE_LOST";\n  status = 503;\n}\nexport const load = () => {\n  throw new StoreError();\n};\n',
      "src/app.ts":
        'import express from "express";\nimport { load } from "./store.js";\nconst app = express();\napp.get("/", load);\n',
    });
    expect((await setUp(root)).notes).toEqual([expect.stringContaining("StoreError (src/store)")]);
    expect(existsSync(join(root, "src/errors/own-errors.ts"))).toBe(false);
  });

  const classes =
    'export class NotFoundError extends Error {\n  code = "ORDER_LOST";\n  statusCode = 404;\n}\nexport class LockedError extends Error {\n  code = "CONFLICT";\n  statusCode = 423;\n}\n';

  it("by those that have one code each, beside the class that is made, and what the starter says else is left to them", async () => {
    const root = makeProject({ "src/errors.ts": classes });
    await setUp(root);
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    expect(read(root, "src/errors/own-errors.ts")).toContain(
      'import { NotFoundError, LockedError } from "../errors.js";',
    );
    expect(read(root, "src/errors/envelope.ts")).toContain('import "./own-errors.js";');
    expect(contract?.errors.map(({ name }) => name)).toEqual(["AppError", "NotFoundError", "LockedError"]);
    expect(contract?.codes.get("ORDER_LOST")).toMatchObject({ http: 404, fault: "client" });
    expect(contract?.codes.get("CONFLICT")).toMatchObject({ http: 423 });
    expect(contract?.codes.get("NOT_FOUND")).toMatchObject({ http: 404 });
    expect((await setUp(root)).files).toEqual([]);
  });

  it("in another spelling of codes", async () => {
    const root = makeProject({
      "src/errors.ts": classes
        .replace("ORDER_LOST", "order_lost")
        .replace("CONFLICT", "NOT_FOUND")
        .replace("423", "404"),
    });
    await setUp(root);
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    expect(contract?.codes.get("order_lost")).toMatchObject({ http: 404 });
    expect(contract?.codes.get("NOT_FOUND")).toMatchObject({ source: "error-contract:starter" });
  });
});

describe("init in a service that shares a contract", () => {
  it("adds the class that is generated to a contract that names none, and nothing the second time", async () => {
    const root = makeProject({
      "src/app.js": "export const port = 3000;\n",
      "error-contract.json": '{\n    "extends": ["error-contract:starter"]\n}\n',
    });
    const { files } = await setUp(root);
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["error-contract.json", "src/errors/app-error.js"]),
    );
    const text = read(root, "error-contract.json");
    expect(text).toMatch(/^\{\n {4}"extends": \[\s*"error-contract:starter"/);
    const { contract, problems } = loadContract(join(root, "error-contract.json"));
    expect(problems).toEqual([]);
    expect(contract?.errors).toMatchObject([
      { name: "AppError", module: `${root}/src/errors/app-error`, canonical: true },
    ]);
    expect((await setUp(root)).files).toEqual([]);
  });

  it("says where to run it for a contract that lies above", async () => {
    const root = makeProject({ "error-contract.json": "{}", "services/orders/app.js": "export {};\n" });
    const { files, notes } = await setUp(join(root, "services/orders"));
    expect(files.map(({ path }) => path)).toEqual([expect.stringMatching(/^eslint/)]);
    expect(notes.join("\n")).toContain("Run it there.");
  });
});

describe("init in another language", () => {
  it.each([
    ["go.mod", "module example.com/orders\n\ngo 1.19\n", "errs/codes.go"],
    ["Cargo.toml", '[package]\nname = "orders"\nversion = "0.1.0"\n', "src/errs/mod.rs"],
  ])("writes the contract and its package alone: %s", async (manifest, text, file) => {
    const root = makeFolder();
    writeFileSync(join(root, manifest), text);
    const { files, notes } = await setUp(root);
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(["error-contract.json", file]));
    expect(files.filter(({ path }) => /\.[cm]?[jt]s$/.test(path))).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(loadContract(join(root, "error-contract.json")).problems).toEqual([]);
    expect(await setUp(root)).toMatchObject({ files: [], notes: [] });
  });
});

describe("init writes nothing", () => {
  it("in a dry run, or unasked, and shows a patch of what it would have written", async () => {
    const root = makeProject({ "src/app.ts": 'import express from "express";\nconst app = express();\n' });
    const before = readAll(root);
    const dry = await setUp(root, { dryRun: true });
    expect(dry.isWritten).toBe(false);
    expect(dry.files.map(({ path }) => path)).toContain("error-contract.json");
    expect((await setUp(root, { yes: false })).isWritten).toBe(false);
    expect(readAll(root)).toEqual(before);

    execFileSync("git", ["apply", "-"], { cwd: root, input: dry.files.map(({ diff }) => diff).join("\n") });
    expect(await setUp(root)).toMatchObject({ files: [] });
  });

  it("without showing what a person would have to read, and naming what is generated", async () => {
    const root = makeProject({
      "src/app.ts": 'import express from "express";\nconst app = express();\napp.get("/", f);\n',
    });
    const shown: string[] = [];
    await setUp(root, { yes: false, print: (text) => void shown.push(text) });
    const diffs = shown.filter((text) => text.startsWith("--- ")).map((text) => text.split("\n")[1]);
    expect(diffs).toEqual([
      "+++ b/error-contract.json",
      "+++ b/src/errors/notify.ts",
      "+++ b/src/app.ts",
      "+++ b/eslint.config.mjs",
    ]);
    expect(shown).toContain("src/errors/app-error.ts: new, generated");
  });

  it("over a file of the team's own", async () => {
    const own = "export class AppError extends Error {}\n";
    const root = makeProject({ "src/errors/app-error.ts": own, "src/index.ts": "" });
    await setUp(root);
    expect(read(root, "src/errors/app-error.ts")).toBe(own);
    expect(existsSync(join(root, "src/app-errors/app-error.ts"))).toBe(true);
  });

  it("beside a contract whose error class is the team's own", async () => {
    const contract = JSON.stringify({
      format: 1,
      codes: {},
      typescript: { errors: [{ name: "OwnError", module: "./src/own", code: 0, message: 1, canonical: true }] },
    });
    const lint = 'import errorContract from "eslint-plugin-error-contract";\nexport default [];\n';
    const root = makeProject({ "error-contract.json": contract, "src/own.ts": "", "eslint.config.js": lint });
    expect(await setUp(root)).toMatchObject({
      files: [],
      isWritten: false,
      notes: [expect.stringContaining("OwnError (src/own)")],
    });
  });

  it("through a link that leads out of the project", async () => {
    const elsewhere = makeFolder();
    const root = makeProject({ "src/index.ts": "" });
    symlinkSync(elsewhere, join(root, "src/errors"));
    await expect(setUp(root)).rejects.toMatchObject({ code: "FILE_UNWRITABLE" });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(root, "error-contract.json"))).toBe(false);
  });

  it("beside a contract that is not valid, and says where", async () => {
    const root = makeProject({ "error-contract.json": '{\n  "format": 99\n}' });
    await expect(setUp(root)).rejects.toMatchObject({ code: "CONTRACT_INVALID", context: { line: 2 } });
  });
});
