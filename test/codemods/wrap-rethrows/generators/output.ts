import { orders } from "./orders";
import { AppError } from "./errors";

export function* readPages(feedId: string) {
  try {
    yield orders.page(feedId);
  } catch (err) {
    throw AppError.wrap(err, "could not read pages", { context: { feedId } });
  }
}

export async function* readLines(feedId: string) {
  try {
    for await (const line of orders.lines(feedId)) yield line;
  } catch (err) {
    throw AppError.wrap(err, "could not read lines", { context: { feedId } });
  }
}

export function stopFeed(err: unknown): never {
  try {
    orders.close(err);
  } catch (inner) {
    throw AppError.wrap(inner, "could not stop feed");
  }
  throw new Error("stopped");
}
