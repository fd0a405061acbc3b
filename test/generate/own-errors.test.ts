import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { boundaryFrameworks } from "../../src/generate/typescript/boundary-modules.ts";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import type { OwnErrors } from "../../src/generate/typescript/own-errors.ts";
import { compile, removeFolder, writeFiles } from "./emit.ts";
import { sampleContract, sampleError } from "./sample-contract.ts";

const classes = `
interface Options {
  readonly cause?: unknown;
  readonly context?: Record<string, unknown>;
}
export class Failure extends Error {
  readonly errorCode: string;
  readonly context: Record<string, unknown>;
  status = 500;
  constructor(errorCode: string, message: string, options: Options = {}) {
    super(message, { cause: options.cause });
    this.errorCode = errorCode;
    this.context = options.context ?? {};
  }
}
export class Missing extends Failure {
  override status = 404;
}
export class Gone extends Error {
  readonly statusCode: number;
  private constructor(statusCode: number) {
    super("gone");
    this.statusCode = statusCode;
  }
  static make(status: number): Gone {
    return new Gone(status);
  }
}
export default class Meaning extends Error {
  readonly http = 409;
}
class Late extends Error {
  readonly code = "TIMEOUT";
}
export const Errors = { Late };
`;

const module = "/app/src/classes";
const instance = { code: "errorCode", status: null, context: "context" };
const failure = sampleError("Failure", module, { code: 0, message: 1, options: 2, canonical: true, instance });
const bindings = [
  failure,
  sampleError("Missing", module, { fixedCode: "NOT_FOUND", instance }),
  sampleError("Gone", module),
  sampleError("Meaning", module, {
    export: "default",
    fixedCode: "CONFLICT",
    instance: { ...instance, status: "http" },
  }),
  sampleError("Errors.Late", module),
];

function toOwn(specifier: string, isMaker: boolean): OwnErrors {
  const own = bindings.map((binding) => ({ binding, specifier }));
  return { classes: own, maker: isMaker ? { binding: failure, specifier } : null };
}

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

function write(isMaker: boolean, extension: ".js" | ".ts"): { folder: string; files: string[] } {
  const own = toOwn(`../classes${extension}`, isMaker);
  const made = generateTypeScript(sampleContract(), { extension, frameworks: boundaryFrameworks, notifier: null, own });
  const files = made.map((file) => ({ ...file, path: `errors/${file.path}` }));
  const folder = writeFiles([
    { path: "package.json", text: '{ "type": "module" }' },
    { path: "classes.ts", text: classes },
    ...files,
  ]);
  folders.push(folder);
  return { folder, files: files.map(({ path }) => path) };
}

describe("the modules for a class of the team's own", () => {
  it.each([true, false])(
    "compile, whether or not new errors are made with it: %s",
    (isMaker) => {
      const { folder, files } = write(isMaker, ".js");
      const options = {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts"],
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
      };
      expect(compile(folder, ["classes.ts", ...files], options)).toEqual([]);
      expect(files.includes("errors/app-error.ts")).toBe(!isMaker);
    },
    60_000,
  );
});

type Coded = Error & { errorCode?: string; status?: number; context?: object };
type Make = new (code: string, message: string, options?: object) => Coded;

interface Loaded {
  readonly Failure: Make;
  readonly Missing: Make;
  readonly Gone: { make(status: number): Error };
  readonly default: new () => Error;
  readonly Errors: { readonly Late: new () => Error };
  wrapError(err: unknown, message: string, options?: object): Coded;
  toPublicEnvelope(err: unknown, occurrence: object): { error_code: string; message: string; context: object };
  toMeaning(err: unknown): { code: string; status: number; fault: string; context: object; publicMessage: string };
  findCause(err: unknown, code: string): unknown;
  fromResponse(response: object, message: string, options?: object): Promise<Coded>;
  fromIssues(issues: unknown): Coded;
  toLog(err: unknown): { causes: readonly { error_code?: string }[] };
}

async function load(isMaker: boolean): Promise<Loaded> {
  const { folder } = write(isMaker, ".ts");
  const names = [
    "classes",
    "errors/envelope",
    `errors/${isMaker ? "coded-error" : "app-error"}`,
    "errors/own-errors",
    "errors/remote",
    "errors/issues",
    "errors/log",
  ];
  const modules: object[] = [];
  // one behind the other: asked for at once, a module that several import may be made twice
  for (const name of names) modules.push((await import(`${folder}/${name}.ts`)) as object);
  return Object.assign({}, ...modules) as Loaded;
}

