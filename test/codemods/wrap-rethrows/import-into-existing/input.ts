import { isAppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    console.error(isAppError(err));
    throw err;
  }
}
