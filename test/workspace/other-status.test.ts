import { describe, expect, it } from "vitest";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true }],
});

const store = `import createError from "http-errors"; import { AppError } from "./errors";
export async function findOrder(id) { const order = await db.get(id); if (!order) throw new AppError("NOT_FOUND", "no order"); return order; }
export async function findUser(id) { return check(await db.get(id)); }
function check(user) { if (!user) throw createError(404, "no user"); return user; }
export async function findItem(id) { try { return await findOrder(id); } catch (err) { return null; } }
export async function findShop(id) { if (!id) throw new Error("shop " + id + " not found"); return db.get(id); }
export async function findPage(id) { if (!id) throw new Error("no page"); return db.get(id); }`;

/** What is in the way of letting the boundary answer instead of a handler that calls this in its `try`. */
function ask(call: string, status = 500, caught = 0): string | null {
  const app = `import * as store from "./store"; import createError from "http-errors"; import express from "express";
const app = express();
app.get("/", async (req, res) => { try { ${call} } catch (err) { res.status(${String(status)}).json({ error: err.message }); } });`;
  const index = indexOf({ "src/store.ts": store, "src/app.ts": app }, { contract });
  return reasonOf(index, { kind: "status", path: `${root}/src/app.ts`, caught, status });
}

describe("an answer with one status for everything that fails", () => {
  it("stays where something below has another one by its code", () => {
    expect(ask("res.json(await store.findOrder(req.query.id));")).toBe(
      "it answers 500 also to what src/store.ts:2 throws with a status of 404",
    );
  });

  it("stays where a library's error has one, two calls away or right there", () => {
    expect(ask("res.json(await store.findUser(req.query.id));")).toMatch(/store\.ts:4 throws with a status of 404/);
    expect(ask("if (!req.query.id) throw createError(400);")).toMatch(/app\.ts:3 throws with a status of 400/);
  });

  it("stays where something below would get another one with its code", () => {
    expect(ask("res.json(await store.findShop(req.query.id));")).toBe(
      "it answers 500 also to what src/store.ts:6 throws, which by its words is a 404",
    );
    expect(ask("res.json(await store.findShop(req.query.id));", 404)).toBeNull();
  });

  it("may go where the status is the same, where nobody has one, and where none comes through", () => {
    expect(ask("res.json(await store.findOrder(req.query.id));", 404)).toBeNull();
    expect(ask("res.json(await store.findPage(req.query.id));")).toBeNull();
    expect(ask("res.json(await store.findItem(req.query.id));")).toBeNull();
    expect(ask("try { await store.findOrder(1); } catch { return; }", 500, 1)).toBeNull();
  });
});
