import { AppError } from "./errors";
import { orders } from "./orders";

export async function loadOrder(id: string, AppError: unknown) {
  try {
    return await orders.find(id, AppError);
  } catch (err) {
    throw err;
  }
}

export const missing = () => new AppError("NOT_FOUND", "no such order");
