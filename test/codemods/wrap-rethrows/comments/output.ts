import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    // the store was locked
    throw /* as it is */ AppError.wrap(err, "could not load order", { context: { orderId } }) /* and no other */; // see ADR 7
    /* unreachable */
  }
}
