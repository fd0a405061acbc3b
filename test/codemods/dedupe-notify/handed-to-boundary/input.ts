import Bugsnag from "@bugsnag/js";
import { store } from "./store";

/** Loads an order. */
export async function loadOrder(id: string): Promise<Order> {
  try {
    return await store.get(id);
  } catch (err) {
    // tell Bugsnag
    // before anybody swallows it
    Bugsnag.notify(err); // may be slow

    throw err;
  }
}
