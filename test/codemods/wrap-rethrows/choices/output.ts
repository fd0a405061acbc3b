import { orders } from "./orders";
import { AppError } from "./errors";

export async function loadOrder(orderId: string, known: Error | null) {
  try {
    return await orders.find(orderId);
  } catch (err) {
    throw known ?? AppError.wrap(err, "could not load order", { context: { orderId } });
  }
}

export async function loadLine(lineId: string, quiet: boolean) {
  try {
    return await orders.line(lineId);
  } catch (err) {
    throw quiet ? new Error("no line", { cause: err }) : AppError.wrap(err, "could not load line", { context: { lineId } });
  }
}

export async function loadPart(partId: string) {
  try {
    return await orders.part(partId);
  } catch (err) {
    throw err ?? new Error("no part");
  }
}
