import { setTimeout } from "node:timers/promises";
import { config } from "../config.js";
import { logger } from "../logger.js";
import { postJson } from "./http-json.js";

export interface ChargeRequest {
  orderId: string;
  amount: number;
  cardToken: string;
}

export interface Charge {
  id: string;
}

/** What the gateway answered, with the code of its own envelope. */
export class PaymentError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly retryable: boolean,
  ) {
    super(message);
    this.name = "PaymentError";
  }
}

export async function chargeCard(charge: ChargeRequest): Promise<Charge> {
  let attempt = 0;
  for (;;) {
    attempt += 1;
    try {
      return await sendCharge(charge);
    } catch (err: any) {
      if (!err.retryable || attempt >= config.payments.attempts) throw err;
      await setTimeout(config.payments.retryDelayMs * attempt);
    }
  }
}

async function sendCharge(charge: ChargeRequest): Promise<Charge> {
  try {
    const reply = await postJson(`${config.payments.url}/charges`, charge);
    if (reply.status !== 201) {
      throw new PaymentError(
        reply.body?.message ?? "charge failed",
        reply.body?.error_code ?? "INTERNAL_ERROR",
        reply.status >= 500,
      );
    }
    return { id: reply.body.id };
  } catch (failure) {
    logger.warn({ err: failure, orderId: charge.orderId }, "charge attempt failed");
    throw failure;
  }
}
