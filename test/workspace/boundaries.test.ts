import { describe, expect, it } from "vitest";
import { findPlainEntries } from "../../src/workspace/find-plain-entries.ts";
import type { Package } from "../../src/workspace/packages.ts";
import { boundaryOf, contractOf, indexOf, notifyingOf, packageOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [
    {
      name: "AppError",
      module: "./src/errors/app-error",
      code: 0,
      message: 1,
      options: 2,
      canonical: true,
      wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
    },
  ],
});

const repository = `import Bugsnag from "@bugsnag/js";
export async function findOrder(id) { try { return await db.get(id); } catch (err) { Bugsnag.notify(err); throw err; } }`;

const routes = `import { Router } from "express"; import { findOrder } from "./repository.js";
export const orders = Router();
orders.get("/:id", async (req, res) => { res.json(await findOrder(req.params.id)); });`;

const middleware = `import Bugsnag from "@bugsnag/js"; import type { Request, Response, NextFunction } from "express";
export function onError(err: unknown, req: Request, res: Response, next: NextFunction) { Bugsnag.notify(err); res.status(500).json({ error_code: "INTERNAL_ERROR" }); }`;

const app = `import express from "express"; import { orders } from "./routes.js"; import { onError } from "./middleware.js";
export const app = express();
app.use("/orders", orders);
app.use(onError);`;

const service = {
  "src/repository.ts": repository,
  "src/routes.ts": routes,
  "src/middleware.ts": middleware,
  "src/app.ts": app,
};

const ask = (files: Record<string, string>): string | null =>
  notifyingOf(indexOf(files, { contract }), "src/repository.ts", "findOrder");

