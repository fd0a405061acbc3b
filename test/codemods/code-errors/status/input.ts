import { status } from "@grpc/grpc-js";

export async function loadOrder(orderId: string) {
  const order = await orders.find(orderId);
  if (!order) throw Object.assign(new Error(`order ${orderId} not found`), { status: 404 });
  if (order.isHidden) {
    const err = new Error("not your order");
    err.status = 403;
    throw err;
  }
  if (order.isOpen) throw { statusCode: 409, message: "order is open", orderId };
  if (order.isDeleted) throw Object.assign(new Error("order is deleted"), { code: status.NOT_FOUND, order });
  return order;
}

export function saveOrder(order: Order) {
  const failure: any = new Error("too many orders");
  // asked for by the gateway
  failure.statusCode = 429;
  return Promise.reject(failure);
}
