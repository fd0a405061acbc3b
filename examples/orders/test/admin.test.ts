import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/admin/app.js";
import { config } from "../src/config.js";
import { store } from "../src/store/database.js";
import { seedOrder } from "./support/seed.js";
import { send } from "./support/server.js";

const headers = { "x-api-key": config.apiKey };
let url: string;

beforeAll(async () => {
  url = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await app.close();
});
beforeEach(() => store.clear());

describe("the admin API", () => {
  it("shows an order to those with a key", async () => {
    const order = await seedOrder();
    expect((await send("GET", `${url}/admin/orders/${order.id}`)).status).toBe(403);
    const response = await fetch(`${url}/admin/orders/${order.id}`, { headers });
    expect(await response.json()).toEqual(order);
    expect((await fetch(`${url}/admin/orders/${randomUUID()}`, { headers })).status).toBe(404);
    expect((await fetch(`${url}/admin/orders/12`, { headers })).status).toBe(500);
  });

  it("answers 500 while the store is away", async () => {
    store.setOffline("*", true);
    expect((await fetch(`${url}/admin/orders/open`, { headers })).status).toBe(500);
    expect((await fetch(`${url}/admin/stock`)).status).toBe(500);
    expect((await fetch(`${url}/admin/report/revenue`)).status).toBe(500);
  });

  it("shows no stock while the store is away", async () => {
    store.setOffline("stock", true);
    expect(await (await fetch(`${url}/admin/stock/mug`)).json()).toEqual({ sku: "mug", available: 0 });
  });

  it("restocks, but not below zero", async () => {
    expect((await send("POST", `${url}/admin/stock/mug`, { quantity: 5 })).status).toBe(201);
    expect(await (await fetch(`${url}/admin/stock/mug`)).json()).toEqual({ sku: "mug", available: 5 });
    expect((await send("POST", `${url}/admin/stock/mug`, { quantity: -9 })).status).toBe(500);
  });
});
