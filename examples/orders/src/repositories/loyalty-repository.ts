import Bugsnag from "@bugsnag/node";
import { store } from "../store/database.js";

export async function addPoints(customerId: string, points: number): Promise<number> {
  try {
    const customer = await store.get("customers", customerId);
    const balance = (customer?.points ?? 0) + points;
    await store.update("customers", customerId, { points: balance });
    return balance;
  } catch (err) {
    Bugsnag.notify(err);
    throw err;
  }
}
