import type { AppError } from "./errors";

export type Failure = AppError;

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}

export async function saveOrder(orders: Orders) {
  try {
    return await orders.save();
  } catch (err) {
    throw err;
  }
}
