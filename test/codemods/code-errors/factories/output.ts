import createError from "@fastify/error";
import { AppError } from "./errors";

const NoOrder = createError("E_NO_ORDER", "no order %s", 404);
const Broken = createError("E_BROKEN", "prices are broken");

export async function loadOrder(orderId: string) {
  const order = await orders.find(orderId);
  if (!order) throw new AppError("NOT_FOUND", "no order", { context: { orderId } });
  if (!order.price) throw new AppError("INTERNAL_ERROR", "prices are broken");
  if (order.isOdd) throw new NoOrder();
  return order;
}
