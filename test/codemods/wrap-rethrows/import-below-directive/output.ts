"use server"; // for forms

import { AppError } from "./errors";

/* eslint-disable no-console */

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
