import type { Customer } from "../domain/customer.js";
import type { Coupon, Invoice, StockLevel } from "../domain/invoice.js";
import type { Order } from "../domain/order.js";

export interface Tables {
  orders: Order;
  customers: Customer;
  invoices: Invoice;
  coupons: Coupon;
  stock: StockLevel;
}

export type TableName = keyof Tables;

export interface TableSchema {
  key: string;
  uuid: boolean;
  unique: string[];
  references?: { column: string; table: TableName };
  positive?: string;
}

export const schema: Record<TableName, TableSchema> = {
  orders: { key: "id", uuid: true, unique: [], references: { column: "customerId", table: "customers" } },
  customers: { key: "id", uuid: true, unique: ["email"] },
  invoices: { key: "id", uuid: true, unique: ["orderId"], references: { column: "orderId", table: "orders" } },
  coupons: { key: "code", uuid: false, unique: [] },
  stock: { key: "sku", uuid: false, unique: [], positive: "quantity" },
};
