#!/usr/bin/env node
/// <reference types="node" />

import { AppError } from "./errors";

/** Loads an order. */
// eslint-disable-next-line func-style
export function loadOrder(orders: Orders) {
  try {
    return orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
