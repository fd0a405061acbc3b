import type { Order } from "./order";
import { type Basket } from "./basket";
import { Query } from "./query";
import { find } from "./find.js";

export async function loadOrder(orderId: string, query: Query, basket: Basket): Promise<Order> {
  try {
    return await find(orderId, query, basket);
  } catch (err) {
    throw err;
  }
}
