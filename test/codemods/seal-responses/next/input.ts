import express from "express";
import { readOrder, orderFeed } from "./orders";

const app = express();

app.get("/orders/:orderId", (req, res, next) => {
  const { orderId } = req.params;
  readOrder(orderId, (err, order) => {
    if (err) return res.status(500).json({ error: err.message });
    res.json(order);
  });
});

app.get("/orders/:id/latest", (req, res, next) => {
  readOrder(req.params.id, (err, order) => {
    if (err) {
      res.status(404).json({ error: err.message });
      return;
    }
    res.json(order);
  });
});

app.get("/feed", (req, res, next) => {
  orderFeed.once("error", (err) => {
    res.status(500).send(err.message);
  });
  orderFeed.once("order", (order) => res.json(order));
});

app.get("/orders", (req, res, next) => {
  orderFeed.list().then((orders) => res.json(orders)).catch((err) => res.status(500).send(err.message));
});
