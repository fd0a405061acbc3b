import { AppError } from "./errors";

export type Failure = AppError;

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}

export async function saveOrder(orders: Orders) {
  try {
    return await orders.save();
  } catch (err) {
    throw AppError.wrap(err, "could not save order");
  }
}
