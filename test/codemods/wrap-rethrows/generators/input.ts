import { orders } from "./orders";

export function* readPages(feedId: string) {
  try {
    yield orders.page(feedId);
  } catch (err) {
    throw err;
  }
}

export async function* readLines(feedId: string) {
  try {
    for await (const line of orders.lines(feedId)) yield line;
  } catch (err) {
    throw err;
  }
}

export function stopFeed(err: unknown): never {
  try {
    orders.close(err);
  } catch (inner) {
    throw inner;
  }
  throw new Error("stopped");
}
