import createError from "@fastify/error";

const NoOrder = createError("E_NO_ORDER", "no order %s", 404);
const Broken = createError("E_BROKEN", "prices are broken");

export async function loadOrder(orderId: string) {
  const order = await orders.find(orderId);
  if (!order) throw new NoOrder(orderId);
  if (!order.price) throw new Broken();
  if (order.isOdd) throw new NoOrder();
  return order;
}
