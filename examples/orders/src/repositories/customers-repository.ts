import type { Customer } from "../domain/customer.js";
import { logger } from "../logger.js";
import { report } from "../monitoring/report.js";
import { store } from "../store/database.js";

export async function findCustomer(customerId: string): Promise<Customer | undefined> {
  try {
    return await store.get("customers", customerId);
  } catch (err) {
    report(err);
    throw err;
  }
}

export async function insertCustomer(customer: Customer): Promise<Customer> {
  try {
    return await store.insert("customers", customer);
  } catch (error) {
    logger.warn({ err: error }, "could not insert customer");
    throw error;
  }
}

export async function findAllCustomers(): Promise<Customer[]> {
  try {
    return await store.select("customers", () => true);
  } catch (e) {
    logger.error(e);
    throw e;
  }
}

export async function renameCustomer(customerId: string, name: string): Promise<boolean> {
  try {
    return (await store.update("customers", customerId, { name })) === 1;
  } catch (ex: any) {
    ex.context = { customerId, statement: "update customers" };
    throw ex;
  }
}