describe("a boundary that notifies", () => {
  it("is proven where it is mounted behind the routes", () => {
    expect(ask(service)).toBeNull();
    expect(boundaryOf(indexOf(service, { contract }), "src/routes.ts", null, "express")).toBeNull();
  });

  it("stands above what is imported beside a type, and not above what is imported for its types alone", () => {
    const importing = (clause: string): Record<string, string> => ({
      ...service,
      "src/app.ts": app.replace("import { orders }", clause),
    });
    expect(ask(importing("import { type Orders, orders }"))).toBeNull();
    expect(ask(importing("import { type orders }"))).toContain("no boundary that notifies above it");
    expect(ask(importing("import type { orders }"))).toContain("no boundary that notifies above it");
  });

  it("is known to keep the status of a code where it is the contract's, and not where it is the project's own", () => {
    const keeps = (index: ReturnType<typeof indexOf>): string | null =>
      reasonOf(index, {
        kind: "boundary",
        path: `${root}/src/routes.ts`,
        framework: "express",
        functionName: null,
        keepsStatus: true,
      });
    expect(keeps(indexOf(service, { contract }))).toBe(
      "`GET /:id` in src/routes.ts:3 has no boundary of the contract above it",
    );
    const declared = contractOf({
      errors: [{ name: "AppError", module: "./src/errors/app-error", code: 0, message: 1, canonical: true }],
      boundaries: [{ name: "onError", module: "./src/middleware", notifies: true, covers: ["src/**"] }],
    });
    expect(keeps(indexOf(service, { contract: declared }))).toBeNull();
  });

  it("is not, where it is not mounted, or before the routes", () => {
    const reason = "`GET /:id` in src/routes.ts:3 has no boundary that notifies above it";
    expect(ask({ ...service, "src/app.ts": app.replace("app.use(onError);", "") })).toBe(reason);
    const early = app
      .replace("app.use(onError);", "")
      .replace('app.use("/orders"', 'app.use(onError);\napp.use("/orders"');
    expect(ask({ ...service, "src/app.ts": early })).toBe(reason);
  });

  it("is not, where it stands before the handler of its own file", () => {
    const within = (before: string, after: string): Record<string, string> => ({
      "src/repository.ts": repository,
      "src/middleware.ts": middleware,
      "src/app.ts": `import express from "express"; import { findOrder } from "./repository.js"; import { onError } from "./middleware.js";
const app = express(); ${before} app.get("/:id", async (req, res) => { res.json(await findOrder(req.params.id)); }); ${after}`,
    });
    expect(ask(within("", "app.use(onError);"))).toBeNull();
    expect(ask(within("app.use(onError);", ""))).toContain("no boundary that notifies above it");
  });

  it("is not, where what is mounted does not notify; it answers all the same", () => {
    const silent = { ...service, "src/middleware.ts": middleware.replace("Bugsnag.notify(err);", "") };
    expect(ask(silent)).toContain("has no boundary that notifies above it");
    expect(boundaryOf(indexOf(silent, { contract }), "src/routes.ts", null, "express")).toBeNull();
  });

  it("may notify through a function of another file", () => {
    const files = {
      ...service,
      "src/report.ts": 'import Bugsnag from "@bugsnag/js";\nexport function report(error) { Bugsnag.notify(error); }',
      "src/middleware.ts":
        'import { report } from "./report.js";\nexport function onError(err, req, res, next) { report(err); next(err); }',
    };
    expect(ask(files)).toBeNull();
    expect(boundaryOf(indexOf(files, { contract }), "src/routes.ts", null, "express")).toBe(
      "`GET /:id` in src/routes.ts:3 has no boundary above it",
    );
  });

  it("may be mounted on the router, on an app that was imported, or by a function that is given the app", () => {
    const bare = { ...service, "src/app.ts": app.replace("app.use(onError);", "") };
    expect(
      ask({ ...bare, "src/routes.ts": `import { onError } from "./middleware.js";\n${routes}\norders.use(onError);` }),
    ).toBeNull();
    expect(
      ask({
        ...bare,
        "src/server.ts":
          'import { app } from "./app.js"; import { onError } from "./middleware.js";\napp.use(onError);',
      }),
    ).toBeNull();
    const given = {
      ...bare,
      "src/app.ts": `import { mount } from "./mount.js";\n${bare["src/app.ts"]}\nmount(app);`,
      "src/mount.ts":
        'import type { Application } from "express"; import { onError } from "./middleware.js";\nexport function mount(app: Application) { app.use(onError); }',
    };
    expect(ask(given)).toBeNull();
  });

  it("is a notifier's own", () => {
    const sentry = app
      .replace("app.use(onError);", "Sentry.setupExpressErrorHandler(app);")
      .replace("import", 'import * as Sentry from "@sentry/node";\nimport');
    expect(ask({ ...service, "src/app.ts": sentry })).toBeNull();
    const bugsnag = app
      .replace("app.use(onError);", 'const plugin = Bugsnag.getPlugin("express"); app.use(plugin.errorHandler);')
      .replace("import", 'import Bugsnag from "@bugsnag/js";\nimport');
    expect(ask({ ...service, "src/app.ts": bugsnag })).toBeNull();
  });

  it("must stand on every app that serves the handler", () => {
    const second =
      'import express from "express"; import { orders } from "./routes.js";\nexport const app = express();\napp.use(orders);';
    expect(ask({ ...service, "src/second.ts": second })).toContain("no boundary that notifies");
  });

  it("is Fastify's error handler, wherever in the app it is set", () => {
    const files = {
      "src/repository.ts": repository,
      "src/routes.ts":
        'import type { FastifyInstance } from "fastify"; import { findOrder } from "./repository.js";\nexport async function routes(app: FastifyInstance) { app.get("/:id", async (request) => findOrder(request.params.id)); }',
      "src/app.ts":
        'import fastify from "fastify"; import Bugsnag from "@bugsnag/js"; import { routes } from "./routes.js";\nconst app = fastify();\napp.setErrorHandler((error, request, reply) => { Bugsnag.notify(error); reply.code(500).send({}); });\napp.register(routes);',
    };
    expect(ask(files)).toBeNull();
    expect(notifyingOf(indexOf(files, { contract }), "src/routes.ts", "routes", "fastify")).toBeNull();
    expect(ask({ ...files, "src/app.ts": files["src/app.ts"].replace("Bugsnag.notify(error);", "") })).toContain(
      "no boundary that notifies",
    );
  });

  it("is Nest's filter, where it is global", () => {
    const files = (main: string): Record<string, string> => ({
      "src/repository.ts": repository,
      "src/orders.controller.ts":
        'import { Controller, Get } from "@nestjs/common"; import { findOrder } from "./repository";\n@Controller() export class Orders { @Get() async list() { return await findOrder(1); } }',
      "src/filter.ts":
        'import { Catch } from "@nestjs/common"; import Bugsnag from "@bugsnag/js";\n@Catch() export class ErrorFilter { catch(exception, host) { Bugsnag.notify(exception); host.switchToHttp().getResponse().status(500).json({}); } }',
      "src/main.ts": `import { NestFactory } from "@nestjs/core"; import { ErrorFilter } from "./filter";\n${main}`,
    });
    expect(ask(files("const app = await NestFactory.create(M); app.useGlobalFilters(new ErrorFilter());"))).toBeNull();
    expect(ask(files("const app = await NestFactory.create(M);"))).toContain("`list` in src/orders.controller.ts:2");
    const chosen = files("const app = await NestFactory.create(M); app.useGlobalFilters(new ErrorFilter());");
    chosen["src/filter.ts"] = chosen["src/filter.ts"]?.replace("@Catch()", "@Catch(StoreError)") ?? "";
    expect(ask(chosen)).toContain("`list` in src/orders.controller.ts:2");
  });

  it("is none above guards that call each other, and are called by nobody who answers", () => {
    const guard = (name: string, text: string): string =>
      `export class ${name} extends AuthGuard("jwt") { canActivate(context) { ${text} return super.canActivate(context); } }`;
    const guards = {
      "src/verified.guard.ts": guard("VerifiedGuard", 'if (!context.user) throw new Error("not verified");'),
      "src/jwt.guard.ts": guard("JwtGuard", ""),
    };
    const index = indexOf({ ...service, ...guards }, { contract });
    expect(notifyingOf(index, "src/verified.guard.ts", "canActivate")).toContain("no boundary that notifies above it");
  });
});

