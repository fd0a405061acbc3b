import createError from "http-errors";
import { AppError } from "./errors";
import { Router } from "express";

const router = Router();

export class OrderService {
  async load(id: string) {
    const order = await this.orders.findOne({ id });
    if (!order) throw new AppError("NOT_FOUND", "order not found", { context: { id } });
    const customer = await this.customers.findOne({ id: order.customerId });
    if (!customer) throw new Error("customer not found");
    if (!order.carrier) throw new Error("order not found with its carrier");
    const price = await this.prices.get(id);
    if (!price) throw new Error("could not load price");
    const answer = await fetch(this.url);
    if (!answer.ok) throw new AppError("INTERNAL_ERROR", "could not load stock");
    if (order.isTorn) throw new Error("could not ship order: invalid address");
    if (order.isLate) throw new Error("could not ship order, please try again");
    return order;
  }

  register(name: string) {
    if (this.handlers.has(name)) throw new Error("handler is already registered");
    if (!this.plans.find(name)) throw new Error("plan not found");
  }

  async createOrders(skus: string[]) {
    if (await this.orders.hasAll(skus)) throw new AppError("ALREADY_EXISTS", "orders already exist");
    if (await this.orders.exists(skus)) throw new AppError("ALREADY_EXISTS", "order already exists");
  }

  parse(text: string) {
    switch (text) {
      case "a":
        throw new Error("unknown operator");
    }
    if (text === "b") throw new AppError("TIMEOUT", "the import timed out");
    if (text === "c") throw new Error("your session timed out");
    if (text === "d") throw new Error("timeout must be a number");
  }
}

router.post("/orders", async (req, res) => {
  if (req.headers["x-secret"] !== secret) throw new Error("invalid webhook");
  if (!req.body.secret) throw new Error("invalid shop secret");
  if (!req.body.tokenId) throw new AppError("INVALID_INPUT", "token id is required");
  if (!req.body.signature) throw new Error("missing signature");
  if (!isSigned(req.body, key)) throw new AppError("UNAUTHENTICATED", "invalid signature");
  if (!verify(req.body, key)) throw new AppError("UNAUTHENTICATED", "bad signature");
  if (!(await users.matches(req.body.user))) throw new AppError("UNAUTHENTICATED", "Invalid credentials");
  if (req.body.state === "open") throw new Error("invalid state");
  if (req.body.path.startsWith("..")) throw new Error("path contains a forbidden part");
  if (await limits.hit(req.body.shop)) throw new AppError("RATE_LIMITED", "rate limit exceeded");
  if (await limits.lost(req.body.shop)) throw new Error("rate limit counter is gone");
  const shop = await shops.find(req.body.shop);
  if (!shop) throw new AppError("NOT_FOUND", "shop not found");
  if (shop.rows.length === 0) throw new AppError("NOT_FOUND", "shop does not exist");
  if (!shop.owner) throw new Error("owner not found");
  const owner = await owners.find(shop.ownerId);
  if (!owner) throw new Error("owner not found");
  res.json({});
});

export function open(order: Order) {
  if (order.isOff) throw new AppError("FAILED_PRECONDITION", "export is not enabled");
  if (!order.sku) throw new AppError("INVALID_INPUT", "no sku provided");
  if (!order.lines) throw new AppError("INVALID_INPUT", "lines are required");
  if (order.isOdd) throw createError(400, "order cannot be opened");
  if (order.isShipped) throw createError(400, "invalid state of the order");
  if (order.isDouble) throw new AppError("ALREADY_EXISTS", "order already exists");
  if (order.isStale) throw new AppError("CONFLICT", "order has changed");
  if (order.isBare) throw createError(400);
  if (order.isFlat) throw createError(401);
  if (order.isOwned) throw createError(401, "cannot remove the last owner");
  if (order.isBarred) throw createError(401, "you are not authorized to see this order");
  if (order.isUnsigned) throw new AppError("UNAUTHENTICATED", "the token has no signature");
  if (order.isRound) throw createError(404, "invalid order: must be of the form 1/2");
  if (order.isTorn) throw createError(404, "unable to update the order");
  if (order.isGone) throw new AppError("NOT_FOUND", "you have no such order");
  if (order.isLate) throw createError(500, "order does not exist");
  if (order.isLost) throw new AppError("NOT_FOUND", "not found");
  if (order.isWide) throw new AppError("UNPROCESSABLE", "invalid width");
  throw createError(400, "order not found");
}
