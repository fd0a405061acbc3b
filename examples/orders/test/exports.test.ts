import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { app } from "../src/app.js";
import { config } from "../src/config.js";
import { appendRow, countRows, readRows, removeFile, writeRows } from "../src/export/csv-writer.js";
import { exportedRows } from "../src/export/order-export.js";
import { store } from "../src/store/database.js";
import { seedOrder } from "./support/seed.js";
import { send, serve, type Running } from "./support/server.js";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "orders-"));
let api: Running;

beforeAll(async () => {
  config.exportDirectory = directory;
  api = await serve(app);
});
afterAll(async () => {
  await api.close();
  fs.rmSync(directory, { recursive: true });
});
beforeEach(() => store.clear());

/** What a callback was given: its error and its result. */
function outcome<T>(start: (callback: (err: Error | null, result?: T) => void) => void): Promise<[Error | null, T?]> {
  return new Promise((resolve) => start((err, result) => resolve([err, result])));
}

describe("the CSV writer", () => {
  const file = path.join(directory, "rows.csv");
  const missing = path.join(directory, "missing", "rows.csv");

  it("gives no error when it wrote the rows", async () => {
    expect(await outcome((done) => writeRows(file, ["1,placed,100"], done))).toEqual([null, file]);
    expect(await outcome((done) => appendRow(file, "2,paid,200", done))).toEqual([null, undefined]);
    expect(await outcome((done) => readRows(file, done))).toEqual([null, ["1,placed,100", "2,paid,200"]]);
    expect(await outcome((done) => countRows(file, done))).toEqual([null, 2]);
    expect(await outcome((done) => removeFile(file, done))).toEqual([null, true]);
  });

  it("gives the error when it could not", async () => {
    expect((await outcome((done) => writeRows(missing, [], done)))[0]).toBeInstanceOf(Error);
    expect((await outcome((done) => readRows(missing, done)))[0]).toBeInstanceOf(Error);
    expect((await outcome((done) => countRows(missing, done)))[0]).toBeInstanceOf(Error);
    expect((await outcome((done) => removeFile(missing, done)))[0]).toBeInstanceOf(Error);
  });
});

describe("exports", () => {
  it("writes the orders of a customer to a file", async () => {
    const order = await seedOrder();
    const response = await send("POST", `${api.url}/exports`, { customerId: order.customerId });
    expect(response.status).toBe(201);
    expect(await exportedRows(order.customerId)).toBe(1);
    const text = await (await send("GET", `${api.url}/exports/${order.customerId}`)).text();
    expect(text).toContain(`${order.id},placed,1800`);
  });

  it("answers 404 to a file that was never written", async () => {
    expect((await send("GET", `${api.url}/exports/nothing`)).status).toBe(404);
  });

  it("answers 500 if the orders cannot be read", async () => {
    store.setOffline("orders", true);
    expect((await send("POST", `${api.url}/exports`, { customerId: "1" })).status).toBe(500);
    expect((await send("POST", `${api.url}/exports/nightly`, { name: "all" })).status).toBe(500);
  });

  it("has sent its header by the time the orders cannot be read", async () => {
    store.setOffline("orders", true);
    const response = await send("GET", `${api.url}/exports/orders.csv?customers=1`);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^id,status,total\n/);
  });

  it("streams the number of open orders", async () => {
    await seedOrder();
    const controller = new AbortController();
    const response = await fetch(`${api.url}/exports/open-orders`, { signal: controller.signal });
    let text = "";
    for await (const chunk of response.body!) {
      text += Buffer.from(chunk).toString();
      if (text.includes("data:")) break;
    }
    controller.abort();
    expect(text).toContain("data: 1\n");
  });
});
