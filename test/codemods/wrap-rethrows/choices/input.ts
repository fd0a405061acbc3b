import { orders } from "./orders";

export async function loadOrder(orderId: string, known: Error | null) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw known ?? err;
  }
}

export async function loadLine(lineId: string, quiet: boolean) {
  try {
    return await orders.line(lineId);
  } catch (err) {
    throw quiet ? new Error("no line", { cause: err }) : err;
  }
}

export async function loadPart(partId: string) {
  try {
    return await orders.part(partId);
  } catch (err) {
    throw err ?? new Error("no part");
  }
}
