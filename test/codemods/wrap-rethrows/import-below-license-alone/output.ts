/*! Copyright Acme, Inc. */
import { AppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
