import { orders } from "./orders";
import { AppError } from "./errors";

export async function copyOrder(orderId: string, targetId: string) {
  try {
    await orders.copy(orderId, targetId);
  } catch (err) {
    try {
      await orders.removeCopy(targetId);
    } catch (inner) {
      console.error(inner);
      throw AppError.wrap(inner, "could not remove copy", { context: { orderId, targetId } });
    }
  }
  return orders.list(targetId).catch(async (err) => {
    console.error(err);
    throw AppError.wrap(err, "could not copy order", { context: { orderId, targetId } });
  });
}
