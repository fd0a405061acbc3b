import { orders } from "./orders.mjs";

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}
