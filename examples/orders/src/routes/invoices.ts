import { Router } from "express";
import createError from "http-errors";
import { logger } from "../logger.js";
import { report } from "../monitoring/report.js";
import { invoiceOf, issueInvoice, loadInvoice, revenue } from "../services/invoices-service.js";
import { loadOrder } from "../services/orders-service.js";

export const invoicesRouter = Router();

invoicesRouter.get("/revenue", async (_req, res) => {
  try {
    res.json({ revenue: await revenue() });
  } catch (e: any) {
    res.status(500).send(`revenue unavailable: ${e.message}`);
  }
});

invoicesRouter.get("/:id", async (req, res) => {
  let invoice;
  try {
    invoice = await loadInvoice(req.params.id);
  } catch (error) {
    res.status(500).send(String(error));
    return;
  }
  if (!invoice) throw createError(404, "no such invoice");
  res.json(invoice);
});

invoicesRouter.get("/for-order/:orderId", async (req, res) => {
  const invoice = await invoiceOf(req.params.orderId);
  if (invoice instanceof Error) {
    logger.error({ err: invoice }, "invoice unavailable");
    res.status(500).json({ error_code: "INTERNAL_EROR", message: "the invoice cannot be read just now" });
    return;
  }
  if (!invoice) throw createError(404, "no invoice yet");
  res.json(invoice);
});

invoicesRouter.post("/", async (req, res) => {
  try {
    const order = await loadOrder(String(req.body?.orderId));
    if (!order) {
      res.status(404).json({ error_code: "NOT_FOUND", message: "no such order" });
      return;
    }
    res.status(201).json(await issueInvoice(order));
  } catch (err: any) {
    report(err);
    const { message } = err;
    res.status(500).json({ status: "failed", message });
  }
});
