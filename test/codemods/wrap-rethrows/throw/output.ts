import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
}
