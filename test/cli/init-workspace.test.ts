import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import ts from "typescript";
import { ownEngine } from "../../cli/src/own-engine.ts";
import { loadContract } from "../../src/contract/load.ts";
import { compile } from "../generate/emit.ts";
import { makeProject, read, readAll, setUp } from "./new-project.ts";
import { runIn } from "./workbench.ts";

const store = "export async function findOrder(id: string): Promise<string> {\n  return Promise.resolve(id);\n}\n";
const routes =
  'import { Router } from "express";\nimport { findOrder } from "@acme/store";\n\nexport const orders = Router();\norders.get("/:id", async (req, res) => {\n  try {\n    res.json(await findOrder(req.params.id));\n  } catch (err) {\n    throw err;\n  }\n});\norders.get("/:id/lines", async (req) => {\n  const order = await findOrder(req.params.id);\n  if (!order) throw new Error("order not found");\n});\n';
const app =
  'import express from "express";\nimport { orders } from "./routes.js";\n\nexport const app = express();\napp.use("/orders", orders);\n';
const rpc =
  'import { initTRPC } from "@trpc/server";\nimport { createHTTPHandler } from "@trpc/server/adapters/standalone";\n\nconst t = initTRPC.create();\nexport const handler = createHTTPHandler({ router: t.router({}) });\n';

const members = {
  "packages/store/package.json": '{ "name": "@acme/store", "type": "module", "exports": "./src/index.ts" }',
  "packages/store/src/index.ts": store,
  "packages/api/package.json": '{ "name": "@acme/api", "type": "module", "dependencies": { "express": "5" } }',
  "packages/api/src/app.ts": app,
  "packages/api/src/routes.ts": routes,
  "apps/rpc/package.json": '{ "name": "@acme/rpc", "type": "module", "dependencies": { "@trpc/server": "11" } }',
  "apps/rpc/src/server.ts": rpc,
  "examples/old/package.json": '{ "name": "old", "dependencies": { "express": "5" } }',
  "examples/old/src/app.ts": app,
};

function makeWorkspace(own: Readonly<Record<string, string>> = {}): string {
  const root = makeProject({
    "package.json": '{ "private": true, "workspaces": ["packages/*", "./apps/*"] }',
    ...members,
    ...own,
  });
  mkdirSync(join(root, "node_modules/@acme"), { recursive: true });
  symlinkSync(join(root, "packages/store"), join(root, "node_modules/@acme/store"));
  return root;
}

function compileMembers(root: string): string[] {
  const files = Object.keys(readAll(root)).filter((path) => /^(?:packages|apps)\/.*\.ts$/.test(path));
  return compile(root, files, {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
  });
}

describe("init at a root where only parts are compiled, each by itself", () => {
  const part = 'import { orders } from "../../libs/orders";\nexport const run = (): number => orders.length;\n';
  const config = '{ "extends": "../../tsconfig.json" }';
  const files = {
    "package.json": "{}",
    "tsconfig.json": "{}",
    "jest.setup.ts": "export {};\n",
    "apps/orders/index.ts": part,
    "apps/orders/tsconfig.json": config,
    "apps/users/index.ts": part,
    "apps/users/tsconfig.json": config,
    "libs/orders.ts": "export const orders: string[] = [];\n",
  };
  const noModule = "No error module is generated and no boundary is mounted: each of 2 parts (apps/orders, …)";

  it("writes the contract, and the module once a person has said where", async () => {
    const root = makeProject(files);
    const first = await setUp(root);
    expect(first.notes.join("\n")).toContain(noModule);
    expect(first.files.map(({ path }) => path).filter((path) => path.includes("/"))).toEqual([]);
    const text = read(root, "error-contract.json");
    const sanitizers = [{ name: "toPublicEnvelope", module: "./libs/errors/envelope" }];
    writeFileSync(
      join(root, "error-contract.json"),
      JSON.stringify({ ...JSON.parse(text), typescript: { sanitizers } }),
    );
    const paths = (await setUp(root)).files.map(({ path }) => path);
    expect(paths).toContain("libs/errors/app-error.ts");
    const { contract } = loadContract(join(root, "error-contract.json"));
    expect(contract?.errors.map(({ name }) => name)).toEqual(["AppError"]);
    expect((await setUp(root)).files).toEqual([]);
  });

  it.each([
    ["a source stands at the root", { "main.ts": 'import "./apps/orders/index";\n' }],
    ["the sources are in src", { "src/main.ts": 'import "../apps/orders/index";\n' }],
  ])("writes the module there where %s", async (_, more) => {
    const { notes } = await setUp(makeProject({ ...files, ...more }));
    expect(notes.join("\n")).not.toContain("each of 2 parts");
  });
});

