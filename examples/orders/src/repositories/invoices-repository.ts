import Bugsnag from "@bugsnag/node";
import type { Invoice } from "../domain/invoice.js";
import { store } from "../store/database.js";

export async function findInvoice(invoiceId: string): Promise<Invoice | undefined> {
  try {
    return await store.get("invoices", invoiceId);
  } catch (err: any) {
    throw new Error("could not load invoice: " + err.message);
  }
}

export async function insertInvoice(invoice: Invoice): Promise<Invoice> {
  try {
    return await store.insert("invoices", invoice);
  } catch (error: any) {
    const failure = new Error(`insert into invoices failed: ${error.message}`);
    failure.name = "InvoiceError";
    throw failure;
  }
}

export function findInvoicesOf(orderId: string): Promise<Invoice[]> {
  return store
    .select("invoices", (invoice) => invoice.orderId === orderId)
    .catch((e) => {
      throw new Error(`could not list invoices of ${orderId}: ${e}`);
    });
}

export async function findAllInvoices(): Promise<Invoice[]> {
  try {
    return await store.select("invoices", () => true);
  } catch (ex) {
    Bugsnag.notify(ex);
    throw ex;
  }
}
