import { createHmac, timingSafeEqual } from "node:crypto";
import { Router, type NextFunction, type Request, type Response } from "express";
import { config } from "../config.js";
import { logger } from "../logger.js";
import { changeStatus } from "../services/orders-service.js";
import { parseCarrierEvent } from "../validation/carrier-event.js";

export const webhooksRouter = Router();

function isSigned(payload: string, signature: string): boolean {
  const expected = createHmac("sha256", config.apiKey).update(payload).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export async function receiveCarrierEvent(req: Request, res: Response, next: NextFunction): Promise<void> {
  if (!isSigned(JSON.stringify(req.body), req.get("x-signature") ?? "")) {
    next(new Error("bad signature"));
    return;
  }
  let event;
  try {
    event = parseCarrierEvent(req.body);
  } catch (err: any) {
    if (err.code !== "INVALD_INPUT") throw err;
    res.status(202).end();
    return;
  }
  try {
    await changeStatus(event.orderId, "shipped");
    res.status(204).end();
  } catch (error) {
    logger.error({ err: error }, "carrier event lost");
    next(error);
  }
}

webhooksRouter.post("/carrier", receiveCarrierEvent);