describe("init at the root of a workspace", () => {
  const made = ["packages/api", "apps/rpc"];

  it("leaves a package alone that is deployed where the module does not load", async () => {
    const root = makeWorkspace({
      "packages/api/wrangler.toml": 'name = "api"\n',
      "packages/api/eslint.config.mjs": "export default [];\n",
    });
    const { files, notes } = await setUp(root);
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("packages/api/"))).toEqual([]);
    expect(paths).toContain("apps/rpc/src/errors/app-error.ts");
    expect(notes.join("\n")).toContain(
      "packages/api: No error module is generated and no boundary is mounted: wrangler",
    );
  });

  it("writes one contract, and an error module in each package that makes an app", async () => {
    const root = makeWorkspace();
    const { files, notes } = await setUp(root);
    const paths = files.map(({ path }) => path);
    const outside = paths.filter((path) => !made.some((folder) => path.startsWith(`${folder}/`)));
    expect(outside).toEqual(["error-contract.json", "eslint.config.mjs"]);
    expect(paths).toEqual(
      expect.arrayContaining(
        made.flatMap((each) => [`${each}/error-contract.json`, `${each}/src/errors/app-error.ts`]),
      ),
    );
    expect(notes.join("\n")).toContain("packages/store: no app is made there, and no error module.");
    for (const folder of made) {
      const { contract, problems } = loadContract(join(root, folder, "error-contract.json"));
      expect(problems).toEqual([]);
      expect(contract?.codes.has("NOT_FOUND")).toBe(true);
      expect(contract?.errors).toMatchObject([{ module: join(root, folder, "src/errors/app-error"), canonical: true }]);
      expect(contract?.boundaries).toMatchObject([{ notifies: true, covers: [join(root, folder, "src/**")] }]);
    }
    expect(read(root, "eslint.config.mjs")).toContain("tseslint.parser");
  });

  it("writes no lint configuration above those that packages have of their own", async () => {
    const root = makeWorkspace({
      "packages/store/.eslintrc.json": '{ "root": true }',
      "apps/rpc/eslint.config.mjs": "export default [];\n",
      "examples/old/.eslintrc.json": "{}",
    });
    const { files } = await setUp(root);
    const configs = files.map(({ path }) => path).filter((path) => path.includes("eslint"));
    expect(configs.sort()).toEqual(["apps/rpc/eslint.config.mjs", "packages/api/eslint.config.mjs"]);
    expect(read(root, "apps/rpc/eslint.config.mjs")).toContain('export default [errorContract.configs["flat/adopt"]];');
    expect(read(root, "packages/api/eslint.config.mjs")).toContain("tseslint.parser");
    expect((await setUp(root)).files).toEqual([]);
  });

  it("leaves it packages that compile, also when they are migrated", async () => {
    const root = makeWorkspace();
    await setUp(root);
    expect(compileMembers(root)).toEqual([]);
    const { err } = await runIn(root, ["migrate", "--yes"], { engine: ownEngine });
    expect(err).toBe("");
    expect(read(root, "packages/api/src/routes.ts")).toContain('import { AppError } from "./errors/app-error.js";');
    expect(read(root, "packages/api/src/routes.ts")).toContain('throw AppError.wrap(err, "could not find order");');
    expect(read(root, "packages/api/src/routes.ts")).toContain('throw new AppError("NOT_FOUND", "order not found")');
    expect(compileMembers(root)).toEqual([]);
  }, 60_000);

  it("changes nothing when it is run again, there or in a package", async () => {
    const root = makeWorkspace();
    await setUp(root);
    expect((await setUp(root)).files).toEqual([]);
    const [...again] = (await setUp(join(root, "packages/api"))).files.map(({ path }) => path);
    expect(again.filter((path) => !path.startsWith("eslint"))).toEqual([]);
  });

  it("reads the packages of pnpm", async () => {
    const root = makeWorkspace({
      "package.json": '{ "private": true }',
      "pnpm-workspace.yaml":
        "packages:\n  # services\n  - 'packages/*'\n  - \"!packages/old\"\nonlyBuiltDependencies: []\n",
      "packages/old/package.json": '{ "dependencies": { "express": "5" } }',
      "packages/old/src/app.ts": app,
    });
    await setUp(root);
    expect(existsSync(join(root, "packages/api/src/errors"))).toBe(true);
    expect(existsSync(join(root, "packages/old/src/errors"))).toBe(false);
    expect(existsSync(join(root, "apps/rpc/src/errors"))).toBe(false);
  });

  it("writes an error module in a package whose routes Next.js finds, and none in one of pages alone", async () => {
    const next = '{ "dependencies": { "next": "15" } }';
    const root = makeWorkspace({
      "apps/web/package.json": next,
      "apps/web/src/app/api/orders/route.ts": "export async function GET() {\n  return Response.json([]);\n}\n",
      "apps/old/package.json": next,
      "apps/old/pages/api/orders.ts": "export default function list(req, res) {\n  res.json([]);\n}\n",
      "apps/site/package.json": next,
      "apps/site/src/app/page.tsx": "export default function Page() {\n  return null;\n}\n",
      "packages/client/package.json": "{}",
      "packages/client/src/pages/api/orders.ts": "export const orders = [];\n",
    });
    await setUp(root);
    expect(existsSync(join(root, "apps/web/src/errors/app-error.ts"))).toBe(true);
    expect(existsSync(join(root, "apps/old/errors/app-error.ts"))).toBe(true);
    expect(existsSync(join(root, "apps/site/src/errors"))).toBe(false);
    expect(existsSync(join(root, "packages/client/src/errors"))).toBe(false);
  });

  it("sets nothing up in a package that serves tests or examples alone", async () => {
    const root = makeWorkspace({
      "package.json": '{ "private": true, "workspaces": ["packages/*", "test/*", "examples/*"] }',
      "test/harness/package.json": '{ "name": "@acme/harness", "dependencies": { "express": "5" } }',
      "test/harness/src/app.ts": app,
    });
    await setUp(root);
    expect(existsSync(join(root, "packages/api/src/errors"))).toBe(true);
    expect(existsSync(join(root, "test/harness/src/errors"))).toBe(false);
    expect(existsSync(join(root, "examples/old/src/errors"))).toBe(false);
  });

  it("writes the contract alone where no package makes an app, and says who could have an error module", async () => {
    const root = makeProject({
      "package.json": '{ "private": true, "workspaces": ["packages/*"] }',
      "packages/store/package.json": members["packages/store/package.json"],
      "packages/store/src/index.ts": store,
      "tasks.js": "export const tasks = [];\n",
    });
    const { files, notes } = await setUp(root);
    expect(files.map(({ path }) => path)).toEqual(["error-contract.json", "eslint.config.mjs"]);
    expect(notes.join("\n")).toContain(
      "packages/store: no app is made there, and no error module. `error-contract init packages/store` gives it one of its own.",
    );
  });

  it("leaves a workspace alone whose root makes the app", async () => {
    const root = makeWorkspace({ "src/app.ts": app, "src/routes.ts": routes });
    await setUp(root);
    expect(existsSync(join(root, "src/errors/boundary-express.ts"))).toBe(true);
    expect(existsSync(join(root, "packages/api/src/errors"))).toBe(false);
  });
});

