import { isAppError } from "./errors"; // eslint-disable-line
import { orders } from "./orders";

export async function loadOrder(id: string) {
  try {
    return await orders.find(isAppError, id);
  } catch (err) {
    throw err;
  }
}
