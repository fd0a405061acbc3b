import { AppError } from "./errors";

// eslint-disable-next-line no-console -- the first line of every run
console.log("started");

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
