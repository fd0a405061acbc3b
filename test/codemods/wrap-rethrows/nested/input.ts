import { orders } from "./orders";

export async function copyOrder(orderId: string, targetId: string) {
  try {
    await orders.copy(orderId, targetId);
  } catch (err) {
    try {
      await orders.removeCopy(targetId);
    } catch (inner) {
      console.error(inner);
      throw inner;
    }
  }
  return orders.list(targetId).catch(async (err) => {
    console.error(err);
    throw err;
  });
}
