import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string, strict: boolean, callback: (err: unknown) => void) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    console.error("failed", err);
    if (strict) throw AppError.wrap(err, "could not load order", { context: { orderId } });
    callback(AppError.wrap(err, "could not load order", { context: { orderId } }));
  }
}
