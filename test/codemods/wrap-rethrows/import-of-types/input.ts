import type { AppError, ErrorCode } from "./errors";

export type Failure = AppError | ErrorCode;

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw err;
  }
}
