import { EventEmitter } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { config } from "../config.js";
import { findOrdersOf } from "../repositories/orders-repository.js";
import { store } from "../store/database.js";
import { countRows, writeRows } from "./csv-writer.js";

function fileOf(name: string): string {
  return path.join(config.exportDirectory, `${path.basename(name)}.csv`);
}

/** Emits `done` with the file's name, or `error`. */
export class OrderExport extends EventEmitter {
  constructor(private readonly customerId: string) {
    super();
  }

  async run(): Promise<void> {
    try {
      const orders = await findOrdersOf(this.customerId);
      const rows = orders.map((order) => `${order.id},${order.status},${order.total}`);
      writeRows(fileOf(this.customerId), rows, (err, file) => {
        if (err) {
          this.emit("error", err);
          return;
        }
        this.emit("done", file);
      });
    } catch (error) {
      this.emit("error", error);
    }
  }
}

export async function exportOrders(name: string): Promise<string> {
  const orders = await store.select("orders", () => true);
  return new Promise((resolve, reject) => {
    const rows = orders.map((order) => `${order.id},${order.status},${order.total}`);
    writeRows(fileOf(name), rows, (err, file) => {
      if (err) {
        reject(new Error(`could not export ${name}: ${err.message}`));
        return;
      }
      resolve(file as string);
    });
  });
}

export function exportedRows(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    countRows(fileOf(name), (e, count) => {
      if (e) return reject(e);
      resolve(count ?? 0);
    });
  });
}

export function readExport(name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    fs.readFile(fileOf(name), "utf8", (failure, text) => {
      if (failure) reject(failure);
      else resolve(text);
    });
  });
}
