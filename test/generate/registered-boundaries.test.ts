import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleContract } from "./sample-contract.ts";

type Fields = Record<string, unknown>;
type Coded = Error & Fields;

let folder: string;
let AppError: {
  new (code: string, message: string, options?: object): Coded;
  wrap: (err: unknown, message: string) => Coded;
};
let told: unknown[] = [];
const notify = (err: unknown): void => void told.push(err);

const load = async <T>(name: string): Promise<T> => (await import(`${folder}/${name}.ts`)) as T;

beforeAll(async () => {
  const frameworks = ["koa", "hono", "nest", "trpc", "apollo"] as const;
  const files = generateTypeScript(sampleContract(), { extension: ".ts", frameworks, notifier: null });
  const spy =
    "export const told: unknown[] = [];\nexport const notify = (err: unknown): void => void told.push(err);\n";
  folder = writeFiles(files.map((file) => (file.path === "notify.ts" ? { ...file, text: spy } : file)));
  ({ AppError } = await load<{ AppError: typeof AppError }>("app-error"));
  ({ told } = await load<{ told: unknown[] }>("notify"));
});
beforeEach(() => {
  told.length = 0;
});
afterAll(() => {
  removeFolder(folder);
});

const missing = (): Coded =>
  AppError.wrap(
    new AppError("ORDER_NOT_FOUND", "no such order", { context: { orderId: 7, warehouse: 1 } }),
    "could not ship",
  );
const broken = (): Coded => AppError.wrap(new Error("password authentication failed"), "could not list orders");
const shown = { error_code: "ORDER_NOT_FOUND", message: "no such order", context: { orderId: 7 } };
const hidden = { error_code: "INTERNAL_ERROR", message: "something went wrong", context: {} };

describe("the boundary of Koa", () => {
  it("answers, reports once, and names the request", async () => {
    const { createErrorBoundary } = await load<{
      createErrorBoundary: (options: object) => (context: object, next: () => Promise<void>) => Promise<void>;
    }>("boundary-koa");
    const headers: Fields = {};
    const context: Fields = { headers: { "x-request-id": "req-9" }, headerSent: false };
    Object.assign(context, { set: (name: string, value: string) => (headers[name] = value), remove: () => undefined });
    await createErrorBoundary({ notify })(context, () => Promise.reject(broken()));
    expect(context).toMatchObject({ status: 500, body: { ...hidden, request_id: "req-9" } });
    expect(headers).toEqual({ "X-Request-Id": "req-9" });
    expect(told).toHaveLength(1);
  });
});

describe("the boundary of Hono", () => {
  it("names the same request before and after it failed", async () => {
    const { requestId, errorBoundary } = await load<{
      requestId: (context: object, next: () => Promise<void>) => Promise<void>;
      errorBoundary: (err: Error, context: object) => Response;
    }>("boundary-hono");
    let id = "";
    const context = {
      req: { raw: new Request("http://localhost") },
      header: (_: string, value: string) => (id = value),
    };
    await requestId(context, () => Promise.resolve());
    const response = errorBoundary(missing(), context);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ ...shown, request_id: id });
    expect(told).toEqual([]);
  });
});

describe("the boundary of Nest", () => {
  it("answers in HTTP, and throws on elsewhere", async () => {
    const { ErrorBoundary } = await load<{
      ErrorBoundary: new () => { catch: (err: unknown, host: object) => void };
    }>("boundary-nest");
    const answer: Fields = {};
    const res = {
      headersSent: false,
      setHeader: (name: string, value: string) => (answer[name] = value),
      status: (status: number) => ({ send: (body: unknown) => Object.assign(answer, { status, body }) }),
    };
    const http = { getRequest: () => ({ headers: { "x-request-id": "req-9" } }), getResponse: () => res };
    new ErrorBoundary().catch(missing(), { getType: () => "http", switchToHttp: () => http });
    expect(answer).toMatchObject({ status: 404, body: { ...shown, request_id: "req-9" }, "X-Request-Id": "req-9" });
    const err = broken();
    expect(() => new ErrorBoundary().catch(err, { getType: () => "rpc" })).toThrow(err);
    expect(told).toEqual([err]);
  });
});

describe("the boundary of tRPC", () => {
  it("shows and reports what a procedure threw", async () => {
    const trpc = await load<{
      errorFormatter: (options: object) => Fields;
      onError: (options: object) => void;
      responseMeta: (options: object) => object;
    }>("boundary-trpc");
    const toNative = (cause: Error): Error =>
      Object.assign(new Error(cause.message, { cause }), { name: "TRPCError", code: "INTERNAL_SERVER_ERROR" });
    const shape = { message: "raw", code: -32603, data: { stack: "at …", code: "INTERNAL_SERVER_ERROR" } };
    const { data, ...rest } = trpc.errorFormatter({ shape, error: toNative(missing()) });
    expect(rest).toEqual({ message: "no such order", code: -32603 });
    expect(data).toMatchObject({ ...shown, httpStatus: 404 });
    expect(data).not.toHaveProperty("stack");
    expect(trpc.responseMeta({ errors: [toNative(missing())] })).toEqual({ status: 404 });
    const failed = { error: toNative(broken()) };
    trpc.onError(failed);
    trpc.onError(failed);
    trpc.onError({ error: toNative(missing()) });
    expect(told).toEqual([failed.error]);
  });
});

describe("the boundary of Apollo", () => {
  it("shows and reports what a resolver threw, and leaves what is wrong with the query", async () => {
    const { formatError } = await load<{ formatError: (formatted: object, error: unknown) => Fields }>(
      "boundary-apollo",
    );
    const formatted = {
      message: "password",
      path: ["orders"],
      extensions: { code: "INTERNAL_SERVER_ERROR", stacktrace: [] },
    };
    const answer = formatError(formatted, { originalError: broken() });
    const { message, ...rest } = hidden;
    expect(answer).toMatchObject({ message, path: ["orders"], extensions: { code: "INTERNAL_ERROR", ...rest } });
    expect(answer["extensions"]).not.toHaveProperty("stacktrace");
    expect(told).toHaveLength(1);
    const invalid = { message: "Cannot query field", extensions: { code: "GRAPHQL_VALIDATION_FAILED" } };
    expect(formatError(invalid, new Error("Cannot query field"))).toBe(invalid);
    expect(told).toHaveLength(1);
  });
});
