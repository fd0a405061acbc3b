#!/usr/bin/env node
/*
 * Copyright Acme, Inc.
 */
// @ts-check

const { AppError } = require("./errors");

// Loads an order.
async function loadOrder(orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}

exports.loadOrder = loadOrder;
