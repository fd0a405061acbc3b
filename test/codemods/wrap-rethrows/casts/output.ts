import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw AppError.wrap(err, "could not load order", { context: { orderId } });
  }
}

export async function loadLine(lineId: string) {
  try {
    return await orders.line(lineId);
  } catch (err: unknown) {
    const failure = err;
    throw (AppError.wrap(failure, "could not load line", { context: { lineId } }));
  }
}

export function loadLastOrder(done: (err: Error | null) => void) {
  orders.last().catch((err: unknown) => done(AppError.wrap(err, "could not load last order")));
}

export async function loadFirstOrder(isOpen: boolean, done: (err: Error | null) => void) {
  try {
    await orders.first();
  } catch (err) {
    done(isOpen ? (AppError.wrap(err, "could not load first order")) : null);
  }
}

export async function loadNextOrder(isOpen: boolean, done: (err: OrderError | null) => void) {
  try {
    await orders.next();
  } catch (err) {
    done(isOpen ? (AppError.wrap(err, "could not load next order") as OrderError) : null);
  }
}
