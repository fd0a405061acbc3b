import {
  findCause,
  isAppError,
  AppError,
} from "./errors.ts";
import { orders } from "./orders.ts";

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    console.error(isAppError(err), findCause(err));
    throw AppError.wrap(err, "could not load order");
  }
}