describe("what the contract declares", () => {
  const declare = (boundary: object, rest: object = {}): ReturnType<typeof contractOf> =>
    contractOf({ boundaries: [boundary], ...rest });
  const bare = { ...service, "src/app.ts": app.replace("app.use(onError);", "") };
  const askWith = (declared: ReturnType<typeof contractOf>): string | null =>
    notifyingOf(indexOf(bare, { contract: declared }), "src/repository.ts", "findOrder");

  it("counts for the handlers that it covers, if it notifies", () => {
    expect(askWith(declare({ name: "onError", module: "./src/middleware", notifies: true }))).toBeNull();
    expect(
      askWith(declare({ name: "onError", module: "./src/middleware", notifies: true, covers: ["src/routes.ts"] })),
    ).toBeNull();
    expect(
      askWith(declare({ name: "onError", module: "./src/middleware", notifies: true, covers: ["src/other/**"] })),
    ).toContain("no boundary");
    expect(askWith(declare({ name: "onError", module: "./src/middleware", notifies: false }))).toContain("no boundary");
  });

  it("counts for no handler of another framework", () => {
    expect(
      askWith(declare({ name: "errorBoundary", module: "./src/errors/boundary-fastify", notifies: true })),
    ).toContain("no boundary");
  });

  it("names frameworks that the notifier instruments by itself", () => {
    expect(askWith(contractOf({ automaticNotify: ["express"] }))).toBeNull();
    expect(askWith(contractOf({ automaticNotify: ["fastify"] }))).toContain("no boundary");
  });

  it("is not needed for an SDK that reports by itself in the version that is installed", () => {
    const askFor = (version: string): string | null => {
      const packages = [packageOf("", { "@sentry/node": version })];
      return notifyingOf(indexOf(bare, { contract, packages }), "src/repository.ts", "findOrder");
    };
    expect(askFor("^11.0.0")).toBeNull();
    expect(askFor("^10.2.0")).toContain("no boundary");
  });
});

describe("entry points without a boundary", () => {
  it.each([
    [
      "a worker",
      "src/worker.ts",
      "queue.consume(async (message) => { await findOrder(message.id); });",
      "the top level in src/worker.ts:2 hands it to `queue.consume`, which has no boundary",
    ],
    [
      "a timer",
      "src/timer.ts",
      "setInterval(() => findOrder(1), 1000);",
      "the top level in src/timer.ts:2 hands it to `setInterval`, which has no boundary",
    ],
    ["a script", "src/cli.ts", "await findOrder(1);", "src/cli.ts runs it at the top level, where no boundary stands"],
    [
      "an exported function that nobody calls",
      "src/api.ts",
      "export async function all() { return [await findOrder(1)]; }",
      "`all` in src/api.ts:2 has no boundary that notifies above it",
    ],
    [
      "a function that keeps what it is given",
      "src/jobs.ts",
      "const jobs = [];\nfunction register(job) { jobs.push(job); }\nregister(findOrder);",
      "the top level in src/jobs.ts:4 hands it to `register`, which has no boundary",
    ],
    [
      "a function that calls another one of those that it is given",
      "src/jobs.ts",
      "const jobs = [];\nfunction register(job, done) { jobs.push(job); done(); }\nfunction finish() {}\nregister(findOrder, finish);",
      "the top level in src/jobs.ts:5 hands it to `register`, which has no boundary",
    ],
    [
      "a promise that is left alone",
      "src/floating.ts",
      "export function warm() { findOrder(1); }",
      "`warm` in src/floating.ts:2 does not wait for `findOrder`",
    ],
  ])("%s", (_, path, text, reason) => {
    expect(ask({ ...service, [path]: `import { findOrder } from "./repository.js";\n${text}` })).toBe(reason);
  });

  it("a job of a queue, though the service has a boundary for requests", () => {
    const worker =
      'import { Worker } from "bullmq"; import { findOrder } from "./repository.js";\nnew Worker("orders", async (job) => { await findOrder(job.data.id); });';
    expect(ask({ ...service, "src/worker.ts": worker })).toContain(
      "src/worker.ts:2 has no boundary that notifies above it",
    );
    const declared = contractOf({ boundaries: [{ name: "onError", module: "@acme/http", notifies: true }] });
    expect(
      notifyingOf(
        indexOf({ ...service, "src/worker.ts": worker }, { contract: declared }),
        "src/repository.ts",
        "findOrder",
      ),
    ).toContain("src/worker.ts:2");
  });

  it("a caller that ends the error", () => {
    const swallows =
      'import { findOrder } from "./repository.js";\nexport async function tryIt() { try { return await findOrder(1); } catch { return null; } }';
    expect(ask({ ...service, "src/swallows.ts": swallows })).toBe(
      "it may end in `tryIt` in src/swallows.ts:2, below the boundary",
    );
    expect(
      ask({
        ...service,
        "src/swallows.ts": swallows.replace("catch { return null", "catch (err) { logger.warn(err); return null"),
      }),
    ).toContain("it may end in");
  });

  it("none is a caller that notifies where it ends the error", () => {
    const notifies =
      'import Bugsnag from "@bugsnag/js"; import { findOrder } from "./repository.js";\nexport async function tryIt() { try { return await findOrder(1); } catch (err) { Bugsnag.notify(err); return null; } }\n';
    expect(ask({ ...service, "src/notifies.ts": notifies })).toBeNull();
  });

  it("none are tests", () => {
    expect(
      ask({
        ...service,
        "test/repository.test.ts": 'import { findOrder } from "../src/repository.js";\nawait findOrder(1);',
      }),
    ).toBeNull();
  });

  it("none is a handler that is written in a controller and registered elsewhere", () => {
    const files = {
      ...service,
      "src/controller.ts":
        'import { findOrder } from "./repository.js";\nexport class Orders { async list(req, res) { res.json(await findOrder(1)); } }\nexport const controller = new Orders();',
      "src/routes.ts":
        'import { Router } from "express"; import { controller } from "./controller.js";\nexport const orders = Router();\norders.get("/", controller.list);',
    };
    expect(ask(files)).toBeNull();
  });
});

