import { AppError } from "@other/errors";
import { orders } from "./orders";
import { AppError as ContractAppError } from "./errors";

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    console.error(new AppError(err));
    throw ContractAppError.wrap(err, "could not load order", { context: { id } });
  }
}
