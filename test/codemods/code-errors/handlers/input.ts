import { Router } from "express";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  const order = await orders.find(req.params.id);
  if (!order) throw new Error(`Order ${req.params.id} not found`);
  if (order.isOpen) throw "order already exists";
  if (!order.lines) throw new TypeError("lines must be an array");
  res.json(order);
});

router.post("/orders", (req, res, next) => {
  if (!req.body.sku) return next(new Error("sku is required"));
  if (req.body.sku === "none") return next("no");
  if (!process.env.SHOP_URL) throw new Error("SHOP_URL is missing");
  if (tooMany(req)) throw { message: "too many orders", sku: req.body.sku };
  save(req.body);
});

function save(order) {
  if (order.total > 90) throw new Error("an order over 90 needs an approval");
  if (order.isStale) throw new Error("failed to load the price list");
}
