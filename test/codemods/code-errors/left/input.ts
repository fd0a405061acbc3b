import createError from "http-errors";
import { Router } from "express";

export const router = Router();

class Closed extends Error {}

router.get("/orders/:id", async (req, res) => {
  if (req.body.total > 90) throw new Error("an order over 90 needs an approval");
  if (req.body.old) throw new Error(`order ${describe(req)} not found`);
  if (req.body.login) throw new Error(`password ${password} is invalid`);
  if (req.body.closed) throw new Closed("not found");
  if (req.body.cause) throw new Error("no such order", { cause: req.body.cause });
  if (req.body.detail) throw new Error("no such order", { detail: req.body.detail });
  const err = new Error("order not found");
  err.retryAfter = 5;
  throw err;
});

export function loadOrder(id: string) {
  if (!id) throw createError(statusOf(id), "no such order");
  if (id === "1") throw createError(418, "no coffee");
  if (id === "2") throw createError(404, describe(id));
  try {
    if (id === "3") throw createError(404, "no such order");
  } catch (err) {
    return null;
  }
  if (id === "4") throw createError(404, "no such order", { headers: { "x-id": id } });
  // eslint-disable-next-line error-contract/no-uncoded-throw -- the proxy reads it
  throw createError(404, "no such order");
}

router.post("/orders", (req, res, next) => {
  if (req.body.gone) {
    res.status(410);
    return next(new Error("order not found"));
  }
  res.statusCode = 403;
  if (!req.body.sku) throw new Error("order not found");
});
