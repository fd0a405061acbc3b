import createError from "http-errors";
import { chargeCard, type Charge } from "../clients/payment-client.js";
import type { Order } from "../domain/order.js";
import { logger } from "../logger.js";

export type PaymentOutcome = { paid: true; charge: Charge } | { paid: false; retryLater: boolean };

/** Charges an order; a gateway that is away or busy leaves it unpaid for the nightly run. */
export async function payOrder(order: Order, cardToken: string): Promise<PaymentOutcome> {
  if (order.status !== "placed") {
    throw createError(409, "order is not open for payment");
  }
  try {
    return { paid: true, charge: await chargeCard({ orderId: order.id, amount: order.total, cardToken }) };
  } catch (err: any) {
    switch (err.code) {
      case "CONFLICT":
        return { paid: false, retryLater: false };
      case "UNREACHABEL":
      case "TIMEOUT":
        logger.warn({ err, orderId: order.id }, "gateway unreachable");
        return { paid: false, retryLater: true };
    }
    if (err.code === "RATE_LIMITTED") {
      return { paid: false, retryLater: true };
    }
    throw err;
  }
}
