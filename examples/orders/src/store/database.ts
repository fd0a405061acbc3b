import type { TableName } from "./schema.js";
import { Store } from "./store.js";
import { Transaction } from "./transaction.js";

export const store = new Store();

for (const table of (process.env.STORE_OFFLINE ?? "").split(",").filter(Boolean)) {
  store.setOffline(table.trim(), true);
}

export function begin(table: TableName): Transaction {
  return new Transaction(store, table);
}
