import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/app.js";
import { store } from "../src/store/database.js";
import { seedCustomer, seedOrder } from "./support/seed.js";
import { send, serve, type Running } from "./support/server.js";

let api: Running;

beforeAll(async () => {
  api = await serve(app);
});
afterAll(() => api.close());
beforeEach(() => store.clear());

const lines = [{ sku: "mug", quantity: 2, unitPrice: 900 }];

describe("POST /orders", () => {
  it("places an order and awards points", async () => {
    const customer = await seedCustomer();
    const response = await send("POST", `${api.url}/orders`, { customerId: customer.id, lines });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ customerId: customer.id, status: "placed", total: 1800 });
    expect(await store.get("customers", customer.id)).toMatchObject({ points: 18 });
  });

  it("places it even if points cannot be awarded", async () => {
    const customer = await seedCustomer();
    store.failNext("customers", { code: "57014", message: "canceling statement due to statement timeout" });
    const response = await send("POST", `${api.url}/orders`, { customerId: customer.id, lines });
    expect(response.status).toBe(201);
  });

  it("answers 409 to an id that is taken", async () => {
    const order = await seedOrder();
    const again = { id: order.id, customerId: order.customerId, lines };
    const response = await send("POST", `${api.url}/orders`, again);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error_code: "CONFLICT" });
  });

  it("answers 400 to lines that are missing", async () => {
    const response = await send("POST", `${api.url}/orders`, { customerId: randomUUID() });
    expect(response.status).toBe(400);
  });

  it("answers 400 to a body that is no JSON", async () => {
    const response = await fetch(`${api.url}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"customerId":',
    });
    expect(response.status).toBe(400);
  });

  it("answers 413 to a body that is too large", async () => {
    const response = await send("POST", `${api.url}/orders`, { couponCode: "x".repeat(200_000) });
    expect(response.status).toBe(413);
  });

  it("answers 500 if the customer is unknown to the store", async () => {
    const response = await send("POST", `${api.url}/orders`, { customerId: randomUUID(), lines });
    expect(response.status).toBe(500);
  });
});

describe("GET /orders", () => {
  it("shows an order", async () => {
    const order = await seedOrder();
    const response = await send("GET", `${api.url}/orders/${order.id}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(order);
  });

  it("answers 404 to an unknown order", async () => {
    expect((await send("GET", `${api.url}/orders/${randomUUID()}`)).status).toBe(404);
  });

  it("answers 500 while the store is away", async () => {
    store.setOffline("orders", true);
    expect((await send("GET", `${api.url}/orders/${randomUUID()}`)).status).toBe(500);
    expect((await send("GET", `${api.url}/orders?customerId=${randomUUID()}`)).status).toBe(500);
  });

  it("lists the orders of a customer", async () => {
    const order = await seedOrder();
    await seedOrder();
    const response = await send("GET", `${api.url}/orders?customerId=${order.customerId}`);
    expect(await response.json()).toEqual([order]);
  });
});

describe("changing an order", () => {
  it("cancels it once", async () => {
    const order = await seedOrder();
    expect((await send("POST", `${api.url}/orders/${order.id}/cancel`)).status).toBe(204);
    expect(await store.get("orders", order.id)).toMatchObject({ status: "cancelled" });
    expect((await send("POST", `${api.url}/orders/${order.id}/cancel`)).status).toBe(409);
  });

  it("keeps the old lines if the new total cannot be written", async () => {
    const order = await seedOrder();
    const update = store.update.bind(store);
    let calls = 0;
    store.update = async (table, key, patch) => {
      calls += 1;
      if (calls === 2) store.setOffline("orders", true);
      return update(table, key, patch);
    };
    const replacement = { lines: [{ sku: "cup", quantity: 1, unitPrice: 100 }] };
    const response = await send("PUT", `${api.url}/orders/${order.id}/lines`, replacement);
    store.update = update;
    store.setOffline("orders", false);
    expect(response.status).toBe(500);
    expect(await store.get("orders", order.id)).toEqual(order);
  });

  it("deletes it, then answers 404", async () => {
    const order = await seedOrder();
    expect((await send("DELETE", `${api.url}/orders/${order.id}`)).status).toBe(204);
    expect((await send("DELETE", `${api.url}/orders/${order.id}`)).status).toBe(404);
  });
});
