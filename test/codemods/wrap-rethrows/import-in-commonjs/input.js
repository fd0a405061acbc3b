"use strict";

require("dotenv").config();
const express = require("express"),
  { orders } = require("./orders");

const app = express();

function loadOrder(orderId) {
  return orders.find(orderId).catch((err) => {
    throw err;
  });
}

module.exports = { app, loadOrder };

const { late } = require("./late");
late();
