import { AppError, AppError as ContractAppError } from "./errors";
import { orders } from "./orders";

export async function loadOrder(id: string, AppError: unknown) {
  try {
    return await orders.find(id, AppError);
  } catch (err) {
    throw ContractAppError.wrap(err, "could not load order", { context: { id } });
  }
}

export const missing = () => new AppError("NOT_FOUND", "no such order");
