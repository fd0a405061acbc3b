import { randomUUID } from "node:crypto";
import type { Order } from "../domain/order.js";
import { insertOrder } from "../repositories/orders-repository.js";
import type { OrderInput } from "../validation/order-schema.js";

export async function writeOrder(input: OrderInput): Promise<Order> {
  const total = input.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  try {
    return await insertOrder({ ...input, id: input.id ?? randomUUID(), status: "placed", total });
  } catch (err) {
    throw err;
  }
}
