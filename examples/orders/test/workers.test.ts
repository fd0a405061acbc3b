import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { config } from "../src/config.js";
import { OrderEvents } from "../src/events/order-events.js";
import { startMonitoring } from "../src/monitoring/report.js";
import { store } from "../src/store/database.js";
import { startConsumer } from "../src/workers/order-consumer.js";
import { runNightlyReport } from "../src/workers/nightly-report.js";
import { orderQueue, Queue } from "../src/workers/queue.js";
import { serveReplies } from "./support/server.js";

let collector: Awaited<ReturnType<typeof serveReplies>>;

beforeAll(async () => {
  collector = await serveReplies([{ status: 200, body: null }]);
  config.bugsnag.endpoint = collector.url;
  startMonitoring();
});
afterAll(() => collector.close());
beforeEach(() => store.clear());

const placed = { type: "order.placed", orderId: "1", lines: [{ sku: "mug", quantity: 2, unitPrice: 900 }] } as const;

async function deliver(event: Parameters<Queue["push"]>[0]): Promise<void> {
  const queue = new Queue();
  startConsumer(queue);
  await queue.push(event);
  await queue.idle();
}

describe("the order consumer", () => {
  const event = { ...placed, lines: [...placed.lines] };

  it("takes what was ordered from stock", async () => {
    await store.insert("stock", { sku: "mug", quantity: 5 });
    await deliver(event);
    expect(await store.get("stock", "mug")).toEqual({ sku: "mug", quantity: 3 });
  });

  it("tries again after the store has failed, and reports that it did", async () => {
    await store.insert("stock", { sku: "mug", quantity: 5 });
    const before = collector.seen.length;
    store.failNext("stock", { code: "ECONNREFUSED", message: "connection to 10.0.3.7:5432 refused", times: 2 });
    await deliver(event);
    expect(await store.get("stock", "mug")).toEqual({ sku: "mug", quantity: 3 });
    await expect.poll(() => collector.seen.length, { timeout: 4_000 }).toBeGreaterThanOrEqual(before + 2);
  });

  it("drops the message at the third failure", async () => {
    store.setOffline("stock", true);
    await deliver(event);
    store.setOffline("stock", false);
    expect(await store.get("stock", "mug")).toBeUndefined();
  });

  it("puts back what was cancelled", async () => {
    await deliver({ ...event, type: "order.cancelled" });
    expect(await store.get("stock", "mug")).toEqual({ sku: "mug", quantity: 2 });
  });
});

describe("order events", () => {
  it("tells listeners of an event that the queue would not take", async () => {
    const events = new OrderEvents();
    const push = orderQueue.push;
    orderQueue.push = () => Promise.reject(new Error("queue is full"));
    const failure = new Promise((resolve) => events.once("error", resolve));
    await events.publish({ ...placed, lines: [] });
    orderQueue.push = push;
    expect(await failure).toBeInstanceOf(Error);
  });
});

describe("the nightly report", () => {
  it("leaves out what cannot be had", async () => {
    store.setOffline("orders", true);
    expect(await runNightlyReport("nightly")).toEqual({ openOrders: null, rows: null });
  });
});
