import { orders } from "./orders";
import { wrapError } from "./lib/errors";

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    throw wrapError(err, "could not load order");
  }
}
