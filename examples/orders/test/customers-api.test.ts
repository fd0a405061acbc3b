import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/app.js";
import { config } from "../src/config.js";
import { store } from "../src/store/database.js";
import { seedCustomer, seedOrder } from "./support/seed.js";
import { send, serve, type Running } from "./support/server.js";

let api: Running;

beforeAll(async () => {
  api = await serve(app);
});
afterAll(() => api.close());
beforeEach(() => store.clear());

describe("customers", () => {
  it("registers one, and answers 409 to the same address again", async () => {
    const ada = { email: "ada@example.com", name: "Ada" };
    expect((await send("POST", `${api.url}/customers`, ada)).status).toBe(201);
    expect((await send("POST", `${api.url}/customers`, ada)).status).toBe(409);
  });

  it("answers 400 to an address that is none", async () => {
    const response = await send("POST", `${api.url}/customers`, { email: "ada", name: "Ada" });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain("email");
  });

  it("answers 200, 404 or 500 to a read", async () => {
    const customer = await seedCustomer();
    expect((await send("GET", `${api.url}/customers/${customer.id}`)).status).toBe(200);
    expect((await send("GET", `${api.url}/customers/${randomUUID()}`)).status).toBe(404);
    expect((await send("GET", `${api.url}/customers/12`)).status).toBe(500);
  });

  it("answers 500 to a list while the store is away", async () => {
    store.setOffline("customers", true);
    expect((await send("GET", `${api.url}/customers`)).status).toBe(500);
  });

  it("renames one", async () => {
    const customer = await seedCustomer();
    expect((await send("PATCH", `${api.url}/customers/${customer.id}`, { name: "Grace" })).status).toBe(204);
    expect((await send("PATCH", `${api.url}/customers/${randomUUID()}`, { name: "Grace" })).status).toBe(404);
  });
});

describe("coupons", () => {
  it("needs a key to create one", async () => {
    const coupon = { code: "spring", percent: 20 };
    expect((await send("POST", `${api.url}/coupons`, coupon)).status).toBe(401);
    expect((await send("POST", `${api.url}/coupons`, coupon, { "x-api-key": "guess" })).status).toBe(403);
    expect((await send("POST", `${api.url}/coupons`, coupon, { "x-api-key": config.apiKey })).status).toBe(201);
    expect((await send("GET", `${api.url}/coupons/spring`)).status).toBe(200);
  });

  it("answers 404 to an unknown one", async () => {
    expect((await send("GET", `${api.url}/coupons/nothing`)).status).toBe(404);
  });
});

describe("invoices", () => {
  it("issues one for an order, once", async () => {
    const order = await seedOrder();
    const response = await send("POST", `${api.url}/invoices`, { orderId: order.id });
    expect(response.status).toBe(201);
    expect((await send("GET", `${api.url}/invoices/for-order/${order.id}`)).status).toBe(200);
    expect(await (await send("GET", `${api.url}/invoices/revenue`)).json()).toEqual({ revenue: 1800 });
    expect((await send("POST", `${api.url}/invoices`, { orderId: order.id })).status).toBe(500);
  });

  it("answers 404 where there is none, and 500 while the store is away", async () => {
    const order = await seedOrder();
    expect((await send("GET", `${api.url}/invoices/for-order/${order.id}`)).status).toBe(404);
    store.setOffline("invoices", true);
    expect((await send("GET", `${api.url}/invoices/for-order/${order.id}`)).status).toBe(500);
    expect((await send("GET", `${api.url}/invoices/${randomUUID()}`)).status).toBe(500);
    expect((await send("GET", `${api.url}/invoices/revenue`)).status).toBe(500);
  });
});

describe("health", () => {
  it("is ready only with a store", async () => {
    expect((await send("GET", `${api.url}/health/ready`)).status).toBe(200);
    store.setOffline("*", true);
    expect((await send("GET", `${api.url}/health/ready`)).status).toBe(503);
    expect((await send("GET", `${api.url}/health/live`)).status).toBe(200);
  });
});