describe("what is thrown by async handlers", () => {
  const ask = (
    framework: string,
    dependencies: Record<string, string>,
    files: Record<string, string> = service,
  ): string | null =>
    reasonOf(indexOf(files, { packages: [packageOf("", dependencies)] }), {
      kind: "forwards-rejections",
      framework,
      path: `${root}/src/routes.ts`,
    });

  it("is taken by Express 5, and not by Express 4", () => {
    expect(ask("express", { express: "^5.1.0" })).toBeNull();
    expect(ask("express", { express: "^4.21.0" })).toBe("Express 4 does not take what an async handler throws");
    expect(ask("express", { express: "4.x || 5.x" })).toContain("Express 4");
    expect(ask("express", { express: "latest" })).toBe("the installed version of Express is not known");
    expect(ask("express", {})).toBe("the installed version of Express is not known");
    expect(ask("fastify", {})).toBeNull();
    expect(ask("nobody", {})).toContain("it is not known");
  });

  it("goes by what is installed, and by the nearest package", () => {
    const installed = packageOf("", { express: ">=4" }, { installed: new Map([["express", "5.3.0"]]) });
    const near = packageOf("src", { express: "^4.0.0" });
    const question = { kind: "forwards-rejections", framework: "express", path: `${root}/src/routes.ts` } as const;
    expect(reasonOf(indexOf(service, { packages: [installed] }), question)).toBeNull();
    expect(
      reasonOf(indexOf(service, { packages: [installed, near] }), { ...question, path: `${root}/other/routes.ts` }),
    ).toBeNull();
  });

  it("is taken by a patched Express 4", () => {
    const patched = { ...service, "src/app.ts": `import "express-async-errors";\n${app}` };
    expect(ask("express", { express: "^4.21.0" }, patched)).toBeNull();
  });
});

describe("the version of a package", () => {
  it("counts as far as it is known", () => {
    const ask = (dependencies: Readonly<Record<string, string>>): string | null =>
      reasonOf(indexOf(service, { packages: [packageOf("", dependencies)] }), {
        kind: "version",
        module: "@nestjs/common",
        since: 9,
        path: `${root}/src/routes.ts`,
      });
    expect(ask({ "@nestjs/common": "8.1.1" })).toBe("@nestjs/common 8 has no place for it");
    expect(ask({ "@nestjs/common": "^9.0.0" })).toBeNull();
    expect(ask({ "@nestjs/common": "latest" })).toBeNull();
    expect(ask({})).toBeNull();
  });
});

