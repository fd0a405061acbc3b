import { status } from "@grpc/grpc-js";
import { AppError } from "./errors";

export async function loadOrder(orderId: string) {
  const order = await orders.find(orderId);
  if (!order) throw new AppError("NOT_FOUND", "order not found", { context: { orderId } });
  if (order.isHidden) {
    const err = new AppError("PERMISSION_DENIED", "not your order");
    throw err;
  }
  if (order.isOpen) throw new AppError("CONFLICT", "order is open", { context: { orderId } });
  if (order.isDeleted) throw Object.assign(new Error("order is deleted"), { code: status.NOT_FOUND, order });
  return order;
}

export function saveOrder(order: Order) {
  const failure: any = new AppError("RATE_LIMITED", "too many orders");
  // asked for by the gateway
  return Promise.reject(failure);
}
