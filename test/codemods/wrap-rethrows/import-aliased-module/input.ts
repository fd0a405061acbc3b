import { isAppError } from "./errors/index.js";

export async function loadOrder(id: string) {
  try {
    return await orders.find(isAppError, id);
  } catch (err) {
    throw err;
  }
}
