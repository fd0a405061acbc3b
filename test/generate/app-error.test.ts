import fc from "fast-check";
import createError from "http-errors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { removeFolder, writeFiles } from "./emit.ts";
import { sampleCodes, sampleContract } from "./sample-contract.ts";

interface Options {
  readonly cause?: unknown;
  readonly code?: string;
  readonly context?: Record<string, unknown>;
  readonly expected?: boolean;
}

interface Coded extends Error {
  readonly code: string;
  readonly fault: string;
  readonly status: number;
  readonly severity: string;
  readonly retryable: boolean;
  readonly expected: boolean;
  readonly context: Record<string, unknown>;
  readonly publicMessage: string;
}

interface AppErrorModule {
  readonly AppError: {
    new (code: string, message: string, options?: Options): Coded;
    wrap(err: unknown, message: string, options?: Options): Coded;
  };
  isAppError(err: unknown): boolean;
  findCause(err: unknown, wanted: unknown): unknown;
  unwrap(err: unknown): unknown;
}

type Envelope = Record<string, unknown>;

interface EnvelopeModule {
  toPublicEnvelope(err: unknown, occurrence: object): Envelope;
  toInternalEnvelope(err: unknown, occurrence: object): Envelope;
}

interface ReportModule {
  report(err: unknown, occurrence: object, notify: (err: Error, report: { groupingKey: string }) => void): void;
  groupingKeyOf(err: unknown): string;
}

const folders: string[] = [];
let errors: AppErrorModule;
let copy: AppErrorModule;
let envelopes: EnvelopeModule;
let reports: ReportModule;

async function load<T>(folder: string, name: string): Promise<T> {
  return (await import(`${folder}/${name}.ts`)) as T;
}

beforeAll(async () => {
  const contract = sampleContract(sampleCodes, {
    signals: [{ name: "StopWorking", export: null, type: null, member: null, module: "queue", call: false }],
  });
  const files = generateTypeScript(contract, { extension: ".ts", frameworks: ["express"], notifier: null });
  folders.push(writeFiles(files), writeFiles(files));
  [errors, copy] = [
    await load<AppErrorModule>(folders[0] ?? "", "app-error"),
    await load<AppErrorModule>(folders[1] ?? "", "app-error"),
  ];
  envelopes = await load(folders[0] ?? "", "envelope");
  reports = await load(folders[0] ?? "", "report");
});

afterAll(() => {
  for (const folder of folders) removeFolder(folder);
});

const occurrence = { requestId: "r-1", timestamp: new Date(0) };

