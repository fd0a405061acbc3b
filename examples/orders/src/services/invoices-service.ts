import { randomUUID } from "node:crypto";
import type { Invoice } from "../domain/invoice.js";
import type { Order } from "../domain/order.js";
import { logger } from "../logger.js";
import { findAllInvoices, findInvoice, findInvoicesOf, insertInvoice } from "../repositories/invoices-repository.js";

export async function loadInvoice(invoiceId: string): Promise<Invoice | undefined> {
  try {
    return await findInvoice(invoiceId);
  } catch (err) {
    logger.error(err, "invoice unavailable");
    throw err;
  }
}

export async function issueInvoice(order: Order): Promise<Invoice> {
  const invoice = { id: randomUUID(), orderId: order.id, amount: order.total, issuedAt: new Date().toISOString() };
  try {
    return await insertInvoice(invoice);
  } catch (error) {
    throw new Error("could not issue invoice for order " + order.id + ": " + String(error));
  }
}

/** The invoice of an order, or the error that kept it from being read. */
export async function invoiceOf(orderId: string): Promise<Invoice | undefined | Error> {
  try {
    const [invoice] = await findInvoicesOf(orderId);
    return invoice;
  } catch (e) {
    return e as Error;
  }
}

export async function revenue(): Promise<number> {
  let invoices: Invoice[];
  try {
    invoices = await findAllInvoices();
  } catch (ex) {
    logger.error({ err: ex }, "revenue unavailable");
    throw ex;
  }
  return invoices.reduce((sum, invoice) => sum + invoice.amount, 0);
}
