import { randomUUID } from "node:crypto";
import type { Customer } from "../domain/customer.js";
import { logger } from "../logger.js";
import { report } from "../monitoring/report.js";
import {
  findAllCustomers,
  findCustomer,
  insertCustomer,
  renameCustomer,
} from "../repositories/customers-repository.js";

export async function loadCustomer(customerId: string): Promise<Customer | undefined> {
  try {
    return await findCustomer(customerId);
  } catch (err) {
    report(err);
    throw err;
  }
}

export async function registerCustomer(email: string, name: string): Promise<Customer> {
  const customer = await insertCustomer({ id: randomUUID(), email, name, points: 0 });
  logger.info({ customerId: customer.id }, "customer registered");
  return customer;
}

export async function loadCustomers(): Promise<Customer[]> {
  try {
    return await findAllCustomers();
  } catch (error: any) {
    throw new Error("could not load customers: " + error.message);
  }
}

export async function changeName(customerId: string, name: string): Promise<boolean> {
  return renameCustomer(customerId, name);
}
