import Bugsnag from "@bugsnag/node";
import type { Order, OrderLine, OrderStatus } from "../domain/order.js";
import { logger } from "../logger.js";
import { begin, store } from "../store/database.js";

export async function findOrder(orderId: string): Promise<Order | undefined> {
  try {
    return await store.get("orders", orderId);
  } catch (err) {
    Bugsnag.notify(err);
    throw err;
  }
}

export async function insertOrder(order: Order): Promise<Order> {
  try {
    return await store.insert("orders", order);
  } catch (error) {
    logger.error({ err: error, orderId: order.id }, "insert failed");
    throw error;
  }
}

export function findOrdersOf(customerId: string): Promise<Order[]> {
  return store
    .select("orders", (order) => order.customerId === customerId)
    .then((orders) => orders.sort((a, b) => a.id.localeCompare(b.id)))
    .catch((e) => {
      throw e;
    });
}

export function countOrders(status: OrderStatus): Promise<number> {
  return store
    .select("orders", (order) => order.status === status)
    .then((orders) => orders.length)
    .catch((reason) => Promise.reject(reason));
}

export async function setOrderStatus(orderId: string, status: OrderStatus): Promise<boolean> {
  try {
    return (await store.update("orders", orderId, { status })) === 1;
  } catch (failure: any) {
    throw new Error(`could not set status of order ${orderId}: ${failure.message}`);
  }
}

export async function replaceLines(orderId: string, lines: OrderLine[], total: number): Promise<void> {
  const transaction = begin("orders");
  try {
    await transaction.update("orders", orderId, { lines });
    await transaction.update("orders", orderId, { total });
    await transaction.commit();
  } catch (ex) {
    await transaction.rollback();
    throw ex;
  }
}

export async function removeOrder(orderId: string): Promise<boolean> {
  try {
    return (await store.remove("orders", orderId)) === 1;
  } catch (cause: any) {
    throw new Error("could not remove order: " + cause.message);
  }
}
