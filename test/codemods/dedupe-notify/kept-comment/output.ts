// Orders: see docs/orders.md
import { AppError } from "./errors";

export async function load(id: string) {
  try {
    return await read(id);
  } catch (err) {
    // the driver speaks of rows, we of orders

    // the caller knows what to do
    throw AppError.wrap(err, "could not load order");
  }
}
