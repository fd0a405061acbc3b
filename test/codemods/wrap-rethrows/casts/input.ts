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

export function loadLast(done: (err: Error | null) => void) {
  orders.last().catch((err: unknown) => done(err!));
}