describe("an import of the error module", () => {
  const files = {
    "src/errors/app-error.ts":
      'import { version } from "../version.js";\nimport type { Order } from "../order.js";\nexport class AppError extends Error {}',
    "src/version.ts": 'export { version } from "./constants.js";',
    "src/constants.ts": 'export const version = "1";',
    "src/order.ts": "export interface Order {}",
    "src/boundary.ts": "export function onError() {}",
  };
  const declared = contractOf({
    errors: [
      {
        name: "AppError",
        module: "./src/errors/app-error",
        code: 0,
        message: 1,
        options: 2,
        canonical: true,
        wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
      },
    ],
    boundaries: [{ name: "onError", module: "./src/boundary", notifies: true }],
  });
  const ask = (path: string, index = indexOf(files, { contract: declared })): string | null =>
    reasonOf(index, { kind: "import-cycle", path: `${root}/${path}` });

  it("closes a cycle in what the module loads, however far away", () => {
    expect(ask("src/constants.ts")).toBe("the error module imports it, and would be imported back");
    expect(ask("src/version.ts")).toContain("imported back");
    expect(ask("src/order.ts")).toBeNull();
  });

  it("is never given to the module itself, nor to the boundary", () => {
    expect(ask("src/errors/app-error.ts")).toBe("it is the error module itself");
    expect(ask("src/boundary.ts")).toContain("boundary");
  });

  it("is refused to another package, which is published without the module", () => {
    const service = { "packages/http/src/serve.ts": "export const serve = 1;" };
    const of = (dependencies: Readonly<Record<string, string>>, isPrivate = false, more = {}): string | null =>
      ask(
        "packages/http/src/serve.ts",
        indexOf(
          { ...files, ...service, ...more },
          {
            contract: declared,
            packages: [
              packageOf("", {}, { name: "shop" }),
              packageOf("packages/http", dependencies, { name: "@shop/http", isPrivate }),
            ],
          },
        ),
      );
    expect(of({})).toBe("the error module src/errors/app-error is of another package");
    expect(of({ shop: "workspace:*" })).toBeNull();
    expect(of({}, true)).toBe("the error module src/errors/app-error is of another package");
    const crossing = 'import { VERSION } from "../../../src/version.js";\nexport const version = VERSION;';
    expect(of({}, true, { "packages/http/src/version.ts": crossing })).toBeNull();
    const gone = { "packages/http/src/version.ts": 'import { ORDERS } from "../../../models/orders.js";' };
    expect(of({}, true, gone)).toBe("the error module src/errors/app-error is of another package");
  });

  it("is refused to a package without a name that is installed by itself, unless it reaches into the service already", () => {
    const path = "desktop/src/main.ts";
    const of = (dependencies: Readonly<Record<string, string>>, text = "export const main = 1;"): string | null => {
      const packages = [packageOf("", {}, { name: "shop" }), packageOf("desktop", dependencies)];
      return ask(path, indexOf({ ...files, [path]: text }, { contract: declared, packages }));
    };
    expect(of({ electron: "^30.0.0" })).toBe("the error module src/errors/app-error is of another package");
    const crossing = 'import { VERSION } from "../../src/version.js";\nexport const version = VERSION;';
    expect(of({ electron: "^30.0.0" }, crossing)).toBeNull();
    const nameless = { packages: [packageOf("", {}, { name: "shop" }), packageOf("packages/http", {})] };
    const inner = { "packages/http/src/serve.ts": "export const serve = 1;" };
    expect(
      ask("packages/http/src/serve.ts", indexOf({ ...files, ...inner }, { contract: declared, ...nameless })),
    ).toBeNull();
  });

  it("is refused to what stands beside the service, and runs with none of it", () => {
    const of = (more: Readonly<Record<string, string>>): string | null =>
      ask("client/upload.ts", indexOf({ ...files, ...more }, { contract: declared }));
    const upload = { "client/upload.ts": "export const upload = 1;" };
    const apart = "it runs apart from the code that the error module src/errors/app-error is for";
    expect(of(upload)).toBe(apart);
    expect(of({ ...upload, "client/page.ts": 'import { upload } from "./upload";' })).toBe(apart);
    expect(of({ "client/upload.ts": 'import { VERSION } from "../src/version";' })).toBeNull();
    expect(of({ ...upload, "src/serve.ts": 'import { upload } from "../client/upload";' })).toBeNull();
    const main = 'import "./client/upload";\nimport "./src/order";';
    expect(of({ ...upload, "main.ts": main })).toBeNull();
  });

  it("is refused to what a client runs, unless its own package has the module", () => {
    const page = { "web/main.ts": '"use client";\nimport "../src/version";\nexport const page = 1;' };
    const of = (packages: readonly Package[]): string | null =>
      ask("web/main.ts", indexOf({ ...files, ...page }, { contract: declared, packages }));
    const isPrivate = true;
    const shop = packageOf("", {}, { name: "shop" });
    expect(of([shop, packageOf("web", {}, { name: "web", isPrivate })])).toBe(
      "it is the client's, and the error module is of another package",
    );
    expect(of([shop])).toBeNull();
  });

  it("is refused to a package of pages, though that reads something of the service", () => {
    const page = { "web/main.ts": 'import "../src/version";\nexport const page = 1;' };
    const of = (dependencies: Readonly<Record<string, string>>): string | null => {
      const web = packageOf("web", dependencies, { name: "web", isPrivate: true });
      const packages = [packageOf("", {}, { name: "shop" }), web];
      return ask("web/main.ts", indexOf({ ...files, ...page }, { contract: declared, packages }));
    };
    expect(of({ "react-dom": "^19.0.0" })).toBe("it is the client's, and the error module is of another package");
    expect(of({ "react-dom": "^19.0.0", express: "^5.0.0" })).toBeNull();
    expect(of({})).toBeNull();
  });

  it("is refused where the module is not known, and granted for a package", () => {
    expect(ask("src/order.ts", indexOf(files))).toBe("it is not known where the error module is");
    const elsewhere = contractOf({ errors: [{ name: "AppError", module: "@acme/errors", code: 0, canonical: true }] });
    expect(ask("src/order.ts", indexOf(files, { contract: elsewhere }))).toBeNull();
    const missing = contractOf({ errors: [{ name: "AppError", module: "./src/nowhere", code: 0, canonical: true }] });
    expect(ask("src/order.ts", indexOf(files, { contract: missing }))).toContain("is not found");
  });
});