describe("wrap", () => {
  it("keeps what a coded cause means and adds to its context", () => {
    const inner = new errors.AppError("ORDER_NOT_FOUND", "order not found", {
      context: { orderId: 7 },
      expected: true,
    });
    const outer = errors.AppError.wrap(inner, "could not ship order", {
      code: "TIMEOUT",
      context: { orderId: 8, carrier: "x" },
    });
    expect(outer).toMatchObject({
      name: "AppError",
      message: "could not ship order",
      code: "ORDER_NOT_FOUND",
      fault: "client",
      status: 404,
      severity: "info",
      expected: true,
    });
    expect(outer.context).toEqual({ orderId: 7, carrier: "x" });
    expect(outer.publicMessage).toBe("order not found");
    expect(outer.cause).toBe(inner);
  });

  it("keeps what it knows where its cause knows nothing of that", () => {
    const context = { orderId: undefined, carrier: null };
    const inner = new errors.AppError("ORDER_NOT_FOUND", "order not found", { context });
    const own = { orderId: 8, carrier: "x", warehouse: undefined };
    const outer = errors.AppError.wrap(inner, "could not ship order", { context: own });
    expect(Object.entries(outer.context)).toEqual([
      ["orderId", 8],
      ["carrier", null],
    ]);
  });

  it("sees a coded error through a wrap that has no code", () => {
    const inner = new errors.AppError("NOT_FOUND", "order not found");
    expect(errors.AppError.wrap(new Error("could not", { cause: inner }), "could not more")).toMatchObject({
      code: "NOT_FOUND",
      publicMessage: "order not found",
    });
  });

  it("keeps what a coded error of another copy of the class means", () => {
    const wrapped = errors.AppError.wrap(new copy.AppError("NOT_FOUND", "order not found"), "could not ship order");
    expect(wrapped).toMatchObject({ code: "NOT_FOUND", status: 404, publicMessage: "order not found" });
    expect(errors.isAppError(new copy.AppError("NOT_FOUND", "order not found"))).toBe(true);
  });

  it.each([
    ["http-errors 404", createError(404, "row 12 of table x"), "NOT_FOUND", 404, "client"],
    ["http-errors 413", createError(413, "too large"), "INVALID_INPUT", 413, "client"],
    ["http-errors 502", createError(502, "db-1 is down"), "INTERNAL_ERROR", 502, "server"],
    [
      "body-parser",
      createError(400, "Unexpected token", { type: "entity.parse.failed" }),
      "INVALID_INPUT",
      400,
      "client",
    ],
    [
      "Boom",
      Object.assign(new Error("gone"), { isBoom: true, output: { statusCode: 409 } }),
      "CONFLICT",
      409,
      "client",
    ],
    [
      "Nest",
      Object.assign(new Error("no"), { response: {}, status: 403, getStatus: () => 403 }),
      "PERMISSION_DENIED",
      403,
      "client",
    ],
    [
      "Fastify",
      Object.assign(new Error("body must be object"), { code: "FST_ERR_VALIDATION", statusCode: 400 }),
      "INVALID_INPUT",
      400,
      "client",
    ],
    ["Feathers", Object.assign(new Error("busy"), { type: "FeathersError", code: 503 }), "UNREACHABLE", 503, "server"],
    ["a status of one's own", Object.assign(new Error("slow down"), { status: 429 }), "RATE_LIMITED", 429, "client"],
  ])("keeps the meaning of %s, but none of its words", (_, cause, code, status, fault) => {
    const wrapped = errors.AppError.wrap(cause, "could not load order", { code: "TIMEOUT" });
    expect(wrapped).toMatchObject({ code, status, fault });
    const sent = JSON.stringify(envelopes.toPublicEnvelope(wrapped, occurrence));
    expect(sent).not.toContain(cause.message);
    expect(sent).not.toContain("could not load order");
  });

  it.each([
    [
      "axios",
      Object.assign(new Error("Request failed"), {
        isAxiosError: true,
        config: {},
        status: 404,
        response: { status: 404 },
      }),
    ],
    [
      "an SDK of AWS",
      Object.assign(new Error("no such bucket"), { $metadata: { httpStatusCode: 404 }, statusCode: 404 }),
    ],
    ["Stripe", Object.assign(new Error("no such customer"), { type: "StripeInvalidRequestError", statusCode: 404 })],
    ["a status that is none", Object.assign(new Error("odd"), { status: 7 })],
    ["a plain error", new Error("odd")],
    ["a string", "odd"],
    ["nothing", undefined],
    ["an object without prototype", Object.create(null)],
  ])("does not take what %s says for the fault of our client", (_, cause) => {
    expect(errors.AppError.wrap(cause, "could not")).toMatchObject({
      code: "INTERNAL_ERROR",
      status: 500,
      fault: "server",
      cause,
    });
  });

  it("uses the code in its options for a raw cause, and keeps its own words from the client", () => {
    const wrapped = errors.AppError.wrap(new Error("duplicate key"), "could not add order", { code: "CONFLICT" });
    expect(wrapped).toMatchObject({ code: "CONFLICT", status: 409, publicMessage: "conflict" });
  });

  it.each([
    ["Next's redirect", Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/login;307;" })],
    ["Next's not found", Object.assign(new Error("x"), { digest: "NEXT_HTTP_ERROR_FALLBACK;404" })],
    ["a Response", new Response(null, { status: 302 })],
    ["a thenable", Promise.resolve()],
    ["BullMQ's delay", Object.assign(new Error("x"), { name: "DelayedError" })],
    ["BullMQ's rate limit", Object.assign(new Error("bullmq:rateLimitExceeded"), { name: "RateLimitError" })],
    ["React's postpone", Object.assign(new Error("x"), { $$typeof: Symbol.for("react.postpone") })],
    ["a redirect of SvelteKit", { status: 303, location: "/login" }],
    ["a signal of the contract", Object.assign(new Error("x"), { name: "StopWorking" })],
    ["a cancellation", new DOMException("The operation was aborted", "AbortError")],
  ])("hands %s on untouched", (_, signal) => {
    expect(errors.AppError.wrap(signal, "could not")).toBe(signal);
  });

  it("takes no rate limit of another service for a signal", () => {
    const limit = Object.assign(new Error("too many tokens"), { name: "RateLimitError" });
    expect(errors.AppError.wrap(limit, "could not")).not.toBe(limit);
  });

  it("is not in the stack, nor is the class", () => {
    function chargeCard(): Error {
      return errors.AppError.wrap(new Error("x"), "could not charge card");
    }
    function loadCard(): Error {
      return new errors.AppError("NOT_FOUND", "no card");
    }
    expect(chargeCard().stack?.split("\n").slice(0, 2).join("")).toMatch(
      /^AppError: could not charge card\s+at chargeCard /,
    );
    expect(loadCard().stack?.split("\n").slice(0, 2).join("")).toMatch(/^AppError: no card\s+at loadCard /);
  });
});

describe("unwrap", () => {
  it("gives back what was thrown, below the wraps and nothing else", () => {
    const thrown = Object.assign(new Error("no order"), { statusCode: 412 });
    const wrapped = errors.AppError.wrap(copy.AppError.wrap(thrown, "could not load"), "could not serve");
    expect(errors.unwrap(wrapped)).toBe(thrown);
    const coded = new errors.AppError("CONFLICT", "taken", { cause: thrown });
    expect(errors.unwrap(coded)).toBe(coded);
    expect(errors.unwrap(errors.AppError.wrap(coded, "could not save"))).toBe(coded);
    const other = new Error("for a reason", { cause: wrapped });
    for (const each of [other, "text", null, undefined, 0]) expect(errors.unwrap(each)).toBe(each);
    const circle = errors.AppError.wrap(thrown, "could not load");
    Object.defineProperty(circle, "cause", { value: circle });
    expect(errors.unwrap(circle)).toBe(circle);
  });
});

describe("findCause", () => {
  class StoreError extends Error {}
  const store = new StoreError("x");

  it("finds by class, code and predicate, outermost first", () => {
    const coded = errors.AppError.wrap(store, "could not", { code: "CONFLICT" });
    const outer = new errors.AppError("INVALID_INPUT", "unknown order", { cause: coded });
    expect(errors.findCause(outer, StoreError)).toBe(store);
    expect(errors.findCause(outer, "CONFLICT")).toBe(coded);
    expect(errors.findCause(outer, errors.AppError)).toBe(outer);
    expect(errors.findCause(new copy.AppError("CONFLICT", "x"), errors.AppError)).toMatchObject({ code: "CONFLICT" });
    expect(errors.findCause(outer, (cause: { name?: string }) => cause.name === "Error")).toBe(store);
    expect(errors.findCause(outer, TypeError)).toBeUndefined();
    expect(errors.findCause(createError(404), createError.HttpError)).toBeInstanceOf(createError.NotFound);
    expect(errors.findCause("thrown", (cause: unknown) => cause === "thrown")).toBe("thrown");
    expect(errors.findCause(null, () => true)).toBeUndefined();
  });

  it("looks into aggregates, in order and after the aggregate itself", () => {
    const aggregate = new AggregateError([new Error("a"), store], "b", { cause: new TypeError("c") });
    expect(errors.findCause(aggregate, StoreError)).toBe(store);
    expect(errors.findCause(aggregate, Error)).toBe(aggregate);
  });

  it("ends for every graph of causes, and finds what can be reached", () => {
    const graphs = fc.array(fc.record({ cause: fc.option(fc.nat(9)), errors: fc.array(fc.nat(9), { maxLength: 3 }) }), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(graphs, fc.nat(9), (graph, target) => {
        const nodes = graph.map((_, index) => new Error(String(index)));
        graph.forEach((edges, index) =>
          Object.assign(nodes[index] ?? {}, {
            cause: edges.cause === null ? undefined : nodes[edges.cause],
            errors: edges.errors.map((each) => nodes[each]),
          }),
        );
        const reached = new Set<number>();
        const visit = (index: number): void => {
          if (reached.has(index)) return;
          reached.add(index);
          const edges = graph[index];
          for (const next of [...(edges?.cause == null ? [] : [edges.cause]), ...(edges?.errors ?? [])]) visit(next);
        };
        visit(0);
        const found = errors.findCause(nodes[0], (cause: unknown) => cause === nodes[target]);
        expect(found).toBe(reached.has(target) ? nodes[target] : undefined);
      }),
    );
  });
});

describe("any chain of wraps", () => {
  it("answers and reports as its origin does", () => {
    const codes = fc.constantFrom(...sampleCodes.map((code) => code.name));
    fc.assert(
      fc.property(
        codes,
        fc.array(fc.tuple(fc.string(), fc.dictionary(fc.string(), fc.integer()), codes)),
        (code, wraps) => {
          const origin = new errors.AppError(code, "where it arose", { context: { orderId: "o-1" } });
          const outer = wraps.reduce(
            (cause, [message, context, other]) => errors.AppError.wrap(cause, message, { context, code: other }),
            origin,
          );
          expect(envelopes.toPublicEnvelope(outer, occurrence)).toEqual(envelopes.toPublicEnvelope(origin, occurrence));
          expect(outer).toMatchObject({ code, fault: origin.fault, status: origin.status, expected: origin.expected });
          expect(outer.context["orderId"]).toBe("o-1");
          expect(errors.findCause(outer, (cause: unknown) => cause === origin)).toBe(origin);
        },
      ),
    );
  });
});

describe("the envelope", () => {
  const standard = ["error_code", "message", "severity", "timestamp", "request_id", "correlation_id", "context"];

  it("shows a client what its own fault was, and the public context", () => {
    const err = errors.AppError.wrap(
      new errors.AppError("ORDER_NOT_FOUND", "no such order", { context: { orderId: 7, warehouse: "w" } }),
      "could not ship order",
    );
    expect(envelopes.toPublicEnvelope(err, { ...occurrence, correlationId: "c-1" })).toEqual({
      error_code: "ORDER_NOT_FOUND",
      message: "no such order",
      severity: "info",
      timestamp: "1970-01-01T00:00:00.000Z",
      request_id: "r-1",
      correlation_id: "c-1",
      context: { orderId: 7 },
    });
  });

  it("shows a client nothing of a server fault, and us everything", () => {
    const err = errors.AppError.wrap(new Error("password authentication failed"), "could not load order", {
      context: { orderId: 7 },
    });
    const shown = envelopes.toPublicEnvelope(err, occurrence);
    expect(shown).toMatchObject({
      error_code: "INTERNAL_ERROR",
      message: "something went wrong",
      context: {},
      correlation_id: "r-1",
    });
    expect(Object.keys(shown).sort()).toEqual([...standard].sort());
    expect(envelopes.toInternalEnvelope(err, occurrence)).toMatchObject({
      message: "could not load order",
      context: { orderId: 7 },
    });
    expect(envelopes.toInternalEnvelope(new Error("raw"), occurrence)).toMatchObject({
      error_code: "INTERNAL_ERROR",
      message: "raw",
    });
  });

  it("is JSON whatever the context holds", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const context = JSON.parse('{ "__proto__": { "polluted": true } }') as Record<string, unknown>;
    const err = new errors.AppError("INTERNAL_ERROR", "x", {
      context: { ...context, big: 1n, cycle, cause: new Error("secret"), f: () => 1 },
    });
    expect(JSON.stringify(envelopes.toInternalEnvelope(err, occurrence)["context"])).toBe(
      '{"__proto__":{"polluted":true},"big":"1","cause":"Error"}',
    );
  });
});

