import { AppError } from "@other/errors";
import { orders } from "./orders";

export async function loadOrder(id: string) {
  try {
    return await orders.find(id);
  } catch (err) {
    console.error(new AppError(err));
    throw err;
  }
}
