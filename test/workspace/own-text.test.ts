import { describe, expect, it } from "vitest";
import { contractOf, indexOf, packageOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true }],
});

const store = `import { AppError } from "./errors"; import { messages } from "./messages";
export async function update(id) { if (config.isFile) throw new Error("These settings come from a file."); return db.put(id); }
export function read(id) { return new Promise((resolve, reject) => { db.get(id, (err, row) => row ? resolve(row) : reject(new Error("not found"))); }); }
export async function open(id) { return check(await db.get(id)); }
function check(order) { if (order.isClosed) throw new ClosedError(); return order; }
export async function broken(id) { const rows = await db.get(id); if (rows.length !== 1) throw new Error("Unexpected number of rows"); return rows[0]; }
export async function relayed(id) { const answer = await ask(id); if (answer.error) throw new Error(answer.error); return answer; }
export async function coded(id) { if (!id) throw new AppError("NOT_FOUND", "no such order"); return db.get(id); }
export async function ended(id) { try { return await update(id); } catch { return null; } }
export async function first(id) { return second(id); }
async function second(id) { return third(id); }
async function third(id) { return fourth(id); }
async function fourth(id) { throw new Error("too far away to be for anybody"); }
export async function missing(id) { if (!id) throw new Error("coupon " + id + " not found"); return db.get(id); }
export function later(id, callback) { db.get(id, (err, row) => row ? callback(null, row) : callback("the order is gone")); }
export class Store { close(id) { throw new Error(messages.STORE_IS_CLOSED); } }`;

const imports = `import express from "express"; import * as store from "./store"; import { Store } from "./store"; import rows from "./rows.json";
import { PrismaClient } from "@prisma/client"; import { orders } from "./orders"; import { gone } from "./gone"; const prisma = new PrismaClient();`;

/** What may be said to whoever asks where this is done in a \`try\`. */
function ask(done: string, isWrapped = false): string | null {
  const app = `${imports} const app = express(); const files = new Store();
app.get("/", async (req, res) => { try { ${done} } catch (err) { console.error(err); res.status(500).json({ error: err.message }); } });`;
  const orders = `import { PrismaClient } from "@prisma/client"; export const orders = new PrismaClient();`;
  const files = { "src/store.ts": store, "src/app.ts": app, "src/orders.ts": orders };
  const packages = [packageOf("", { "@prisma/client": "6", express: "5" })];
  const index = indexOf(files, { contract, packages });
  return reasonOf(index, { kind: "own-text", path: `${root}/src/app.ts`, caught: 0, isWrapped });
}

describe("an answer with what an error says", () => {
  it("may be what the team wrote for whoever asks, one call below", () => {
    expect(ask("await store.update(req.params.id);")).toBe(
      "src/store.ts:2 throws “These settings come from a file.”, which may be for whoever asks",
    );
    expect(ask('if (!req.query.id) throw "an id is missing";')).toMatch(/app\.ts:3 throws “an id is missing”/);
  });

  it("may be so where a promise is rejected with it, a callback given it, or a method of a known class throws it", () => {
    expect(ask("await store.read(1);")).toMatch(/store\.ts:3 throws “not found”/);
    expect(ask("store.later(1, () => {});")).toMatch(/store\.ts:15 throws “the order is gone”/);
    expect(ask("files.close(1);")).toMatch(/store\.ts:16 throws “messages.STORE_IS_CLOSED”/);
    expect(ask('await prisma.$transaction(async (tx) => { throw new Error("The order was paid."); });')).toMatch(
      /app\.ts:3 throws “The order was paid.”/,
    );
  });

  it("may be so where a class says what is wrong by its name, two calls below", () => {
    expect(ask("await store.open(1);")).toMatch(/store\.ts:5 throws “ClosedError”/);
  });

  it("may be so where what is called is the project's, and not seen", () => {
    expect(ask("await gone(1);")).toBe("`gone` may throw texts for whoever asks, and is not seen");
  });

  it("is for nobody where what is thrown says that the code or another service is wrong", () => {
    expect(ask("await store.broken(1);")).toBeNull();
    expect(ask("await store.relayed(1);")).toBeNull();
  });

  it.each([
    'throw Object.assign(new Error("No line to the store."), { code: "ECONNREFUSED" });',
    'throw Object.assign(new Error("No line to the store."), { code: "ETIMEDOUT", port });',
    'throw { code: "EHOSTUNREACH", message: "No line to the store." };',
  ])("is for nobody where it has the system's code for what cannot be reached: %s", (thrown) => {
    expect(ask(thrown)).toBeNull();
  });

  it.each([
    'throw Object.assign(new Error("There is no report of that day."), { code: "ENOENT" });',
    'throw Object.assign(new Error("The shop is closed."), { code: "SHOP_CLOSED" });',
    'throw assign(new Error("The shop is closed."), { code: "ECONNREFUSED" });',
  ])("may be for whoever asks with any other code: %s", (thrown) => {
    expect(ask(thrown)).toContain("may be for whoever asks");
  });

  it("is not that of errors that end below, or that come from far away, or from a package", () => {
    expect(ask("await store.ended(1);")).toBeNull();
    expect(ask("await store.first(1);")).toBeNull();
    expect(ask("await prisma.order.findMany(); await orders.order.findMany();")).toBeNull();
    expect(ask('console.error(new Error("for the log alone"));')).toBeNull();
  });

  it("goes on through a wrap where the error is coded", () => {
    expect(ask("await store.coded(1);")).toMatch(/store\.ts:8 throws “no such order”/);
    expect(ask("await store.coded(1);", true)).toBeNull();
    expect(ask("await store.missing(1);", true)).toBeNull();
    expect(ask("await store.update(1);", true)).not.toBeNull();
  });
});

