import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw err as Error;
  }
}

export async function loadLine(lineId: string) {
  try {
    return await orders.line(lineId);
  } catch (err: unknown) {
    const failure = err;
    throw (<Error>failure);
  }
}

export function loadLastOrder(done: (err: Error | null) => void) {
  orders.last().catch((err: unknown) => done(err!));
}

export async function loadFirstOrder(isOpen: boolean, done: (err: Error | null) => void) {
  try {
    await orders.first();
  } catch (err) {
    done(isOpen ? (err as Error) : null);
  }
}

export async function loadNextOrder(isOpen: boolean, done: (err: OrderError | null) => void) {
  try {
    await orders.next();
  } catch (err) {
    done(isOpen ? (err as OrderError) : null);
  }
}