describe("a report", () => {
  function heard(...errs: unknown[]): string[] {
    const keys: string[] = [];
    for (const err of errs) reports.report(err, occurrence, (_, { groupingKey }) => keys.push(groupingKey));
    return keys;
  }

  it("is made once for each failure, and never of a client fault or an expected one", () => {
    const failure = errors.AppError.wrap(new Error("x"), "could not");
    expect(heard(failure, failure)).toHaveLength(1);
    expect(
      heard(new errors.AppError("NOT_FOUND", "x"), createError(404), errors.AppError.wrap(createError(400), "x")),
    ).toEqual([]);
    expect(
      heard(new errors.AppError("QUIET_FAILURE", "x"), new errors.AppError("TIMEOUT", "x", { expected: true })),
    ).toEqual([]);
    expect(heard("a string", undefined, null, 7)).toHaveLength(4);
  });

  it("groups by where in the project it failed, not by what the driver threw", () => {
    const driverError = (): Error =>
      Object.assign(new Error("ECONNREFUSED\n    at spoofed (/app/spoof.js:1:1)"), {
        stack:
          "Error: ECONNREFUSED\n    at spoofed (/app/spoof.js:1:1)\n    at connect (/app/node_modules/pg/client.js:1:1)\n    at node:net:1:1",
      });
    const loadOrder = (): Error => errors.AppError.wrap(driverError(), "could not load order");
    const loadUser = (): Error => errors.AppError.wrap(driverError(), "could not load user");
    const keys = [loadOrder, loadOrder, loadUser].map((load) =>
      reports.groupingKeyOf(errors.AppError.wrap(load(), "could not answer")),
    );
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
    expect(keys[0]).toMatch(/^INTERNAL_ERROR loadOrder \(test\/generate\/app-error\.test\.ts:\d+:\d+\)$/);
  });

  it("survives a notifier that fails and a chain that never ends", () => {
    const endless = errors.AppError.wrap(new Error("a"), "could not");
    Object.assign(endless.cause as Error, { cause: endless });
    expect(reports.groupingKeyOf(endless)).toContain("INTERNAL_ERROR");
    const told: unknown[] = [];
    const { error } = console;
    console.error = (...all: unknown[]) => told.push(all);
    try {
      reports.report(endless, occurrence, () => {
        throw new Error("no network");
      });
    } finally {
      console.error = error;
    }
    expect(told).toHaveLength(1);
  });
});
