import { store } from "./store";

/** Loads an order. */
export async function loadOrder(id: string): Promise<Order> {
  try {
    return await store.get(id);
  } catch (err) {
    throw err;
  }
}
