import express from "express";
import { loadOrder, removeOrder } from "./orders.js";

export const app = express();

app.get("/orders/:id", (req, res, next) => {
  const orderId = req.params.id;
  loadOrder(orderId, (err, order) => {
    if (err) return next(err);
    res.json(order);
  });
});

app.delete("/orders/:id", (req, res, next) => {
  const orderId = req.params.id;
  removeOrder(orderId, (err) => {
    next(err);
  });
});

app.post("/orders", (req, res, next) => {
  if (!req.body) return next(new Error("no order was sent"));
  next();
});