describe("init above packages that no manifest names", () => {
  const service = {
    "package.json": '{ "scripts": { "format": "cd backend && npm run format" } }',
    "backend/package.json": '{ "name": "shop", "type": "module", "dependencies": { "express": "5" } }',
    "backend/src/app.ts": app,
    "backend/src/routes.ts": routes,
    "examples/old/package.json": '{ "name": "old", "dependencies": { "express": "5" } }',
    "examples/old/src/app.ts": app,
  };

  it("writes the error module beside the app, and none beside an example's", async () => {
    const root = makeProject(service);
    await setUp(root);
    expect(existsSync(join(root, "backend/src/errors/boundary-express.ts"))).toBe(true);
    expect(existsSync(join(root, "errors"))).toBe(false);
    expect(existsSync(join(root, "examples/old/src/errors"))).toBe(false);
  });

  it("takes the root for the project where its own sources stand", async () => {
    const root = makeProject({ ...service, "src/orders.ts": store, "src/index.ts": 'export * from "./orders.js";\n' });
    await setUp(root);
    expect(existsSync(join(root, "src/errors/app-error.ts"))).toBe(true);
    expect(existsSync(join(root, "backend/src/errors"))).toBe(false);
  });

  it("writes the error module beside the app that is nearly all of a repository", async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`apps/api/src/a${String(at)}.ts`, store]));
    const root = makeProject({
      "package.json": '{ "type": "module", "dependencies": { "express": "5" } }',
      "apps/api/src/app.ts": app,
      "apps/api/src/routes.ts": routes,
      ...many,
      "libs/types/src/index.ts": store,
    });
    await setUp(root);
    expect(existsSync(join(root, "apps/api/src/errors/app-error.ts"))).toBe(true);
    expect(existsSync(join(root, "errors"))).toBe(false);
  });

  it("counts no pages that are kept beside the app", async () => {
    const page = "export const Page = () => null;\n";
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`apps/web/src/p${String(at)}.ts`, page]));
    const root = makeProject({
      "package.json": '{ "type": "module", "dependencies": { "express": "5" } }',
      "nx.json": "{}",
      "apps/api/src/app.ts": app,
      "apps/api/src/routes.ts": routes,
      ...many,
      "apps/web/src/app.tsx": page,
      "libs/forms/src/form.component.ts": 'import { Component } from "@angular/core";\n',
      "libs/forms/src/index.ts": 'export * from "./form.component.js";\n',
    });
    const { notes } = await setUp(root);
    expect(existsSync(join(root, "apps/api/src/errors/app-error.ts"))).toBe(true);
    expect(notes.join("\n")).not.toContain("Nx");
  });

  it.each([
    ["says so of a repository of Nx", { "nx.json": "{}" }, true],
    ["says nothing where projects are not built one by one", {}, false],
  ])("writes it at the root where several parts need it, and %s", async (_, files, isSaid) => {
    const root = makeProject({
      "package.json": '{ "type": "module", "dependencies": { "express": "5" } }',
      "apps/api/src/app.ts": app,
      "apps/api/src/routes.ts": routes,
      "libs/store/src/index.ts": store,
      ...files,
    });
    const { notes } = await setUp(root);
    expect(existsSync(join(root, "errors/app-error.ts"))).toBe(true);
    expect(notes.join("\n").includes("errors: it stands at the root of an Nx repository")).toBe(isSaid);
  });

  it("writes it at the root where there is more beside the app", async () => {
    const root = makeProject({
      "package.json": '{ "type": "module", "dependencies": { "express": "5" } }',
      "apps/api/src/app.ts": app,
      "apps/api/src/routes.ts": routes,
      "libs/store/src/index.ts": store,
    });
    await setUp(root);
    expect(existsSync(join(root, "errors/app-error.ts"))).toBe(true);
  });

  it("takes the root for the project where none of them makes an app", async () => {
    const root = makeProject({
      "package.json": "{}",
      "orders.js": "export const orders = 1;\n",
      "web/package.json": "{}",
    });
    await setUp(root);
    expect(existsSync(join(root, "errors/app-error.js"))).toBe(true);
  });
});

