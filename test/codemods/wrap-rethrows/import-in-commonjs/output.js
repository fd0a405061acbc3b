"use strict";

require("dotenv").config();
const express = require("express"),
  { orders } = require("./orders");
const { AppError } = require("./errors");

const app = express();

function loadOrder(orderId) {
  return orders.find(orderId).catch((err) => {
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  });
}

module.exports = { app, loadOrder };

const { late } = require("./late");
late();
