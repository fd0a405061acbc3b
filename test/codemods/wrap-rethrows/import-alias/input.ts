import { orders } from "#orders";

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}
