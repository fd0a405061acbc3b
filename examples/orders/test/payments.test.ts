import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/app.js";
import { chargeCard } from "../src/clients/payment-client.js";
import { config } from "../src/config.js";
import { store } from "../src/store/database.js";
import { seedOrder } from "./support/seed.js";
import { send, serve, serveReplies, type Running } from "./support/server.js";

const charged = { status: 201, body: { id: "ch_1" } };
const down = { status: 503, body: { error_code: "INTERNAL_ERROR", message: "gateway maintenance" } };
const headers = { "x-api-key": config.apiKey };

let api: Running;
let gateway: Awaited<ReturnType<typeof serveReplies>>;

async function startGateway(...replies: { status: number; body: unknown }[]): Promise<void> {
  gateway = await serveReplies(replies);
  config.payments.url = gateway.url;
}

beforeAll(async () => {
  api = await serve(app);
});
afterAll(() => api.close());
beforeEach(() => store.clear());
afterEach(() => gateway.close());

describe("the payment client", () => {
  const charge = { orderId: "1", amount: 100, cardToken: "tok" };

  it("tries again while the gateway is down", async () => {
    await startGateway(down, down, charged);
    await expect(chargeCard(charge)).resolves.toEqual({ id: "ch_1" });
    expect(gateway.seen).toHaveLength(3);
  });

  it("gives up after three attempts", async () => {
    await startGateway(down);
    await expect(chargeCard(charge)).rejects.toThrow();
    expect(gateway.seen).toHaveLength(3);
  });

  it("does not repeat a charge that was declined", async () => {
    await startGateway({ status: 402, body: { error_code: "CONFLICT", message: "declined" } });
    await expect(chargeCard(charge)).rejects.toThrow();
    expect(gateway.seen).toHaveLength(1);
  });
});

describe("POST /payments", () => {
  const pay = (orderId: string) => send("POST", `${api.url}/payments`, { orderId, cardToken: "tok" }, headers);

  it("pays an order once", async () => {
    await startGateway(charged);
    const order = await seedOrder();
    expect((await pay(order.id)).status).toBe(201);
    expect(await store.get("orders", order.id)).toMatchObject({ status: "paid" });
    expect((await pay(order.id)).status).toBe(409);
    expect((await pay(randomUUID())).status).toBe(404);
  });

  it("leaves it for later if the gateway takes too long", async () => {
    await startGateway({ status: 504, body: { error_code: "TIMEOUT", message: "too slow" } });
    const response = await pay((await seedOrder()).id);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: "pending", retryLater: true });
  });

  it("answers 502 if the gateway stays down", async () => {
    await startGateway(down);
    expect((await pay((await seedOrder()).id)).status).toBe(502);
  });
});
