import express from "express";
import { logger } from "./logger";
import { listOrders } from "./orders";

const app = express();

app.get("/orders", async (req, res) => {
  try {
    res.json(await listOrders());
  } catch (err) {
    res.status(500).json({ error: err.message });
  }
});

app.get("/orders/open", (req, res) => {
  listOrders().then((orders) => res.json(orders)).catch((err) => {
    logger.error(err);
    res.status(500).json({ error: err.message });
  });
});
