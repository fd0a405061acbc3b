import { a } from "./a";
// @ts-expect-error it has no types
import { orders } from "./orders"; // @ts-ignore
orders.open(a, 1);

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}
