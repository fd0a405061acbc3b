import type { ErrorCode } from "./errors";

export async function loadOrder(orders: Orders, code: ErrorCode) {
  try {
    return await orders.find(code);
  } catch (err) {
    throw err;
  }
}
