// @ts-ignore the module has no types yet
import { isAppError } from "./errors";

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find(isAppError);
  } catch (err) {
    throw err;
  }
}
