import { orders } from "./orders";

export async function loadOrder(orderId: string, strict: boolean, callback: (err: unknown) => void) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    console.error("failed", err);
    if (strict) throw err;
    callback(err);
  }
}
