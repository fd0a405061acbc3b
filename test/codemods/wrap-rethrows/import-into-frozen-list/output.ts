import { isAppError } from "./errors"; // eslint-disable-line
import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(id: string) {
  try {
    return await orders.find(isAppError, id);
  } catch (err) {
    throw AppError.wrap(err, "could not load order", { context: { id } });
  }
}
