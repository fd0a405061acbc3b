import { Router } from "express";
import createError from "http-errors";
import { logger } from "../logger.js";
import { requireApiKey } from "../middleware/api-key.js";
import { loadOrder, changeStatus } from "../services/orders-service.js";
import { payOrder } from "../services/payments-service.js";
import { paymentSchema } from "../validation/customer-schema.js";

export const paymentsRouter = Router();

paymentsRouter.post("/", requireApiKey, async (req, res) => {
  const parsed = paymentSchema.safeParse(req.body);
  if (!parsed.success) {
    res.status(400).json({ error_code: "INVALID_INPUT", message: parsed.error.message });
    return;
  }
  const order = await loadOrder(parsed.data.orderId);
  if (!order) throw createError(404, "no such order");
  let outcome;
  try {
    outcome = await payOrder(order, parsed.data.cardToken);
  } catch (err) {
    if (createError.isHttpError(err)) throw err;
    logger.error({ err, orderId: order.id }, "payment failed");
    // @ts-expect-error err is unknown here, and the gateway's message is what support asks for
    res.status(502).json({ error: err.message });
    return;
  }
  if (!outcome.paid) {
    res.status(202).json({ status: "pending", retryLater: outcome.retryLater });
    return;
  }
  await changeStatus(order.id, "paid");
  res.status(201).json({ chargeId: outcome.charge.id });
});

paymentsRouter.post("/refunds", requireApiKey, async (req, res) => {
  const order = await loadOrder(String(req.body?.orderId));
  if (order?.status !== "paid") {
    throw new Error(`order ${req.body?.orderId} has not been paid`);
  }
  await changeStatus(order.id, "cancelled");
  res.status(202).json({ status: "refunding" });
});
