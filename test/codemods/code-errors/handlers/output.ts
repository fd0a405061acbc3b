import { Router } from "express";
import { AppError } from "./errors";

export const router = Router();

router.get("/orders/:id", async (req, res) => {
  const order = await orders.find(req.params.id);
  if (!order) throw new AppError("NOT_FOUND", "Order not found", { context: { id: req.params.id } });
  if (await drafts.find(req.params.id)) throw new AppError("ALREADY_EXISTS", "order already exists");
  if (!order.lines) throw new TypeError("lines must be an array");
  res.json(order);
});

router.post("/orders", (req, res, next) => {
  if (!req.body.sku) return next(new AppError("INVALID_INPUT", "sku is required"));
  if (req.body.sku === "none") return next("no");
  if (!process.env.SHOP_URL) throw new AppError("INTERNAL_ERROR", "SHOP_URL is missing");
  if (tooMany(req)) throw { message: "too many orders", sku: req.body.sku };
  if (isOdd(req.body)) throw new AppError("INVALID_INPUT", "the order is invalid");
  req.body.lines.forEach((line) => {
    if (!line.sku) throw new AppError("INVALID_INPUT", "a line is missing its sku");
  });
  const { customer } = customers.load(req.body.customerId);
  if (!customer) throw new Error("customer is missing");
  const parsed = orderSchema.safeParse(req.body);
  if (!parsed.success) throw new AppError("INVALID_INPUT", "invalid order");
  if (!req.session.cart) throw new Error("cart is required");
  save(req.body);
});

function save(order) {
  if (order.total > 90) throw new Error("an order over 90 needs an approval");
  if (order.isStale) throw new AppError("INTERNAL_ERROR", "failed to load the price list");
}

router.delete("/orders/:id", async (req) => {
  if (!req.user.isAdmin) throw new Error("Unauthorized");
  if (!carriers.includes(req.params.carrier)) throw new Error("carrier not allowed");
  if (req.user.isGuest) throw new AppError("PERMISSION_DENIED", "not allowed to delete orders");
});
