import { Router } from "express";
import { logger } from "./logger";
import { cancelOrder, listOrders, loadOrder, saveOrder } from "./orders";

const router = Router();

router.get("/orders", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    res.status(500).json({ error: err.message });
  }
});

router.get("/orders/:orderId", async (req, res) => {
  const { orderId } = req.params;
  let order;
  try {
    order = await loadOrder(orderId);
  } catch (err) {
    const message = err instanceof Error ? err.message : String(err);
    logger.error({ err }, "GET /orders/:orderId failed");
    res.status(500).json({ error: message });
    return;
  }
  res.json(order);
});

router.post("/orders", async (req, res) => {
  try {
    return res.status(201).json(await saveOrder(req.body));
  } catch (err) {
    if (err.code === "23505") {
      return res.status(409).send(`order exists: ${err.detail}`);
    }
    return res.status(500).send(String(err));
  }
});

router.delete("/orders/:id", (req, res) => {
  return cancelOrder(req.params.id)
    .then(() => res.status(204).end())
    .catch((err) => res.status(500).json({ error: err.stack }));
});

router.post("/orders/:id/lines", (req, res) => {
  try {
    res.json(JSON.parse(req.body.lines));
  } catch (err) {
    res.status(400).json({ error: err.message });
  }
});
