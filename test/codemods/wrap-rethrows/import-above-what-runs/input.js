const express = require("express");
const { orders } = require("./orders");

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
    throw err;
  });
}

module.exports = { late, loadOrder };
