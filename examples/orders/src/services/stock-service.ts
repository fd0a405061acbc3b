import Bugsnag from "@bugsnag/node";
import type { StockLevel } from "../domain/invoice.js";
import type { OrderLine } from "../domain/order.js";
import { logger } from "../logger.js";
import { addStock, findAllStock, findStock, takeStock } from "../repositories/stock-repository.js";

export async function reserve(lines: OrderLine[]): Promise<void> {
  for (const line of lines) {
    try {
      await takeStock(line.sku, line.quantity);
    } catch (err) {
      logger.warn({ err, sku: line.sku }, "reservation failed");
      throw err;
    }
  }
}

/** Falls back to zero while the store is away, so that the shop shows "sold out" instead of nothing. */
export async function available(sku: string): Promise<number> {
  try {
    return (await findStock(sku))?.quantity ?? 0;
  } catch (error: any) {
    if (error.code === "ECONNREFUSED") {
      Bugsnag.notify(error);
      return 0;
    }
    throw error;
  }
}

export async function restock(sku: string, quantity: number): Promise<void> {
  try {
    await addStock(sku, quantity);
  } catch (e) {
    Bugsnag.notify(e);
    throw e;
  }
}

export async function listStock(): Promise<StockLevel[]> {
  return findAllStock();
}
