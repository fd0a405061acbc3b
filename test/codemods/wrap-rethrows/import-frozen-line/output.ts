// @ts-ignore the module has no types yet
import { isAppError } from "./errors";
import { AppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find(isAppError);
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
