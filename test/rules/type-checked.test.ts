import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { appError, createRepository } from "../support/rule-tester.ts";

/** It comes without types. */
const { ESLint: ESLint8 } = createRequire(import.meta.url)("eslint-v8") as { ESLint: new (options: object) => ESLint };

/** What other files declare; a contract names `src/errors`, which passes on what the files below it declare. */
const others = {
  "tsconfig.json": `{ "compilerOptions": { "target": "ES2022", "module": "nodenext", "strict": true, "noEmit": true, "types": [], "paths": { "@acme/errors": ["./shared/errors/source/base.ts"] } } }`,
  "src/errors/index.ts": `export * from "./app-error";\nexport * from "./own-errors";`,
  "src/errors/app-error.ts": `
    export class AppError extends Error {
      constructor(readonly code: string, message: string, options?: { cause?: unknown; context?: object }) {
        super(message, options);
      }
      static wrap(err: unknown, message: string): AppError { return new AppError("INTERNAL_ERROR", message, { cause: err }); }
    }`,
  "src/errors/own-errors.ts": `
    import { AppError } from "./app-error";
    export class MissingOrder extends AppError { constructor(id: string) { super("NOT_FOUND", "no order " + id); } }
    export class StockError extends Error { constructor(message: string, options?: { cause?: unknown }) { super(message, options); } }
    export class ShelfError extends Error { constructor(readonly shelf: string, readonly original?: Error) { super("shelf"); } }
    export class StatusError extends Error { status = 404; }
    export const isMissing = (err: unknown): err is MissingOrder => err instanceof MissingOrder;`,
  "shared/errors/source/base.ts": `
    export default class AcmeError extends Error { constructor(readonly code: string, message: string) { super(message); } }`,
  "src/acme.ts": `
    import AcmeError from "@acme/errors";
    export class ClosedError extends AcmeError { constructor() { super("CONFLICT", "closed"); } }`,
  "src/legacy.ts": `
    export class LegacyError extends Error { constructor(readonly code: string) { super(code); } }
    export const toLegacy = (): LegacyError => new LegacyError("TIMEOUT");`,
  "src/codes.ts": `
    export const GONE = "NOT_FUOND";
    export const LATE = "TIMEOUT";
    export enum Code { Gone = "NOT_FUOND", Late = "TIMEOUT" }`,
  "src/types.ts": `
    import type { Request, Response } from "express";
    export type Controller = (req: Request, res: Response) => Promise<void>;
    export type Read = (path: string, done: (problem: Error | null, text?: string) => void) => void;
    export declare const read: Read;
    export declare const listen: (heard: (e: { target: string }, more?: string) => void) => void;
    export interface Facts { context: { id: string } }`,
};

interface Case {
  readonly does: string;
  readonly text: string;
  /** The rules that report, with types and without. */
  readonly typed: readonly string[];
  readonly untyped: readonly string[];
}

