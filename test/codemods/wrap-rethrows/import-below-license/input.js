#!/usr/bin/env node
/*
 * Copyright Acme, Inc.
 */
// @ts-check

// Loads an order.
async function loadOrder(orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}

exports.loadOrder = loadOrder;
