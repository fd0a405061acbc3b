import type { ErrorCode } from "./errors";
import { AppError } from "./errors";

export async function loadOrder(orders: Orders, code: ErrorCode) {
  try {
    return await orders.find(code);
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
