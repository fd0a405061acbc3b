import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../examples/fleet/orders/src/app.ts";
import "../../examples/fleet/orders/test/app.test.ts";
import { runIn } from "../cli/workbench.ts";
import { describeWith, runTool } from "../generate/toolchain.ts";

const fleet = fileURLToPath(new URL("../../examples/fleet/", import.meta.url));

describe("the fleet", () => {
  it.each(["contract", "pricing", "stock", "orders"])("has nothing in %s that a check refuses", async (folder) => {
    const { code, out } = await runIn(join(fleet, folder), ["check", "--rules", "strict"]);
    expect({ code, errors: out.match(/^.* {2}error {2}.*$/gm) ?? [] }).toEqual({ code: 0, errors: [] });
  });

  it.each(["pricing", "stock", "orders"])("has generated files in %s that are up to date", async (service) => {
    const { code, out } = await runIn(join(fleet, service), ["generate", "--check"]);
    expect({ code, out }).toEqual({ code: 0, out: "Everything generated is up to date.\n" });
  });
});

interface Service {
  readonly url: string;
  /** What it has told of, as data. */
  readonly told: readonly { readonly envelope: Record<string, unknown>; readonly error: string }[];
}

describeWith(["go", "cargo"], "the fleet", () => {
  const target = mkdtempSync(join(tmpdir(), "fleet-"));
  const running: ChildProcess[] = [];
  let server: Server;
  let stock: Service;
  let pricing: Service;
  let url: string;
  let told: Error[] = [];

  async function start(program: string, ...args: string[]): Promise<Service> {
    const child = spawn(join(target, program), args, { stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    const lines: Service["told"][number][] = [];
    const address = await new Promise<string>((resolve) => {
      const reader = createInterface(child.stdout);
      reader.once("line", (first) => {
        reader.on("line", (line) => lines.push(JSON.parse(line) as Service["told"][number]));
        resolve(first);
      });
    });
    return { url: `http://${address}`, told: lines };
  }

  beforeAll(async () => {
    const cargo = ["build", "--quiet", "--offline", "--locked", "--target-dir", target];
    runTool(join(fleet, "stock"), "cargo", cargo);
    runTool(join(fleet, "pricing"), "go", ["build", "-o", join(target, "pricing"), "."]);
    stock = await start("debug/stock");
    pricing = await start("pricing", stock.url);
    server = createServer(createApp(pricing.url, (err) => told.push(err)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }, 300_000);

  afterAll(() => {
    server.close();
    for (const child of running) child.kill();
    rmSync(target, { recursive: true, force: true });
  });

  const ask = (item: string, id: string): Promise<Response> =>
    fetch(`${url}/orders/${item}`, { headers: { "x-request-id": id, "x-correlation-id": "chain-1" } });

  it("passes the tests of its services", () => {
    expect(runTool(join(fleet, "pricing"), "go", ["test", "./..."])).toMatch(/^ok/);
    const cargo = ["test", "--quiet", "--offline", "--locked", "--target-dir", target];
    expect(runTool(join(fleet, "stock"), "cargo", cargo)).toContain("1 passed");
  }, 300_000);

  it("answers", async () => {
    expect(await (await ask("7", "req-1")).json()).toEqual({ item: "7", price: 42 });
  });

  it("hands a client fault on through all three, with its message and its request", async () => {
    const response = await ask("missing", "req-2");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error_code: "ITEM_NOT_FOUND",
      message: "no item has this number",
      request_id: "req-2",
      correlation_id: "chain-1",
      context: { item: "missing" },
    });
    expect(told).toEqual([]);
    expect(pricing.told).toEqual([]);
  });

  it("tells a server fault in each service, with what it was doing, under one request", async () => {
    told = [];
    const response = await ask("broken", "req-3");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error_code: "STOCK_UNAVAILABLE",
      message: "stock cannot be read for now",
      request_id: "req-3",
      context: {},
    });
    const same = { error_code: "STOCK_UNAVAILABLE", request_id: "req-3", correlation_id: "chain-1" };
    const context = { item: "broken", warehouse: "w-1" };
    expect(told).toMatchObject([
      {
        message: "could not load price",
        code: "STOCK_UNAVAILABLE",
        context,
        cause: { envelope: { ...same, context } },
      },
    ]);
    await expect.poll(() => [stock.told.length, pricing.told.length]).toEqual([2, 1]);
    expect(pricing.told[0]).toMatchObject({
      envelope: { ...same, message: "could not price item", context },
      error: "could not price item: could not ask stock: stock cannot be read for now",
    });
    expect(stock.told[1]).toMatchObject({ envelope: { ...same, message: "could not read stock", context } });
    expect(stock.told[1]?.error).toMatch(/^STOCK_UNAVAILABLE at .*main\.rs:\d+.*: could not read stock: disk on fire$/);
  });

  it("answers what nobody has coded with the contract's message", async () => {
    told = [];
    const response = await ask("8", "req-4");
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error_code: "INTERNAL_ERROR",
      message: "internal error",
      context: {},
    });
    expect(told).toMatchObject([{ cause: { envelope: { request_id: "req-4", context: { item: "8" } } } }]);
  });
});
