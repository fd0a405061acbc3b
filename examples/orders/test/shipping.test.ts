import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/app.js";
import { config } from "../src/config.js";
import { store } from "../src/store/database.js";
import { seedOrder } from "./support/seed.js";
import { send, serve, serveReplies, type Running } from "./support/server.js";

let api: Running;

beforeAll(async () => {
  api = await serve(app);
});
afterAll(() => api.close());
beforeEach(() => store.clear());

describe("shipments", () => {
  it("asks the carrier", async () => {
    const carrier = await serveReplies([
      { status: 200, body: { id: "p1", label: "label.pdf" } },
      { status: 200, body: { rates: [490, 990] } },
      { status: 200, body: { state: "delivered" } },
    ]);
    config.carrier.url = carrier.url;
    expect((await send("POST", `${api.url}/shipments`, { orderId: "1", weight: 2 })).status).toBe(201);
    expect(await (await send("GET", `${api.url}/shipments/rates?weight=2`)).json()).toEqual({ rates: [490, 990] });
    expect(await (await send("GET", `${api.url}/shipments/p1/delivered`)).json()).toEqual({ delivered: true });
    await carrier.close();
  });

  it("answers 500 if the carrier cannot be reached", async () => {
    const carrier = await serveReplies([]);
    config.carrier.url = carrier.url;
    await carrier.close();
    expect((await send("POST", `${api.url}/shipments`, { orderId: "1", weight: 2 })).status).toBe(500);
    expect((await send("GET", `${api.url}/shipments/rates`)).status).toBe(500);
    expect((await send("GET", `${api.url}/shipments/p1`)).status).toBe(500);
  });
});

describe("carrier events", () => {
  const post = (body: unknown) => {
    const signature = createHmac("sha256", config.apiKey).update(JSON.stringify(body)).digest("hex");
    return send("POST", `${api.url}/webhooks/carrier`, body, { "x-signature": signature });
  };

  it("marks the order as shipped", async () => {
    const order = await seedOrder();
    expect((await post({ orderId: order.id, state: "picked-up" })).status).toBe(204);
    expect(await store.get("orders", order.id)).toMatchObject({ status: "shipped" });
  });

  it("answers 500 while the store is away, so that the carrier calls again", async () => {
    store.setOffline("orders", true);
    expect((await post({ orderId: "1", state: "picked-up" })).status).toBe(500);
  });
});
