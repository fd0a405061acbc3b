import { store } from "./store";

export async function findOrder(orderId: string) {
  try {
    return await store.get(orderId);
  } catch (err) {
    if (err.code === "NOT_FOUND") {
      return null;
    }
    return store.cached(orderId);
  }
}