describe("an import of an error module in TypeScript", () => {
  const files = {
    "src/errors.ts": "export class AppError extends Error {}",
    "src/orders.ts": 'import "./store.js";',
    "src/store.js": "export const store = 1;",
    "build.js": 'const fs = require("fs");',
    "seed.mjs": 'import "./src/orders.ts";',
    "config.cjs": 'require("./src/orders.ts");',
  };
  const declared = contractOf({ errors: [{ name: "AppError", module: "./src/errors", code: 0, canonical: true }] });
  const ask = (path: string): string | null =>
    reasonOf(indexOf(files, { contract: declared }), { kind: "import-cycle", path: `${root}/${path}` });

  it("is not given to JavaScript that runs without TypeScript", () => {
    expect(ask("build.js")).toBe("it is JavaScript that nothing compiles, and the error module is TypeScript");
  });

  it("is not given to a module that would require it", () => {
    expect(ask("config.cjs")).toBe("a `.cjs` cannot require TypeScript");
  });

  it.each(["src/store.js", "seed.mjs", "src/orders.ts"])("is given to %s, which runs with it", (path) => {
    expect(ask(path)).toBeNull();
  });
});

describe("an import of an error module in TypeScript, below a file that Node runs as it is", () => {
  const files = {
    "src/errors.ts": "export class AppError extends Error {}",
    "src/server.ts": 'import "./storage.js"; import "./orders.js";',
    "src/orders.js": "export const orders = 1;",
    "src/storage.js": "export const storage = 1;",
    "src/jobs/index.js": 'import "../storage.js";',
  };
  const declared = contractOf({ errors: [{ name: "AppError", module: "./src/errors", code: 0, canonical: true }] });
  const ask = (scripts: Readonly<Record<string, string>>, path: string, more = {}): string | null => {
    const plainEntries = findPlainEntries({ scripts }).map((entry) => `${root}/${entry}`);
    const packages = [packageOf("", {}, { plainEntries })];
    return reasonOf(indexOf({ ...files, ...more }, { contract: declared, packages }), {
      kind: "import-cycle",
      path: `${root}/${path}`,
    });
  };
  const refusal = "Node runs src/jobs/index.js as it is, which loads it, and the error module is TypeScript";

  it.each([
    "node src/jobs/index.js",
    "cp a b && NODE_ENV=production node --inspect=0.0.0.0:9229 ./src/jobs/index.js",
    "npx nodemon src/jobs/index.js",
    "pm2 start src/jobs/index.js --name jobs",
    "cross-env NODE_ENV=test node src/jobs",
  ])("is refused by `%s`, but where that does not load it", (script) => {
    expect(ask({ jobs: script }, "src/storage.js")).toBe(refusal);
    expect(ask({ jobs: script }, "src/orders.js")).toBeNull();
  });

  it.each([
    "node --import tsx src/jobs/index.js",
    "node -r ts-node/register src/jobs/index.js",
    "nodemon --exec babel-node src/jobs/index.js",
    "node dist/jobs/index.js",
    "eslint src/jobs/index.js",
    "tsc && node dist/server.js",
  ])("is given by `%s`", (script) => {
    expect(ask({ jobs: script }, "src/storage.js")).toBeNull();
  });

  it("is refused where it is an ES module, and what is run requires all that it loads", () => {
    const script = {
      "src/errors.js": "export class AppError extends Error {}",
      "src/server.ts": files["src/server.ts"],
      "src/jobs/index.js": 'require("../storage.js");',
      "src/storage.js": "exports.storage = 1;",
    };
    const askScript = (more: Readonly<Record<string, string>>): string | null => {
      const packages = [packageOf("", {}, { plainEntries: [`${root}/src/jobs/index.js`] })];
      const path = `${root}/src/storage.js`;
      return reasonOf(indexOf({ ...script, ...more }, { contract: declared, packages }), {
        kind: "import-cycle",
        path,
      });
    };
    expect(askScript({})).toBe(
      "Node runs src/jobs/index.js as it is, which requires it, and the error module is an ES module",
    );
    expect(askScript({ "src/errors.js": "exports.AppError = class AppError extends Error {};" })).toBeNull();
    expect(askScript({ "src/jobs/index.js": 'import "../storage.js";' })).toBeNull();
  });

  it("is refused for a script that has nothing to do with the service", () => {
    const app = 'import express from "express"; import "./orders"; export const app = express();';
    const service = {
      "src/errors.ts": "",
      "src/errors.js": "exports.AppError = 1;",
      "src/server.ts": "",
      "src/app.js": app,
    };
    const script = { "src/jobs/index.js": "run();" };
    const jobs = { jobs: "node src/jobs/index.js" };
    expect(ask(jobs, "src/jobs/index.js", { ...service, ...script })).toBe(
      "it is a script by itself, and no part of the service",
    );
    const shared = { "src/jobs/index.js": 'require("../orders.js");' };
    expect(ask(jobs, "src/jobs/index.js", { ...service, ...shared })).toBeNull();
    expect(ask({}, "src/jobs/index.js", { ...service, ...script })).toBeNull();
    expect(ask(jobs, "src/jobs/index.js", { ...service, ...script, "src/app.js": "" })).toBeNull();
    const loaded = { "src/app.js": `${app} import "./jobs";` };
    expect(ask(jobs, "src/jobs/index.js", { ...service, ...script, ...loaded })).toBeNull();
  });

  it("is given where TypeScript runs there already", () => {
    const started = { "src/jobs/index.js": 'import "../storage.js"; import "../dates";', "src/dates.ts": "export {};" };
    expect(ask({ jobs: "node src/jobs/index.js" }, "src/storage.js", started)).toBeNull();
  });
});

