import * as errors from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find(errors);
  } catch (err) {
    throw err;
  }
}
