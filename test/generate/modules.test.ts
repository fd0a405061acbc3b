import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleCode, sampleCodes, sampleContract } from "./sample-contract.ts";

type Fields = Record<string, unknown>;
interface Coded extends Error, Fields {
  readonly code: string;
}
type Make = (value: unknown, message: string, options?: object) => Coded;

interface Modules {
  readonly AppError: { new (code: string, message: string, options?: object): Coded; wrap: Make };
  readonly toMeaning: (err: unknown) => Fields;
  readonly fromEnvelope: Make;
  readonly fromResponse: (response: Response, message: string, options?: object) => Promise<Coded>;
  readonly toPublicEnvelope: (err: unknown, occurrence: object) => Fields;
  readonly toLog: (err: unknown, occurrence?: object) => Fields;
  readonly toGrpcStatus: (err: unknown) => Fields;
  readonly toTwirp: (err: unknown, occurrence: object) => Fields;
  readonly toConnect: (err: unknown, occurrence: object) => Fields;
  readonly toProblem: (err: unknown, occurrence: object, types?: string) => Fields;
  readonly fromIssues: (issues: unknown) => Coded;
  readonly setHooks: (hooks: object) => void;
  readonly runInRequest: <T>(occurrence: object, run: () => T) => T;
  readonly outgoingHeaders: () => object;
  readonly report: (err: unknown, occurrence: object, notify: () => void) => void;
}

let folder: string;
let modules: Modules;
let failures: unknown[] = [];
const occurrence = { requestId: "r-1", correlationId: "c-1", timestamp: new Date(0) };

beforeAll(async () => {
  const codes = [...sampleCodes, sampleCode("GONE", 410, { grpc: "NOT_FOUND", twirp: "not_found", public: ["id"] })];
  const contract = sampleContract(codes, { envelope: new Map([["tenant_id", { type: "string", required: true }]]) });
  folder = writeFiles(
    generateTypeScript(contract, { extension: ".ts", frameworks: ["trpc", "apollo"], notifier: null }),
  );
  const names = ["app-error", "envelope", "remote", "log", "wire", "issues", "hooks", "request-context", "report"];
  const loaded = await Promise.all(names.map((name) => import(`${folder}/${name}.ts`) as Promise<object>));
  modules = Object.assign({}, ...loaded) as Modules;
});

beforeEach(() => {
  failures = [];
  modules.setHooks({
    trace: undefined,
    onError: undefined,
    fields: () => ({ tenant_id: "t-1" }),
    onDecodeFailure: (failure: unknown) => failures.push(failure),
  });
});

afterAll(() => {
  removeFolder(folder);
});

describe("what another service answered", () => {
  const envelope = {
    error_code: "NOT_FOUND",
    message: "no such order",
    request_id: "r-9",
    context: { orderId: 7 },
    region: "eu",
  };
  const respond = (body: unknown, status: number): Response =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status });

  it("is a server fault here where it was a client fault there", async () => {
    const err = await modules.fromResponse(respond(envelope, 404), "could not load order");
    expect(err).toMatchObject({
      code: "INTERNAL_ERROR",
      status: 500,
      fault: "server",
      message: "could not load order",
      context: { orderId: 7 },
    });
    expect(err.cause).toMatchObject({ name: "RemoteError", message: "no such order", answered: 404, envelope });
    expect(modules.AppError.wrap(err, "could not ship")).toMatchObject({ code: "INTERNAL_ERROR" });
    expect(failures).toEqual([]);
  });

  it("keeps its meaning where it is passed on by name", () => {
    const err = modules.fromEnvelope(envelope, "could not load order", { passOn: ["NOT_FOUND"] });
    expect(err).toMatchObject({ code: "NOT_FOUND", status: 404, publicMessage: "no such order" });
    expect(modules.toPublicEnvelope(err, occurrence)).toMatchObject({ message: "no such order", context: {} });
  });

  it("keeps the meaning of a server fault", () => {
    const err = modules.fromEnvelope({ ...envelope, error_code: "TIMEOUT" }, "could not load order");
    expect(err).toMatchObject({ code: "TIMEOUT", retryable: true, status: 504, publicMessage: "timeout" });
  });

  it("is a server fault that is counted where it is no envelope of this contract", async () => {
    const { code, cause, stack } = await modules.fromResponse(respond("<html>", 503), "could not");
    expect(code).toBe("UNREACHABLE");
    for (const each of [stack, (cause as Error).stack]) expect(each).toMatch(/^(?!.*\/remote\.ts).*modules\.test\.ts/s);
    expect((await modules.fromResponse(respond({ error: "no" }, 404), "could not")).code).toBe("INTERNAL_ERROR");
    expect(modules.fromEnvelope({ ...envelope, error_code: "NEWER" }, "could not").code).toBe("INTERNAL_ERROR");
    expect(modules.fromEnvelope(null, "could not").code).toBe("INTERNAL_ERROR");
    expect(failures).toEqual([
      { reason: "not JSON", status: 503 },
      { reason: "not an envelope", status: 404 },
      { reason: "unknown code", status: undefined, code: "NEWER" },
      { reason: "not an envelope" },
    ]);
  });

  it("may be a problem of RFC 9457", () => {
    const { message, ...rest } = envelope;
    const err = modules.fromEnvelope({ ...rest, type: "about:blank", detail: message }, "could not", {
      passOn: ["NOT_FOUND"],
    });
    expect(err["publicMessage"]).toBe("no such order");
  });
});

