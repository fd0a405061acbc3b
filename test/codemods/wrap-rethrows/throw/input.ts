import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw err;
  }
}
