import { orders } from "./orders.mjs";
import AppError from "../lib/errors.mjs";

export async function loadOrder() {
  try {
    return await orders.find();
  } catch (err) {
    throw AppError.wrap(err, "could not load order");
  }
}