describe("an error of a file that browsers load", () => {
  const declared = contractOf({ errors: [{ name: "AppError", module: "./server/errors", code: 0, canonical: true }] });
  const page = (imported: string): string =>
    `import { useState } from "react"; import ${imported};\nexport function Page() { const [rows, set] = useState([]); load().then(set); return rows; }`;
  const preview = `import { fetchRows } from "./fetch"; export async function load() { throw new Error("no preview"); }`;
  const ask = (files: Readonly<Record<string, string>>, path = "client/preview.ts"): string | null =>
    reasonOf(
      indexOf(
        {
          "server/errors.ts": "export class AppError extends Error {}",
          "client/preview.ts": preview,
          "client/fetch.ts": "export const fetchRows = () => fetch('/rows');",
          ...files,
        },
        { contract: declared },
      ),
      { kind: "browsers", path: `${root}/${path}` },
    );

  it("has no code of the server's", () => {
    const files = { "client/page.ts": page('{ load } from "./preview"') };
    const reason = "browsers load it with client/page.ts, and not the error module";
    expect(ask(files)).toBe(reason);
    expect(ask(files, "client/fetch.ts")).toBe(reason);
    expect(ask(files, "client/page.ts")).toBe("it runs in browsers, where the error module does not");
  });

  it.each([
    ["who draws nothing loads it", 'import { load } from "./preview"; export const page = () => load();'],
    ["only its types are loaded", page('type { load } from "./preview"')],
    [
      "a page is drawn by a server, too",
      `${page('{ load } from "./preview"')}\nexport async function getServerSideProps() {}`,
    ],
    [
      "the error module is loaded, too",
      `import { AppError } from "../server/errors"; ${page('{ load } from "./preview"')}`,
    ],
  ])("may have one where %s", (_, text) => {
    expect(ask({ "client/page.ts": text })).toBeNull();
  });

  it("may have one behind what needs a server", () => {
    const files = { "client/page.ts": page('{ save } from "../server/save"') };
    const action =
      '"use server"; import { load } from "../client/preview"; export async function save() { return load(); }';
    const store =
      'import { readFile } from "node:fs"; import { load } from "../client/preview"; export const save = load;';
    expect(ask({ ...files, "server/save.ts": store })).toBeNull();
    expect(ask({ ...files, "server/save.ts": action })).toBeNull();
    expect(ask({ ...files, "server/save.ts": store.replace(/.*?; /, "") })).toContain("browsers load it");
  });
});

describe("whether a boundary of Koa may be mounted", () => {
  const app = 'import Koa from "koa";\nexport const app = new Koa();\napp.use(logger());\n';
  const ask = (files: Readonly<Record<string, string>>): string | null =>
    reasonOf(
      indexOf({ "src/app.ts": app, "src/errors/boundary-koa.ts": "export const errorBoundary = 1;", ...files }),
      {
        kind: "mountable",
        path: `${root}/src/app.ts`,
        framework: "koa",
        module: `${root}/src/errors/boundary-koa`,
      },
    );

  it("it may beside other middleware", () => {
    expect(
      ask({ "src/i18n.ts": 'import i18n from "i18next"; import { plugin } from "./plugin"; i18n.use(plugin);' }),
    ).toBeNull();
  });

  it("it may not where another app takes it in", () => {
    const outer =
      'import Koa from "koa"; import mount from "koa-mount"; import { app as inner } from "./app.js"; const app = new Koa(); app.use(mount(inner));';
    expect(ask({ "src/main.ts": outer })).toBe("src/main.ts imports it, whose app stands above");
  });

  it("it may not where the context answers errors", () => {
    const own =
      'import type Koa from "koa"; export default (app: Koa) => { app.context.onerror = function (err) { this.body = err; }; };';
    expect(ask({ "src/onerror.ts": own })).toBe("src/onerror.ts mounts a boundary already");
  });
});

