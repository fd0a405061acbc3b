import { orders } from "./orders";

export async function findOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    if (err instanceof RangeError) return null;
    throw err;
  }
}

export async function moveOrder(orderId: string) {
  const lock = await orders.lock(orderId);
  try {
    await orders.move(orderId);
  } catch (err) {
    await lock.release();
    throw err;
  }
}
