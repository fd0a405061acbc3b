import errors, { AppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find(errors);
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
