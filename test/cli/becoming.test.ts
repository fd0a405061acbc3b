import { describe, expect, it } from "vitest";
import { runOwn } from "./legacy-service.ts";
import { commit, createFolder, get, git } from "./workbench.ts";

const app = `import express from "express";
import { HttpError } from "http-errors";
import { openOrder } from "./orders.js";

const app = express();
app.get("/orders/:id", async (req, res) => {
  res.json(await openOrder(req.params.id));
});
app.use((err, req, res, next) => {
  console.error(err);
  if (err instanceof HttpError) return res.status(err.statusCode).json({ error: err.message, code: err.code });
  if (err.type === "entity.too.large") return res.sendStatus(413);
  res.status(500).json({ error: "failed" });
});
app.listen(3000);
`;

const orders = `import { readFile } from "node:fs/promises";

const folder = process.env.ORDERS;

export async function openOrder(id) {
  if (!folder) throw new Error("failed to open the store");
  try {
    return JSON.parse(await readFile(folder + id, "utf8"));
  } catch (err) {
    throw new Error("failed to open the order");
  }
}
`;

describe("a plain error below a middleware that asks for another class", () => {
  it("gets a code, or becomes the wrap of what it was made for, and is answered as before", async () => {
    const folder = createFolder({
      "package.json": JSON.stringify({ name: "orders", type: "module", dependencies: { express: "^5.0.0" } }),
      "node_modules/express/package.json": JSON.stringify({ name: "express", version: "5.1.0" }),
      "src/app.js": app,
      "src/orders.js": orders,
    });
    git(folder, "init", "-q");
    await runOwn(folder, "init", "--yes");
    commit(folder);
    expect(await runOwn(folder, "migrate", "--yes")).toMatchObject({ code: 0 });
    const text = get(folder, "src/orders.js");
    expect(text).toContain('throw new AppError("INTERNAL_ERROR", "failed to open the store");');
    expect(text).toContain('throw AppError.wrap(err, "failed to open the order", { context: { id } });');
    expect(get(folder, "src/app.js")).toContain("if (err instanceof HttpError)");
  });
});
