import { AppError as Failure } from "./errors";
import { orders } from "./orders";

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    throw err;
  }
}

export const missing = () => new Failure("NOT_FOUND", "no such order");
