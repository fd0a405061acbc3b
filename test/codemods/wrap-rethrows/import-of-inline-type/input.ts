import { isAppError, type AppError } from "./errors";

export async function loadOrder(orders: Orders): Promise<Order | AppError> {
  try {
    return await orders.find(isAppError);
  } catch (err) {
    throw err;
  }
}
