import type { TableName, Tables } from "./schema.js";
import type { Store } from "./store.js";

/** Statements on one table that apply together, or not at all. */
export class Transaction {
  readonly #before: ReturnType<Store["snapshot"]>;
  #open = true;

  constructor(
    private readonly store: Store,
    private readonly table: TableName,
  ) {
    this.#before = store.snapshot(table);
  }

  async update<K extends TableName>(table: K, key: string, patch: Partial<Tables[K]>): Promise<number> {
    return this.store.update(table, key, patch);
  }

  async commit(): Promise<void> {
    this.#open = false;
  }

  async rollback(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.store.restore(this.table, this.#before);
  }
}
