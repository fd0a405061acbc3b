import Bugsnag from "@bugsnag/js";
import { store } from "./store";

export async function findOrder(orderId: string) {
  try {
    return await store.get(orderId);
  } catch (err) {
    if (err.code === "NOT_FOUND") {
      // tell Bugsnag
      Bugsnag.notify(err);
      return null;
    }
    return store.cached(orderId);
  }
}
