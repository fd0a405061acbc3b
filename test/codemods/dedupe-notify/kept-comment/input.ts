// Orders: see docs/orders.md
import Bugsnag from "@bugsnag/js";
import { AppError } from "./errors";

export async function load(id: string) {
  try {
    return await read(id);
  } catch (err) {
    // the driver speaks of rows, we of orders

    // Sentry wants it first
    Bugsnag.notify(err);
    // the caller knows what to do
    throw AppError.wrap(err, "could not load order");
  }
}
