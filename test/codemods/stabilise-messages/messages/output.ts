import { AppError } from "./errors";

const LONGEST = 80;

export async function findOrder(id: string, customerId: string) {
  const order = await store.load(id);
  if (!order) throw new AppError("NOT_FOUND", "order not found", { context: { id } });
  if (order.customerId !== customerId) {
    // somebody else's
    throw new AppError("FORBIDDEN", "order is not the customer's", { cause: order.failure, context: { orderId: order.id } });
  }
  return order;
}

export function requireName(name: string, product: Product) {
  if (name.length > LONGEST) throw new AppError("INVALID_INPUT", `a name has at most ${LONGEST} characters`);
  if (!product.sku) throw new AppError("INVALID_INPUT", "Product has no number", { context: { productName: product.name } });
}

export async function ship(orderId: string, attempt: number) {
  try {
    await carrier.book(orderId);
  } catch (err) {
    throw AppError.wrap(err, "could not ship order", { context: { orderId, attempt } });
  }
}

export async function pay(order: Order) {
  try {
    await bank.charge(order);
  } catch (err) {
    throw AppError.wrap(err, `could not charge ${order.id}'s card`, { context: { order: order.id } });
  }
}
