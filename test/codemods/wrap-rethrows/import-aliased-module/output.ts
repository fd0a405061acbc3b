import { isAppError, AppError } from "./errors/index.js";

export async function loadOrder(id: string) {
  try {
    return await orders.find(isAppError, id);
  } catch (err) {
    throw AppError.wrap(err, "could not load order", { context: { id } });
  }
}
