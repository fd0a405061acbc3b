import { randomUUID } from "node:crypto";
import type { Customer } from "../../src/domain/customer.js";
import type { Order } from "../../src/domain/order.js";
import { store } from "../../src/store/database.js";

export async function seedCustomer(values: Partial<Customer> = {}): Promise<Customer> {
  const id = randomUUID();
  return store.insert("customers", { id, email: `${id}@example.com`, name: "Ada", points: 0, ...values });
}

export async function seedOrder(values: Partial<Order> = {}): Promise<Order> {
  const customerId = values.customerId ?? (await seedCustomer()).id;
  return store.insert("orders", {
    id: randomUUID(),
    status: "placed",
    lines: [{ sku: "mug", quantity: 2, unitPrice: 900 }],
    total: 1800,
    ...values,
    customerId,
  });
}
