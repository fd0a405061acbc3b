#!/usr/bin/env node
/// <reference types="node" />

/** Loads an order. */
// eslint-disable-next-line func-style
export function loadOrder(orders: Orders) {
  try {
    return orders.find();
  } catch (err) {
    throw err;
  }
}
