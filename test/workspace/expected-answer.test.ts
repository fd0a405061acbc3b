import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

const orders = `import { load } from "./store";
export async function read(req, res) { try { res.json(await load()); } catch (err) { res.status(500).json({ error: err.message }); } }
export async function list(req, res) { res.json(await load()); }`;
const app = `import express from "express"; import { read } from "./orders"; export const app = express(); app.get("/orders/:id", read);`;

interface Asking {
  readonly keepsForm?: boolean;
  readonly status?: number;
  readonly at?: string;
}

/** Which test stands in the way of another answer of \`read\`. */
function ask(
  test: string,
  { keepsForm = false, status = 500, at = "test/orders.test.ts" }: Asking = {},
): string | null {
  const index = indexOf({
    "src/orders.ts": orders,
    "src/app.ts": app,
    "src/store.ts": "export const load = 1;",
    [at]: test,
  });
  const question = { kind: "expected-answer", path: `${root}/src/orders.ts`, functionName: "read" } as const;
  return reasonOf(index, { ...question, status, keepsForm });
}

const reading = `import { read, list } from "../src/orders"; import sinon from "sinon"; it("tells", async () => { await read(req, res);`;

describe("an answer that a test expects", () => {
  it("stays where its status is expected of a double", () => {
    const test = `${reading} expect(res.status).toHaveBeenCalledWith(500); });`;
    expect(ask(test)).toBe("test/orders.test.ts:1 expects the answer that is given");
    expect(ask(`${reading} sinon.assert.calledWith(res.status, 500); });`)).not.toBeNull();
    expect(ask(`${reading} assert.equal(res.statusCode, 500); });`)).not.toBeNull();
    expect(ask(test, { keepsForm: true })).toBeNull();
  });

  it("stays with what it says where that is expected, too", () => {
    const test = `${reading} expect(res.status).toHaveBeenCalledWith(500); expect(res.json).toHaveBeenCalledWith({ error: text }); });`;
    expect(ask(test, { keepsForm: true })).not.toBeNull();
  });

  it("stays where a test of the whole app expects what it lets an error say", () => {
    const test = (text: string): string => `import { app } from "../src/app"; import { load } from "../src/store";
it("tells", async () => { load.mockRejectedValue(new Error("no luck")); const res = await request(app).get("/orders/1"); expect(res.status).toBe(500); expect(res.body.error).toBe("${text}"); });`;
    const at = "test/app.test.ts";
    expect(ask(test("no luck"), { at })).not.toBeNull();
    expect(ask(test("no luck"), { at, keepsForm: true })).not.toBeNull();
    expect(ask(test("internal error"), { at })).toBeNull();
  });

  it("may be another one where the test is of another function, another status, or another file", () => {
    expect(
      ask(`${reading.replace("await read", "await list")} expect(res.status).toHaveBeenCalledWith(500); });`),
    ).toBeNull();
    expect(ask(`${reading} expect(res.status).toHaveBeenCalledWith(404); });`)).toBeNull();
    expect(ask(`${reading} expect(res.status).toHaveBeenCalledWith(200); });`)).toBeNull();
    const other = reading.replace("../src/orders", "../src/store");
    expect(ask(`${other} expect(res.status).toHaveBeenCalledWith(500); });`, { at: "test/store.test.ts" })).toBeNull();
  });

  it("stays where a test of its name loads it in a way of its own", () => {
    const rest = `it("tells", async () => { await orders.read(req, res); expect(res.status).toHaveBeenCalledWith(500); });`;
    const loaded = `const orders = proxyquire("../src/orders", {}); ${rest}`;
    expect(ask(loaded, { at: "test/unit/orders.test.ts" })).not.toBeNull();
    expect(ask(`import { made } from "@acme/orders"; ${loaded}`, { at: "test/unit/orders.test.ts" })).not.toBeNull();
    expect(
      ask(`import * as orders from "../../src/orders"; ${rest}`, { at: "test/unit/orders.test.ts" }),
    ).not.toBeNull();
    const ofOther = `import * as orders from "../../src/invitations/orders"; ${rest}`;
    expect(ask(ofOther, { at: "test/invitations/orders.test.ts" })).toBeNull();
    expect(ask(ofOther, { at: "test/invitations/read.test.ts" })).toBeNull();
  });

  it("may be another one where a test beside asks the whole app, and not for what is said", () => {
    const asking = `import { app } from "../src/app"; it("tells", async () => { expect((await send(app, "/orders/1")).status).toBe(500); });`;
    expect(ask(asking)).toBeNull();
  });

  it("is not expected by code that is no test", () => {
    const code = `${reading} expect(res.status).toHaveBeenCalledWith(500); });`;
    expect(ask(code, { at: "src/health.ts" })).toBeNull();
  });
});
