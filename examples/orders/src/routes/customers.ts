import { Router, type Response } from "express";
import createError from "http-errors";
import { ZodError } from "zod";
import { logger } from "../logger.js";
import { report } from "../monitoring/report.js";
import { changeName, loadCustomer, loadCustomers, registerCustomer } from "../services/customers-service.js";
import { customerSchema } from "../validation/customer-schema.js";

export const customersRouter = Router();

function sendError(res: Response, err: any): void {
  logger.error({ err }, "request failed");
  res.status(500).json({ error: err.message });
}

customersRouter.get("/", async (_req, res) => {
  try {
    res.json(await loadCustomers());
  } catch (e) {
    sendError(res, e);
  }
});

customersRouter.get("/:id", async (req, res) => {
  let customer;
  try {
    customer = await loadCustomer(req.params.id);
  } catch (err: any) {
    report(err);
    const message = err.message;
    res.status(500).json({ error: message });
    return;
  }
  if (!customer) throw createError(404, "no such customer");
  res.json(customer);
});

customersRouter.post("/", async (req, res) => {
  try {
    const { email, name } = customerSchema.parse(req.body);
    res.status(201).json(await registerCustomer(email, name));
  } catch (error: any) {
    if (error instanceof ZodError) {
      res.status(400).json({ error: error.issues });
      return;
    }
    if (error.code === "23505") {
      res.status(409).json({ error: error.message });
      return;
    }
    sendError(res, error);
  }
});

customersRouter.patch("/:id", async (req, res) => {
  if (typeof req.body?.name !== "string") {
    throw new TypeError("name must be a string");
  }
  const renamed = await changeName(req.params.id, req.body.name);
  res.status(renamed ? 204 : 404).end();
});
