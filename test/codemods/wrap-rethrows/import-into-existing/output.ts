import { isAppError, AppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    console.error(isAppError(err));
    throw AppError.wrap(err, "could not load order");
  }
}
