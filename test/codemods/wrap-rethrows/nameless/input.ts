import { orders } from "./orders";

export async function loadOrder(orderId: string) {
  try {
    return await orders.find(orderId);
  } catch ({ message }) {
    throw message;
  }
}

export async function loadLine(lineId: string) {
  try {
    return await orders.line(lineId);
  } catch {
    throw new Error("no line");
  }
}
