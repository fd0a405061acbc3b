import { Router } from "express";
import { logger } from "./logger";
import { cancelOrder, listOrders, loadOrder, saveOrder } from "./orders";
import { AppError } from "./errors";

const router = Router();

router.get("/orders", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    throw AppError.wrap(err, "could not list orders");
  }
});

router.get("/orders/:orderId", async (req, res) => {
  const { orderId } = req.params;
  let order;
  try {
    order = await loadOrder(orderId);
  } catch (err) {
    logger.error({ err }, "GET /orders/:orderId failed");
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
  res.json(order);
});

router.post("/orders", async (req, res) => {
  try {
    return res.status(201).json(await saveOrder(req.body));
  } catch (err) {
    if (err.code === "23505") {
      throw AppError.wrap(err, "could not save order", { code: "CONFLICT" });
    }
    throw AppError.wrap(err, "could not save order");
  }
});

router.delete("/orders/:id", (req, res) => {
  return cancelOrder(req.params.id)
    .then(() => res.status(204).end())
    .catch((err) => {
      throw AppError.wrap(err, "could not cancel order");
    });
});

router.post("/orders/:id/lines", (req, res) => {
  try {
    res.json(JSON.parse(req.body.lines));
  } catch (err) {
    throw AppError.wrap(err, "could not serve POST /orders/:id/lines", { code: "INVALID_INPUT" });
  }
});
