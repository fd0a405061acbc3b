import express from "express";
import { readOrder, orderFeed } from "./orders";
import { AppError } from "./errors";

const app = express();

app.get("/orders/:orderId", (req, res, next) => {
  const { orderId } = req.params;
  readOrder(orderId, (err, order) => {
    if (err) return next(AppError.wrap(err, "could not read order", { context: { orderId } }));
    res.json(order);
  });
});

app.get("/orders/:id/latest", (req, res, next) => {
  readOrder(req.params.id, (err, order) => {
    if (err) {
      next(AppError.wrap(err, "could not read order", { code: "NOT_FOUND" }));
      return;
    }
    res.json(order);
  });
});

app.get("/feed", (req, res, next) => {
  orderFeed.once("error", (err) => {
    next(AppError.wrap(err, "could not serve GET /feed"));
  });
  orderFeed.once("order", (order) => res.json(order));
});

app.get("/orders", (req, res, next) => {
  orderFeed.list().then((orders) => res.json(orders)).catch((err) => next(AppError.wrap(err, "could not serve GET /orders")));
});