describe("init in a package of a workspace", () => {
  it("extends the contract that lies above, and adds to nothing else", async () => {
    const above = '{ "extends": ["error-contract:starter"], "version": "2.0.0" }';
    const root = makeWorkspace({ "error-contract.json": above });
    const { files } = await setUp(join(root, "packages/store"));
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["error-contract.json", "src/errors/app-error.ts"]),
    );
    expect(read(root, "error-contract.json")).toBe(above);
    expect(JSON.parse(read(root, "packages/store/error-contract.json"))).toMatchObject({
      extends: ["../../error-contract.json"],
    });
  });

  it("has an error module of its own beside that of the root", async () => {
    const root = makeWorkspace({ "src/app.ts": app, "src/routes.ts": routes });
    await setUp(root);
    await setUp(join(root, "packages/api"));
    const { contract, problems } = loadContract(join(root, "packages/api/error-contract.json"));
    expect(problems).toEqual([]);
    expect(contract?.errors.filter(({ canonical }) => canonical)).toMatchObject([
      { module: join(root, "packages/api/src/errors/app-error") },
    ]);
    expect(existsSync(join(root, "packages/api/src/errors/own-errors.ts"))).toBe(false);
  });

  it.each(["package.json", "packages/api/package.json"])("tells which manifest cannot be read: %s", async (path) => {
    const root = makeWorkspace({ [path]: '{ "name": "api", }' });
    const { code, err } = await runIn(root, ["init", "--dry-run"]);
    expect(code).toBe(3);
    expect(err).toMatch(
      new RegExp(`^error-contract: the package's manifest is no valid JSON \\(path: ${path}\\): .+\\n$`),
    );
  });
});