describe("an answer to the same program", () => {
  const app = `import express from "express"; const app = express();
app.post("/stats", async (req, res) => { try { res.json(await db.get()); } catch (err) { res.status(500).json({ error: err.message }); } });`;
  const asking = (call: string): string =>
    `import "./app"; export async function read() { const answer = await ${call}; throw new Error((await answer.json()).error); }`;
  const ask = (text: string, at = "src/stats.ts"): string | null => {
    const index = indexOf({ "src/app.ts": app, [at]: text });
    return reasonOf(index, { kind: "own-text", path: `${root}/src/app.ts`, caught: 0, isWrapped: false });
  };

  it("may be told on by whoever asks for it", () => {
    expect(ask(asking("fetch(`${process.env.STATS_URL}/stats`)"))).toBe(
      "src/stats.ts:1 asks for `/stats`, and may tell on what is answered",
    );
    expect(ask(asking('fetch(host + "/api/stats?all=1")'))).not.toBeNull();
  });

  it("is for others where nobody of the program asks for it", () => {
    expect(ask(asking("fetch(`${process.env.STATS_URL}/counts`)"))).toBeNull();
    expect(ask(asking("fetch(`${process.env.STATS_URL}/stats`)"), "test/stats.test.ts")).toBeNull();
    expect(ask(asking('read("/stats")'))).toBeNull();
  });
});

describe("an answer with a whole error", () => {
  const app = `import express from "express"; const app = express();
app.get("/", async (req, res) => { try { await run(); } catch (err) { console.error(err); res.status(500).json({ error: err }); } });`;

  function askWhole(errors: string, { at = "src/errors.ts", isWhole = true } = {}): string | null {
    const packages = [packageOf("", { express: "5" }), packageOf("tool", {})];
    const index = indexOf({ "src/app.ts": app, [at]: errors }, { contract, packages });
    const asked = { kind: "own-text", path: `${root}/src/app.ts`, caught: 0, isWrapped: false } as const;
    return reasonOf(index, isWhole ? { ...asked, isWhole } : asked);
  }

  it("may be for whoever asks where a class of errors near says what is written of it", () => {
    expect(askWhole("export class HookError extends Error { toJSON() { return { code: this.code }; } }")).toBe(
      "it is sent whole, and `HookError` in src/errors.ts has a `toJSON` of its own",
    );
    const loaded = `import { BaseError } from "base"; export class HookError extends BaseError { toJSON = () => ({ code: 1 }); }`;
    expect(askWhole(loaded)).toContain("HookError");
  });

  it.each([
    ["no class of errors", "export class Order { toJSON() { return { id: this.id }; } }"],
    ["one that is not asked for that", "export class HookError extends Error { static toJSON() {} toText() {} }"],
  ])("is for nobody where it is %s that has one", (_, errors) => {
    expect(askWhole(errors)).toBeNull();
  });

  it("is for nobody where the class is another program's or a test's, or where only the message is sent", () => {
    const errors = "export class HookError extends Error { toJSON() { return { code: this.code }; } }";
    expect(askWhole(errors, { at: "tool/errors.ts" })).toBeNull();
    expect(askWhole(errors, { at: "test/errors.ts" })).toBeNull();
    expect(askWhole(errors, { isWhole: false })).toBeNull();
  });
});
