import Bugsnag from "@bugsnag/node";
import type { Order, OrderLine, OrderStatus } from "../domain/order.js";
import { logger } from "../logger.js";
import {
  countOrders,
  findOrder,
  findOrdersOf,
  removeOrder,
  replaceLines,
  setOrderStatus,
} from "../repositories/orders-repository.js";
import { StoreError } from "../store/store-error.js";
import type { OrderInput } from "../validation/order-schema.js";
import { writeOrder } from "./order-writer.js";

export async function loadOrder(orderId: string): Promise<Order | undefined> {
  try {
    return await findOrder(orderId);
  } catch (err) {
    Bugsnag.notify(err);
    throw err;
  }
}

/** Returns `null` if an order with that id exists already. */
export async function saveOrder(input: OrderInput): Promise<Order | null> {
  try {
    return await writeOrder(input);
  } catch (error) {
    if (error instanceof StoreError && error.code === "23505") return null;
    throw error;
  }
}

export function loadOrdersOf(customerId: string): Promise<Order[]> {
  return findOrdersOf(customerId).catch((e) => {
    throw new Error(`could not load orders of customer ${customerId}: ${e.message}`);
  });
}

export async function changeStatus(orderId: string, status: OrderStatus): Promise<boolean> {
  try {
    return await setOrderStatus(orderId, status);
  } catch (ex) {
    logger.error({ err: ex, orderId, status }, "status change failed");
    throw ex;
  }
}

export async function changeLines(orderId: string, lines: OrderLine[]): Promise<number> {
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  await replaceLines(orderId, lines, total);
  return total;
}

export function deleteOrder(orderId: string): Promise<boolean> {
  return removeOrder(orderId).then(
    (removed) => removed,
    (reason) => {
      logger.error({ err: reason, orderId }, "delete failed");
      throw reason;
    },
  );
}

export async function openOrderCount(): Promise<number> {
  const [placed, paid] = await Promise.all([countOrders("placed"), countOrders("paid")]);
  return placed + paid;
}
