import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Bugsnag from "@bugsnag/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { execute } from "../../examples/demo/execute.ts";
import { commit, compiler, repository, scratchFolder } from "../../examples/demo/scratch.ts";
import { lint, migrate, readSources, runIn } from "./orders-copy.ts";

const closing: (() => unknown)[] = [];
const told: unknown[] = [];

beforeAll(() => {
  vi.spyOn(Bugsnag, "notify").mockImplementation((err) => void told.push(err));
});
beforeEach(() => {
  told.length = 0;
});
afterAll(async () => {
  for (const close of closing) await close();
  vi.restoreAllMocks();
});

/** A service with an error class of its own, as a repository. */
async function createCopy(name: string): Promise<string> {
  mkdirSync(scratchFolder, { recursive: true });
  const folder = mkdtempSync(join(scratchFolder, "test-own-class-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(repository, "test/examples/fixtures/own-class", name), folder, { recursive: true });
  await commit(folder, "The service as it was");
  return folder;
}

type App = RequestListener & { ready?: () => Promise<unknown>; routing?: RequestListener; close?: () => unknown };

/** The service as its sources have it now, listening. */
async function serve(folder: string): Promise<string> {
  const { app } = (await import(join(folder, "src/app.ts"))) as { app: App };
  if (app.ready) await app.ready();
  const server = createServer(app.routing ?? app);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(url: string, request: string, init: RequestInit = {}): Promise<Answer> {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(url + path, { method, headers: { "x-request-id": "req-9" }, ...init });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as Answer["body"]) : { text } };
}

type Fault = readonly [request: string, status: number, envelope: object];

interface Service {
  /** A request whose answer shows what the driver said. */
  readonly leak: string;
  readonly clientFaults: readonly Fault[];
  readonly serverFaults: readonly Fault[];
}

const services: Readonly<Record<string, Service>> = {
  express: {
    leak: "POST /orders/broken/ship",
    clientFaults: [
      ["GET /orders/missing", 404, { error_code: "ORDER_NOT_FOUND", message: "order not found" }],
      ["GET /orders/locked", 423, { error_code: "ORDER_LOCKED", message: "order is being changed" }],
      ["GET /orders/sold-out", 409, { error_code: "OUT_OF_STOCK", message: "nothing left of it" }],
    ],
    serverFaults: [
      ["GET /orders/broken", 500, { error_code: "INTERNAL_ERROR", message: "internal error", context: {} }],
      ["POST /orders/broken/ship", 500, { error_code: "INTERNAL_ERROR", message: "internal error", context: {} }],
      ["POST /orders/stuck/archive", 500, { error_code: "ARCHIVE_FAILED", message: "could not archive order" }],
    ],
  },
  fastify: {
    leak: "POST /orders/broken/archive",
    clientFaults: [["GET /orders/missing", 404, { error_code: "order_not_found", message: "order not found" }]],
    serverFaults: [
      ["GET /orders/broken", 500, { error_code: "INTERNAL_ERROR", message: "internal error", context: {} }],
      ["GET /orders/stuck", 503, { error_code: "archive_failed", message: "could not reach the archive" }],
      ["POST /orders/broken/archive", 500, { error_code: "INTERNAL_ERROR", message: "internal error", context: {} }],
    ],
  },
};

describe.each(Object.entries(services))("a service of %s with an error class of its own", (name, service) => {
  let folder: string;
  let after: string;
  let found: string[];

  beforeAll(async () => {
    const before = await serve(await createCopy(name));
    const { body } = await ask(before, service.leak);
    expect(body).toMatchObject({ error: expect.stringContaining("password") as string });
    folder = await createCopy(name);
    await runIn(folder, "init", "--yes");
    await commit(folder, "init");
    found = (await lint(folder)).map(({ rule }) => rule);
    await migrate(folder, "--yes");
    await commit(folder, "migrate");
    after = await serve(folder);
  }, 120_000);

  it.each(service.clientFaults)(
    "answers a client fault with the class's code and status: %s",
    async (request, status, envelope) => {
      const answer = await ask(after, request);
      expect(answer).toMatchObject({ status, body: { ...envelope, request_id: "req-9" } });
      expect(told).toEqual([]);
    },
  );

  it.each(service.serverFaults)("hides a server fault, and notifies once: %s", async (request, status, envelope) => {
    const answer = await ask(after, request);
    expect(answer).toMatchObject({ status, body: { ...envelope, request_id: "req-9" } });
    expect(JSON.stringify(answer)).not.toMatch(/password|stack/);
    expect(told).toHaveLength(1);
  });

  it("answers for a request that the framework refuses", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await ask(after, "POST /orders/1/archive", { headers, body: "{ no" });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_INPUT" } });
    expect(told).toEqual([]);
  });

  it("was found wanting by lint, and is not any more", async () => {
    expect(found).toContain("no-raw-error-response");
    const rules = (await lint(folder)).map(({ rule }) => rule);
    expect(rules.filter((rule) => rule !== "no-uncoded-throw" && rule !== "no-uncoded-handler-error")).toEqual([]);
  }, 60_000);

  it("type-checks", { timeout: 60_000 }, async () => {
    expect((await execute([...compiler, "--noEmit"], folder, [0, 1, 2])).out).toBe("");
  });

  it("is not changed by another init, generate or migrate", { timeout: 60_000 }, async () => {
    const before = readSources(folder);
    expect(await runIn(folder, "init", "--yes")).toBe("Everything is set up already.\n");
    expect(await runIn(folder, "generate", "--check")).toBe("Everything generated is up to date.\n");
    expect(await migrate(folder, "--yes")).toMatchObject({
      files: expect.not.arrayContaining([{ changes: [{}] }]) as unknown,
    });
    expect(readSources(folder)).toEqual(before);
  });

  it("passes check, but for what only people can write", async () => {
    const out = await runIn(folder, "check");
    expect(out).not.toMatch(/dead-binding|unknown-code|stale-file/);
  });
});