describe("an error of the team's own", async () => {
  const own = await load(true);

  it.each([
    ["by the code that it has", new own.Failure("RATE_LIMITED", "slow down"), "RATE_LIMITED", 500],
    ["by its own status over the code's", new own.Missing("ORDER_NOT_FOUND", "no such order"), "ORDER_NOT_FOUND", 404],
    ["by the class's code where its own is none", new own.Missing("NO_SUCH_CODE", "no such thing"), "NOT_FOUND", 404],
    ["by a status alone", own.Gone.make(429), "RATE_LIMITED", 429],
    ["by a class under another name", new own.default(), "CONFLICT", 409],
    ["by a member", new own.Errors.Late(), "TIMEOUT", 504],
    ["by neither code nor status", Object.assign(own.Gone.make(0)), "INTERNAL_ERROR", 500],
  ])("is understood %s", (_, err, code, status) => {
    expect(own.toMeaning(err)).toMatchObject({ code, status, fault: status < 500 ? "client" : "server" });
  });

  it("keeps, around others of its code, the message where it arose", () => {
    const inner = new own.Missing("ORDER_NOT_FOUND", "no such order", { context: { orderId: 7 } });
    const outer = new own.Failure("ORDER_NOT_FOUND", "could not ship", {
      cause: inner,
      context: { orderId: 8, warehouse: 1 },
    });
    expect(own.toPublicEnvelope(outer, { requestId: "r" })).toMatchObject({
      error_code: "ORDER_NOT_FOUND",
      message: "no such order",
      context: { orderId: 7 },
    });
    expect(own.toMeaning(outer)).toMatchObject({ status: 404, context: { orderId: 7, warehouse: 1 } });
    inner.cause = outer;
    expect(own.toMeaning(outer)).toMatchObject({ status: 404 });
  });

  it("keeps, around one of its code that does not know what it was about, what it knows itself", () => {
    const inner = new own.Missing("ORDER_NOT_FOUND", "no such order", { context: { orderId: undefined } });
    const outer = new own.Failure("ORDER_NOT_FOUND", "could not ship", { cause: inner, context: { orderId: 8 } });
    expect(own.toMeaning(outer)).toMatchObject({ context: { orderId: 8 } });
  });

  it("is found below raw errors, and by its code", () => {
    const inner = new own.Missing("ORDER_NOT_FOUND", "no such order");
    const outer = new Error("could not ship", { cause: inner });
    expect(own.toMeaning(outer)).toMatchObject({ code: "ORDER_NOT_FOUND", status: 404 });
    expect(own.findCause(outer, "ORDER_NOT_FOUND")).toBe(inner);
    expect(own.toLog(outer).causes).toMatchObject([{ error_code: "ORDER_NOT_FOUND" }]);
  });

  it("hides the message of a server fault", () => {
    const envelope = own.toPublicEnvelope(new own.Failure("INTERNAL_ERROR", "password wrong"), { requestId: "r" });
    expect(envelope).toMatchObject({ error_code: "INTERNAL_ERROR", message: "something went wrong" });
  });

  it("is made around a caught one, and means the same", () => {
    const wrapped = own.wrapError(
      own.wrapError(new own.Missing("NOT_FOUND", "no such order"), "could not load"),
      "could not ship",
      { context: { orderId: 7 } },
    );
    expect(wrapped).toBeInstanceOf(own.Failure);
    expect(wrapped).toMatchObject({
      errorCode: "NOT_FOUND",
      status: 404,
      message: "could not ship",
      context: { orderId: 7 },
    });
    expect(own.toMeaning(wrapped)).toMatchObject({
      status: 404,
      publicMessage: "no such order",
      context: { orderId: 7 },
    });
    expect(wrapped.stack?.split("\n")[1]).toContain("own-errors.test.ts");
    const foreign = own.wrapError(Object.assign(new Error("no"), { status: 418 }), "could not brew");
    expect(own.toMeaning(foreign)).toMatchObject({ code: "INVALID_INPUT", status: 418, fault: "client" });
    expect(own.toMeaning(own.wrapError(new Error("no"), "could not load", { code: "TIMEOUT" }))).toMatchObject({
      status: 504,
    });
    const signal = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/login;307;" });
    expect(own.wrapError(signal, "could not load")).toBe(signal);
  });

  it("is made of another service's answer, and of what a validator found", async () => {
    const body = JSON.stringify({ error_code: "NOT_FOUND", message: "no such flag" });
    const response = { status: 404, text: () => Promise.resolve(body) };
    expect(own.toMeaning(await own.fromResponse(response, "could not read flag"))).toMatchObject({
      code: "INTERNAL_ERROR",
      status: 500,
    });
    const passed = await own.fromResponse(response, "could not read flag", { passOn: ["NOT_FOUND"] });
    expect(passed).toBeInstanceOf(own.Failure);
    expect(own.toMeaning(passed)).toMatchObject({ code: "NOT_FOUND", status: 404, publicMessage: "no such flag" });
    expect(own.fromIssues([{ path: ["price"], code: "too_small", message: "too small" }])).toMatchObject({
      errorCode: "INVALID_INPUT",
      context: { violations: [{ field: "price" }] },
    });
  });

  it("keeps its meaning in the generated class, where that makes the errors", async () => {
    const both = (await load(false)) as Loaded & { AppError: { wrap(err: unknown, message: string): Error } };
    const wrapped = both.AppError.wrap(new both.Missing("ORDER_NOT_FOUND", "no such order"), "could not ship");
    expect(wrapped).toMatchObject({ code: "ORDER_NOT_FOUND", status: 404, publicMessage: "no such order" });
  });
});
