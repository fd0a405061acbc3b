import { setTimeout } from "node:timers/promises";
import Bugsnag from "@bugsnag/node";
import type { StockLevel } from "../domain/invoice.js";
import { store } from "../store/database.js";

export async function findStock(sku: string): Promise<StockLevel | undefined> {
  return store.get("stock", sku);
}

export async function takeStock(sku: string, quantity: number): Promise<void> {
  try {
    const level = await store.get("stock", sku);
    await store.update("stock", sku, { quantity: (level?.quantity ?? 0) - quantity });
  } catch (err) {
    Bugsnag.notify(err);
    throw err;
  }
}

export async function addStock(sku: string, quantity: number): Promise<void> {
  const level = await store.get("stock", sku);
  if (level) await store.update("stock", sku, { quantity: level.quantity + quantity });
  else await store.insert("stock", { sku, quantity });
}

export async function findAllStock(): Promise<StockLevel[]> {
  try {
    try {
      return await store.select("stock", () => true);
    } catch (first: any) {
      if (first.code !== "ECONNREFUSED") throw new RangeError("stock is unreadable", { cause: first });
      await setTimeout(10);
      return await store.select("stock", () => true);
    }
  } catch (error) {
    return Promise.reject(error);
  }
}
