import { orders } from "./orders";

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    throw err;
  }
}
