import type { AppError, ErrorCode } from "./errors";
import { AppError as ContractAppError } from "./errors";

export type Failure = AppError | ErrorCode;

export async function loadOrder(orders: Orders) {
  try {
    return await orders.find();
  } catch (err) {
    throw ContractAppError.wrap(err, "could not load order");
  }
}