const cases: readonly Case[] = [
  {
    does: "knows an imported subclass of a coded class where an error is thrown",
    text: `import { MissingOrder } from "./errors";
      export function load(id: string): never { throw new MissingOrder(id); }`,
    typed: [],
    untyped: [],
  },
  {
    does: "knows an imported class that says no more than an Error does",
    text: `import { StockError } from "./errors";
      export function load(id: string): never { throw new StockError("no stock of " + id); }`,
    typed: ["no-uncoded-throw"],
    untyped: [],
  },
  {
    does: "lets an imported class be whose status a host reads",
    text: `import { StatusError } from "./errors";
      export function load(): never { throw new StatusError("gone"); }`,
    typed: [],
    untyped: [],
  },
  {
    does: "knows a handler by the type of another file",
    text: `import type { Controller } from "./types";
      import { StockError } from "./errors";
      export const list: Controller = async (req, res) => {
        if (!req.query["id"]) throw new StockError("no id");
        try { res.send(await load()); } catch (err) { res.send((err as Error).message); }
      };
      declare function load(): Promise<object>;`,
    typed: ["no-uncoded-handler-error", "no-raw-error-response"],
    untyped: [],
  },
  {
    does: "knows that an error is coded by an imported class, an imported guard, and by its type",
    text: `import { isMissing, MissingOrder } from "./errors";
      export async function load(): Promise<string | null> {
        try { return await run(); } catch (err) {
          if (err instanceof MissingOrder && err.code === "NOT_FUOND") return null;
          if (isMissing(err) && err.code === "NOT_FUOND") return null;
          throw err;
        }
      }
      export const isGone = (err: MissingOrder | null): boolean => err?.code === "NOT_FUOND";
      declare function run(): Promise<string>;`,
    typed: ["no-unknown-code", "no-unknown-code", "no-unknown-code"],
    untyped: [],
  },
  {
    does: "knows a coded class by the import of what extends it, and by the file that declares it",
    text: `import { ClosedError } from "./acme";
      import { toLegacy } from "./legacy";
      export const isGone = (err: ClosedError): boolean => err.code === "NOT_FUOND";
      const legacy = toLegacy();
      export const isLate = legacy.code === "TIMEUOT";`,
    typed: ["no-unknown-code", "no-unknown-code"],
    untyped: [],
  },
  {
    does: "knows a callback's error by its type, whatever it is called",
    text: `import { read } from "./types";
      export function load(done: (trouble: Error | null, text?: string) => void): void {
        read("orders", (trouble, text) => { if (trouble) return done(trouble); done(null, text); });
      }
      export function loadOnce(callback: (trouble: Error | null, text?: string) => void): void {
        read("orders", (trouble, text) => { if (trouble) return callback(trouble); callback(null, text); });
      }`,
    typed: ["no-bare-rethrow", "no-bare-rethrow"],
    untyped: [],
  },
  {
    does: "knows that an event is no error, whatever it is called",
    text: `import { listen } from "./types";
      export function hear(callback: (e: unknown) => void): void {
        listen((error) => { if (error) callback(error); });
      }`,
    typed: [],
    untyped: ["no-bare-rethrow"],
  },
  {
    does: "reads the codes that imported constants hold",
    text: `import { AppError } from "./errors";
      import { Code, GONE, LATE } from "./codes";
      export function late(): never { throw new AppError(LATE, "late"); }
      export function gone(): never { throw new AppError(GONE, "gone"); }
      export function either(is: boolean): never { throw new AppError(is ? Code.Late : Code.Gone, "either"); }`,
    typed: ["no-unknown-code", "no-unknown-code"],
    untyped: [],
  },
  {
    does: "knows that options have no cause",
    text: `import { AppError } from "./errors";
      import type { Facts } from "./types";
      export async function load(facts: Facts, options: ErrorOptions): Promise<void> {
        try { await run(); } catch (err) { throw new AppError("TIMEOUT", "could not run", facts); }
        try { await run(); } catch (err) { throw new AppError("TIMEOUT", "could not run", options); }
      }
      declare function run(): Promise<void>;`,
    typed: ["require-cause"],
    untyped: [],
  },
  {
    does: "knows where an imported class takes a cause",
    text: `import { ShelfError, StockError } from "./errors";
      export async function load(): Promise<void> {
        try { await run(); } catch (err) { throw new StockError("no stock"); }
        try { await run(); } catch (err) { throw new ShelfError("top", err as Error); }
      }
      declare function run(): Promise<void>;`,
    typed: ["require-cause", "no-uncoded-throw"],
    untyped: [],
  },
  {
    does: "knows that a text is thrown",
    text: `export function load(reason: string, error: unknown): never { if (reason) throw reason; throw error; }
      export function stop(reason: "gone" | "late"): never { throw reason; }`,
    typed: ["no-lost-stack", "no-lost-stack"],
    untyped: [],
  },
];

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

interface LintedPreset {
  readonly root: string;
  readonly preset: "strict" | "strict-type-checked";
}

const parserOptions = { projectService: true } as const;

const hosts: Record<string, (of: LintedPreset) => Promise<readonly Result[]>> = {
  "ESLint 10, flat": ({ root, preset }) => {
    const base = {
      files: ["**/*.ts"],
      languageOptions: { parser, parserOptions: { ...parserOptions, tsconfigRootDir: root } },
    };
    const overrideConfig = [base, plugin.configs[`flat/${preset}`]] as object[];
    return new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig }).lintFiles(["src/case-*.ts"]);
  },
  "ESLint 8, .eslintrc": ({ root, preset }) => {
    const baseConfig = {
      parser: fileURLToPath(import.meta.resolve("@typescript-eslint/parser")),
      parserOptions: { ...parserOptions, tsconfigRootDir: root },
      plugins: ["error-contract"],
      extends: [`plugin:error-contract/${preset}`],
    };
    const plugins = { "error-contract": plugin } as object;
    return new ESLint8({ cwd: root, useEslintrc: false, baseConfig, plugins }).lintFiles(["src/case-*.ts"]);
  },
};

function createTypedRepository(): string {
  const codeSources = [{ name: "Code", module: "./src/codes" }];
  const errors = [
    appError,
    { name: "AcmeError", module: "@acme/errors", export: "default", code: 0, message: 1 },
    { name: "LegacyError", module: "./src/legacy", code: 0 },
  ];
  const root = createRepository({ errors, codeSources });
  const files = Object.entries(others).concat(cases.map(({ text }, index) => [`src/case-${index}.ts`, text]));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(root, "node_modules"));
  return root;
}

describe.each(Object.entries(hosts))("with type information in %s", (_, lintPreset) => {
  it.each(["strict-type-checked", "strict"] as const)("%s", async (preset) => {
    const results = await lintPreset({ root: createTypedRepository(), preset });
    const found = cases.map(({ does }, index) => {
      const result = results.find(({ filePath }) => filePath.endsWith(`case-${index}.ts`));
      return {
        does,
        rules: result?.messages.map(({ ruleId, message }) => ruleId?.replace("error-contract/", "") ?? message),
      };
    });
    expect(found).toEqual(
      cases.map(({ does, typed, untyped }) => ({ does, rules: preset === "strict" ? untyped : typed })),
    );
  });
});
