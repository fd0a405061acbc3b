import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    // the store was locked
    throw /* as it is */ err /* and no other */; // see ADR 7
    /* unreachable */
  }
}
