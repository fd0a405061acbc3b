import Bugsnag from "@bugsnag/node";
import { Router } from "express";
import createError from "http-errors";
import { canCancel } from "../domain/order.js";
import { orderEvents } from "../events/order-events.js";
import { logger } from "../logger.js";
import { awardPoints } from "../services/loyalty-service.js";
import {
  changeLines,
  changeStatus,
  deleteOrder,
  loadOrder,
  loadOrdersOf,
  saveOrder,
} from "../services/orders-service.js";
import { linesSchema, orderSchema } from "../validation/order-schema.js";

export const ordersRouter = Router();

ordersRouter.get("/", (req, res) => {
  loadOrdersOf(String(req.query.customerId))
    .then((orders) => res.json(orders))
    .catch((e) => {
      logger.error({ err: e }, "GET /orders failed");
      res.status(500).json({ error: e.message });
    });
});

ordersRouter.get("/:id", async (req, res, next) => {
  if (req.params.id === "export") {
    next("route");
    return;
  }
  let order;
  try {
    order = await loadOrder(req.params.id);
  } catch (err: any) {
    Bugsnag.notify(err);
    res.status(500).json({ error: err.message });
    return;
  }
  if (!order) {
    throw createError(404, "no such order");
  }
  res.json(order);
});

ordersRouter.post("/", async (req, res, next) => {
  const parsed = orderSchema.safeParse(req.body);
  if (!parsed.success) {
    res.status(400).json({ error_code: "INVALID_INPUT", message: parsed.error.message });
    return;
  }
  try {
    const order = await saveOrder(parsed.data);
    if (!order) {
      res.status(409).json({ error_code: "CONFLICT", message: "this order exists already" });
      return;
    }
    await awardPoints(order.customerId, order.total);
    await orderEvents.publish({ type: "order.placed", orderId: order.id, lines: order.lines });
    res.status(201).json(order);
  } catch (error) {
    next(error);
  }
});

ordersRouter.put("/:id/lines", async (req, res, next) => {
  const parsed = linesSchema.safeParse(req.body);
  if (!parsed.success) {
    res.status(400).json({ errors: parsed.error.issues });
    return;
  }
  try {
    const total = await changeLines(req.params.id, parsed.data.lines);
    res.json({ total });
  } catch (ex) {
    logger.error({ err: ex }, "PUT /orders/:id/lines failed");
    return next(ex);
  }
});

ordersRouter.post("/:id/cancel", async (req, res) => {
  const order = await loadOrder(req.params.id);
  if (!order) {
    throw new Error("order " + req.params.id + " not found");
  }
  if (!canCancel(order.status)) {
    res.status(409).json({ error_code: "CONFILCT", message: "the order can no longer be cancelled" });
    return;
  }
  await changeStatus(order.id, "cancelled");
  await orderEvents.publish({ type: "order.cancelled", orderId: order.id, lines: order.lines });
  res.status(204).end();
});

ordersRouter.delete("/:id", async (req, res) => {
  const order = await loadOrder(req.params.id);
  if (order?.status === "shipped") {
    throw "a shipped order cannot be deleted";
  }
  const removed = await deleteOrder(req.params.id);
  if (!removed) {
    res.status(404).json({ error_code: "NOT_FUOND", message: "no such order" });
    return;
  }
  res.status(204).end();
});
