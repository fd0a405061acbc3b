const express = require("express");
const { orders } = require("./orders");
const { AppError } = require("./errors");

const app = express();
start();

const { late } = require("./late");

function start() {
  app.listen(3000, (err) => {
    if (err) loadOrder(1);
  });
}

function loadOrder(orderId) {
  return orders.find(orderId).catch((err) => {
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  });
}

module.exports = { late, loadOrder };
