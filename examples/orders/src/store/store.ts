import { setImmediate } from "node:timers/promises";
import { schema, type TableName, type Tables } from "./schema.js";
import { StoreError } from "./store-error.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ADDRESS = "10.0.3.7:5432";

type Row = Record<string, unknown>;
type Statement = (...args: never[]) => unknown;

interface Fault {
  code: string;
  message: string;
  times: number;
}

/** An in-memory stand-in for the database: same calls, same failures. */
export class Store {
  readonly #rows = new Map<TableName, Map<string, Row>>();
  readonly #offline = new Set<string>();
  readonly #faults = new Map<TableName, Fault>();

  async get<K extends TableName>(table: K, key: string): Promise<Tables[K] | undefined> {
    this.#connect(table, this.get);
    this.#parseKey(table, key, this.get);
    const row = this.#table(table).get(key);
    await setImmediate();
    return row && (structuredClone(row) as unknown as Tables[K]);
  }

  async select<K extends TableName>(table: K, matches: (row: Tables[K]) => boolean): Promise<Tables[K][]> {
    this.#connect(table, this.select);
    const rows = [...this.#table(table).values()] as unknown as Tables[K][];
    const found = rows.filter(matches).map((row) => structuredClone(row));
    await setImmediate();
    return found;
  }

  async insert<K extends TableName>(table: K, row: Tables[K]): Promise<Tables[K]> {
    this.#connect(table, this.insert);
    const values = row as unknown as Row;
    const key = String(values[schema[table].key]);
    this.#parseKey(table, key, this.insert);
    this.#applyConstraints(table, key, values, this.insert);
    this.#table(table).set(key, structuredClone(values));
    await setImmediate();
    return row;
  }

  async update<K extends TableName>(table: K, key: string, patch: Partial<Tables[K]>): Promise<number> {
    this.#connect(table, this.update);
    this.#parseKey(table, key, this.update);
    const row = this.#table(table).get(key);
    if (!row) return 0;
    const next = { ...row, ...patch };
    this.#applyRange(table, next, this.update);
    this.#table(table).set(key, next);
    await setImmediate();
    return 1;
  }

  async remove(table: TableName, key: string): Promise<number> {
    this.#connect(table, this.remove);
    this.#parseKey(table, key, this.remove);
    const removed = this.#table(table).delete(key);
    await setImmediate();
    return removed ? 1 : 0;
  }

  async ping(): Promise<void> {
    this.#connect("orders", this.ping);
    await setImmediate();
  }

  snapshot(table: TableName): Map<string, Row> {
    return structuredClone(this.#table(table));
  }

  restore(table: TableName, rows: Map<string, Row>): void {
    this.#rows.set(table, rows);
  }

  /** Takes tables off the network (`*` for all of them), or brings them back. */
  setOffline(table: string, offline: boolean): void {
    if (offline) this.#offline.add(table);
    else this.#offline.delete(table);
  }

  /** Makes the next statements on a table fail. */
  failNext(table: TableName, fault: { code: string; message: string; times?: number }): void {
    this.#faults.set(table, { times: 1, ...fault });
  }

  clear(): void {
    this.#rows.clear();
    this.#offline.clear();
    this.#faults.clear();
  }

  #table(table: TableName): Map<string, Row> {
    let rows = this.#rows.get(table);
    if (!rows) {
      rows = new Map();
      this.#rows.set(table, rows);
    }
    return rows;
  }

  #connect(table: TableName, statement: Statement): void {
    if (this.#offline.has(table) || this.#offline.has("*")) {
      this.#fail(statement, `connection to ${ADDRESS} refused`, "ECONNREFUSED");
    }
    const fault = this.#faults.get(table);
    if (!fault) return;
    fault.times -= 1;
    if (fault.times <= 0) this.#faults.delete(table);
    this.#fail(statement, fault.message, fault.code);
  }

  #parseKey(table: TableName, key: string, statement: Statement): void {
    if (schema[table].uuid && !UUID.test(key)) {
      this.#fail(statement, `invalid input syntax for type uuid: "${key}"`, "22P02");
    }
  }

  #applyConstraints(table: TableName, key: string, values: Row, statement: Statement): void {
    const { key: keyColumn, unique, references } = schema[table];
    if (this.#table(table).has(key)) this.#duplicate(`${table}_pkey`, keyColumn, key, statement);
    for (const column of unique) {
      const taken = [...this.#table(table).values()].some((row) => row[column] === values[column]);
      if (taken) this.#duplicate(`${table}_${column}_key`, column, String(values[column]), statement);
    }
    if (references && !this.#table(references.table).has(String(values[references.column]))) {
      const constraint = `${table}_${references.column}_fkey`;
      this.#fail(
        statement,
        `insert or update on table "${table}" violates foreign key constraint "${constraint}"`,
        "23503",
      );
    }
    this.#applyRange(table, values, statement);
  }

  #applyRange(table: TableName, values: Row, statement: Statement): void {
    const { positive } = schema[table];
    if (positive && Number(values[positive]) < 0) {
      this.#fail(
        statement,
        `new row for relation "${table}" violates check constraint "${table}_${positive}_check"`,
        "23514",
      );
    }
  }

  #duplicate(constraint: string, column: string, value: string, statement: Statement): never {
    this.#fail(
      statement,
      `duplicate key value violates unique constraint "${constraint}"`,
      "23505",
      `Key (${column})=(${value}) already exists.`,
    );
  }

  #fail(statement: Statement, message: string, code: string, detail?: string): never {
    const error = new StoreError(message, code, detail);
    // The stack starts where the statement was issued: the driver's own frames tell nobody anything.
    Error.captureStackTrace(error, statement);
    throw error;
  }
}