describe("the wires", () => {
  it("carry what a client may see", () => {
    const err = modules.AppError.wrap(
      new modules.AppError("GONE", "order is gone", { context: { id: 7, secret: 1 } }),
      "could not",
    );
    expect(modules.toGrpcStatus(err)).toEqual({ code: 5, details: "order is gone" });
    expect(modules.toConnect(err, occurrence)).toMatchObject({
      code: 5,
      message: "order is gone",
      metadata: { "error-code": "GONE" },
    });
    expect(modules.toTwirp(err, occurrence)).toMatchObject({
      code: "not_found",
      msg: "order is gone",
      meta: { error_code: "GONE", request_id: "r-1", context: '{"id":7}', tenant_id: "t-1" },
    });
    expect(modules.toProblem(err, occurrence, "https://errors.example/")).toEqual({
      type: "https://errors.example/GONE",
      title: "GONE",
      status: 410,
      detail: "order is gone",
      error_code: "GONE",
      severity: "info",
      timestamp: "1970-01-01T00:00:00.000Z",
      request_id: "r-1",
      correlation_id: "c-1",
      tenant_id: "t-1",
      context: { id: 7 },
    });
  });

  it.each([
    ["a TRPCError", { name: "TRPCError", code: "NOT_FOUND" }, "NOT_FOUND", 404],
    [
      "a TRPCError around what was thrown",
      { name: "TRPCError", code: "INTERNAL_SERVER_ERROR", coded: "CONFLICT" },
      "CONFLICT",
      409,
    ],
    ["a ConnectError", { name: "ConnectError", code: 7, metadata: new Headers() }, "PERMISSION_DENIED", 403],
    [
      "a ConnectError of another service",
      { name: "ConnectError", code: 5, metadata: new Headers({ "content-type": "application/json" }) },
      "INTERNAL_ERROR",
      500,
    ],
  ])("bring %s", (_, { coded, ...facts }: { coded?: string; name: string }, code, status) => {
    const cause = coded === undefined ? undefined : new modules.AppError(coded, "below");
    const err = Object.assign(new Error("thrown", { cause }), facts);
    expect(modules.toMeaning(err)).toMatchObject({ code, status });
  });
});

describe("a log record", () => {
  it("has the envelope's names, the request at hand, the trace and the causes", () => {
    modules.setHooks({ trace: () => ({ traceId: "t".repeat(32), spanId: "s".repeat(16), traceFlags: 1 }) });
    const err = modules.AppError.wrap(new TypeError("x is not a function"), "could not load order", {
      context: { orderId: 7 },
    });
    const record = modules.runInRequest(occurrence, () => modules.toLog(err));
    expect(record).toMatchObject({
      error_code: "INTERNAL_ERROR",
      message: "could not load order",
      request_id: "r-1",
      correlation_id: "c-1",
      trace_id: "t".repeat(32),
      span_id: "s".repeat(16),
      context: { orderId: 7 },
      fault: "server",
      causes: [{ name: "TypeError", message: "x is not a function" }],
    });
    expect(modules.toLog(err)).not.toHaveProperty("request_id");
    expect(modules.toPublicEnvelope(err, occurrence)).not.toHaveProperty("trace_id");
  });

  it("survives a cycle of causes and a hook that fails", () => {
    const { error } = console;
    console.error = () => undefined;
    modules.setHooks({
      trace: () => {
        throw new Error("no tracer");
      },
    });
    const one = new Error("one");
    one.cause = new Error("other", { cause: one });
    expect(modules.toLog(one)["causes"]).toHaveLength(1);
    console.error = error;
  });
});

describe("requests", () => {
  it("go along with every call, also after an await", async () => {
    const headers = await modules.runInRequest(occurrence, async () => {
      await Promise.resolve();
      return modules.outgoingHeaders();
    });
    expect(headers).toEqual({ "x-request-id": "r-1", "x-correlation-id": "c-1" });
    expect(modules.outgoingHeaders()).toEqual({});
  });

  it("are counted by code, whether or not anybody is notified", () => {
    const counted: unknown[] = [];
    modules.setHooks({ onError: (each: unknown) => counted.push(each) });
    modules.report(new modules.AppError("NOT_FOUND", "no such order"), occurrence, () => undefined);
    modules.report(new Error("boom"), occurrence, () => undefined);
    expect(counted).toMatchObject([
      { code: "NOT_FOUND", isNotified: false },
      { code: "INTERNAL_ERROR", isNotified: true },
    ]);
  });
});

describe("issues", () => {
  const wanted = [{ field: "items.0.price", rule: "min", message: "too small" }];

  it.each([
    ["zod", { issues: [{ path: ["items", 0, "price"], code: "min", message: "too small", input: -1 }] }],
    ["ajv", [{ instancePath: "/items/0/price", keyword: "min", message: "too small", params: { limit: 0 } }]],
    [
      "ajv, of what is missing",
      [{ instancePath: "/items/0", keyword: "min", message: "too small", params: { missingProperty: "price" } }],
    ],
    [
      "class-validator",
      [
        {
          property: "items",
          children: [{ property: "0", children: [{ property: "price", constraints: { min: "too small" } }] }],
        },
      ],
    ],
  ])("of %s are one client fault", (_, issues) => {
    expect(modules.fromIssues(issues)).toMatchObject({ code: "INVALID_INPUT", context: { violations: wanted } });
  });

  it("may be anything", () => {
    for (const issues of [null, 1, "x", {}, [null, 1, {}]])
      expect(modules.fromIssues(issues)).toMatchObject({ context: { violations: [] } });
  });
});