describe("whether a boundary may be mounted", () => {
  const app = `import { Hono } from "hono"; export const app = new Hono(); app.get("/", (c) => c.text("up"));`;
  const boundary = "export const errorBoundary = (err, c) => c.json({}, 500);";
  const question = {
    kind: "mountable",
    path: `${root}/src/app.ts`,
    framework: "hono",
    module: `${root}/src/errors/boundary-hono`,
  } as const;

  it("it may where its module is there and no other one stands", () => {
    const index = indexOf({ "src/app.ts": app, "src/errors/boundary-hono.ts": boundary });
    expect(reasonOf(index, question)).toBeNull();
  });

  it.each([
    [
      "its module is missing",
      {},
      "the generated boundary src/errors/boundary-hono is not there; `error-contract init` writes it",
    ],
    [
      "another app is made",
      { "src/errors/boundary-hono.ts": boundary, "src/api.ts": app },
      "several apps are made, and which of them is the outermost cannot be told",
    ],
    [
      "another boundary stands",
      {
        "src/errors/boundary-hono.ts": boundary,
        "src/errors.ts": `import { app } from "./app.js"; app.onError((err, c) => c.json({ error: "failed" }, 500));`,
      },
      "src/errors.ts mounts a boundary already",
    ],
  ])("it may not where %s", (_, files, reason) => {
    expect(reasonOf(indexOf({ "src/app.ts": app, ...files }), question)).toBe(reason);
  });
});

describe("whether a boundary that is an option or a filter may be mounted", () => {
  const ask = (framework: "nest" | "trpc" | "apollo", files: Readonly<Record<string, string>>): string | null =>
    reasonOf(
      indexOf({ "src/app.ts": "export {};", [`src/errors/boundary-${framework}.ts`]: "export const b = 1;", ...files }),
      { kind: "mountable", path: `${root}/src/app.ts`, framework, module: `${root}/src/errors/boundary-${framework}` },
    );
  const module = (provider: string): string =>
    `import { Module } from "@nestjs/common"; import { APP_FILTER } from "@nestjs/core"; @Module({ providers: [${provider}] }) export class AppModule {}`;

  it.each([
    ["nest", module("OrdersService")],
    ["trpc", 'import { initTRPC } from "@trpc/server"; export const t = initTRPC.create();'],
    ["apollo", 'import { ApolloServer } from "@apollo/server"; new ApolloServer({ schema });'],
  ] as const)("it may where there is none: %s", (framework, text) => {
    expect(ask(framework, { "src/other.ts": text })).toBeNull();
  });

  it.each([
    ["nest", module("{ provide: APP_FILTER, useClass: AllFilter }")],
    ["nest", module("{ provide: APP_FILTER, useFactory: () => new AllFilter() }")],
    [
      "nest",
      'import type { INestApplication } from "@nestjs/common"; export const f = (app: INestApplication) => app.useGlobalFilters(new AllFilter());',
    ],
    ["trpc", 'import { initTRPC } from "@trpc/server"; initTRPC.create({ errorFormatter: ({ shape }) => shape });'],
    [
      "trpc",
      'import { initTRPC } from "@trpc/server"; const t = initTRPC.create(); t.middleware(Sentry.trpcMiddleware());',
    ],
    [
      "trpc",
      'import { createHTTPServer } from "@trpc/server/adapters/standalone"; createHTTPServer({ router, onError: log });',
    ],
    ["apollo", 'import { ApolloServer } from "@apollo/server"; new ApolloServer({ schema, formatError });'],
  ] as const)("it may not beside another: %s", (framework, text) => {
    expect(ask(framework, { "src/other.ts": text })).toBe("src/other.ts mounts a boundary already");
  });
});

describe("what is generated beside the error class", () => {
  const remote = 'export function readId(response) { return response.headers.get("x-request-id"); }';
  const controller = `import { Controller, Get } from "@nestjs/common";
@Controller() export class Orders { @Get() get() { throw new Error("order not found"); } }`;
  const covering = contractOf({
    errors: [{ name: "AppError", module: "./src/errors/app-error", code: 0, message: 1, options: 2, canonical: true }],
    boundaries: [
      { name: "ErrorBoundary", module: "./src/errors/boundary-nest", notifies: true, covers: ["src/orders.ts"] },
    ],
  });
  const askIn = (text: string, path = "src/errors/remote.ts"): string | null =>
    boundaryOf(indexOf({ "src/orders.ts": controller, [path]: text }, { contract: covering }), "src/orders.ts", "get");

  it("calls no handler by its name alone", () => {
    expect(askIn(`// @generated\n${remote}`)).toBeNull();
  });

  it.each([
    ["elsewhere", `// @generated\n${remote}`, "src/routes.ts"],
    ["by hand", remote, "src/errors/remote.ts"],
  ])("unlike what was written %s", (_, text, path) => {
    expect(askIn(text, path)).toContain("readId");
  });
});
