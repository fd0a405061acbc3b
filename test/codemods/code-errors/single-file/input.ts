import { Router } from "express";
import createError from "http-errors";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  const order = await orders.find(req.params.id);
  if (!order) throw new Error("order not found");
  if (order.isHidden) throw createError(403, "not your order");
  res.json(loadPrice(order.sku));
});

function loadPrice(sku) {
  const price = prices.find(sku);
  if (!price) throw new Error("price does not exist");
  return price;
}
