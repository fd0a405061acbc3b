import { afterAll, describe, expect, it } from "vitest";
import ts from "typescript";
import { boundaryFrameworks } from "../../src/generate/typescript/boundary-modules.ts";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { compile, openProgram, removeFolder, writeFiles } from "./emit.ts";
import { hostile, sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";

const usage = `
import type { ErrorRequestHandler } from "express";
import express from "express";
import fastify from "fastify";
import createError from "http-errors";
import { AppError, findCause, isAppError } from "./src/app-error.js";
import * as onExpress from "./src/boundary-express.js";
import * as onFastify from "./src/boundary-fastify.js";

export const app = express();
app.use(onExpress.requestId);
app.use(onExpress.errorBoundary);
export const server = fastify();
server.addHook("onRequest", onFastify.requestId);
server.setErrorHandler(onFastify.errorBoundary);
export const handler: ErrorRequestHandler = onExpress.errorBoundary;

class StoreError extends Error {
  constructor(message: string, readonly code: string) { super(message); }
}

export function use(err: unknown, callback: (err: Error | null) => void): unknown {
  const made = new AppError("ORDER_NOT_FOUND", "order not found", { context: { orderId: 1, more: true } });
  const code: "ORDER_NOT_FOUND" = made.code;
  callback(AppError.wrap(err, "could not use it", { context: { code }, code: "TIMEOUT" }));
  const store: string | undefined = findCause(err, StoreError)?.code;
  const status: number | undefined = findCause(err, createError.HttpError)?.status;
  const coded: "NOT_FOUND" | undefined = findCause(err, "NOT_FOUND")?.code;
  const orderId: unknown = findCause(err, "ORDER_NOT_FOUND")?.context.orderId;
  const system = findCause(err, (cause) => cause.code === "ENOENT") !== undefined;
  const guarded: AppError | undefined = findCause(err, isAppError);
  // @ts-expect-error: no such code
  void new AppError("NO_SUCH_CODE", "never");
  return [store, status, coded, orderId, system, guarded, made.cause];
}
`.replace("constructor(message: string, readonly code: string) { super(message); }", "readonly code = 'X' as string;");

/** As their own types have it, of those that have any. */
const registration = `
import { ApolloServer } from "@apollo/server";
import { NestFactory } from "@nestjs/core";
import { initTRPC } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { Hono } from "hono";
import * as onApollo from "./src/boundary-apollo.ts";
import * as onHono from "./src/boundary-hono.ts";
import * as onNest from "./src/boundary-nest.ts";
import * as onTrpc from "./src/boundary-trpc.ts";

export const hono = new Hono();
hono.use(onHono.requestId);
hono.onError(onHono.errorBoundary);
export const nest = await NestFactory.create(class {});
nest.use(onNest.requestId);
nest.useGlobalFilters(new onNest.ErrorBoundary());
const trpc = initTRPC.create({ errorFormatter: onTrpc.errorFormatter });
const { onError, responseMeta } = onTrpc;
/** What tRPC 10 wants of what it formats. */
interface Failing { readonly shape: { readonly code: number; readonly message: string; readonly data: { readonly code: string } }; readonly error: Error }
export const formatted = (failing: Failing): { code: number; data: Record<string, unknown> } => onTrpc.errorFormatter(failing);
export const handler = createHTTPHandler({ router: trpc.router({}), onError, responseMeta });
export const apollo = new ApolloServer({ typeDefs: "", formatError: onApollo.formatError });
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeFolder(folder);
});

function generateInto(extension: "" | ".js" | ".ts"): string[] {
  const contract = sampleContract(sampleCodes, {
    envelope: new Map([["tenant_id", { type: "string", required: false }]]),
  });
  const files = generateTypeScript(contract, {
    extension,
    frameworks: boundaryFrameworks,
    notifier: { name: "bugsnag", module: "@bugsnag/node", binding: "default" },
  });
  const folder = writeFiles([
    { path: "package.json", text: '{ "type": "module" }' },
    ...files.map((file) => ({ ...file, path: `src/${file.path}` })),
    { path: "use.ts", text: usage },
    { path: "register.ts", text: registration },
  ]);
  folders.push(folder);
  return [folder, ...files.map((file) => `src/${file.path}`)];
}

describe("the generated module compiles", () => {
  it.each([
    [
      "ES2022 and NodeNext",
      ".js",
      {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        declaration: true,
        isolatedDeclarations: false,
      },
    ],
    [
      "ES2020 and NodeNext",
      ".js",
      {
        target: ts.ScriptTarget.ES2020,
        lib: ["lib.es2020.d.ts"],
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
      },
    ],
    [
      "a bundler",
      "",
      {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
      },
    ],
    [
      "extensions of TypeScript",
      ".ts",
      {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
      },
    ],
  ] as const)(
    "under %s",
    (_, extension, options) => {
      const [folder = "", ...files] = generateInto(extension);
      const users = extension === ".ts" ? ["use.ts", "register.ts"] : ["use.ts"];
      expect(compile(folder, [...files, ...users], { ...options, lib: [...options.lib] })).toEqual([]);
    },
    60_000,
  );
});

describe("the generated module asks for no library", () => {
  const ofNode = `
declare module "node:async_hooks" {
  export class AsyncLocalStorage<T> { getStore(): T | undefined; run<R>(store: T, callback: () => R): R; }
}
declare module "node:crypto" { export function randomUUID(): string; }
declare const process: { cwd(): string; exitCode: number; on(event: string, listener: (err: unknown) => void): void };
declare const console: { error(...told: readonly unknown[]): void };
declare const Response: { json(body: unknown, options: object): Response };
interface Response {}
`;

  it("beyond that of ES2017 and of Node", () => {
    const files = generateTypeScript(sampleContract(sampleCodes), {
      extension: "",
      frameworks: boundaryFrameworks,
      notifier: null,
    });
    const written = [...files, { path: "node.d.ts", text: ofNode }];
    const folder = writeFiles(written);
    folders.push(folder);
    const options = {
      target: ts.ScriptTarget.ES2017,
      lib: ["lib.es2017.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    };
    const paths = written.map(({ path }) => path);
    expect(compile(folder, paths, options)).toEqual([]);
  }, 60_000);
});

it("the generated module leaves nothing to `??` that is unknown, as TypeScript before 4.8 makes no object of that", () => {
  const [folder = "", ...files] = generateInto(".js");
  const program = openProgram(folder, files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isChoice = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    const isUnknown = isChoice && (checker.getTypeAtLocation(node.left).flags & ts.TypeFlags.Unknown) !== 0;
    if (isUnknown && ts.isObjectLiteralExpression(node.right)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  for (const file of files) ts.forEachChild(program.getSourceFile(`${folder}/${file}`)!, visit);
  expect(found).toEqual([]);
}, 60_000);

describe("a hostile contract", () => {
  it("breaks out of nothing", async () => {
    const codes = hostile.map((name, index) =>
      sampleCode(name, 400 + index, { description: name, message: name, context: hostile, public: hostile }),
    );
    const contract = sampleContract([sampleCode("INTERNAL_ERROR", 500), ...codes], {
      envelope: new Map(hostile.map((name) => [name, { type: name, required: false }])),
    });
    const files = generateTypeScript(contract, { extension: ".js", frameworks: [], notifier: null });
    const folder = writeFiles([{ path: "package.json", text: '{ "type": "module" }' }, ...files]);
    folders.push(folder);
    const options = {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    };
    expect(
      compile(
        folder,
        files.map((file) => file.path),
        options,
      ),
    ).toEqual([]);
    const { AppError } = (await import(`${folder}/app-error.ts`)) as {
      AppError: new (code: string, message: string) => { code: string; status: number };
    };
    expect(hostile.map((name) => new AppError(name, "m").status)).toEqual(hostile.map((_, index) => 400 + index));
  }, 60_000);

  it("is refused when it has nothing to say of an unknown error", () => {
    expect(() =>
      generateTypeScript(sampleContract([sampleCode("NOT_FOUND", 404)]), {
        extension: "",
        frameworks: [],
        notifier: null,
      }),
    ).toThrow("no code for a server fault");
  });
});

describe("the text", () => {
  const options = { extension: "", frameworks: ["express"], notifier: null } as const;

  it("does not depend on the order of the codes", () => {
    expect(generateTypeScript(sampleContract([...sampleCodes].reverse()), options)).toEqual(
      generateTypeScript(sampleContract(), options),
    );
  });

  it("says where it comes from", () => {
    for (const { text } of generateTypeScript(sampleContract(), options).filter(({ isOwn }) => !isOwn))
      expect(text).toMatch(/^\/\/ Generated from error-contract\.json by error-contract\..*\n\/\/ @generated\n/);
  });

  it("imports nothing in the error class's file", () => {
    expect(
      generateTypeScript(sampleContract(), options).find((file) => file.path === "app-error.ts")?.text,
    ).not.toMatch(/\bimport\b|\brequire\b/);
  });
});
